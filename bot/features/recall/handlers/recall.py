"""Answers a question from the notes, with numbered sources; says so where they do not say (B2)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.core.cards import Card
from bot.core.coaching.citing import Carried, keep_carried
from bot.core.coaching.understanding import Answer, Excerpt, Mode, Provenance
from bot.core.contacts import AccountId, ContactId
from bot.core.deliveries import UNSAID
from bot.core.excerpts import excerpts_of
from bot.core.notes import Note
from bot.core.people import People
from bot.core.ports.errors import NotFound
from bot.core.turn import Turn
from bot.features.glossary.contracts.reading import expand, find_terms
from bot.features.recall import cards as texts
from bot.features.recall.commands import Ask
from bot.features.recall.handlers.promises import answer_from_promises, to_known_people
from bot.features.recall.handlers.retrieval import Retrieval, retrieve
from bot.language.asking import asks_for_news, companies_named, read_question

_READ = 8
"""Notes that a coach reads for one answer."""

_NEAR = 0.35
"""Cosine from which a note is worth showing though it does not answer."""

_LATEST = 3
"""Notes that are quoted where none of them answers."""

_PRONOUN = re.compile(r"\b(?:she|he|her|him|his|hers|they|them|their)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Read:
    """The notes that were read for an answer, as excerpts, and what else the card needs."""

    notes: dict[str, Note]
    excerpts: tuple[Excerpt, ...]
    corrections: frozenset[str]
    """Ids of notes that replaced an older one which was found, too."""


async def ask(turn: Turn[Ask]) -> None:
    """Find notes, let the coach answer from them, keep what they really say, and cite it."""
    question = " ".join(turn.command.question.split())
    async with turn.read() as reader:
        has_notes = bool(await reader.of(Note).find(limit=1))
        terms = await find_terms(reader)
    if not question or not has_notes:
        await turn.answer(texts.no_notes_yet() if question else texts.no_question(), about=UNSAID)
        return
    named = _named(question, turn)
    if await answer_from_promises(turn, question, named):
        return
    in_question = () if named or not _PRONOUN.search(question) else turn.focus[:1]
    await turn.status(texts.searching_status())
    found = await retrieve(
        turn.ports.store,
        turn.memory,
        turn.scope,
        expand(question, terms),
        known=to_known_people(turn.people),
        today=turn.today,
        contact_ids=in_question,
    )
    read = await _read(turn, found)
    about = named or in_question
    subject = _subject(question, turn, about)
    if subject.news and (subject.contacts or subject.accounts):
        given = _no_answer()
    else:
        given = await _answered(turn, question, found, read, about)
    kept = keep_carried(given, read.excerpts)
    if kept.statements:
        card, cited = _answer_card(kept, given, found, read, turn)
    else:
        card, cited = await _without_answer(turn, subject, given, found)
    focus = about or _people_of(read, cited)
    async with turn.commit() as uow:
        await turn.remember(uow, focus=focus, changed=False)
        uow.say(*turn.reply(card, about=(*cited, *focus)))


def _named(question: str, turn: Turn[Any]) -> tuple[ContactId, ...]:
    asked = read_question(question, to_known_people(turn.people), turn.today)
    return tuple(ContactId(id) for id in sorted(asked.contacts))


async def _read(turn: Turn[Any], found: Retrieval) -> _Read:
    """Each corrected note gives way to the newest one that corrects it."""
    notes: dict[str, Note] = {}
    corrections: set[str] = set()
    async with turn.read() as reader:
        for hit in found.hits:
            note = hit.note
            while note.superseded_by and note.superseded_by != note.id:
                try:
                    newer = await reader.of(Note).get(note.superseded_by)
                except NotFound:
                    break
                note = newer
                corrections.add(note.id)
            notes.setdefault(note.id, note)
    chosen = list(notes.values())[:_READ]
    corrections |= {note.id for note in chosen if note.corrects}
    return _Read({note.id: note for note in chosen}, excerpts_of(chosen, turn.people), frozenset(corrections))


async def _answered(
    turn: Turn[Any], question: str, found: Retrieval, read: _Read, about: Sequence[ContactId]
) -> Answer:
    if not found.sufficient or not read.excerpts:
        return _no_answer()
    status = texts.reading_status(len(read.excerpts), turn.people.names(about))
    await turn.status(status)
    circumstances = replace(turn.circumstances(), in_focus=turn.people.names(about))
    return await turn.coach.answer(question, read.excerpts, circumstances)


def _no_answer() -> Answer:
    """Nothing is said, and no coach was asked: there is no mode to tell of."""
    return Answer(statements=(), provenance=Provenance(Mode.MODEL))


@dataclass(frozen=True, slots=True)
class _Subject:
    """Whom or which company a question is about."""

    contacts: tuple[ContactId, ...] = ()
    accounts: tuple[AccountId, ...] = ()
    names: tuple[str, ...] = ()
    news: bool = False
    """It asks for whatever there is, and for nothing in particular."""


def _subject(question: str, turn: Turn[Any], about: tuple[ContactId, ...]) -> _Subject:
    people = turn.people
    companies = companies_named(question, list(people.companies.values()))
    asked = read_question(question, to_known_people(people), turn.today)
    news = asked.since is asked.until is None and asks_for_news(question, asked, companies)
    if about:
        return _Subject(contacts=about, names=people.names(about), news=news)
    accounts = tuple(account for account in people.accounts if account.name in companies)
    there = tuple(contact.id for account in accounts for contact in people.at(account.id))
    return _Subject(there, tuple(account.id for account in accounts), companies, news)


async def _without_answer(
    turn: Turn[Any], subject: _Subject, given: Answer, found: Retrieval
) -> tuple[Card, tuple[str, ...]]:
    """The latest notes on the subject; without one, the note that comes near in meaning."""
    mode, degraded, people = given.provenance.mode, not found.dense, turn.people
    latest = await _latest(turn, subject)
    if latest:
        numbered = enumerate(latest, 1)
        sources = tuple(texts.CitedNote(n, note, people.names(note.contact_ids)) for n, note in numbered)
        shown = texts.Latest(about=subject.names, sources=sources, is_the_answer=subject.news)
        card = texts.says_latest(shown, mode=mode, degraded=degraded)
        return card, tuple(note.id for note in latest)
    near = [hit.note for hit in found.hits if hit.similarity >= _NEAR and hit.note.superseded_by is None]
    nearest = near[0] if near and not subject.names else None
    source = texts.CitedNote(1, nearest, people.names(nearest.contact_ids)) if nearest else None
    cited = (nearest.id,) if nearest else ()
    return texts.says_nothing(source, mode=mode, degraded=degraded), cited


async def _latest(turn: Turn[Any], subject: _Subject) -> list[Note]:
    notes: dict[str, Note] = {}
    async with turn.read() as reader:
        if subject.contacts:
            found = await reader.of(Note).find(contact_ids=subject.contacts, superseded_by=None)
            notes |= {note.id: note for note in found}
        if subject.accounts:
            found = await reader.of(Note).find(account_ids=subject.accounts, superseded_by=None)
            notes |= {note.id: note for note in found}
    newest = sorted(notes.values(), key=lambda note: (note.occurred_on, note.created_at), reverse=True)
    return newest[:_LATEST]


def _answer_card(
    kept: Carried, given: Answer, found: Retrieval, read: _Read, turn: Turn[Any]
) -> tuple[Card, tuple[str, ...]]:
    sources = [_source(excerpt, read, turn.people) for excerpt in kept.cited]
    card = texts.answer_card(
        kept.statements,
        sources,
        mode=given.provenance.mode,
        quoted=given.quoted,
        degraded=not found.dense,
        is_first=not turn.history,
    )
    return card, tuple(source.note.id for source in sources)


def _source(excerpt: Excerpt, read: _Read, people: People) -> texts.CitedNote:
    note = read.notes[excerpt.note_id]
    return texts.CitedNote(excerpt.number, note, people.names(note.contact_ids), note.id in read.corrections)


def _people_of(read: _Read, cited: Sequence[str]) -> tuple[ContactId, ...]:
    notes = [read.notes[note_id] for note_id in cited if note_id in read.notes]
    return tuple(dict.fromkeys(id for note in notes for id in note.contact_ids))[:3]
