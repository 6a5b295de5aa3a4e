"""`/tactegic` alone: the three most likely next steps for this member now (B4)."""

from __future__ import annotations

from typing import Any

from bot.conversation.cards import steps as cards
from bot.conversation.cards.steps import ProposedStep
from bot.core.commands import NextSteps
from bot.core.deliveries import NOTHING
from bot.core.members import Role
from bot.core.notes import Commitment, CommitmentState, Note, Promiser
from bot.core.turn import Turn
from bot.features.people.contracts.reading import longest_silent, sort_by_due_date, view_commitments
from bot.features.reporting.cards.roles import step_for

_LATEST_NOTES = 20
"""Notes among which one with an open name is looked for."""


async def next_steps(turn: Turn[NextSteps]) -> None:
    """Propose what is due, what is open and whom to get ready for; to a newcomer how to begin."""
    async with turn.read() as reader:
        promises = await reader.of(Commitment).find(state=CommitmentState.OPEN)
        latest = await reader.of(Note).find(
            space=turn.scope.own, newest_first=True, limit=_LATEST_NOTES, superseded_by=None
        )
        has_notes = bool(latest) or await reader.of(Note).count() > 0
    if not has_notes and not turn.people.contacts:
        await turn.answer(cards.first_steps(), about=NOTHING)
        return
    found = _find_steps(turn, promises, latest)
    role = turn.member.role
    shown = found[:3] if role is Role.SELLER else [*found[:2], ProposedStep(*step_for(role))]
    await turn.answer(cards.steps_card(shown), about=tuple(id for step in shown for id in step.about))


def _find_steps(turn: Turn[Any], promises: list[Commitment], latest: list[Note]) -> list[ProposedStep]:
    """The steps that make sense now, the most likely first."""
    mine = sort_by_due_date([each for each in promises if each.by is Promiser.MEMBER])
    unclear = [note for note in latest if note.open_mentions]
    silent = longest_silent(turn.people.in_rhythm(), turn.now)
    return [
        *(cards.promise_due(view, turn.today) for view in view_commitments(mine[:1], turn.people)),
        *(cards.unclear_name(note) for note in unclear[:1]),
        *(cards.long_silent(each.contact) for each in silent[:1]),
        *(cards.get_ready(contact) for contact in turn.people.recent(1)),
        ProposedStep(*step_for(Role.SELLER)),
        cards.look_around(),
    ]
