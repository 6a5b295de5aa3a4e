"""`/tactegic` alone: the three most likely next steps for this member now (UX.md)."""

from __future__ import annotations

from typing import Any

from bot.conversation.cards import help as texts
from bot.conversation.cards import steps
from bot.core.cards import Button
from bot.core.commands import ListContacts, NextSteps
from bot.core.deliveries import UNSAID
from bot.core.members import Role
from bot.core.notes import Commitment, CommitmentState, Note, Promiser
from bot.core.turn import Turn
from bot.features.briefs.commands import Brief
from bot.features.notes.commands import EditNote
from bot.features.people.commands import ListCommitments, Neglected
from bot.features.people.contracts.reading import longest_silent, sort_by_due_date, view_commitments
from bot.features.reporting.cards import step_for


async def next_steps(turn: Turn[NextSteps]) -> None:
    """What is due, what is open, whom to get ready for; for a newcomer how to begin."""
    async with turn.read() as reader:
        found = await reader.of(Commitment).find(state=CommitmentState.OPEN)
        unclear = [
            note
            for note in await reader.of(Note).find(
                space=turn.scope.own, newest_first=True, limit=20, superseded_by=None
            )
            if note.open_mentions
        ]
        notes = await reader.of(Note).count()
    if not notes and not turn.people.contacts:
        await turn.answer(texts.first_steps(), about=UNSAID)
        return
    found_steps = _steps(turn, sort_by_due_date(found), unclear[:1])
    role = turn.member.role
    shown = found_steps[:3] if role is Role.SELLER else [*found_steps[:2], step_for(role)]
    await turn.answer(texts.steps(shown), about=UNSAID)


def _steps(turn: Turn[Any], open_ones: list[Commitment], unclear: list[Note]) -> list[tuple[str, Button]]:
    found: list[tuple[str, Button]] = []
    mine = [each for each in open_ones if each.by is Promiser.MEMBER]
    if mine:
        [first] = view_commitments(mine[:1], turn.people)
        why = steps.promise_due(first.commitment, first.person, turn.today)
        found.append((why, Button(label="Open promises", command=ListCommitments())))
    for note in unclear:
        why = steps.unclear_name(note.open_mentions[0].written)
        found.append((why, Button(label="Say who", command=EditNote(note.id), opens_form=True)))
    silent = longest_silent(turn.people.contacts, turn.now)
    if silent:
        found.append((steps.silent(silent[0].contact.name), Button(label="Show", command=Neglected())))
    for contact in turn.people.recent(1):
        found.append(
            (steps.get_ready(contact.name), Button(label="Brief me", command=Brief(contact.name, contact.id)))
        )
    found.append(step_for(Role.SELLER))
    found.append((steps.look_around(), Button(label="Contacts", command=ListContacts())))
    return found
