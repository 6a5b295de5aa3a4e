"""B1, P1, R2: the rows that a note makes; the coach proposes an understanding of it, these rules decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.core.attendance import is_absent, is_merely_named, took_part
from bot.core.coaching.understanding import Mention, Understanding
from bot.core.contacts import Account, Contact
from bot.core.employment import Employment
from bot.core.facts.reading import read_facts
from bot.core.facts.values import Fact
from bot.core.gathering import Gathered, find_whom, gather, without_receiver
from bot.core.note_context import NoteContext
from bot.core.notes import (
    Commitment,
    CommitmentId,
    CommitmentState,
    Direction,
    Note,
    NoteId,
    NoteKind,
    NoteSource,
    Promiser,
    Touch,
    TouchId,
)
from bot.core.promise_words import share_of_words, telling_words
from bot.core.touching import (
    channel_of,
    direction_of,
    is_through_others,
    later,
    touch_time,
)

_SAME = 0.5
"""Share of a promise's telling words that a request has to name, before it is that promise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """All rows that one note makes or changes."""

    note: Note
    people: tuple[Contact, ...] = ()
    """Everybody the note is about, as they are after it."""
    new_people: frozenset[str] = frozenset()
    """Ids of contacts that are new with this note."""
    changed_people: tuple[Contact, ...] = ()
    accounts: tuple[Account, ...] = ()
    """Accounts that are new with this note."""
    commitments: tuple[Commitment, ...] = ()
    requests: tuple[Commitment, ...] = ()
    """What contacts asked for and the member has not promised."""
    settled: tuple[Commitment, ...] = ()
    """Older promises that are other than before with this note: kept, moved, dropped."""
    touches: tuple[Touch, ...] = ()
    moves: tuple[Employment, ...] = ()
    """What people were before they moved, as this note tells."""
    facts: tuple[Fact, ...] = ()
    """What it tells of ties, important days and the like, and older facts that these close."""


def compose(
    text: str,
    understanding: Understanding,
    context: NoteContext,
    *,
    source: NoteSource,
    kind: NoteKind = NoteKind.NOTE,
) -> Composition:
    """Turn an understood text into the rows to write."""
    gathered, account_ids = gather(understanding, context)
    day = understanding.occurred_on or context.today
    note = Note(
        id=NoteId(context.new_id("note")),
        workspace=context.workspace,
        space=context.space,
        text=text,
        created_at=context.now,
        occurred_on=day,
        kind=kind,
        source=source,
        contact_ids=tuple(contact.id for contact in gathered.people.values()),
        account_ids=account_ids,
        assumptions=tuple(a for a in understanding.assumptions if a.quote and a.quote in text),
        open_mentions=tuple(gathered.opened),
    )
    return _add_consequences(note, understanding, context, gathered)


def touch_people(
    note: Note, people: Sequence[Contact], channel: str, context: NoteContext
) -> tuple[list[Contact], list[Touch]]:
    """Touches with these people on the note's day, and the people with their clocks reset."""
    at = touch_time(note.occurred_on, context.zone, context.now)
    # With several people in touch, a note's words do not say which of them reached out.
    alone = len(note.contact_ids) <= 1 or len(people) == 1
    direction = direction_of(note.text) if alone else Direction.MUTUAL
    reset = [replace(person, last_touch_at=later(person.last_touch_at, at)) for person in people]
    touches = [
        Touch(
            id=TouchId(context.new_id("touch", person.id)),
            workspace=note.workspace,
            space=note.space,
            contact_id=person.id,
            occurred_on=note.occurred_on,
            created_at=context.now,
            channel=channel,
            direction=direction,
            note_id=note.id,
        )
        for person in people
        if note.occurred_on <= context.today
    ]
    return (reset, touches) if touches else (list(people), [])


def _add_consequences(
    note: Note, understanding: Understanding, context: NoteContext, gathered: Gathered
) -> Composition:
    facts, read = read_facts(note, understanding, context, gathered)
    people = list(read.values())
    channel = channel_of(understanding.touch, note.text)
    touches: list[Touch] = []
    met = _find_met(note.text, understanding, gathered)
    if channel and people:
        after, touches = touch_people(note, [p for p in people if p.id in met], channel, context)
        reset = {person.id: person for person in after}
        people = [reset.get(person.id, person) for person in people]
    before = {contact.id: contact for contact in context.contacts}
    commitments = _make_commitments(note, understanding, context, gathered)
    return Composition(
        note=note,
        people=tuple(people),
        new_people=frozenset(gathered.new),
        changed_people=tuple(person for person in people if before.get(person.id) != person),
        accounts=tuple(gathered.accounts.values()),
        commitments=tuple(commitments),
        requests=tuple(_make_requests(note, understanding, context, gathered, commitments)),
        touches=tuple(touches),
        moves=tuple(_make_moves(note, context, gathered)),
        facts=tuple(facts),
    )


def _find_met(text: str, understanding: Understanding, gathered: Gathered) -> set[str]:
    """The ids of those whom the member was in touch with: everybody, where the words tell nobody apart."""
    absent = {_id_of(each, gathered) for each in understanding.mentions if _is_absent(text, each)}
    if len(gathered.people) <= 1:
        through = any(is_through_others(text, each.end) for each in understanding.mentions)
        return set() if through else set(gathered.people) - absent
    owing = {promise.whom.casefold().strip() for promise in understanding.promises}
    apart = {
        _spoken(each) for each in understanding.mentions if not _is_in_promise(text, each, understanding)
    }
    promised = (owing & apart) or owing  # "1:1 with Ed, I join the call with Anil" was a talk with Ed alone
    met: set[str] = {
        id
        for mention in understanding.mentions
        if (id := _id_of(mention, gathered))
        and (
            (_spoken(mention) in promised and not _is_merely_named(text, mention))
            or mention.is_pronoun
            or (_took_part(text, mention) and not _is_in_promise(text, mention, understanding))
        )
    }
    if met - absent:
        return met - absent
    others = {_id_of(each, gathered) for each in understanding.mentions if _is_merely_named(text, each)}
    there = set(gathered.people) - absent
    return (there - others) or there


def _spoken(mention: Mention) -> str:
    return " ".join(mention.written.split()).casefold()


def _id_of(mention: Mention, gathered: Gathered) -> str:
    return gathered.spoken.get(_spoken(mention), "")


def _is_absent(text: str, mention: Mention) -> bool:
    return not mention.is_pronoun and is_absent(text, mention.written, mention.start, mention.end)


def _is_merely_named(text: str, mention: Mention) -> bool:
    return not mention.is_pronoun and is_merely_named(text, mention.written, mention.start, mention.end)


def _is_in_promise(text: str, mention: Mention, understanding: Understanding) -> bool:
    """Whether somebody is named within what was promised: "a call with Anil" has yet to take place."""
    starts = [(text.find(each.quote), len(each.quote)) for each in understanding.promises if each.quote]
    return any(start >= 0 and start <= mention.start < start + length for start, length in starts)


def _took_part(text: str, mention: Mention) -> bool:
    """Whether the words say that somebody was there; who is named beside the words, in a form, was."""
    start, end = mention.start, mention.end
    return text[start:end] != mention.written or took_part(text, mention.written, start, end)


def _make_moves(note: Note, context: NoteContext, gathered: Gathered) -> list[Employment]:
    """What people were before they moved, to be kept beside them."""
    names: dict[str, str] = {
        account.id: account.name for account in (*context.accounts, *gathered.accounts.values())
    }
    return [
        Employment(
            id=context.new_id("employment", before.id),
            workspace=note.workspace,
            space=note.space,
            created_at=context.now,
            contact_id=before.id,
            company=names.get(before.account_id or "", "") or mention.former_company,
            title=before.title,
            until=note.occurred_on,
            note_id=note.id,
        )
        for before, mention in gathered.left
    ]


def _make_requests(
    note: Note,
    understanding: Understanding,
    context: NoteContext,
    gathered: Gathered,
    promised: Sequence[Commitment],
) -> list[Commitment]:
    """What contacts asked for, as promises that nobody has made yet."""
    return [
        Commitment(
            id=CommitmentId(context.new_id("asked", number)),
            workspace=note.workspace,
            space=note.space,
            what=request.what,
            by=Promiser.MEMBER,
            created_at=context.now,
            contact_id=find_whom(request.whom, gathered),
            note_id=note.id,
            state=CommitmentState.ASKED,
            quote=request.quote,
        )
        for number, request in enumerate(understanding.requests)
        if request.what.strip()
        and not any(share_of_words(each.what, telling_words(request.what)) >= _SAME for each in promised)
    ]


def _make_commitments(
    note: Note, understanding: Understanding, context: NoteContext, gathered: Gathered
) -> list[Commitment]:
    return [
        Commitment(
            id=CommitmentId(context.new_id("commitment", number)),
            workspace=note.workspace,
            space=note.space,
            what=what,
            by=promise.by,
            created_at=context.now,
            contact_id=whom,
            note_id=note.id,
            due_on=promise.due_on,
            quote=promise.quote,
        )
        for number, promise in enumerate(understanding.promises)
        for whom in (find_whom(promise.whom, gathered),)
        if (what := without_receiver(promise.what, gathered.people.get(whom or "")).strip())
    ]
