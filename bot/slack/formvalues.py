"""What was filled in in a form."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from bot.core.commands import FieldValue, FormCommand
from bot.language.unseen import without_unseen


def with_values(command: FormCommand, view: Mapping[str, Any]) -> FormCommand:
    """Return the form's command with the values of its fields, by field name."""
    held = (view.get("state") or {}).get("values") or {}
    values = {block: _value(next(iter(fields.values()), {})) for block, fields in held.items()}
    return dataclasses.replace(command, values=values)  # type: ignore[type-var]


def _value(held: Mapping[str, Any]) -> FieldValue:
    match held.get("type"):
        case "static_select" | "radio_buttons":
            option = held.get("selected_option")
            return str(option["value"]) if option else None
        case "multi_static_select" | "checkboxes":
            return tuple(str(option["value"]) for option in held.get("selected_options") or [])
        case "datepicker":
            return _text(held.get("selected_date"))
        case "timepicker":
            return _text(held.get("selected_time"))
        case "users_select":
            return _text(held.get("selected_user"))
        case "multi_users_select":
            return tuple(str(user) for user in held.get("selected_users") or [])
        case "file_input":
            return tuple(str(file["id"]) for file in held.get("files") or [])
        case _:
            return _text(held.get("value"))


def _text(value: object) -> str | None:
    return without_unseen(value) if isinstance(value, str) else None
