"""Pages of the lists that answer questions (B2)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from bot.core.common_cards import ContactView
from bot.core.contacts import Contact
from bot.core.paging import page_within
from bot.core.turn import Turn
from bot.core.words import PAGE
from bot.features.recall.cards import lists as cards
from bot.features.recall.commands import Ask

_T = TypeVar("_T")


def page_of(turn: Turn[Ask], total: int) -> cards.Page:
    """The page of a list that is asked for."""
    return cards.Page(
        question=turn.command.question, number=page_within(turn.command.page or 0, total), total=total
    )


def rows_of(rows: Sequence[_T], page: cards.Page) -> Sequence[_T]:
    """The rows that stand on a page."""
    return rows[page.number * PAGE : (page.number + 1) * PAGE]


def view_of(turn: Turn[Ask], contact: Contact) -> ContactView:
    """A contact as a row of a list shows it."""
    touched = turn.day_of(contact.last_touch_at) if contact.last_touch_at else None
    return ContactView(contact=contact, company=turn.people.company(contact), last_touch=touched)
