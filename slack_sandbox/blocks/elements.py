"""Rules of Block Kit's composition objects and interactive elements, with Slack's documented limits."""

from __future__ import annotations

import re
from typing import Any

from slack_sandbox.blocks.checks import (
    Check,
    Report,
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

ID = string(255)
_PLAIN = {"emoji": boolean}
_MRKDWN = {"verbatim": boolean}


def text(limit: int, *kinds: str) -> Check:
    """A text object of the given kinds (both when none is named)."""
    body = {"text": string(limit)}
    known = {"plain_text": record(body, _PLAIN), "mrkdwn": record(body, _MRKDWN)}
    return tagged({kind: known[kind] for kind in kinds or known})


def plain(limit: int) -> Check:
    """A `plain_text` object."""
    return text(limit, "plain_text")


CONFIRM = record(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": choice("primary", "danger")},
)
SLACK_FILE = both(record({}, {"id": ID, "url": url()}), either(("id", "url")))


def option(rich: bool) -> Check:
    """One option; `rich` allows mrkdwn, as in radio buttons and checkboxes."""
    kinds = () if rich else ("plain_text",)
    return record(
        {"text": text(75, *kinds), "value": string(150)}, {"description": text(75, *kinds), "url": url()}
    )


def _pattern(expression: str, what: str) -> Check:
    compiled = re.compile(expression)

    def check(value: Any, at: str, report: Report) -> None:
        if not isinstance(value, str) or not compiled.fullmatch(value):
            report.add(f"must be {what}", at)

    return check


DATE = _pattern(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", "a date as YYYY-MM-DD")
TIME = _pattern(r"([01]\d|2[0-3]):[0-5]\d", "a time as HH:MM")
USER_ID = _pattern(r"[UW][A-Z0-9]+", "a user id")
CONVERSATION_ID = _pattern(r"[CDGUW][A-Z0-9]+", "a conversation id")
CHANNEL_ID = _pattern(r"[CG][A-Z0-9]+", "a channel id")
_FILTER = both(
    record(
        {},
        {
            "include": array(choice("im", "mpim", "private", "public"), 4),
            "exclude_external_shared_channels": boolean,
            "exclude_bot_users": boolean,
        },
    ),
    either(("include", "exclude_external_shared_channels", "exclude_bot_users")),
)
_DISPATCH = record({}, {"trigger_actions_on": array(choice("on_enter_pressed", "on_character_entered"), 2)})
_GROUP = record({"label": plain(75), "options": array(option(False), 100)})


def _initial_is_offered(value: Any, at: str, report: Report) -> None:
    if not isinstance(value, dict):
        return
    groups = value.get("option_groups") or []
    offered = list(value.get("options") or [])
    for group in groups if isinstance(groups, list) else []:
        offered += group.get("options", []) if isinstance(group, dict) else []
    values = [entry.get("value") for entry in offered if isinstance(entry, dict)]
    if len(values) != len(set(map(str, values))):
        report.add("option values must be unique", f"{at}/options")
    chosen = [value["initial_option"]] if value.get("initial_option") else value.get("initial_options") or []
    for entry in chosen if isinstance(chosen, list) else []:
        if not isinstance(entry, dict) or entry.get("value") not in values:
            report.add("initial option must exactly match one of the provided options", at)


def _one_list_of_options(value: Any, at: str, report: Report) -> None:
    if (
        isinstance(value, dict)
        and value.get("options") is not None
        and value.get("option_groups") is not None
    ):
        report.add("must not define both `options` and `option_groups`", at)


def _element(required: dict[str, Check] | None = None, **optional: Check) -> Check:
    return record(required or {}, {"action_id": ID, "confirm": CONFIRM, "focus_on_load": boolean, **optional})


def _menu(**own: Check) -> Check:
    return _element({}, placeholder=plain(150), **own)


def _static(initial: dict[str, Check]) -> Check:
    shape = _menu(options=array(option(False), 100), option_groups=array(_GROUP, 100), **initial)
    return both(shape, either(("options", "option_groups")), _one_list_of_options, _initial_is_offered)


def _text_input(limit: int, **own: Check) -> Check:
    return record(
        {},
        {
            "action_id": ID,
            "placeholder": plain(150),
            "focus_on_load": boolean,
            "dispatch_action_config": _DISPATCH,
            "initial_value": string(limit, 0),
            **own,
        },
    )


_MANY = {"max_selected_items": integer(1)}
_FEEDBACK = record({"text": plain(75), "value": string(2000)}, {"accessibility_label": string(75)})
_WORKFLOW = record({"trigger": record({"url": url()}, {"customizable_input_parameters": anything})})
IMAGE = both(
    record({"alt_text": string(2000)}, {"image_url": url(), "slack_file": SLACK_FILE}),
    either(("image_url", "slack_file")),
)
BUTTON = _element(
    {"text": plain(75)},
    url=url(schemes=("http://", "https://", "slack://", "mailto:")),
    value=string(2000),
    style=choice("primary", "danger"),
    accessibility_label=string(75),
)
_RULES: dict[str, Check] = {
    "button": BUTTON,
    "image": IMAGE,
    "overflow": _element({"options": array(option(False), 5)}),
    "checkboxes": both(
        _element({"options": array(option(True), 10)}, initial_options=array(option(True), 10)),
        _initial_is_offered,
    ),
    "radio_buttons": both(
        _element({"options": array(option(True), 10)}, initial_option=option(True)), _initial_is_offered
    ),
    "datepicker": _menu(initial_date=DATE),
    "timepicker": _menu(initial_time=TIME, timezone=string(100)),
    "datetimepicker": _element(initial_date_time=integer(1_000_000_000, 9_999_999_999)),
    "static_select": _static({"initial_option": option(False)}),
    "multi_static_select": _static({"initial_options": array(option(False), 100), **_MANY}),
    "external_select": _menu(min_query_length=integer(0), initial_option=option(False)),
    "multi_external_select": _menu(
        min_query_length=integer(0), initial_options=array(option(False), 100), **_MANY
    ),
    "users_select": _menu(initial_user=USER_ID),
    "multi_users_select": _menu(initial_users=array(USER_ID, 100), **_MANY),
    "conversations_select": _menu(
        initial_conversation=CONVERSATION_ID,
        default_to_current_conversation=boolean,
        response_url_enabled=boolean,
        filter=_FILTER,
    ),
    "multi_conversations_select": _menu(
        initial_conversations=array(CONVERSATION_ID, 100),
        default_to_current_conversation=boolean,
        filter=_FILTER,
        **_MANY,
    ),
    "channels_select": _menu(initial_channel=CHANNEL_ID, response_url_enabled=boolean),
    "multi_channels_select": _menu(initial_channels=array(CHANNEL_ID, 100), **_MANY),
    "plain_text_input": _text_input(
        3000, multiline=boolean, min_length=integer(0, 3000), max_length=integer(1, 3000)
    ),
    "email_text_input": _text_input(3000),
    "url_text_input": _text_input(3000),
    "number_input": both(
        _text_input(3000, is_decimal_allowed=boolean, min_value=string(50), max_value=string(50)),
        either(("is_decimal_allowed",)),
    ),
    "rich_text_input": record(
        {},
        {
            "action_id": ID,
            "placeholder": plain(150),
            "focus_on_load": boolean,
            "dispatch_action_config": _DISPATCH,
            "initial_value": anything,
        },
    ),
    "file_input": record(
        {}, {"action_id": ID, "filetypes": array(string(20), 100), "max_files": integer(1, 10)}
    ),
    "workflow_button": _element(
        {"text": plain(75), "workflow": _WORKFLOW},
        style=choice("primary", "danger"),
        accessibility_label=string(75),
    ),
    "feedback_buttons": record(
        {"positive_button": _FEEDBACK, "negative_button": _FEEDBACK}, {"action_id": ID}
    ),
    "icon_button": _element(
        {"icon": choice("trash"), "text": plain(75)},
        value=string(2000),
        accessibility_label=string(75),
        visible_to_user_ids=array(USER_ID, 100, 0),
    ),
}
SELECTS = ("static_select", "external_select", "users_select", "conversations_select", "channels_select")
MULTI_SELECTS = tuple(f"multi_{name}" for name in SELECTS)
TEXT_INPUTS = ("plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input")
_PICKED = ("checkboxes", "radio_buttons", "datepicker", "timepicker")
INTERACTIVE = frozenset(_RULES) - {"image"}


def elements(*names: str) -> Check:
    """Any of the named elements."""
    return tagged({name: _RULES[name] for name in names})


ACCESSORY = elements("button", "image", "overflow", "workflow_button", *_PICKED, *SELECTS, *MULTI_SELECTS)
ACTION = elements("button", "overflow", "workflow_button", "datetimepicker", *_PICKED, *SELECTS)
INPUT = elements(*TEXT_INPUTS, *_PICKED, "datetimepicker", "file_input", *SELECTS, *MULTI_SELECTS)
CONTEXT_ACTION = elements("feedback_buttons", "icon_button")
