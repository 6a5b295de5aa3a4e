"""B12: what a note changes of promises that are open: kept, moved, dropped; asked about where several fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from bot.core.coaching.understanding import Done, Understanding
from bot.core.composing import Composition, touch_people
from bot.core.contacts import Contact, ContactId
from bot.core.dialogue import last_showing
from bot.core.fulfilment import Fulfilment, find_fulfilled
from bot.core.meaning import Meanings, decide_by_meaning
from bot.core.naming import One, Several
from bot.core.notes import Commitment, CommitmentId, CommitmentState, Note
from bot.core.promise_changes import PromiseOutcome, find_changed, is_plain
from bot.core.promise_news import read_promise_changes
from bot.core.promise_words import is_among, share_of_words, telling_words
from bot.core.touching import channel_of
from bot.core.turn import Turn
from bot.features.notes.labels import UnsurePromise, with_changed, with_unread_days, with_unsure
from bot.language.dates import day_first_in

_MOST_CHOICES = 5
"""Promises that one question offers."""
_STILL = re.compile(
    r"\b(?:still|owes?|owed|waiting|reminded?|not yet|as promised|forgot(?:ten)?|did(?:n[\u2019']?t| not)|"
    r"ha(?:s|ve)(?:n[\u2019']?t| not))\b",
    re.IGNORECASE,
)
_BY_MEMBER = re.compile(r"\W*(?:i |we )?(?:moved?|push(?:ed)?|shift(?:ed)?|delay(?:ed)?) ", re.IGNORECASE)
"""The member's own words for moving what they owe: "moved Ana to Wednesday"."""
_PRONOUNS = {"she", "her", "he", "him", "they", "them"}
_SAME = 0.5
"""Share of an older promise's telling words that a promise has to name, before it is that one again."""


@dataclass(slots=True)
class _Changes:
    """The note and the open promises, changed one after the other."""

    note: Note
    open: dict[CommitmentId, Commitment]
    changed: list[Commitment]

    def apply(self, outcome: PromiseOutcome, id: CommitmentId, due_on: date | None = None) -> None:
        promise = self.open.pop(id)
        self.note = with_changed(self.note, outcome, id, was_due=promise.due_on)
        if (new := settled(promise, outcome, due_on)) != promise:
            self.changed.append(new)

    def ask(self, outcome: PromiseOutcome, ids: Iterable[CommitmentId], due_on: date | None = None) -> None:
        if outcome is not PromiseOutcome.STILL_OPEN:
            self.note = with_unsure(self.note, UnsurePromise(outcome, tuple(ids)[:_MOST_CHOICES], due_on))


def settled(promise: Commitment, outcome: PromiseOutcome, due_on: date | None) -> Commitment:
    """The promise after something became of it."""
    match outcome:
        case PromiseOutcome.KEPT:
            return replace(promise, state=CommitmentState.KEPT)
        case PromiseOutcome.DROPPED:
            return replace(promise, state=CommitmentState.DROPPED)
        case PromiseOutcome.MOVED:
            return replace(promise, due_on=due_on)
        case PromiseOutcome.BROKEN:
            return replace(promise, state=CommitmentState.BROKEN)
        case PromiseOutcome.STILL_OPEN:
            return promise


async def with_settled_promises(
    turn: Turn[Any], made: Composition, understanding: Understanding
) -> Composition:
    """The rows of a note with those of the promises that it says were kept, moved or dropped."""
    note = with_unread_days(made.note, understanding.unread_days)
    ids = frozenset[str]()
    async with turn.read() as reader:
        waiting = await reader.of(Commitment).find(state=CommitmentState.OPEN, space=turn.scope.own)
        if waiting:
            here = turn.thread if turn.origin.thread else ""  # who begins a thread was shown nothing
            _, shown = await last_showing(reader, turn.scope, here, Commitment)
            ids = frozenset(each.id for each in shown)
    changes = _Changes(note, {each.id: each for each in waiting}, [])
    if waiting:
        find = partial(_find_kept, turn, note.text, understanding, waiting, made.people, ids)
        _take_reports(changes, await decide_by_meaning(turn.ports.embedder, find))
        _take_changes(turn, changes, made.people, ids)
    told_again = [each for each in made.commitments if _is_reminder(changes, each)]
    made = replace(
        made,
        note=changes.note,
        settled=tuple(changes.changed),
        commitments=tuple(
            each for each in made.commitments if each not in told_again and not _is_told_again(each, changes)
        ),
    )
    return _name_person(turn, made, understanding, waiting)


def _is_told_again(promise: Commitment, changes: _Changes) -> bool:
    """Whether a promise of the note is the older one that it moves or drops, told with other words."""
    words = telling_words(promise.what)
    again = [each for each in changes.changed if each.state is not CommitmentState.KEPT]
    same_day = promise.due_on is not None and any(each.due_on == promise.due_on for each in again)
    return same_day or any(share_of_words(each.what, words) >= _SAME for each in again)


def _is_reminder(changes: _Changes, promise: Commitment) -> bool:
    """Whether a promise of the note only says that an open one still is; the note then speaks of that one."""
    if promise.due_on is not None or _STILL.search(changes.note.text) is None:
        return False
    said = telling_words(promise.what)
    older = [
        each
        for each in changes.open.values()
        if (each.by, each.contact_id) == (promise.by, promise.contact_id)
        and all(is_among(word, telling_words(each.what)) for word in said)
    ]
    if len(older) != 1:
        return False
    changes.apply(PromiseOutcome.STILL_OPEN, older[0].id)
    return True


def _find_kept(
    turn: Turn[Any],
    text: str,
    understanding: Understanding,
    waiting: Sequence[Commitment],
    people: Sequence[Contact],
    shown: frozenset[str],
    meanings: Meanings,
) -> Fulfilment:
    """Find the promises that reports of something done mean."""
    ids = [person.id for person in people]

    def whom(written: str) -> ContactId | None:
        found = turn.people.who(written, in_focus=tuple(ids), is_told=True)
        return found.contact.id if isinstance(found, One) else None

    def candidates(written: str) -> Sequence[ContactId]:
        found = turn.people.who(written, in_focus=tuple(ids), is_told=True)
        is_name = written.casefold() not in _PRONOUNS
        return [each.id for each in found.contacts] if is_name and isinstance(found, Several) else []

    reports = [_by_its_words(report, text, turn) for report in understanding.done]
    return find_fulfilled(reports, waiting, whom, ids, shown, meanings, candidates)


def _take_reports(changes: _Changes, found: Fulfilment) -> None:
    """Settle the promises that are meant for sure, and ask about the others."""
    for kept in found.kept:
        changes.apply(PromiseOutcome.KEPT, kept)
    for several in found.unsure:
        changes.ask(PromiseOutcome.KEPT, several)


def _by_its_words(report: Done, text: str, turn: Turn[Any]) -> Done:
    """The report without a person whom neither its words nor its thread name: any promise may be meant."""
    said = set(re.findall(r"[^\W_]+", text.casefold()))
    named = said & (set(report.whom.casefold().split()) | _PRONOUNS)
    return report if named or turn.in_thread else replace(report, whom="")


def _take_changes(
    turn: Turn[Any], changes: _Changes, people: Sequence[Contact], shown: frozenset[str]
) -> None:
    """Move or drop the promises that the words say will be later, or not at all."""
    several = (id for mention in changes.note.open_mentions for id in mention.candidates)
    meant = people or turn.people.some(several)
    names = [name for person in meant for name in (person.name, *person.aliases)]
    first = day_first_in(turn.member.zone)
    for change in read_promise_changes(changes.note.text, turn.today, names, day_first=first):
        if change.is_bare and not people:
            continue
        fits = find_changed(change, list(changes.open.values()), [person.id for person in meant])
        fits = [each for each in fits if each.id in shown] or fits
        moves = change.outcome is PromiseOutcome.MOVED and _BY_MEMBER.match(changes.note.text) is not None
        if is_plain(change, fits) and (moves or not change.is_bare or change.points or change.is_of_promise):
            changes.apply(change.outcome, fits[0].id, change.day_for(fits[0], turn.today))
        elif (change.later and len(fits) != 1) or (change.is_doubtful and change.is_bare):
            continue
        elif fits and (change.is_of_promise or not change.is_bare or len(fits) == 1):
            changes.ask(change.outcome, (each.id for each in fits), change.day_for(fits[0], turn.today))


def _name_person(
    turn: Turn[Any], made: Composition, understanding: Understanding, waiting: Sequence[Commitment]
) -> Composition:
    """The rows about the person of the promises, where the note names nobody, or a name that several have."""
    note = made.note
    if not made.settled or (note.contact_ids and not note.open_mentions):
        return made
    if note.open_mentions:
        return _told_apart(turn, made, understanding)
    of = {each.contact_id for each in waiting if any(each.id == new.id for new in made.settled)}
    people = turn.people.some(id for id in of if id is not None)
    if len(people) != 1:
        return made
    accounts = dict.fromkeys((*note.account_ids, *(p.account_id for p in people if p.account_id)))
    note = replace(note, contact_ids=tuple(person.id for person in people), account_ids=tuple(accounts))
    return _with_touches(turn, replace(made, note=note), understanding, people)


def _told_apart(turn: Turn[Any], made: Composition, understanding: Understanding) -> Composition:
    """The rows with the one person of a name, of several who have it, whose promise the note settles."""
    whose = {each.contact_id for each in made.settled}
    meant = {
        each.written: fits[0]
        for each in made.note.open_mentions
        if len(fits := [id for id in each.candidates if id in whose]) == 1
    }
    people = turn.people.some(dict.fromkeys(meant.values()))
    if not people:
        return made
    note = made.note
    accounts = dict.fromkeys((*note.account_ids, *(p.account_id for p in people if p.account_id)))
    note = replace(
        note,
        contact_ids=tuple(dict.fromkeys((*note.contact_ids, *(person.id for person in people)))),
        account_ids=tuple(accounts),
        open_mentions=tuple(each for each in note.open_mentions if each.written not in meant),
    )
    made = replace(
        made,
        note=note,
        commitments=tuple(
            replace(each, contact_id=people[0].id) if each.contact_id is None and len(people) == 1 else each
            for each in made.commitments
        ),
    )
    if made.touches or made.people:
        return replace(made, people=(*made.people, *people))
    return _with_touches(turn, made, understanding, people)


def _with_touches(
    turn: Turn[Any], made: Composition, understanding: Understanding, people: Sequence[Contact]
) -> Composition:
    """The rows with these people, and with a touch of each where the note tells of one."""
    note = made.note
    channel = channel_of(understanding.touch, note.text)
    made = replace(made, people=tuple(people))
    if not channel:
        return made
    after, touches = touch_people(note, people, channel, turn.note_context())
    changed = tuple(new for new, old in zip(after, people, strict=True) if new != old)
    return replace(made, people=tuple(after), changed_people=changed, touches=tuple(touches))
