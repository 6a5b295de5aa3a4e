"""B1, P1, R2: the rows that a note makes; the coach proposes an understanding of it, these rules decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.core.coaching.understanding import Mention, Understanding
from bot.core.contacts import Account, AccountId, Contact, ContactId
from bot.core.naming import Nobody, One, Several, company_key, resolve, same_company
from bot.core.note_context import NoteContext
from bot.core.notes import (
    Commitment,
    CommitmentId,
    Direction,
    Note,
    NoteId,
    NoteKind,
    NoteSource,
    OpenMention,
    Touch,
    TouchId,
)
from bot.core.touching import direction_of, later, touch_channel, touch_time


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
    touches: tuple[Touch, ...] = ()


@dataclass(slots=True)
class _Gathered:
    """The people and companies of a note, gathered one mention after the other."""

    people: dict[str, Contact]
    new: set[str]
    accounts: dict[str, Account]
    opened: list[OpenMention]
    spoken: dict[str, ContactId]
    """Contact ids by the name as written."""


def compose(
    text: str,
    understanding: Understanding,
    context: NoteContext,
    *,
    source: NoteSource,
    kind: NoteKind = NoteKind.NOTE,
) -> Composition:
    """Turn an understood text into the rows to write."""
    gathered = _Gathered({}, set(), {}, [], {})
    for mention in _sort_mentions(understanding.mentions):
        _add_person(mention, understanding, context, gathered)
    mentioned = [_find_or_add_account(name, context, gathered) for name in understanding.companies]
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
        account_ids=_gather_account_ids(gathered, mentioned),
        assumptions=tuple(a for a in understanding.assumptions if a.quote and a.quote in text),
        open_mentions=tuple(gathered.opened),
    )
    return _add_consequences(note, understanding, context, gathered)


def touch_people(
    note: Note, people: Sequence[Contact], channel: str, context: NoteContext
) -> tuple[list[Contact], list[Touch]]:
    """Touches with these people on the note's day, and the people with their clocks reset."""
    at = touch_time(note.occurred_on, context.zone, context.now)
    # With several people in a note, its words do not say which of them reached out.
    direction = direction_of(note.text) if len(note.contact_ids) <= 1 else Direction.MUTUAL
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
    note: Note, understanding: Understanding, context: NoteContext, gathered: _Gathered
) -> Composition:
    people = list(gathered.people.values())
    channel = touch_channel(note.text)
    touches: list[Touch] = []
    if channel and people:
        people, touches = touch_people(note, people, channel, context)
    before = {contact.id: contact for contact in context.contacts}
    return Composition(
        note=note,
        people=tuple(people),
        new_people=frozenset(gathered.new),
        changed_people=tuple(person for person in people if before.get(person.id) != person),
        accounts=tuple(gathered.accounts.values()),
        commitments=tuple(_make_commitments(note, understanding, context, gathered)),
        touches=tuple(touches),
    )


def _make_commitments(
    note: Note, understanding: Understanding, context: NoteContext, gathered: _Gathered
) -> list[Commitment]:
    ids = list(gathered.people)
    alone = ContactId(ids[0]) if len(ids) == 1 else None
    return [
        Commitment(
            id=CommitmentId(context.new_id("commitment", number)),
            workspace=note.workspace,
            space=note.space,
            what=promise.what,
            by=promise.by,
            created_at=context.now,
            contact_id=gathered.spoken.get(
                promise.whom.casefold().strip(), _find_by_part(promise.whom, gathered) or alone
            ),
            note_id=note.id,
            due_on=promise.due_on,
            quote=promise.quote,
        )
        for number, promise in enumerate(understanding.promises)
        if promise.what.strip()
    ]


def _find_by_part(whom: str, gathered: _Gathered) -> ContactId | None:
    """The one person of the note who has a word of a name: "Ruiz" for Ana Ruiz."""
    wanted = set(whom.casefold().split())
    fits = [id for written, id in gathered.spoken.items() if wanted & set(written.split())]
    return fits[0] if wanted and len(set(fits)) == 1 else None


def _add_person(
    mention: Mention, understanding: Understanding, context: NoteContext, gathered: _Gathered
) -> None:
    """Add the person whom a mention means, as known or new; or leave the mention open."""
    written = " ".join(mention.written.split())
    if not written:
        return
    here = tuple(ContactId(id) for id in reversed(gathered.people))
    focus = here + (context.in_focus if mention.is_pronoun else context.in_thread)
    pool = [
        *(gathered.people.get(c.id, c) for c in context.contacts),
        *(gathered.people[id] for id in gathered.new),
    ]
    match resolve(mention, pool, [*context.accounts, *gathered.accounts.values()], focus):
        case One(contact):
            person = _enrich(contact, mention, context, gathered)
        case Several(candidates):
            _leave_open(written, candidates, gathered)
            return
        case Nobody():
            if mention.is_pronoun:
                return
            company = mention.company or _only_company(understanding)
            account = _find_or_add_account(company, context, gathered) if company else None
            person = context.new_contact(written, mention.title, account.id if account else None)
            gathered.new.add(person.id)
    gathered.people[person.id] = person
    gathered.spoken[written.casefold()] = person.id


def _leave_open(written: str, candidates: Sequence[Contact], gathered: _Gathered) -> None:
    if all(opened.written.casefold() != written.casefold() for opened in gathered.opened):
        gathered.opened.append(OpenMention(written, tuple(contact.id for contact in candidates)))


def _enrich(contact: Contact, mention: Mention, context: NoteContext, gathered: _Gathered) -> Contact:
    """A known contact with the account or title that the note adds where none was known."""
    if contact.account_id is None and mention.company:
        contact = replace(contact, account_id=_find_or_add_account(mention.company, context, gathered).id)
    if not contact.title and mention.title:
        contact = replace(contact, title=mention.title)
    return contact


def _find_or_add_account(name: str, context: NoteContext, gathered: _Gathered) -> Account:
    wanted = company_key(name)
    known = (*context.accounts, *gathered.accounts.values())
    for agree in (str.__eq__, same_company):
        for account in known:
            if agree(company_key(account.name), wanted):
                return account
    return gathered.accounts.setdefault(wanted, context.new_account(name.strip()))


def _only_company(understanding: Understanding) -> str:
    """The one company of a note that names one person: that is where the person works."""
    people = {mention.written for mention in understanding.mentions if not mention.is_pronoun}
    return understanding.companies[0] if len(understanding.companies) == 1 and len(people) == 1 else ""


def _gather_account_ids(gathered: _Gathered, mentioned: Sequence[Account]) -> tuple[AccountId, ...]:
    of_people = [contact.account_id for contact in gathered.people.values() if contact.account_id]
    return tuple(dict.fromkeys([*of_people, *(account.id for account in mentioned)]))


def _sort_mentions(mentions: Sequence[Mention]) -> list[Mention]:
    """Full names first, so that "Ana" later in a note is the Ana Ruiz of it; pronouns last."""
    return sorted(mentions, key=lambda m: (m.is_pronoun, -len(m.written.split()), m.start))
