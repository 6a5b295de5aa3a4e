"""`/tactegic` alone: the three most likely next steps for this member now (UX.md)."""

from __future__ import annotations

from bot.domain.members import Role
from bot.domain.notes import Commitment, CommitmentState, Note, Promiser
from bot.domain.silence import longest_silent
from bot.messages.cards import Button
from bot.messages.notes import Brief, EditNote, ListCommitments, ListContacts, Neglected, NextSteps
from bot.ports import Work
from bot.texts import help as texts
from bot.texts import steps
from bot.texts.roles import step_for
from bot.usecases.desk import Desk
from bot.usecases.people.commitments import earliest_first, with_names
from bot.usecases.people.finding import answer
from bot.usecases.situation import Situation, look


async def next_steps(work: Work[NextSteps], desk: Desk) -> None:
    """What is due, what is open, whom to get ready for; for a newcomer how to begin."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        found = await books.of(Commitment).find(state=CommitmentState.OPEN)
        unclear = [
            note
            for note in await books.of(Note).find(
                space=work.scope.own, newest_first=True, limit=20, superseded_by=None
            )
            if note.open_mentions
        ]
        notes = await books.of(Note).count()
    if not notes and not situation.people.contacts:
        await answer(work, desk, situation, texts.first_steps())
        return
    found_steps = _steps(situation, earliest_first(found), unclear[:1])
    role = situation.member.role
    shown = found_steps[:3] if role is Role.SELLER else [*found_steps[:2], step_for(role)]
    await answer(work, desk, situation, texts.steps(shown))


def _steps(
    situation: Situation, open_ones: list[Commitment], unclear: list[Note]
) -> list[tuple[str, Button]]:
    found: list[tuple[str, Button]] = []
    mine = [each for each in open_ones if each.by is Promiser.MEMBER]
    if mine:
        [first] = with_names(mine[:1], situation.people)
        why = steps.promise_due(first.commitment, first.person, situation.today)
        found.append((why, Button(label="Open promises", command=ListCommitments())))
    for note in unclear:
        why = steps.unclear_name(note.open_mentions[0].written)
        found.append((why, Button(label="Say who", command=EditNote(note.id), opens_form=True)))
    silent = longest_silent(situation.people.contacts, situation.now)
    if silent:
        found.append((steps.silent(silent[0].contact.name), Button(label="Show", command=Neglected())))
    for contact in situation.people.recent(1):
        found.append(
            (steps.get_ready(contact.name), Button(label="Brief me", command=Brief(contact.name, contact.id)))
        )
    found.append(step_for(Role.SELLER))
    found.append((steps.look_around(), Button(label="Contacts", command=ListContacts())))
    return found
