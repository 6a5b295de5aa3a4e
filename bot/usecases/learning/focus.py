"""Sorts what is planned into the three levels of focus, and proposes what to hand over (S2)."""

from __future__ import annotations

from typing import Any

from bot.domain.focus import FocusChoice, Sorted, sorted_activities, to_delegate
from bot.domain.identity import derived_id
from bot.domain.notes import Commitment, CommitmentState
from bot.domain.plans import Activity, ActivityState
from bot.messages.learning import MoveActivity, ProposeDelegation, ShowFocus
from bot.ports import Books, NotFound, Work
from bot.texts import focus as texts
from bot.usecases.desk import Desk
from bot.usecases.people.finding import answer
from bot.usecases.replies import reply
from bot.usecases.situation import look


async def show_focus(work: Work[ShowFocus], desk: Desk) -> None:
    """All levels in one look, or one of them."""
    command, cues = work.command, desk.knowledge.focus
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        rows = await _sorted(books, work, desk)
    names: dict[str, str] = {contact.id: contact.name for contact in situation.people.contacts}
    if not rows:
        card = texts.nothing_planned()
    elif command.level in (1, 2, 3):
        here = [row for row in rows if row.level == command.level]
        card = texts.level_card(here, cues, names, command.level, command.page)
    else:
        card = texts.overview(rows, cues, names, len(to_delegate(rows, work.scope.member)))
    await answer(work, desk, situation, card, in_place=True)


async def move_activity(work: Work[MoveActivity], desk: Desk) -> None:
    """Keep the member's word on a level."""
    command = work.command
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        activity = await _activity(books, command.activity_id)
    level = next((each for each in desk.knowledge.focus.levels if each.level == command.level), None)
    if activity is None or level is None:
        await answer(work, desk, situation, texts.gone())
        return
    choice = FocusChoice(
        id=derived_id(work.scope.workspace, "focus", work.scope.member, activity.id),
        workspace=work.scope.workspace,
        space=work.scope.own,
        created_at=work.now,
        activity_id=activity.id,
        level=level.level,
    )
    card = texts.moved(activity.text, level.level, level.label, work.change)
    async with desk.ledger.write(work) as open_books:
        await open_books.of(FocusChoice).put(choice)
        open_books.say(*reply(work, situation.member, card))


async def propose_delegation(work: Work[ProposeDelegation], desk: Desk) -> None:
    """What to mind for the relationship, and a text with gaps."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        activity = await _activity(books, work.command.activity_id)
        promises = (
            await books.of(Commitment).find(contact_id=activity.contact_id, state=CommitmentState.OPEN)
            if activity and activity.contact_id
            else []
        )
    if activity is None:
        await answer(work, desk, situation, texts.gone())
        return
    contact = situation.people.get(activity.contact_id or "")
    card = texts.delegation(activity.text, contact.name if contact else "", promises)
    await answer(work, desk, situation, card)


async def _sorted(books: Books, work: Work[Any], desk: Desk) -> list[Sorted]:
    planned = await books.of(Activity).find(state=ActivityState.PLANNED)
    mine = [each for each in planned if each.owner == work.scope.member]
    choices = {
        each.activity_id: each.level for each in await books.of(FocusChoice).find(space=work.scope.own)
    }
    return sorted_activities(mine, desk.knowledge.focus, choices)


async def _activity(books: Books, id: str) -> Activity | None:
    try:
        return await books.of(Activity).get(id)
    except NotFound:
        return None
