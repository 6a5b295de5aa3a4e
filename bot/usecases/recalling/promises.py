"""Answers a question about promises from what the bot keeps of them, not from the words of notes (B1, B2)."""

from __future__ import annotations

from bot.domain.asking import Known
from bot.domain.contacts import ContactId
from bot.domain.notes import Commitment, CommitmentState
from bot.domain.promises_asked import promises_asked
from bot.messages.notes import Ask, ListCommitments
from bot.texts.commitments import commitment_list
from bot.texts.words import PAGE
from bot.usecases.people.commitments import earliest_first, with_names
from bot.usecases.people.people import People
from bot.usecases.turn import Turn


async def said_from_promises(turn: Turn[Ask], question: str, named: tuple[ContactId, ...]) -> bool:
    """Answer with what is open where a question asks for promises alone; False where nothing open fits."""
    sides = promises_asked(question, known_of(turn.people), turn.today)
    if not sides or len(named) > 1:
        return False
    async with turn.read() as books:
        found = await books.of(Commitment).find(state=CommitmentState.OPEN)
    fitting = [each for each in found if each.by in sides and (not named or each.contact_id in named)]
    if not fitting:
        return False
    ordered = earliest_first(fitting)
    names = turn.people.names(named)
    card = commitment_list(
        with_names(ordered[:PAGE], turn.people),
        total=len(ordered),
        page=0,
        person=names[0] if names else "",
        today=turn.today,
        command=lambda number: ListCommitments(names[0] if names else "", number),
    )
    async with turn.commit() as open_books:
        await turn.remember(open_books, focus=named, changed=False)
        open_books.say(*turn.reply(card, about=named))
    return True


def known_of(people: People) -> list[Known]:
    """A member's contacts as questions are read against."""
    return [Known(c.id, (c.name, *c.aliases), people.company(c)) for c in people.contacts]
