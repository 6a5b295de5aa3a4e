"""Answers a question about promises from the stored commitments, not from the words of notes (B1, B2)."""

from __future__ import annotations

from bot.core.contacts import ContactId
from bot.core.notes import Commitment, CommitmentState
from bot.core.people import People
from bot.core.turn import Turn
from bot.core.words import PAGE
from bot.features.people.commands import ListCommitments
from bot.features.people.contracts.cards import about_commitments, commitment_list
from bot.features.people.contracts.reading import sort_by_due_date, view_commitments
from bot.features.recall.commands import Ask
from bot.features.recall.rules.promises_asked import promises_asked
from bot.language.asking import KnownPerson


async def answer_from_promises(turn: Turn[Ask], question: str, named: tuple[ContactId, ...]) -> bool:
    """Answer with what is open where a question asks for promises alone; False where nothing open fits."""
    promisers = promises_asked(question, to_known_people(turn.people), turn.today)
    if not promisers or len(named) > 1:
        return False
    async with turn.read() as reader:
        found = await reader.of(Commitment).find(state=CommitmentState.OPEN)
    fitting = [each for each in found if each.by in promisers and (not named or each.contact_id in named)]
    if not fitting:
        return False
    ordered = sort_by_due_date(fitting)
    rows = view_commitments(ordered[:PAGE], turn.people)
    name = next(iter(turn.people.names(named)), "")
    card = commitment_list(
        rows,
        total=len(ordered),
        page=0,
        person=name,
        today=turn.today,
        command=lambda number: ListCommitments(name, number),
    )
    async with turn.commit() as uow:
        await turn.remember(uow, focus=named, changed=False)
        uow.say(*turn.reply(card, about=tuple(dict.fromkeys((*named, *about_commitments(rows))))))
    return True


def to_known_people(people: People) -> list[KnownPerson]:
    """A member's contacts as questions are read against."""
    return [KnownPerson(c.id, (c.name, *c.aliases), people.company(c)) for c in people.contacts]
