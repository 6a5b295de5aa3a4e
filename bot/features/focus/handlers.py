"""Sorts what is planned into the three levels of focus, and proposes what to hand over (S2)."""

from __future__ import annotations

from typing import Any

from bot.core.deliveries import UNSAID
from bot.core.identity import derive_id
from bot.core.notes import Commitment, CommitmentState
from bot.core.ports.books import StoreReader
from bot.core.ports.errors import NotFound
from bot.core.turn import Turn
from bot.features.focus import cards as texts
from bot.features.focus.commands import MoveActivity, ProposeDelegation, ShowFocus
from bot.features.focus.contracts import FocusChoice
from bot.features.focus.rules import Sorted, sort_activities, to_delegate
from bot.features.plans.contracts import Activity, ActivityState


async def show_focus(turn: Turn[ShowFocus]) -> None:
    """All levels in one look, or one of them."""
    command, cues = turn.command, turn.knowledge.focus
    async with turn.read() as reader:
        rows = await _sorted(reader, turn)
    names: dict[str, str] = {contact.id: contact.name for contact in turn.people.contacts}
    if not rows:
        card = texts.nothing_planned()
    elif command.level in (1, 2, 3):
        here = [row for row in rows if row.level == command.level]
        card = texts.level_card(here, cues, names, command.level, command.page)
    else:
        card = texts.overview(rows, cues, names, len(to_delegate(rows, turn.scope.member)))
    await turn.answer(card, in_place=True, about=UNSAID)


async def move_activity(turn: Turn[MoveActivity]) -> None:
    """Keep the member's word on a level."""
    command = turn.command
    async with turn.read() as reader:
        activity = await _activity(reader, command.activity_id)
    level = next((each for each in turn.knowledge.focus.levels if each.level == command.level), None)
    if activity is None or level is None:
        await turn.answer(texts.gone_card(), about=UNSAID)
        return
    choice = FocusChoice(
        id=derive_id(turn.scope.workspace, "focus", turn.scope.member, activity.id),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        activity_id=activity.id,
        level=level.level,
    )
    card = texts.moved_card(activity.text, level.level, level.label, turn.change)
    async with turn.commit() as uow:
        await uow.of(FocusChoice).put(choice)
        uow.say(*turn.reply(card, about=UNSAID))


async def propose_delegation(turn: Turn[ProposeDelegation]) -> None:
    """What to mind for the relationship, and a text with gaps."""
    async with turn.read() as reader:
        activity = await _activity(reader, turn.command.activity_id)
        promises = (
            await reader.of(Commitment).find(contact_id=activity.contact_id, state=CommitmentState.OPEN)
            if activity and activity.contact_id
            else []
        )
    if activity is None:
        await turn.answer(texts.gone_card(), about=UNSAID)
        return
    contact = turn.people.get(activity.contact_id or "")
    card = texts.delegation(activity.text, contact.name if contact else "", promises)
    await turn.answer(card, about=UNSAID)


async def _sorted(reader: StoreReader, turn: Turn[Any]) -> list[Sorted]:
    planned = await reader.of(Activity).find(state=ActivityState.PLANNED)
    mine = [each for each in planned if each.owner == turn.scope.member]
    choices = {
        each.activity_id: each.level for each in await reader.of(FocusChoice).find(space=turn.scope.own)
    }
    return sort_activities(mine, turn.knowledge.focus, choices)


async def _activity(reader: StoreReader, id: str) -> Activity | None:
    try:
        return await reader.of(Activity).get(id)
    except NotFound:
        return None
