"""Block Kit's rules, one case a rule."""

from __future__ import annotations

from typing import Any

import pytest

from slack_sandbox.blocks.surfaces import completed, problems
from slack_sandbox.blocks.views import view_problems
from tests.sandbox.apps import Json

PLAIN: Json = {"type": "plain_text", "text": "Words"}
MRKDWN: Json = {"type": "mrkdwn", "text": "*Words*"}
OPTION: Json = {"text": PLAIN, "value": "v"}
BUTTON: Json = {"type": "button", "text": PLAIN, "action_id": "go"}
IMAGE: Json = {"type": "image", "image_url": "https://pictures.example/a.png", "alt_text": "a"}
RICH: Json = {
    "type": "rich_text",
    "elements": [
        {
            "type": "rich_text_section",
            "elements": [
                {"type": "text", "text": "x", "style": {"bold": True}},
                {"type": "user", "user_id": "U1"},
                {"type": "link", "url": "https://x.example"},
                {"type": "emoji", "name": "wave"},
                {"type": "date", "timestamp": 1, "format": "{date}"},
            ],
        },
        {
            "type": "rich_text_list",
            "style": "bullet",
            "elements": [{"type": "rich_text_section", "elements": []}],
        },
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "x"}]},
        {"type": "rich_text_quote", "elements": []},
    ],
}
TASK: Json = {"type": "task_card", "task_id": "t", "title": "Read", "status": "complete", "details": RICH}
CARD: Json = {"type": "card", "title": PLAIN, "body": MRKDWN, "actions": [BUTTON]}


def select(kind: str, **more: Any) -> Json:
    own = {"options": [OPTION]} if kind.endswith("static_select") else {}
    return {"type": kind, "action_id": kind, **own, **more}


def field(element: Json, **more: Any) -> Json:
    return {"type": "input", "label": PLAIN, "element": element, **more}


SELECTS = [
    f"{many}{name}_select"
    for many in ("", "multi_")
    for name in ("static", "external", "users", "conversations", "channels")
]


def plot(kind: str, *values: float, names: tuple[str, ...] = ("Touches",)) -> Json:
    """A chart with the same values in each series, by month."""
    months = [f"M{number}" for number in range(len(values))]
    data = [{"label": month, "value": value} for month, value in zip(months, values, strict=True)]
    series = [{"name": name, "data": list(data)} for name in names]
    chart = {"type": kind, "series": series, "axis_config": {"categories": months, "x_label": "Month"}}
    return {"type": "data_visualization", "title": "Over time", "chart": chart}


def pie(*segments: tuple[str, float]) -> Json:
    parts = [{"label": label, "value": value} for label, value in segments]
    return {"type": "data_visualization", "title": "Parts", "chart": {"type": "pie", "segments": parts}}


def data_table(*rows: list[Json], **more: int) -> Json:
    return {"type": "data_table", "caption": "Who", "rows": list(rows), **more}


HEAD: list[Json] = [{"type": "raw_text", "text": "Name"}, {"type": "raw_text", "text": "Points"}]
ROW: list[Json] = [RICH, {"type": "raw_number", "value": 12.5, "text": "12.5"}]

GOOD = [
    {"type": "divider"},
    {"type": "header", "text": PLAIN},
    {"type": "section", "text": MRKDWN, "accessory": BUTTON},
    {"type": "section", "fields": [MRKDWN] * 10},
    {"type": "context", "elements": [IMAGE, MRKDWN, PLAIN]},
    {"type": "image", "slack_file": {"id": "F1"}, "alt_text": "a", "title": PLAIN},
    {"type": "actions", "elements": [BUTTON, {"type": "overflow", "action_id": "more", "options": [OPTION]}]},
    {"type": "context_actions", "elements": [{"type": "icon_button", "icon": "trash", "text": PLAIN}]},
    {"type": "markdown", "text": "# Words"},
    {
        "type": "video",
        "alt_text": "a",
        "title": PLAIN,
        "video_url": "https://v.example",
        "thumbnail_url": "https://v.example/t",
    },
    {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}, RICH]]},
    plot("line", 1, -2.5),
    plot("bar", *[1] * 20, names=("a", "b", "c", "d", "e", "f")),
    plot("area", 0),
    pie(("New", 1), ("Kept", 2.5)),
    data_table(HEAD, *[ROW] * 100, page_size=100, row_header_column_index=0),
    {"type": "file", "external_id": "e", "source": "remote"},
    {"type": "plan", "title": "Plan", "tasks": [TASK]},
    {"type": "alert", "text": MRKDWN, "level": "info"},
    {"type": "carousel", "elements": [CARD]},
    {"type": "container", "title": PLAIN, "child_blocks": [{"type": "divider"}]},
    RICH,
    TASK,
    CARD,
    *(field(select(kind)) for kind in SELECTS),
    field({"type": "plain_text_input", "multiline": True, "max_length": 3000}),
    field({"type": "email_text_input"}),
    field({"type": "url_text_input"}),
    field({"type": "number_input", "is_decimal_allowed": False, "min_value": "1"}),
    field({"type": "rich_text_input"}),
    field({"type": "file_input", "filetypes": ["csv"], "max_files": 1}),
    field({"type": "checkboxes", "options": [{"text": MRKDWN, "value": "v"}]}),
    field({"type": "radio_buttons", "options": [OPTION], "initial_option": OPTION}),
    field({"type": "datepicker", "initial_date": "2026-03-30"}),
    field({"type": "timepicker", "initial_time": "09:00"}),
    field({"type": "datetimepicker", "initial_date_time": 1774861200}),
]


@pytest.mark.parametrize("block", GOOD, ids=lambda block: str(block.get("element", block)["type"]))
def test_a_right_block_is_accepted(block: Json) -> None:
    assert problems([block], "message") == []


def long(count: int, kind: str = "plain_text") -> Json:
    return {"type": kind, "text": "x" * count}


BAD: list[tuple[Json, str, str]] = [
    ({"type": "nonsense"}, "unsupported type: nonsense", "/type"),
    ({}, "missing required field: type", ""),
    ({"type": "header", "text": MRKDWN}, "unsupported type: mrkdwn", "/text/type"),
    ({"type": "header", "text": long(151)}, "must be less than 151 characters", "/text/text"),
    ({"type": "section"}, "must define either `text` or `fields`", ""),
    ({"type": "section", "text": "words"}, "must provide an object", "/text"),
    ({"type": "section", "text": long(0)}, "must be more than 0 characters", "/text/text"),
    ({"type": "section", "fields": [PLAIN] * 11}, "no more than 10 items allowed", "/fields"),
    ({"type": "section", "text": PLAIN, "colour": 1}, "invalid additional property: colour", ""),
    (
        {"type": "section", "text": PLAIN, "block_id": "x" * 256},
        "must be less than 256 characters",
        "/block_id",
    ),
    ({"type": "actions", "elements": []}, "no fewer than 1 items allowed", "/elements"),
    (
        {"type": "actions", "elements": [{"type": "button", "text": long(76)}]},
        "must be less than 76 characters",
        "/elements/0/text/text",
    ),
    ({"type": "actions", "elements": [BUTTON, BUTTON]}, "`action_id` must be unique within its block", ""),
    (
        {"type": "actions", "elements": [{**BUTTON, "style": "loud"}]},
        "must be a valid enum value: primary, danger",
        "/elements/0/style",
    ),
    (
        {"type": "actions", "elements": [{**BUTTON, "url": "javascript:x"}]},
        "must be a valid URL",
        "/elements/0/url",
    ),
    (
        {"type": "actions", "elements": [{"type": "plain_text_input"}]},
        "unsupported type: plain_text_input",
        "/elements/0/type",
    ),
    (
        {"type": "actions", "elements": [{**BUTTON, "value": "x" * 2001}]},
        "must be less than 2001 characters",
        "/elements/0/value",
    ),
    (
        {"type": "actions", "elements": [{"type": "overflow", "options": [OPTION] * 6}]},
        "no more than 5 items allowed",
        "/elements/0/options",
    ),
    (
        field(
            {"type": "radio_buttons", "options": [OPTION], "initial_option": {"text": PLAIN, "value": "w"}}
        ),
        "initial option must exactly match one of the provided options",
        "/element",
    ),
    (
        field({"type": "static_select", "options": [OPTION, OPTION]}),
        "option values must be unique",
        "/element/options",
    ),
    (field({"type": "static_select"}), "must define either `options` or `option_groups`", "/element"),
    (
        field({"type": "datepicker", "initial_date": "30.3.2026"}),
        "must be a date as YYYY-MM-DD",
        "/element/initial_date",
    ),
    (
        field({"type": "plain_text_input", "placeholder": long(151)}),
        "must be less than 151 characters",
        "/element/placeholder/text",
    ),
    (field(BUTTON), "unsupported type: button", "/element/type"),
    ({"type": "image", "image_url": "https://x.example"}, "missing required field: alt_text", ""),
    ({"type": "context", "elements": [PLAIN] * 11}, "no more than 10 items allowed", "/elements"),
    ({"type": "markdown", "text": "x" * 12_001}, "must be less than 12001 characters", "/text"),
    (
        {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}] * 21]},
        "no more than 20 items allowed",
        "/rows/0",
    ),
    ({**plot("line", 1), "title": "x" * 51}, "must be less than 51 characters", "/title"),
    (plot("scatter", 1), "unsupported type: scatter", "/chart/type"),
    (plot("bar", 1, names=tuple("abcdefg")), "no more than 6 items allowed", "/chart/series"),
    (plot("bar", 1, names=("x" * 21,)), "must be less than 21 characters", "/chart/series/0/name"),
    (plot("bar", 1, names=("a", "a")), "series names must be unique", "/chart/series/1/name"),
    (plot("bar", float("nan")), "must be a number", "/chart/series/0/data/0/value"),
    (pie(("None", 0)), "must be greater than 0", "/chart/segments/0/value"),
    (pie(*[("a", 1)] * 7), "no more than 6 items allowed", "/chart/segments"),
    (data_table(HEAD), "no fewer than 2 items allowed", "/rows"),
    (data_table(HEAD, *[ROW] * 101), "no more than 101 items allowed", "/rows"),
    (data_table(HEAD, ROW[:1]), "all rows must have the same number of cells", "/rows/1"),
    (data_table([RICH, HEAD[1]], ROW), "unsupported type: rich_text", "/rows/0/0/type"),
    (data_table(HEAD, ROW, page_size=101), "must be at most 100", "/page_size"),
    ({"type": "data_table", "rows": [HEAD, ROW]}, "missing required field: caption", ""),
]


@pytest.mark.parametrize(("block", "problem", "place"), BAD)
def test_a_wrong_block_is_refused_with_its_place(block: Json, problem: str, place: str) -> None:
    assert problems([block], "message") == [f"{problem} [json-pointer:/blocks/0{place}]"]


def test_a_chart_has_one_value_for_each_category() -> None:
    block = plot("line", 1, 2)
    block["chart"]["series"][0]["data"].reverse()
    assert len(problems([plot("line", *[1] * 21)], "message")) == 2
    assert problems([block], "message") == [
        "must have one data point for each category [json-pointer:/blocks/0/chart/series/0/data]"
    ]


def test_a_message_has_two_charts_and_so_many_characters_in_tables_and_home_has_neither() -> None:
    assert problems([pie(("a", 1))] * 2, "message") == []
    assert problems([pie(("a", 1))] * 3, "message") == [
        "no more than 2 data_visualization blocks allowed [json-pointer:/blocks]"
    ]
    wide = [{"type": "raw_text", "text": "x" * 2500}] * 2
    assert problems([data_table(HEAD, wide, wide)], "message") == [
        "data tables must be less than 10001 characters together [json-pointer:/blocks]"
    ]
    for block in (pie(("a", 1)), data_table(HEAD, ROW)):
        assert problems([block], "home") == problems([block], "modal") != []


def test_blocks_of_a_surface_are_counted_and_their_ids_unique() -> None:
    divider = {"type": "divider"}
    assert problems([divider] * 50, "message") == []
    assert problems([divider] * 51, "message") == ["no more than 50 items allowed [json-pointer:/blocks]"]
    assert problems([divider] * 100, "home") == []
    same = [{"type": "divider", "block_id": "a"}] * 2
    assert problems(same, "message") == ["`block_id` a already exists [json-pointer:/blocks/1/block_id]"]
    assert problems([{"type": "markdown", "text": "x"}], "modal") == [
        "unsupported type: markdown [json-pointer:/blocks/0/type]"
    ]


def test_a_modal_keeps_its_limits() -> None:
    view = {"type": "modal", "title": PLAIN, "submit": PLAIN, "blocks": [field({"type": "plain_text_input"})]}
    assert view_problems(view) == []
    assert view_problems({**view, "title": long(25)}) == [
        "must be less than 25 characters [json-pointer:/view/title/text]"
    ]
    assert view_problems({**view, "private_metadata": "x" * 3001}) == [
        "must be less than 3001 characters [json-pointer:/view/private_metadata]"
    ]
    unsubmitted = {name: value for name, value in view.items() if name != "submit"}
    assert view_problems(unsubmitted) == [
        "submit is required when an input block is used [json-pointer:/view]"
    ]
    crowded = {**view, "blocks": [{"type": "divider"}] * 101}
    assert view_problems(crowded) == ["no more than 100 items allowed [json-pointer:/view/blocks]"]
    assert view_problems({"type": "home", "title": PLAIN, "blocks": []}) == [
        "invalid additional property: title [json-pointer:/view]"
    ]


def test_ids_and_defaults_are_filled_in_as_slack_does() -> None:
    button = {name: value for name, value in BUTTON.items() if name != "action_id"}
    [block] = completed([{"type": "section", "text": MRKDWN, "accessory": button}])
    assert block["block_id"]
    assert block["accessory"]["action_id"]
    assert block["text"]["verbatim"] is False
    assert block["accessory"]["text"]["emoji"] is True
