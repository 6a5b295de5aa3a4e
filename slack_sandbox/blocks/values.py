"""What is filled in: from the simple values of a page or test to Slack's `state.values` and `actions`."""

from __future__ import annotations

import re
from typing import Any

from slack_sandbox.blocks.mrkdwn import escaped, rich_text
from slack_sandbox.blocks.surfaces import walk
from slack_sandbox.errors import ClientError
from slack_sandbox.workspace.state import File, Json

Block = Json
Values = dict[str, dict[str, Json]]
STATEFUL = frozenset(
    {
        "plain_text_input",
        "email_text_input",
        "url_text_input",
        "number_input",
        "rich_text_input",
        "file_input",
        "checkboxes",
        "radio_buttons",
        "datepicker",
        "timepicker",
        "datetimepicker",
        "static_select",
        "external_select",
        "users_select",
        "conversations_select",
        "channels_select",
        "multi_static_select",
        "multi_external_select",
        "multi_users_select",
        "multi_conversations_select",
        "multi_channels_select",
    }
)
_FIELD = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "file_input": ("files", ""),
    "checkboxes": ("selected_options", "initial_options"),
    "radio_buttons": ("selected_option", "initial_option"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "overflow": ("selected_option", ""),
}
_LISTS = frozenset(
    {"selected_options", "selected_users", "selected_conversations", "selected_channels", "files"}
)


def initial_values(blocks: list[Block]) -> Values:
    """`state.values` before anybody has touched anything."""
    values: Values = {}
    for block, element in walk(blocks):
        if element["type"] in STATEFUL:
            name, initial = _FIELD[element["type"]]
            start = element.get(initial) if initial else None
            if start is None and name in _LISTS:
                start = []
            values.setdefault(block["block_id"], {})[element["action_id"]] = {
                "type": element["type"],
                name: start,
            }
    return values


def kept_values(blocks: list[Block], before: Values) -> Values:
    """Values after an update of the blocks: what had been filled in stays where block and action ids stay."""
    values = initial_values(blocks)
    for block_id, actions in values.items():
        for action_id, value in actions.items():
            old = before.get(block_id, {}).get(action_id)
            if old is not None and old["type"] == value["type"]:
                actions[action_id] = old
    return values


def find_element(blocks: list[Block], action_id: str, block_id: str | None) -> tuple[Block, Json]:
    """The element a person acts on; ClientError when it is not there or not clear which."""
    found = [
        (block, element)
        for block, element in walk(blocks)
        if element["action_id"] == action_id and block_id in (None, block.get("block_id"))
    ]
    if not found:
        raise ClientError("element_not_found", f"There is nothing called {action_id} here.")
    if len(found) > 1:
        raise ClientError("ambiguous_element", f"There are several called {action_id}; name the block_id.")
    return found[0]


def options_of(element: Json) -> list[Json]:
    """Every option of an element, in or out of groups."""
    groups = element.get("option_groups") or []
    return list(element.get("options") or []) + [entry for group in groups for entry in group["options"]]


def _picked(element: Json, value: Any) -> Json:
    if isinstance(value, dict):
        return value
    for option in options_of(element):
        if option["value"] == value:
            return option
    raise ClientError("option_not_found", f"{value!r} is not one of the options.")


def as_value(element: Json, value: Any, files: dict[str, File]) -> Json:
    """A simple value as Slack's value object of that element; ClientError for what could not be entered."""
    kind = element["type"]
    name = _FIELD[kind][0]
    if value in (None, "") and name not in _LISTS:
        return {"type": kind, name: None}
    if name == "selected_option":
        value = _picked(element, value)
    elif name == "selected_options":
        value = [_picked(element, entry) for entry in value or []]
    elif name == "rich_text_value" and isinstance(value, str):
        value = rich_text(escaped(value))
    elif name == "files":
        value = [{"id": entry, "name": files[entry].name} for entry in value or [] if entry in files]
    elif name == "selected_date_time":
        value = int(value)
    elif name in _LISTS:
        value = [str(entry) for entry in value or []]
    else:
        value = str(value)
    _check_entered(element, name, value)
    return {"type": kind, name: value}


def _check_entered(element: Json, name: str, value: Any) -> None:
    if name == "selected_date" and not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        raise ClientError("invalid_date", f"{value!r} is not a date.")
    if name == "selected_time" and not re.fullmatch(r"\d\d:\d\d", value):
        raise ClientError("invalid_time", f"{value!r} is not a time.")
    most = element.get("max_selected_items") or element.get("max_files")
    if most and isinstance(value, list) and len(value) > most:
        raise ClientError("too_many_selected", f"At most {most} can be chosen.")


def merged(blocks: list[Block], values: Values, changes: Json, files: dict[str, File]) -> Values:
    """State values with a person's simple changes put in."""
    result = {block_id: dict(actions) for block_id, actions in values.items()}
    for block_id, actions in changes.items():
        for action_id, value in actions.items():
            block, element = find_element(blocks, action_id, block_id)
            result.setdefault(block["block_id"], {})[element["action_id"]] = as_value(element, value, files)
    return result


def input_errors(blocks: list[Block], values: Values) -> dict[str, str]:
    """What Slack's client itself refuses in a form before the app is asked: by block id."""
    errors: dict[str, str] = {}
    for block in blocks:
        if block["type"] != "input":
            continue
        element = block["element"]
        entered = values.get(block["block_id"], {}).get(element["action_id"], {})
        value = entered.get(_FIELD[element["type"]][0])
        problem = _problem(element, value, bool(block.get("optional")))
        if problem:
            errors[block["block_id"]] = problem
    return errors


def _problem(element: Json, value: Any, optional: bool) -> str | None:
    if value in (None, "", []):
        return None if optional else "Please complete this required field."
    if element["type"] == "plain_text_input":
        if len(value) < element.get("min_length", 0):
            return f"Please enter at least {element['min_length']} characters."
        if len(value) > element.get("max_length", 3000):
            return f"Please enter fewer than {element.get('max_length', 3000) + 1} characters."
    if element["type"] == "email_text_input" and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value):
        return "Please enter a valid email address."
    if element["type"] == "url_text_input" and not re.match(r"https?://\S+", value):
        return "Please enter a valid URL."
    if element["type"] == "number_input":
        return _number_problem(element, value)
    return None


def _number_problem(element: Json, value: str) -> str | None:
    shape = r"-?\d+(\.\d+)?" if element.get("is_decimal_allowed") else r"-?\d+"
    if not re.fullmatch(shape, value):
        return (
            "Please enter a number." if element.get("is_decimal_allowed") else "Please enter a whole number."
        )
    if element.get("min_value") is not None and float(value) < float(element["min_value"]):
        return f"Please enter a number of at least {element['min_value']}."
    if element.get("max_value") is not None and float(value) > float(element["max_value"]):
        return f"Please enter a number of at most {element['max_value']}."
    return None


def action_of(block: Block, element: Json, value: Any, ts: str, files: dict[str, File]) -> Json:
    """The entry of `actions` in a block_actions payload."""
    action: Json = {
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "type": element["type"],
        "action_ts": ts,
    }
    if element["type"] in ("button", "workflow_button", "icon_button"):
        action["text"] = element["text"]
        for name in ("value", "style", "url"):
            if element.get(name) is not None:
                action[name] = element[name]
        return action
    if element["type"] == "feedback_buttons":
        choices = [element["positive_button"], element["negative_button"]]
        if value not in [choice["value"] for choice in choices]:
            raise ClientError("option_not_found", f"{value!r} is not one of the buttons.")
        chosen = next(choice for choice in choices if choice["value"] == value)
        return {**action, "text": chosen["text"], "value": value}
    entered = as_value(element, value, files)
    if element.get("placeholder"):
        action["placeholder"] = element["placeholder"]
    return {**action, **{name: entry for name, entry in entered.items() if name != "type"}}
