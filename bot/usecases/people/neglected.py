"""Shows who has not been touched for longest: facts, no scolding."""

from __future__ import annotations

from bot.domain.silence import longest_silent
from bot.messages.notes import Neglected
from bot.ports import Work
from bot.texts import contacts as texts
from bot.texts.paging import page_within
from bot.texts.words import PAGE
from bot.usecases.desk import Desk
from bot.usecases.people.finding import answer, seen
from bot.usecases.situation import look


async def neglected(work: Work[Neglected], desk: Desk) -> None:
    """A page of the contacts that are past their cadence, or silent for a month where they have none."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        silent = longest_silent(situation.people.contacts, work.now)
        page = page_within(work.command.page, len(silent))
        here = silent[page * PAGE : (page + 1) * PAGE]
        rows = [(await seen(books, situation, each.contact), each.days_over) for each in here]
    if not situation.people.contacts:
        nobody = texts.contact_list((), total=0, page=0, words="", today=situation.today)
        await answer(work, desk, situation, nobody)
        return
    card = texts.neglected_list(
        rows,
        total=len(silent),
        page=page,
        today=situation.today,
        by_cadence=any(each.days_over is not None for each in silent),
        command=Neglected,
    )
    await answer(work, desk, situation, card, in_place=True)
