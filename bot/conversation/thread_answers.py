"""Answers few words in a thread from the answer before them: "who else?", "since when?", "shorter" (B4).

Where a language model looks things up, it reads the thread by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.conversation import doubt
from bot.conversation.cards import threads as cards
from bot.conversation.choices import choices_in_doubt
from bot.conversation.reading import Reading
from bot.core.answer_records import Outcome
from bot.core.cards import Card
from bot.core.coaching.understanding import Intent
from bot.core.commands import Command, NextSteps, Said
from bot.core.contacts import Contact
from bot.core.dialogue import Exchange, earlier_in
from bot.core.facts.values import Fact
from bot.core.notes import Commitment, CommitmentState, Note
from bot.core.threads import Draft
from bot.core.turn import Handler, Turn
from bot.core.words import PAGE
from bot.features.notes.commands import ListNotes
from bot.features.notes.contracts.taking import new_draft
from bot.features.recall.commands import Ask
from bot.features.recall.handlers.known import to_known_people
from bot.language.asking import companies_named, read_question
from bot.language.thread_asks import ThreadAsk, asked_of_answer, whats_open

_SENTENCE = re.compile(r".+?[.!?\u201d](?=\s|$)", re.DOTALL)
_FEW_SENTENCES = 2
_SHORT = 180
"""Characters of an answer that is as short as it gets."""
_MOST_PEOPLE = 3
_COURTESY = re.compile(
    r"\W*(?:thank|thx|cheers|ok|great|good|nice|cool|perfect|super|hello|hi\b|hey|bye|got it|all right|yes"
    r"|no\b)",
    re.IGNORECASE,
)
_REMARK = 6
"""Words of a remark that may be a question gone wrong."""


async def answer_in_words(turn: Turn[Said], text: str, dispatch: Handler) -> bool:
    """Answer words that ask of the answer before them in the thread; False where they ask something else."""
    asked = asked_of_answer(text) if turn.origin.thread and turn.ports.conversing is None else None
    if asked is None:
        return False
    latest = await _latest(turn)
    if latest is None or (asked is ThreadAsk.SHORTER and latest.command == "draft"):
        return False
    heard = turn.hearing(latest.words, latest.intent, latest.command)
    match asked:
        case ThreadAsk.SINCE:
            await _say_since(heard, latest)
        case ThreadAsk.SHORTER:
            await _say_shorter(heard, latest)
        case ThreadAsk.NEXT:
            await dispatch(heard.instead(_next_of(turn, latest)))
        case ThreadAsk.ELSE:
            wanted = await _others(turn, latest)
            if isinstance(wanted, Command):
                await dispatch(heard.instead(wanted))
            else:
                await heard.answer(wanted, about=latest.about)
    return True


async def answer_lost(turn: Turn[Said], reading: Reading) -> bool:
    """Say what can be asked in a thread, where words there were not understood; False where they were."""
    if not turn.origin.thread or turn.ports.conversing is not None or not _is_lost(reading):
        return False
    latest = await _latest(turn)
    if latest is None:
        return False
    draft = new_draft(turn, reading.text)
    options = [(choice, doubt.label_of(choice)) for choice in choices_in_doubt(reading)]
    meant = {each.id for each in _people_meant(turn, latest)}
    other = next((each for each in turn.people.recent(_MOST_PEOPLE + 1) if each.id not in meant), None)
    company = turn.people.company(other) if other is not None else ""
    given = other.name.split()[0] if other is not None else ""
    card = cards.lost_in_thread(reading.text, given, company, draft.id, options)
    turn = turn.without_offers()
    async with turn.commit() as uow:
        await uow.of(Draft).put(draft)
        uow.say(*turn.reply(card, about=(draft.id, *(other.about if other is not None else ()))))
    return True


def _is_lost(reading: Reading) -> bool:
    """Whether words are not understood, or are a short remark on nobody that would become a note."""
    found = reading.understanding
    if found is None or reading.paste is not None:
        return False
    if reading.says_too_little or reading.in_doubt:
        return True
    if found.intent is Intent.SMALL_TALK:
        return not _COURTESY.match(reading.text)
    says = found.mentions or found.companies or found.promises or found.assumptions
    return found.intent is Intent.NOTE and not says and len(reading.text.split()) <= _REMARK


async def _latest(turn: Turn[Any]) -> Exchange | None:
    """The last answer in the thread that words can go on from; None after a note or a click."""
    async with turn.read() as reader:
        earlier = await earlier_in(reader, turn.scope, turn.thread)
    latest = next(iter(earlier), None)
    return latest if latest is not None and latest.words and latest.intent is not Intent.NOTE else None


def _people_meant(turn: Turn[Any], latest: Exchange) -> Sequence[Contact]:
    """Whom the words before name, else whom their answer is about."""
    named = read_question(latest.words, to_known_people(turn.people), turn.today).contacts
    return turn.people.some(sorted(named)) or turn.people.some(turn.in_thread)


def _next_of(turn: Turn[Any], latest: Exchange) -> Command:
    """What is open with those whom an answer was about; the member's own next steps where it was nobody."""
    people = _people_meant(turn, latest)[:_MOST_PEOPLE]
    named = companies_named(latest.words, list(turn.people.companies.values()))
    if people or named:
        return Ask(whats_open([each.name for each in people] or named))
    return Ask(whats_open()) if latest.intent is Intent.RECALL else NextSteps()


async def _others(turn: Turn[Any], latest: Exchange) -> Command | Card:
    """What there is besides an answer: other notes, the next page, or that it was all."""
    if latest.intent is Intent.RECALL:
        if latest.made is None or latest.made.outcome is not Outcome.LISTED:
            return Ask(latest.words, besides=await _shown_so_far(turn, latest))
        is_full = len(turn.people.some(latest.about)) >= PAGE
        return Ask(latest.words, page=1) if is_full else cards.is_complete()
    people = _people_meant(turn, latest)
    is_brief = latest.intent is Intent.BRIEF or latest.command == "brief"
    return ListNotes(contact_id=people[0].id) if is_brief and len(people) == 1 else cards.is_complete()


async def _shown_so_far(turn: Turn[Any], latest: Exchange) -> tuple[str, ...]:
    """The ids of the notes that answers to the same question quoted in this thread."""
    async with turn.read() as reader:
        earlier = await earlier_in(reader, turn.scope, turn.thread)
        quoted = {id for each in earlier if each.words == latest.words for id in each.about}
        found = await reader.of(Note).find(id=sorted(quoted)) if quoted else []
    return tuple(note.id for note in found)


async def _say_since(turn: Turn[Any], latest: Exchange) -> None:
    """Say the day of the earliest note behind an answer, else since when its people are known."""
    async with turn.read() as reader:
        promises = await reader.of(Commitment).find(id=latest.about) if latest.about else []
        facts = await reader.of(Fact).find(id=latest.about) if latest.about else []
        told_in = {each.note_id for each in promises} | {each.note_id for each in facts}
        ids = sorted({*latest.about, *(id for id in told_in if id)})
        notes = await reader.of(Note).find(id=ids) if ids else []
    if notes:
        first = min(notes, key=lambda note: (note.occurred_on, note.created_at))
        await turn.answer(
            cards.known_since(first.occurred_on, first.id), about=(first.id, *first.contact_ids)
        )
        return
    people = turn.people.some(latest.about)[:_MOST_PEOPLE]
    days: list[date] = [turn.day_of(each.created_at) for each in people]
    card = cards.added_on(min(days), [each.name for each in people]) if days else cards.since_unknown()
    await turn.answer(card, about=tuple(id for each in people for id in each.about))


async def _say_shorter(turn: Turn[Any], latest: Exchange) -> None:
    """Say the first sentences of an answer, with the open promises that it quoted."""
    async with turn.read() as reader:
        found = (
            await reader.of(Commitment).find(id=latest.about, state=CommitmentState.OPEN)
            if latest.about
            else []
        )
    shown = " ".join(latest.shown.split())
    sentences = [each.strip() for each in _SENTENCE.findall(shown)] or [shown]
    was_short = len(sentences) <= 1 and len(shown) <= _SHORT and not found
    promises = sorted(found, key=lambda each: (each.due_on or date.max, each.created_at))
    kept = sentences[:1] if len(sentences) <= _FEW_SENTENCES else sentences[:_FEW_SENTENCES]
    card = cards.in_short(
        " ".join(kept), [(each, _name_of(turn, each)) for each in promises], was_short=was_short
    )
    await turn.answer(card, about=latest.about)


def _name_of(turn: Turn[Any], promise: Commitment) -> str:
    return next(iter(turn.people.names((promise.contact_id,) if promise.contact_id else ())), "")
