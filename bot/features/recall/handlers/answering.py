"""Answers one question from notes, in one of three ways (B2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from bot.core.answer_records import Outcome
from bot.core.cards import Card
from bot.core.coaching.citing import Carried, keep_carried
from bot.core.coaching.understanding import Answer, Excerpt, Mode
from bot.core.contacts import AccountId, ContactId
from bot.core.excerpts import excerpts_of
from bot.core.fairness import pick_fairly
from bot.core.notes import Note
from bot.core.people import People
from bot.core.rich import Rich
from bot.core.turn import Turn
from bot.features.notes.contracts.cards import MOST_OF_A_NOTE
from bot.features.notes.contracts.sharers import find_sharers
from bot.features.recall.cards import answers as cards
from bot.features.recall.handlers.known import to_known_people
from bot.features.recall.handlers.pointing_out import point_out, told_on_day, with_newer
from bot.features.recall.handlers.replies import Reply
from bot.features.recall.handlers.retrieval import Retrieval, retrieve
from bot.features.recall.handlers.several import MOST as MOST_EACH
from bot.features.recall.handlers.several import find_for_each, quote_each, without_words
from bot.features.recall.rules.deciding import READ, Way
from bot.features.recall.rules.nearest_part import nearest_part
from bot.features.recall.rules.nearing import MOST
from bot.language.asking import ParsedQuestion, asks_for_news, companies_named, read_question

_LATEST = 3
"""Notes that are quoted where whatever is new was asked for."""

_OUTCOMES = {Way.SURE: Outcome.ANSWERED, Way.CLOSEST: Outcome.CLOSEST, Way.REFUSED: Outcome.NOTHING}
_FOCUS = 3
"""People of an answer whom the conversation is about then."""

_QUOTED = 4
"""Notes that an answer by quotation is made of at most."""


@dataclass(frozen=True, slots=True)
class _Read:
    """The notes that were read for an answer, the excerpts of them, and which of them are corrections."""

    notes: dict[str, Note]
    excerpts: tuple[Excerpt, ...]
    corrections: frozenset[str]
    """Ids of notes that replaced an older one which was found, too."""


@dataclass(frozen=True, slots=True)
class _Subject:
    """Whom or which company a question is about."""

    asked: ParsedQuestion
    """The question as it was read."""
    contacts: tuple[ContactId, ...] = ()
    """The people who are meant, or everybody known at the companies."""
    named: tuple[ContactId, ...] = ()
    """Those of them who are meant by name or by a pronoun."""
    accounts: tuple[AccountId, ...] = ()
    names: tuple[str, ...] = ()
    asks_for_news: bool = False
    """It asks for whatever there is, and for nothing in particular."""


async def reply_from_notes(
    turn: Turn[Any],
    question: str,
    expanded: str,
    in_full: str,
    named: tuple[ContactId, ...],
    meant: tuple[ContactId, ...],
    besides: frozenset[str] = frozenset(),
) -> Reply:
    """The answer, from the notes.

    `expanded` has the long form of abbreviations behind the question, `in_full` in their place; `meant` is
    whom a pronoun means. Notes of `besides` were shown already: without another one that answers, it says so.
    """
    await turn.status(cards.searching_status())
    search = partial(
        retrieve,
        turn.ports.store,
        turn.memory,
        turn.scope,
        expanded,
        known=to_known_people(turn.people),
        today=turn.today,
        answering=turn.ports.answering,
        in_full=in_full,
    )
    found = await search(contact_ids=meant)
    found = await find_for_each(found, named, lambda ids: search(contact_ids=ids))
    subject = _find_subject(question, turn, named or meant)
    if besides:
        found = found.without(besides)
        if found.decision.way is not Way.SURE:
            return _reply(turn, cards.says_nothing_else(), Way.REFUSED, (), subject)
    if subject.asks_for_news and (latest := await _find_latest(turn, subject, _LATEST)):
        return await _show_latest(turn, subject, latest, found)
    if found.decision.way is Way.REFUSED:
        return await _refuse(turn, subject, found)
    read = await _read_newest(turn, found, subject)
    turn.ledger.notes |= {note.id: note.contact_ids for note in read.notes.values()}
    answer = await _ask_coach(turn, question, subject, read)
    answer = await quote_each(turn, question, answer, read.excerpts, read.notes, subject.named)
    answer = with_newer(turn, question, subject.asked, answer, read.excerpts, read.notes)
    kept = keep_carried(answer, read.excerpts)
    turn.ledger.mode, turn.ledger.left_out = answer.provenance.mode, kept.refused
    if kept.statements:
        return await _show_answer(turn, question, subject, (kept, answer), found, read)
    return await _show_closest(turn, subject, answer, found, read)


async def _read_newest(turn: Turn[Any], found: Retrieval, subject: _Subject) -> _Read:
    """The notes that answer and then the nearest others, each in the newest wording that corrects it.

    Of several people whom the question is about each has one of them, where there is any.
    """
    sure = found.decision.note_ids if found.decision.way is Way.SURE else ()
    by_id: dict[str, Note] = {hit.note.id: hit.note for hit in found.hits}
    order = dict.fromkeys((*found.decision.note_ids, *by_id))
    notes: dict[str, Note] = {}
    corrections: set[str] = set()
    strong: set[str] = set()
    async with turn.read() as reader:
        for id in order:
            note = by_id.get(id)
            while note is not None and note.superseded_by and note.superseded_by != note.id:
                newer = await reader.of(Note).one(note.superseded_by)
                if newer is None:
                    break
                note = newer
                corrections.add(note.id)
            if note is not None:
                notes.setdefault(note.id, note)
                strong |= {note.id} if id in sure else set()
    chosen = _fairly([each for each in notes.values() if each.id in strong], subject, _QUOTED)
    rest = [each for each in notes.values() if each not in chosen]
    chosen = _fairly([*chosen, *rest], subject, READ)
    own: set[str] = {note.id for note in chosen if note.space == turn.scope.own}
    # What a colleague corrected in a note of theirs is nothing that this member told before.
    corrections = own & (corrections | {note.id for note in chosen if note.corrects})
    excerpts = tuple(
        replace(each, is_weak=each.note_id not in strong) for each in excerpts_of(chosen, turn.people)
    )
    return _Read({note.id: note for note in chosen}, excerpts, frozenset(corrections))


def _fairly(notes: Sequence[Note], subject: _Subject, most: int) -> list[Note]:
    """The first notes, with one on each of several people whom a question is about."""
    wanted = subject.contacts if len(subject.contacts) > 1 else ()
    return pick_fairly(notes, lambda note: note.contact_ids, wanted, most)


async def _ask_coach(turn: Turn[Any], question: str, subject: _Subject, read: _Read) -> Answer:
    """The coach's answer: quotations of the notes that answer, or what a model makes of all of them."""
    names = turn.people.names(subject.named)
    await turn.status(cards.reading_status(len(read.excerpts), names))
    circumstances = replace(turn.circumstances(), in_focus=names)
    return await turn.coach.answer(question, read.excerpts, circumstances)


def _find_subject(question: str, turn: Turn[Any], about: tuple[ContactId, ...]) -> _Subject:
    people = turn.people
    companies = companies_named(question, list(people.companies.values()))
    asked = read_question(question, to_known_people(people), turn.today)
    news = asked.since is asked.until is None and asks_for_news(question, asked, companies)
    if about:
        return _Subject(
            asked=asked, contacts=about, named=about, names=people.names(about), asks_for_news=news
        )
    accounts = tuple(account for account in people.accounts if account.name in companies)
    there = tuple(contact.id for account in accounts for contact in people.at(account.id))
    ids = tuple(account.id for account in accounts)
    news = news and bool(there or ids)
    return _Subject(asked=asked, contacts=there, accounts=ids, names=companies, asks_for_news=news)


async def _refuse(turn: Turn[Any], subject: _Subject, found: Retrieval) -> Reply:
    """Says that the notes do not say; the latest note on whom it is about shows how far they go."""
    latest = await _find_latest(turn, subject, 1)
    sources = await _number(turn, latest)
    card = cards.says_nothing(
        sources[0] if sources else None, subject.names, mode=Mode.MODEL, degraded=not found.dense
    )
    return _reply(turn, card, Way.REFUSED, latest, subject)


async def _show_latest(turn: Turn[Any], subject: _Subject, latest: Sequence[Note], found: Retrieval) -> Reply:
    shown = cards.Latest(about=subject.names, sources=await _number(turn, latest))
    card = cards.says_latest(shown, mode=Mode.MODEL, degraded=not found.dense)
    return _reply(turn, card, Way.SURE, latest, subject)


async def _find_latest(turn: Turn[Any], subject: _Subject, count: int) -> list[Note]:
    """The latest notes on the people and companies of a question."""
    wanted: dict[str, Any] = {"contact_ids": subject.contacts, "account_ids": subject.accounts}
    notes: dict[str, Note] = {}
    async with turn.read() as reader:
        for field, ids in wanted.items():
            found = await reader.of(Note).find(superseded_by=None, **{field: ids}) if ids else []
            notes |= {note.id: note for note in found}
    newest = sorted(notes.values(), key=lambda note: (note.occurred_on, note.created_at), reverse=True)
    return _fairly(newest, subject, max(count, min(len(subject.named), MOST_EACH)))


async def _show_closest(
    turn: Turn[Any], subject: _Subject, answer: Answer, found: Retrieval, read: _Read
) -> Reply:
    """The notes that come closest, where none of them seems to say what was asked."""
    closest = list(read.notes.values())[: min(MOST, len(found.decision.note_ids))]
    sources = [
        replace(each, part=nearest_part(each.note.text, subject.asked.terms, MOST_OF_A_NOTE))
        for each in await _number(turn, closest)
    ]
    card = cards.says_closest(
        sources,
        were_read=answer.provenance.mode is Mode.MODEL,
        mode=answer.provenance.mode,
        degraded=not found.dense,
    )
    return _reply(turn, card, Way.CLOSEST, closest, subject)


async def _show_answer(
    turn: Turn[Any],
    question: str,
    subject: _Subject,
    told: tuple[Carried, Answer],
    found: Retrieval,
    read: _Read,
) -> Reply:
    """What the notes carry of the answer, with its sources."""
    kept, answer = told
    sharers = await find_sharers(turn, [read.notes[excerpt.note_id] for excerpt in kept.cited])
    sources = tuple(_cite(excerpt, read, turn.people, sharers) for excerpt in kept.cited)
    named = turn.people.some(subject.named)
    silent = without_words(named, [source.note for source in sources])
    shown = cards.Shown(
        statements=kept.statements,
        sources=sources,
        quoted=answer.quoted,
        refused=kept.refused,
        silent=silent,
    )
    if answer.quoted:
        excerpts = {excerpt.number: excerpt for excerpt in kept.cited}
        told_on = {number: told_on_day(turn, read.notes[each.note_id]) for number, each in excerpts.items()}
        shown = point_out(question, shown, excerpts, told_on, subject.asked.ahead_of)
    card = cards.answer_card(
        shown, mode=answer.provenance.mode, degraded=not found.dense, is_first=not turn.history
    )
    return _reply(turn, card, Way.SURE, [source.note for source in sources], subject)


def _cite(excerpt: Excerpt, read: _Read, people: People, sharers: Mapping[str, Rich]) -> cards.CitedNote:
    note = read.notes[excerpt.note_id]
    names, sharer = people.names(note.contact_ids), sharers.get(note.id, ())
    return cards.CitedNote(excerpt.number, note, names, note.id in read.corrections, sharer)


async def _number(turn: Turn[Any], notes: Sequence[Note]) -> tuple[cards.CitedNote, ...]:
    sharers = await find_sharers(turn, notes)
    return tuple(
        cards.CitedNote(n, note, turn.people.names(note.contact_ids), sharer=sharers.get(note.id, ()))
        for n, note in enumerate(notes, 1)
    )


def _reply(turn: Turn[Any], card: Card, way: Way, notes: Sequence[Note], subject: _Subject) -> Reply:
    """A reply about its notes and their people; whom a question names stays in focus, else they do."""
    there = tuple(dict.fromkeys(id for note in notes for id in note.contact_ids))
    focus = subject.named or (there[:_FOCUS] if way is Way.SURE else ())
    quoted = (id for note in notes for id in (note.id, *note.contact_ids))
    about = tuple(dict.fromkeys((*quoted, *focus, *subject.accounts)))
    turn.ledger.outcome = _OUTCOMES[way]
    return Reply(card=card, about=about, focus=focus, way=way, note_ids=tuple(note.id for note in notes))
