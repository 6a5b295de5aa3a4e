"""Shows what is planned in the three levels of focus, and proposes what to hand over (S2)."""

from __future__ import annotations

from bot.core.deliveries import NOTHING
from bot.core.identity import derive_id
from bot.core.notes import Commitment, CommitmentState
from bot.core.turn import Turn
from bot.features.focus import cards
from bot.features.focus.commands import MoveActivity, ProposeDelegation, ShowFocus
from bot.features.focus.contracts import FocusChoice
from bot.features.focus.rules import ActivityLevel, sort_activities, to_delegate
from bot.features.plans.contracts import Activity, ActivityState


async def show_focus(turn: Turn[ShowFocus]) -> None:
    """Show all levels in one look, or one of them."""
    command, cues = turn.command, turn.knowledge.focus
    rows = await _sort_planned(turn)
    names: dict[str, str] = {contact.id: contact.name for contact in turn.people.contacts}
    if not rows:
        card = cards.nothing_planned()
    elif command.level in (1, 2, 3):
        rows = [row for row in rows if row.level == command.level]
        card = cards.level_card(rows, cues, names, command.level, command.page)
    else:
        card = cards.overview(rows, cues, names, len(to_delegate(rows, turn.scope.member)))
    await turn.answer(card, in_place=True, about=cards.about(rows))


async def _sort_planned(turn: Turn[ShowFocus]) -> list[ActivityLevel]:
    async with turn.read() as reader:
        planned = await reader.of(Activity).find(state=ActivityState.PLANNED)
        choices = await reader.of(FocusChoice).find(space=turn.scope.own)
    mine = [each for each in planned if each.owner == turn.scope.member]
    chosen = {each.activity_id: each.level for each in choices}
    return sort_activities(mine, turn.knowledge.focus, chosen)


async def move_activity(turn: Turn[MoveActivity]) -> None:
    """Keep the member's word on the level of an activity."""
    command = turn.command
    activity = await turn.one(Activity, command.activity_id)
    level = next((each for each in turn.knowledge.focus.levels if each.level == command.level), None)
    if activity is None or level is None:
        await turn.answer(cards.gone_card(), about=NOTHING)
        return
    choice = FocusChoice(
        id=derive_id(turn.scope.workspace, "focus", turn.scope.member, activity.id),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        activity_id=activity.id,
        level=level.level,
    )
    card = cards.moved_card(activity.text, level.level, level.label, turn.change)
    async with turn.commit() as uow:
        await uow.of(FocusChoice).put(choice)
        uow.say(*turn.reply(card, about=activity.about))


async def propose_delegation(turn: Turn[ProposeDelegation]) -> None:
    """Say what to mind for the relationship when somebody else does an activity, with words to copy."""
    activity = await turn.one(Activity, turn.command.activity_id)
    if activity is None:
        await turn.answer(cards.gone_card(), about=NOTHING)
        return
    contact = turn.people.get(activity.contact_id or "")
    promises: list[Commitment] = []
    if activity.contact_id:
        async with turn.read() as reader:
            promises = await reader.of(Commitment).find(
                contact_id=activity.contact_id, state=CommitmentState.OPEN
            )
    card = cards.delegation(activity.text, contact.name if contact else "", promises)
    await turn.answer(card, about=(*activity.about, *(each.id for each in promises)))
