"""Cards as messages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.core.cards import Card
from bot.core.figures import DataTable, Diagram
from bot.core.rich import plain
from bot.slack.render.controls import actions, controls
from bot.slack.render.parts import NO_FILES, TEXT_LIMIT, Column, context, header, passage
from bot.slack.render.plain import Block, clean, cut
from bot.slack.render.spans import escape

BLOCKS = 50


@dataclass(frozen=True, slots=True)
class RenderedMessage:
    """The blocks of a message, and the words that notifications and screen readers get."""

    text: str
    blocks: list[Block]


def message(card: Card, files: Mapping[str, str] = NO_FILES, *, draws: bool = True) -> RenderedMessage:
    """Render a card as a message; raises CannotRender where a button's command is too long for Slack.

    Without `draws` its diagrams and tables are said in words.
    """
    column = Column(BLOCKS, files=files, draws=draws)
    tail = [*context(card.context), *actions(controls(card.buttons, card.menu, column.names))]
    column.most = BLOCKS - len(tail) - 1
    column.add(header(card.header))
    column.add(*passage(card.text))
    column.parts(card.parts)
    return RenderedMessage(notification(card), column.finished(tail))


def rest_of_message(card: Card) -> list[Block]:
    """Render a card without its words, which stand above already; raises CannotRender."""
    return message(replace(card, text=())).blocks


def is_drawn(card: Card) -> bool:
    """Return whether a card has diagrams or tables, which not every client takes."""
    return any(isinstance(part, (Diagram, DataTable)) for part in card.parts)


def notification(card: Card) -> str:
    """Return the first words of a card, escaped."""
    said = clean(plain(card.text)).strip() or clean(card.header).strip() or "\u2026"
    return escape(cut(said, TEXT_LIMIT, lambda piece: len(escape(piece)))[0])
