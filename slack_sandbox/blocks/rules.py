"""Rules of Block Kit's blocks, with Slack's documented limits: which fields, and how long."""

from __future__ import annotations

from typing import Literal

from slack_sandbox.blocks.checks import (
    Check,
    anything,
    array,
    boolean,
    both,
    choice,
    either,
    integer,
    record,
    string,
    tagged,
    url,
)
from slack_sandbox.blocks.data import CHART, DATA_NUMBER, data_table
from slack_sandbox.blocks.elements import (
    ACCESSORY,
    ACTION,
    BUTTON,
    CONTEXT_ACTION,
    ID,
    IMAGE,
    INPUT,
    SLACK_FILE,
    plain,
    text,
)

Surface = Literal["message", "modal", "home"]
MARKDOWN_LIMIT = 12_000


def _block(required: dict[str, Check] | None = None, **optional: Check) -> Check:
    return record(required or {}, {"block_id": ID, **optional})


_RICH_PART = tagged(
    {
        "text": record({"text": string(40_000)}, {"style": anything}),
        "link": record(
            {"url": string(3000)}, {"text": string(3000, 0), "unsafe": boolean, "style": anything}
        ),
        "emoji": record(
            {"name": string(255)}, {"unicode": string(255), "skin_tone": integer(1, 6), "style": anything}
        ),
        "user": record({"user_id": string(32)}, {"style": anything}),
        "channel": record({"channel_id": string(32)}, {"style": anything}),
        "usergroup": record({"usergroup_id": string(32)}, {"style": anything}),
        "team": record({"team_id": string(32)}, {"style": anything}),
        "broadcast": record({"range": choice("here", "channel", "everyone")}, {"style": anything}),
        "color": record({"value": string(20)}, {"style": anything}),
        "date": record(
            {"timestamp": integer(0), "format": string(255)},
            {"url": url(), "fallback": string(255), "style": anything},
        ),
    }
)
_RICH_SECTION = record({"elements": array(_RICH_PART, 1000, 0)})
_RICH_FRAMED = record(
    {"elements": array(_RICH_PART, 1000, 0)}, {"border": integer(0, 1), "language": string(50)}
)
_RICH_LIST = record(
    {
        "style": choice("bullet", "ordered"),
        "elements": array(tagged({"rich_text_section": _RICH_SECTION}), 1000, 0),
    },
    {"indent": integer(0, 8), "offset": integer(0), "border": integer(0, 1)},
)
RICH_TEXT = _block(
    {
        "elements": array(
            tagged(
                {
                    "rich_text_section": _RICH_SECTION,
                    "rich_text_list": _RICH_LIST,
                    "rich_text_preformatted": _RICH_FRAMED,
                    "rich_text_quote": _RICH_FRAMED,
                }
            ),
            1000,
            0,
        )
    }
)
_RICH = tagged({"rich_text": RICH_TEXT})
_SECTION = both(
    _block(text=text(3000), fields=array(text(2000), 10), accessory=ACCESSORY, expand=boolean),
    either(("text", "fields")),
)
_IMAGE_BLOCK = both(
    _block({"alt_text": string(2000)}, title=plain(2000), image_url=url(), slack_file=SLACK_FILE),
    either(("image_url", "slack_file")),
)
_VIDEO = _block(
    {
        "alt_text": string(2000),
        "title": plain(200),
        "video_url": url(schemes=("https://",)),
        "thumbnail_url": url(),
    },
    title_url=url(schemes=("https://",)),
    description=plain(200),
    author_name=string(50),
    provider_name=string(50),
    provider_icon_url=url(),
)
_CELL = tagged(
    {
        "raw_text": record({"text": string(3000)}),
        "raw_number": record({"value": anything}),
        "rich_text": RICH_TEXT,
    }
)
_TABLE = _block(
    {"rows": array(array(_CELL, 20), 100)},
    column_settings=array(
        record({}, {"align": choice("left", "center", "right"), "is_wrapped": boolean}), 20, 0
    ),
)
_DATA_CELL = tagged(
    {"raw_text": record({"text": string(3000)}), "raw_number": DATA_NUMBER, "rich_text": RICH_TEXT}
)
_SOURCE = tagged({"url": record({"url": url(), "text": string(3000)})})
_TASK = _block(
    {"task_id": ID, "title": string(3000), "status": choice("pending", "in_progress", "complete", "error")},
    details=_RICH,
    output=_RICH,
    sources=array(_SOURCE, 50, 0),
)
_PICTURE = tagged({"image": IMAGE})
_CARD = both(
    _block(
        hero_image=_PICTURE,
        icon=_PICTURE,
        title=text(150),
        subtitle=text(150),
        body=text(200),
        actions=array(tagged({"button": BUTTON}), 3),
    ),
    either(("hero_image", "title", "body", "actions")),
)
_COMMON: dict[str, Check] = {
    "section": _SECTION,
    "divider": _block(),
    "header": _block({"text": plain(150)}, level=integer(1, 6)),
    "image": _IMAGE_BLOCK,
    "actions": _block({"elements": array(ACTION, 25)}),
    "context": _block(
        {"elements": array(tagged({"image": IMAGE, "mrkdwn": text(3000), "plain_text": text(3000)}), 10)}
    ),
    "input": _block(
        {"label": plain(2000), "element": INPUT}, hint=plain(2000), optional=boolean, dispatch_action=boolean
    ),
    "rich_text": RICH_TEXT,
    "video": _VIDEO,
    "alert": _block({"text": text(3000)}, level=choice("default", "info", "warning", "error", "success")),
    "card": _CARD,
    "carousel": _block({"elements": array(tagged({"card": _CARD}), 10)}),
}
_CONTAINER = both(
    _block(
        {"child_blocks": array(tagged(_COMMON), 10)},
        title=plain(150),
        rich_text_title=_RICH,
        subtitle=text(150),
        width=choice("narrow", "standard", "wide", "full"),
        icon=_PICTURE,
        is_collapsible=boolean,
        default_collapsed=boolean,
        has_header_divider=boolean,
    ),
    either(("title", "rich_text_title")),
)
_MESSAGE_ONLY: dict[str, Check] = {
    "markdown": _block({"text": string(MARKDOWN_LIMIT)}),
    "context_actions": _block({"elements": array(CONTEXT_ACTION, 5)}),
    "file": _block({"external_id": ID, "source": choice("remote")}),
    "table": _TABLE,
    "data_table": data_table(_DATA_CELL),
    "data_visualization": CHART,
    "task_card": _TASK,
    "plan": _block({"title": string(3000)}, tasks=array(tagged({"task_card": _TASK}), 50, 0)),
    "container": _CONTAINER,
}
SURFACES: dict[Surface, Check] = {
    "message": tagged({**_COMMON, **_MESSAGE_ONLY}),
    "modal": tagged(_COMMON),
    "home": tagged(_COMMON),
}
