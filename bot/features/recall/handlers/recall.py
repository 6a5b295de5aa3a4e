"""Answers a question: lists from the stored rows, anything else from the notes, with sources (B2)."""

from __future__ import annotations

from bot.core.answer_records import Outcome
from bot.core.commands import Surface
from bot.core.contacts import ContactId
from bot.core.dialogue import with_why
from bot.core.notes import Note
from bot.core.turn import Turn
from bot.features.glossary.contracts.reading import expand, find_terms, spell_out
from bot.features.recall.cards import answers as cards
from bot.features.recall.commands import Ask
from bot.features.recall.handlers.answering import reply_from_notes
from bot.features.recall.handlers.known import to_known_people
from bot.features.recall.handlers.lists import PRONOUN, reply_with_list
from bot.features.recall.handlers.replies import Reply
from bot.language.asking import read_question, with_apostrophes


async def ask(turn: Turn[Ask]) -> None:
    """Answer a question; a button that turns a list's page changes the card in place."""
    reply = await reply_to(turn)
    if turn.ledger.outcome is None:
        turn.ledger.outcome = Outcome.LISTED
    turns_page = turn.command.page is not None and turn.origin.surface is Surface.BUTTON
    send = turn.update if turns_page else turn.reply
    async with turn.commit() as uow:
        if reply.about:
            await turn.remember(uow, focus=reply.focus, changed=False)
        uow.say(*send(with_why(turn, reply.card), about=reply.about))


async def is_in_rows(turn: Turn[Ask]) -> bool:
    """Whether the stored rows answer the question, so that no note needs to be read for it."""
    question, named, meant = _read(turn)
    return bool(question) and await reply_with_list(turn, question, named or meant) is not None


def _read(turn: Turn[Ask]) -> tuple[str, tuple[ContactId, ...], tuple[ContactId, ...]]:
    """The question, the contacts whom it names, and else whom its pronoun means."""
    question = with_apostrophes(" ".join(turn.command.question.split()), to_known_people(turn.people))
    named = _find_named(question, turn)
    return question, named, () if named or not PRONOUN.search(question) else turn.focus[:1]


async def reply_to(turn: Turn[Ask]) -> Reply:
    """What a member gets for a question, before it is sent."""
    question, named, meant = _read(turn)
    async with turn.read() as reader:
        has_notes = bool(await reader.of(Note).find(limit=1))
        terms = await find_terms(reader)
    if not question:
        return Reply(card=cards.no_question())
    besides = frozenset(turn.command.besides)
    listed = None if besides else await reply_with_list(turn, question, named or meant)
    if listed is not None:
        return listed
    if not has_notes:
        return Reply(card=cards.no_notes_yet())
    return await reply_from_notes(
        turn, question, expand(question, terms), spell_out(question, terms), named, meant, besides
    )


def _find_named(question: str, turn: Turn[Ask]) -> tuple[ContactId, ...]:
    """The contacts whom a question names."""
    asked = read_question(question, to_known_people(turn.people), turn.today)
    return tuple(ContactId(id) for id in sorted(asked.contacts))
