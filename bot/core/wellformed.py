"""Whether a command that was written down holds values that its handler can take: checked when it is read.

What is wrong here was forged, damaged, or written by another version. It is refused for good, with nothing
changed: a handler never sees it. The rules of a field follow from its type, its name (`contact_id` is an id)
and the marks in its annotation: `state: Annotated[str, OneOf("open", "done")]`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from bot.core.commands import Command

TEXT_LIMIT = 100_000
"""Characters of any text: more than Slack lets anybody send at once."""
NUMBER_LIMIT = 1_000_000
SIZE_LIMIT = 2**40
"""Bytes of a file that is named: whoever reads it says what is too large."""
ITEMS_LIMIT = 500
FIELDS_LIMIT = 200
_ID = re.compile(r"[!-~]{0,200}")
_IDS = frozenset(
    {
        "id",
        "change",
        "card",
        "message",
        "conversation",
        "carry",
        "drop",
        "base",
        "revises",
        "key",
        "view",
        "thread",
    }
)
_ADDRESS = re.compile(r"https?://[^\s<>|]{1,3000}")
_NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")


class OneOf:
    """Marks a text that is one of some words; the empty text is one only where it is among them."""

    def __init__(self, *words: str) -> None:
        self.words = frozenset(words)

    def flaw(self, value: object) -> str:
        """Return what is wrong with a value, or ""."""
        return "" if value in self.words else "unknown_word"


class IsoDate:
    """Marks a text that is a date such as 2026-03-05."""

    def flaw(self, value: object) -> str:
        """Return what is wrong with a value, or ""."""
        try:
            date.fromisoformat(str(value))
        except ValueError:
            return "no_date"
        return "" if len(str(value)) == 10 else "no_date"


class Between:
    """Marks a whole number within bounds, both inclusive."""

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most

    def flaw(self, value: object) -> str:
        """Return what is wrong with a value, or ""."""
        return "" if isinstance(value, int) and self.least <= value <= self.most else "out_of_bounds"


FieldMark = OneOf | IsoDate | Between


def flaw_of(command: object) -> str:
    """Return which field of a command holds what cannot be, and why; "" where all is well."""
    kind: Any = type(command)
    for name, marks in _marks(kind).items():
        value = getattr(command, name)
        flaw = _flaw(name, value) or next((found for mark in marks if (found := mark.flaw(value))), "")
        if flaw:
            return f"{name}: {flaw}"
    return command.flaw() if isinstance(command, Command) else ""


@cache
def _marks(kind: Any) -> Mapping[str, tuple[FieldMark, ...]]:
    """The fields of a dataclass with the marks in their annotations."""
    if not is_dataclass(kind):
        return {}
    hints = get_type_hints(kind, include_extras=True)
    return {each.name: tuple(_marks_in(hints[each.name])) for each in fields(kind)}


def _marks_in(hint: Any) -> list[FieldMark]:
    own = [mark for mark in getattr(hint, "__metadata__", ()) if isinstance(mark, (OneOf, IsoDate, Between))]
    inner = get_args(hint) if get_origin(hint) is not None else ()
    return own + [mark for each in inner if hasattr(each, "__metadata__") for mark in _marks_in(each)]


def _flaw(name: str, value: object) -> str:
    """Return what is wrong with a value of a field by its type and name."""
    match value:
        case str():
            return _flaw_of_text(name, value)
        case bool() | None:
            return ""
        case int():
            return _flaw_of_number(name, value)
        case datetime():
            return "" if value.tzinfo is not None else "no_time_zone"
        case tuple() | list():
            items = value[: ITEMS_LIMIT + 1]
            return "too_many" if len(items) > ITEMS_LIMIT else _first(_flaw(name, item) for item in items)
        case Mapping():
            return _flaw_of_fields(value)
        case _:
            return flaw_of(value)


def _flaw_of_text(name: str, value: str) -> str:
    if len(value) > TEXT_LIMIT:
        return "too_long"
    if _NOT_STORABLE.search(value):
        return "not_storable"
    if name in _IDS or name.endswith(("_id", "_ids")):
        return "" if _ID.fullmatch(value) else "no_id"
    if name in ("permalink", "reply_url") and value:
        return "" if is_address(value) else "no_address"
    return _flaw_of_zone(value) if name == "zone" else ""


def is_address(text: str) -> bool:
    """Return whether a text is a web address that may stand behind a link."""
    return _ADDRESS.fullmatch(text) is not None


def _flaw_of_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ValueError, OSError, LookupError):
        return "no_time_zone"
    return ""


def _flaw_of_number(name: str, value: int) -> str:
    least = 0 if name in ("page", "size") else -NUMBER_LIMIT
    most = SIZE_LIMIT if name == "size" else NUMBER_LIMIT
    return "" if least <= value <= most else "out_of_bounds"


def _flaw_of_fields(values: Mapping[Any, object]) -> str:
    """Return what is wrong with what was filled in in a form; the form's own checks come after this one."""
    if len(values) > FIELDS_LIMIT:
        return "too_many_fields"
    if any(not isinstance(name, str) or len(name) > 255 or _NOT_STORABLE.search(name) for name in values):
        return "no_field_name"
    return _first(_flaw("", value) for value in values.values())


def _first(flaws: Any) -> str:
    return next((flaw for flaw in flaws if flaw), "")
