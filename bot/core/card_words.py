"""The words of a card alone, line by line, as a language model reads it."""

from __future__ import annotations

from collections.abc import Iterator

from bot.core.cards import Card, Choices, Divider, Facts, Part, Passage, Picture, Row
from bot.core.figures import CharacterBars, DataTable, Diagram
from bot.core.rich import Rich, plain


def lines_of(card: Card) -> list[str]:
    """Return what a card says, a line for each sentence, row and pair; buttons say nothing."""
    lines = [card.header, _line(card.text)]
    for part in card.parts:
        lines += _of_part(part)
    return [line for line in lines if line]


def _of_part(part: Part) -> Iterator[str]:
    match part:
        case Passage(text=text, heading=heading):
            yield f"{heading}: {_line(text)}" if heading else _line(text)
        case Row(text=text):
            yield _line(text)
        case Facts(pairs=pairs):
            yield from (f"{label}: {_line(value)}" for label, value in pairs)
        case Picture(alt=alt):
            yield alt
        case Diagram(said=said):
            yield said
        case DataTable(columns=columns, rows=rows):
            for row in rows:
                cells = zip(columns, row, strict=True)
                yield ", ".join(f"{column}: {cell.text}" for column, cell in cells if cell.text)
        case CharacterBars(bars=bars):
            yield from (f"{bar.label}: {bar.percent:g} percent, {bar.wanted} wanted" for bar in bars)
        case Choices() | Divider():
            return


def _line(text: Rich) -> str:
    return " ".join(plain(text).split())
