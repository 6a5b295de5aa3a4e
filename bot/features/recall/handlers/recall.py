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
from bot.core.deliveries import NOTHING
from bot.core.excerpts import excerpts_of
from bot.core.notes import Note
from bot.core.people import People
from bot.core.turn import Turn
from bot.features.glossary.contracts.reading import expand, find_terms
from bot.features.recall import cards
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

_FOCUS = 3
"""People of an answer whom the conversation is about then."""

_PRONOUN = re.compile(r"\b(?:she|he|her|him|his|hers|they|them|their)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Read:
    """The notes that were read for an answer, the excerpts of them, and which of them are corrections."""

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
        await turn.answer(cards.no_notes_yet() if question else cards.no_question(), about=NOTHING)
        return
    named = _find_named(question, turn)
    if await answer_from_promises(turn, question, named):
        return
    in_question = () if named or not _PRONOUN.search(question) else turn.focus[:1]
    await turn.status(cards.searching_status())
    found = await _retrieve(turn, expand(question, terms), in_question)
    read = await _read_newest(turn, found)
    about = named or in_question
    subject = _find_subject(question, turn, about)
    answer = await _ask_coach(turn, question, subject, found, read)
    kept = keep_carried(answer, read.excerpts)
    if kept.statements:
        card, cited = _show_answer(kept, answer, found, read, turn)
    else:
        card, cited = await _show_nearest(turn, subject, answer, found)
    focus = about or _find_people(read, cited)
    quoted = (id for note in cited for id in (note.id, *note.contact_ids))
    async with turn.commit() as uow:
        await turn.remember(uow, focus=focus, changed=False)
        uow.say(*turn.reply(card, about=tuple(dict.fromkeys((*quoted, *focus, *subject.accounts)))))


def _find_named(question: str, turn: Turn[Any]) -> tuple[ContactId, ...]:
    """The contacts whom a question names."""
    asked = read_question(question, to_known_people(turn.people), turn.today)
    return tuple(ContactId(id) for id in sorted(asked.contacts))


async def _retrieve(turn: Turn[Any], question: str, contact_ids: Sequence[ContactId]) -> Retrieval:
    """The notes that may answer; on these contacts alone, where there are any."""
    return await retrieve(
        turn.ports.store,
        turn.memory,
        turn.scope,
        question,
        known=to_known_people(turn.people),
        today=turn.today,
        contact_ids=contact_ids,
    )


async def _read_newest(turn: Turn[Any], found: Retrieval) -> _Read:
    """The notes that were found, each in the newest wording that corrects it."""
    notes: dict[str, Note] = {}
    corrections: set[str] = set()
    async with turn.read() as reader:
        for hit in found.hits:
            note = hit.note
            while note.superseded_by and note.superseded_by != note.id:
                newer = next(iter(await reader.of(Note).find(id=note.superseded_by)), None)
                if newer is None:
                    break
                note = newer
                corrections.add(note.id)
            notes.setdefault(note.id, note)
    chosen = list(notes.values())[:_READ]
    corrections |= {note.id for note in chosen if note.corrects}
    excerpts = excerpts_of(chosen, turn.people)
    return _Read({note.id: note for note in chosen}, excerpts, frozenset(corrections))


async def _ask_coach(
    turn: Turn[Any], question: str, subject: _Subject, found: Retrieval, read: _Read
) -> Answer:
    """The coach's answer; none where the notes do not suffice, or the latest ones are what is asked for."""
    wants_latest = subject.asks_for_news and (subject.contacts or subject.accounts)
    if wants_latest or not found.sufficient or not read.excerpts:
        return _no_answer()
    names = turn.people.names(subject.named)
    await turn.status(cards.reading_status(len(read.excerpts), names))
    circumstances = replace(turn.circumstances(), in_focus=names)
    return await turn.coach.answer(question, read.excerpts, circumstances)


def _no_answer() -> Answer:
    """Nothing is said, and no coach was asked: there is no mode to tell of."""
    return Answer(statements=(), provenance=Provenance(Mode.MODEL))


@dataclass(frozen=True, slots=True)
class _Subject:
    """Whom or which company a question is about."""

    contacts: tuple[ContactId, ...] = ()
    """The people who are meant, or everybody known at the companies."""
    named: tuple[ContactId, ...] = ()
    """Those of them who are meant by name or by a pronoun."""
    accounts: tuple[AccountId, ...] = ()
    names: tuple[str, ...] = ()
    asks_for_news: bool = False
    """It asks for whatever there is, and for nothing in particular."""


def _find_subject(question: str, turn: Turn[Any], about: tuple[ContactId, ...]) -> _Subject:
    people = turn.people
    companies = companies_named(question, list(people.companies.values()))
    asked = read_question(question, to_known_people(people), turn.today)
    news = asked.since is asked.until is None and asks_for_news(question, asked, companies)
    if about:
        return _Subject(contacts=about, named=about, names=people.names(about), asks_for_news=news)
    accounts = tuple(account for account in people.accounts if account.name in companies)
    there = tuple(contact.id for account in accounts for contact in people.at(account.id))
    ids = tuple(account.id for account in accounts)
    return _Subject(contacts=there, accounts=ids, names=companies, asks_for_news=news)


async def _show_nearest(
    turn: Turn[Any], subject: _Subject, answer: Answer, found: Retrieval
) -> tuple[Card, list[Note]]:
    """The latest notes on the subject, without one the note that comes near in meaning; and what is cited."""
    mode, degraded, people = answer.provenance.mode, not found.dense, turn.people
    latest = await _find_latest(turn, subject)
    if latest:
        numbered = enumerate(latest, 1)
        sources = tuple(cards.CitedNote(n, note, people.names(note.contact_ids)) for n, note in numbered)
        shown = cards.Latest(about=subject.names, sources=sources, is_the_answer=subject.asks_for_news)
        return cards.says_latest(shown, mode=mode, degraded=degraded), latest
    near = [hit.note for hit in found.hits if hit.similarity >= _NEAR and hit.note.superseded_by is None]
    nearest = near[0] if near and not subject.names else None
    source = cards.CitedNote(1, nearest, people.names(nearest.contact_ids)) if nearest else None
    return cards.says_nothing(source, mode=mode, degraded=degraded), [nearest] if nearest else []


async def _find_latest(turn: Turn[Any], subject: _Subject) -> list[Note]:
    """The latest notes on the people and companies of a question."""
    wanted: dict[str, Any] = {"contact_ids": subject.contacts, "account_ids": subject.accounts}
    notes: dict[str, Note] = {}
    async with turn.read() as reader:
        for field, ids in wanted.items():
            found = await reader.of(Note).find(superseded_by=None, **{field: ids}) if ids else []
            notes |= {note.id: note for note in found}
    newest = sorted(notes.values(), key=lambda note: (note.occurred_on, note.created_at), reverse=True)
    return newest[:_LATEST]


def _show_answer(
    kept: Carried, answer: Answer, found: Retrieval, read: _Read, turn: Turn[Any]
) -> tuple[Card, list[Note]]:
    """What the notes carry of the answer, with its sources; and the notes that are cited."""
    sources = [_cite(excerpt, read, turn.people) for excerpt in kept.cited]
    card = cards.answer_card(
        kept.statements,
        sources,
        mode=answer.provenance.mode,
        quoted=answer.quoted,
        degraded=not found.dense,
        is_first=not turn.history,
    )
    return card, [source.note for source in sources]


def _cite(excerpt: Excerpt, read: _Read, people: People) -> cards.CitedNote:
    note = read.notes[excerpt.note_id]
    return cards.CitedNote(excerpt.number, note, people.names(note.contact_ids), note.id in read.corrections)


def _find_people(read: _Read, cited: Sequence[Note]) -> tuple[ContactId, ...]:
    """Whom the next pronoun may mean: the first people of the cited notes that were read."""
    notes = [note for note in cited if note.id in read.notes]
    return tuple(dict.fromkeys(id for note in notes for id in note.contact_ids))[:_FOCUS]
