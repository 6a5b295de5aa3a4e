"""Reading Block Kit as a person does: all visible text, and what a click on a word means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from slack_sandbox.blocks.mrkdwn import unescaped
from slack_sandbox.blocks.surfaces import walk

Json = dict[str, Any]
_SHOWN = (
    "text",
    "title",
    "label",
    "hint",
    "fields",
    "elements",
    "accessory",
    "element",
    "description",
    "subtitle",
    "body",
)
_DEEPER = (
    "caption",
    "options",
    "option_groups",
    "placeholder",
    "rows",
    "tasks",
    "child_blocks",
    "actions",
    "details",
    "output",
)

_RUNNING = ("rich_text_section", "rich_text_quote", "rich_text_preformatted")
"""Whose elements are one running text."""


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for entry in value:
            yield from _texts(entry)
    elif isinstance(value, dict):
        kind = value.get("type")
        if kind == "user":
            yield f"<@{value['user_id']}>"
        elif kind == "link":
            yield str(value.get("text") or value["url"])
        elif kind == "emoji":
            yield f":{value['name']}:"
        elif kind in _RUNNING:
            yield "".join(_texts(value.get("elements")))
        elif kind == "image":
            yield str(value.get("alt_text", ""))
            yield from _texts(value.get("title"))
        elif kind == "data_visualization":
            yield value["title"]
            yield from _numbers(value["chart"])
        else:
            for name in (*_SHOWN, *_DEEPER):
                yield from _texts(value.get(name))


def _numbers(chart: Json) -> Iterator[str]:
    """What a chart draws, a line for each value: "Touches, March: 4"."""
    for part in chart.get("segments", ()):
        yield f"{part['label']}: {part['value']}"
    for series in chart.get("series", ()):
        for point in series["data"]:
            yield f"{series['name']}, {point['label']}: {point['value']}"


def text_of(shown: Json) -> str:
    """All visible text of a message or view, one piece a line, unescaped; `text` only without blocks."""
    pieces: list[str] = []
    if shown.get("title"):
        pieces += _texts(shown["title"])
    blocks = shown.get("blocks") or []
    if not blocks:
        pieces.append(str(shown.get("text", "")))
    pieces += _texts(blocks)
    for attachment in shown.get("attachments", []):
        pieces += [str(attachment.get(name, "")) for name in ("pretext", "title", "text", "fallback")]
        pieces += _texts(attachment.get("blocks"))
    pieces += [str(file.get("title", "")) for file in shown.get("files", [])]
    return unescaped("\n".join(piece for piece in pieces if piece))


@dataclass(frozen=True)
class Click:
    """An element and the value to send."""

    action_id: str
    block_id: str
    value: Any


def _label(element: Json) -> str:
    text = element.get("text")
    return str(text.get("text", "")) if isinstance(text, dict) else ""


def find_action(blocks: list[Json], wanted: str, value: Any, block_id: str | None) -> Click:
    """The element with that action id, button text or option text; AssertionError names what there is."""
    offered: list[str] = []
    for block, element in walk(blocks):
        if block_id not in (None, block.get("block_id")):
            continue
        options = list(element.get("options") or [])
        options += [entry for group in element.get("option_groups") or [] for entry in group["options"]]
        if wanted in (element["action_id"], _label(element)):
            return Click(element["action_id"], block["block_id"], _option_value(options, value))
        for option in options:
            if _label(option) == wanted and value is None:
                picks = (
                    [option["value"]]
                    if element["type"].startswith(("multi_", "checkboxes"))
                    else option["value"]
                )
                return Click(element["action_id"], block["block_id"], picks)
        offered += [element["action_id"], _label(element), *(_label(option) for option in options)]
    raise AssertionError(f"nothing to click called {wanted!r}; there is {[name for name in offered if name]}")


def _option_value(options: list[Json], value: Any) -> Any:
    for option in options:
        if value == _label(option):
            return option["value"]
    return value
