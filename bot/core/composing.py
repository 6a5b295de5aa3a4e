"""What is written down of a note: the coach proposes an understanding, these rules decide (B1, P1, R2)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.core.coaching.understanding import Mention, Understanding
from bot.core.contacts import Account, AccountId, Contact, ContactId
from bot.core.identity import Space, WorkspaceId
from bot.core.naming import Nobody, One, Several, company_key, resolve, same_company
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

NewId = Callable[..., str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Who writes, when and where, and whom they know already."""

    workspace: WorkspaceId
    space: Space
    now: datetime
    zone: str
    new_id: NewId
    contacts: Sequence[Contact]
    accounts: Sequence[Account]
    in_focus: tuple[ContactId, ...] = ()
    """Whom a pronoun may mean."""
    in_thread: tuple[ContactId, ...] = ()
    """Whom a bare first name means where several have it: the people of the same thread, of no other."""

    def new_contact(self, name: str, title: str, account_id: AccountId | None) -> Contact:
        """A contact that a note mentions for the first time: known, not yet active (P1)."""
        return Contact(
            id=ContactId(self.new_id("contact", name.casefold())),
            workspace=self.workspace,
            space=self.space,
            name=name,
            created_at=self.now,
            title=title,
            account_id=account_id,
        )

    def new_account(self, name: str) -> Account:
        """An account that is named for the first time."""
        id = AccountId(self.new_id("account", name.casefold()))
        return Account(id=id, workspace=self.workspace, space=self.space, name=name, created_at=self.now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """All rows that one note makes or changes."""

    note: Note
    people: tuple[Contact, ...] = ()
    """Everybody the note is about, as they are after it."""
    new_people: frozenset[str] = frozenset()
    changed_people: tuple[Contact, ...] = ()
    accounts: tuple[Account, ...] = ()
    """Accounts that are new with this note."""
    commitments: tuple[Commitment, ...] = ()
    touches: tuple[Touch, ...] = ()


@dataclass(slots=True)
class _Cast:
    """The people of a note while they are being told apart."""

    people: dict[str, Contact]
    new: set[str]
    accounts: dict[str, Account]
    opened: list[OpenMention]
    spoken: dict[str, ContactId]
    """Contact ids by the name as written."""


def compose(
    text: str,
    understanding: Understanding,
    setting: Setting,
    *,
    source: NoteSource,
    kind: NoteKind = NoteKind.NOTE,
) -> Composition:
    """Turn an understood text into the rows to write."""
    cast = _Cast({}, set(), {}, [], {})
    for mention in _in_order(understanding.mentions):
        _place(mention, understanding, setting, cast)
    mentioned = [_account(name, setting, cast) for name in understanding.companies]
    day = understanding.occurred_on or setting.now.astimezone(ZoneInfo(setting.zone)).date()
    note = Note(
        id=NoteId(setting.new_id("note")),
        workspace=setting.workspace,
        space=setting.space,
        text=text,
        created_at=setting.now,
        occurred_on=day,
        kind=kind,
        source=source,
        contact_ids=tuple(contact.id for contact in cast.people.values()),
        account_ids=_account_ids(cast, mentioned),
        assumptions=tuple(a for a in understanding.assumptions if a.quote and a.quote in text),
        open_mentions=tuple(cast.opened),
    )
    return _with_consequences(note, understanding, setting, cast)


def touch_people(
    note: Note, people: Sequence[Contact], channel: str, setting: Setting
) -> tuple[list[Contact], list[Touch]]:
    """Touches with these people on the note's day, and the people with their clocks reset."""
    at = touch_time(note.occurred_on, setting.zone, setting.now)
    # With several people in a note, its words do not say which of them reached out.
    direction = direction_of(note.text) if len(note.contact_ids) <= 1 else Direction.MUTUAL
    reset = [replace(person, last_touch_at=later(person.last_touch_at, at)) for person in people]
    touches = [
        Touch(
            id=TouchId(setting.new_id("touch", person.id)),
            workspace=note.workspace,
            space=note.space,
            contact_id=person.id,
            occurred_on=note.occurred_on,
            created_at=setting.now,
            channel=channel,
            direction=direction,
            note_id=note.id,
        )
        for person in people
        if note.occurred_on <= setting.now.astimezone(ZoneInfo(setting.zone)).date()
    ]
    return (reset, touches) if touches else (list(people), [])


def _with_consequences(
    note: Note, understanding: Understanding, setting: Setting, cast: _Cast
) -> Composition:
    people = list(cast.people.values())
    channel = touch_channel(note.text)
    touches: list[Touch] = []
    if channel and people:
        people, touches = touch_people(note, people, channel, setting)
    before = {contact.id: contact for contact in setting.contacts}
    return Composition(
        note=note,
        people=tuple(people),
        new_people=frozenset(cast.new),
        changed_people=tuple(person for person in people if before.get(person.id) != person),
        accounts=tuple(cast.accounts.values()),
        commitments=tuple(_commitments(note, understanding, setting, cast)),
        touches=tuple(touches),
    )


def _commitments(note: Note, understanding: Understanding, setting: Setting, cast: _Cast) -> list[Commitment]:
    ids = list(cast.people)
    alone = ContactId(ids[0]) if len(ids) == 1 else None
    return [
        Commitment(
            id=CommitmentId(setting.new_id("commitment", number)),
            workspace=note.workspace,
            space=note.space,
            what=promise.what,
            by=promise.by,
            created_at=setting.now,
            contact_id=cast.spoken.get(
                promise.whom.casefold().strip(), _by_part(promise.whom, cast) or alone
            ),
            note_id=note.id,
            due_on=promise.due_on,
            quote=promise.quote,
        )
        for number, promise in enumerate(understanding.promises)
        if promise.what.strip()
    ]


def _by_part(whom: str, cast: _Cast) -> ContactId | None:
    wanted = set(whom.casefold().split())
    fits = [id for written, id in cast.spoken.items() if wanted & set(written.split())]
    return fits[0] if wanted and len(set(fits)) == 1 else None


def _place(mention: Mention, understanding: Understanding, setting: Setting, cast: _Cast) -> None:
    """Add the person a mention means to the cast, as known, new, or open."""
    written = " ".join(mention.written.split())
    if not written:
        return
    here = tuple(ContactId(id) for id in reversed(cast.people))
    focus = here + (setting.in_focus if mention.is_pronoun else setting.in_thread)
    pool = [*(cast.people.get(c.id, c) for c in setting.contacts), *(cast.people[id] for id in cast.new)]
    found = resolve(mention, pool, [*setting.accounts, *cast.accounts.values()], focus)
    match found:
        case One(contact):
            person = _enriched(contact, mention, setting, cast)
        case Several(candidates):
            _leave_open(written, candidates, cast)
            return
        case Nobody():
            if mention.is_pronoun:
                return
            company = mention.company or _only_company(understanding)
            account = _account(company, setting, cast) if company else None
            person = setting.new_contact(written, mention.title, account.id if account else None)
            cast.new.add(person.id)
    cast.people[person.id] = person
    cast.spoken[written.casefold()] = person.id


def _leave_open(written: str, candidates: Sequence[Contact], cast: _Cast) -> None:
    if all(opened.written.casefold() != written.casefold() for opened in cast.opened):
        cast.opened.append(OpenMention(written, tuple(contact.id for contact in candidates)))


def _enriched(contact: Contact, mention: Mention, setting: Setting, cast: _Cast) -> Contact:
    """A known contact with the account or title that the note adds where none was known."""
    if contact.account_id is None and mention.company:
        contact = replace(contact, account_id=_account(mention.company, setting, cast).id)
    if not contact.title and mention.title:
        contact = replace(contact, title=mention.title)
    return contact


def _account(name: str, setting: Setting, cast: _Cast) -> Account:
    wanted = company_key(name)
    known = (*setting.accounts, *cast.accounts.values())
    for agree in (str.__eq__, same_company):
        for account in known:
            if agree(company_key(account.name), wanted):
                return account
    return cast.accounts.setdefault(wanted, setting.new_account(name.strip()))


def _only_company(understanding: Understanding) -> str:
    """The one company of a note that names one person: that is where the person works."""
    people = {mention.written for mention in understanding.mentions if not mention.is_pronoun}
    return understanding.companies[0] if len(understanding.companies) == 1 and len(people) == 1 else ""


def _account_ids(cast: _Cast, mentioned: Sequence[Account]) -> tuple[AccountId, ...]:
    of_people = [contact.account_id for contact in cast.people.values() if contact.account_id]
    return tuple(dict.fromkeys([*of_people, *(account.id for account in mentioned)]))


def _in_order(mentions: Sequence[Mention]) -> list[Mention]:
    """Full names first, so that "Ana" later in a note is the Ana Ruiz of it; pronouns last."""
    return sorted(mentions, key=lambda m: (m.is_pronoun, -len(m.written.split()), m.start))
