"""What a rehearsal found, as a page of text: every message in order, with its day and local time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from bot.core.cards import Button, Card, Choices, Facts, Passage, Picture, Row
from bot.core.figures import DataTable, Diagram
from bot.core.ports.rehearsing import ComingMessage
from bot.core.rich import plain


def page(name: str, zone: str, weeks: int, coming: Sequence[ComingMessage]) -> str:
    """The page, with the number of messages at its top."""
    days = len({each.at.astimezone(ZoneInfo(zone)).date() for each in coming})
    head = f"{name}, the next {weeks} weeks: {len(coming)} messages on {days} days ({zone})."
    return "\n\n".join([head, _HOW, *(_message(each, zone) for each in coming)])


_HOW = (
    "As things stand now, and as if nobody did anything meanwhile; by the rules, without a language model. "
    "Nothing of this was sent or kept."
)


def _message(coming: ComingMessage, zone: str) -> str:
    local = coming.at.astimezone(ZoneInfo(zone))
    card = coming.card
    said = [card.header, plain(card.text), *map(_words, card.parts), plain(card.context)]
    labels = " ".join(f"[{each.label}]" for each in _buttons(card))
    lines = "\n\n".join(each for each in (*said, labels) if each)
    return f"{local:%A %-d %B %Y, %H:%M} ({coming.kind})\n" + "\n".join(
        f"  {line}".rstrip() for line in lines.split("\n")
    )


def _words(part: object) -> str:
    match part:
        case Passage(text=text, heading=heading):
            return f"{heading}: {plain(text)}" if heading else plain(text)
        case Row(text=text):
            return plain(text)
        case Facts(pairs=pairs):
            return ", ".join(f"{label}: {plain(value)}" for label, value in pairs)
        case Picture(alt=alt):
            return f"[picture: {alt}]"
        case Diagram(title=title, said=said):
            return f"[chart: {title}: {said}]"
        case DataTable(caption=caption):
            return f"[table: {caption}]"
        case _:
            return ""


def _buttons(card: Card) -> Iterator[Button]:
    yield from card.buttons
    for part in card.parts:
        match part:
            case Choices(buttons=several):
                yield from several
            case Row(button=Button() as button):
                yield button
            case _:
                pass
