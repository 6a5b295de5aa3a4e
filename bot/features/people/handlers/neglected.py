"""Shows who has not been touched for longest: facts, no scolding (B3)."""

from __future__ import annotations

from bot.core.deliveries import NOTHING
from bot.core.finding import view_contact
from bot.core.paging import page_within
from bot.core.turn import Turn
from bot.core.words import PAGE
from bot.features.people.cards.contacts import contact_list
from bot.features.people.cards.touches import SilenceView, neglected_card
from bot.features.people.commands import Neglected
from bot.features.people.contracts.reading import longest_silent, never_touched


async def list_neglected(turn: Turn[Neglected]) -> None:
    """Show a page of the contacts past their cadence, or silent for a month, and then those never touched."""
    if not turn.people.contacts:
        nobody = contact_list((), total=0, page=0, words="", today=turn.today)
        await turn.answer(nobody, about=NOTHING)
        return
    async with turn.read() as reader:
        silent = longest_silent(turn.people.in_rhythm(), turn.now)
        untouched = never_touched(turn.people.contacts, silent)
        listed = [*silent, *untouched]
        page = page_within(turn.command.page, len(listed))
        here = listed[page * PAGE : (page + 1) * PAGE]
        rows = [SilenceView(await view_contact(reader, turn, each.contact), each.days_over) for each in here]
    card = neglected_card(
        rows,
        total=len(listed),
        not_yet=len(untouched),
        page=page,
        today=turn.today,
        by_cadence=any(each.days_over is not None for each in silent),
        command=Neglected,
    )
    await turn.answer(card, in_place=True, about=tuple(each.contact.id for each in here))
