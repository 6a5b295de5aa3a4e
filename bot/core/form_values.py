"""What the fields of a form hold."""

from __future__ import annotations

from datetime import date, time

from bot.core.commands import FormValues


def text_of(values: FormValues, field: str) -> str:
    """A field's text without spaces around it, empty when it is missing."""
    value = values.get(field)
    return value.strip() if isinstance(value, str) else ""


def date_of(values: FormValues, field: str) -> date | None:
    """A field's date; None when it is missing or none."""
    return written_day(text_of(values, field))


def written_day(written: str) -> date | None:
    """The date that is written as "2026-03-05"; None where that is none."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def time_of(values: FormValues, field: str) -> time | None:
    """A field's local time; None where it is missing or is no time."""
    try:
        return time.fromisoformat(text_of(values, field))
    except ValueError:
        return None


def choices_of(values: FormValues, field: str) -> tuple[str, ...]:
    """What was chosen in a field that takes several."""
    value = values.get(field)
    return tuple(value) if isinstance(value, tuple) else (value,) if value else ()


def parts_of(values: FormValues, field: str) -> tuple[str, ...]:
    """The parts of a field's text, which commas separate, each once."""
    parts = (" ".join(part.split()) for part in text_of(values, field).split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def empty_fields(values: FormValues, **sentences: str) -> dict[str, str]:
    """The sentence of each field that was left empty, by field: `empty_fields(values, text="Write it.")`."""
    return {field: sentence for field, sentence in sentences.items() if not text_of(values, field)}


LONGEST_NAME = 120


def number(values: FormValues, field: str) -> int | None:
    """A field's whole number; None where there is none."""
    try:
        return int(text_of(values, field))
    except ValueError:
        return None
