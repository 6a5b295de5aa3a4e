"""B6: the rows of the sample data, for one member and one day; the same each time they are made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bot.core.contacts import (
    SAMPLE_PREFIX,
    Account,
    AccountId,
    Contact,
    ContactId,
    Phase,
    Purpose,
    Standing,
    Tier,
)
from bot.core.identity import Space, WorkspaceId
from bot.core.notes import Commitment, CommitmentId, Note, NoteId, NoteSource, Promiser, Touch, TouchId

_NOON = time(12)


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """A made-up person; `chosen` says that they are strategic, with a rhythm in days."""

    name: str
    title: str
    company: str
    pronouns: str
    chosen: int = 0
    phase: str = "creation"


@dataclass(frozen=True, slots=True)
class SamplePromise:
    """A promise of a sample note: who gave it, and in how many days from today it is due."""

    what: str
    quote: str
    by_member: bool
    due_in: int


@dataclass(frozen=True, slots=True)
class SampleNote:
    """A note so many days ago about a person; a talk where `channel` says how it was held."""

    days_ago: int
    about: str
    text: str
    channel: str = ""
    promise: SamplePromise | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleStory:
    """The sample world in words; `mark` stands behind each name."""

    mark: str
    companies: tuple[str, ...]
    people: tuple[SamplePerson, ...]
    notes: tuple[SampleNote, ...]


@dataclass(frozen=True, slots=True)
class SampleWorld:
    """All rows of the sample data."""

    accounts: tuple[Account, ...]
    contacts: tuple[Contact, ...]
    notes: tuple[Note, ...]
    touches: tuple[Touch, ...]
    commitments: tuple[Commitment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Maker:
    story: SampleStory
    workspace: WorkspaceId
    space: Space
    now: datetime
    today: date
    new_id: Callable[..., str]

    def id(self, *parts: object) -> str:
        return f"{SAMPLE_PREFIX}{self.new_id('sample', *parts)}"

    def at(self, days_ago: int) -> datetime:
        day = self.today - timedelta(days=days_ago)
        return min(datetime.combine(day, _NOON, UTC), self.now)


def make_world(
    story: SampleStory,
    *,
    workspace: WorkspaceId,
    space: Space,
    now: datetime,
    today: date,
    new_id: Callable[..., str],
) -> SampleWorld:
    """Make the rows of the sample data, as of a member's local day."""
    make = _Maker(story=story, workspace=workspace, space=space, now=now, today=today, new_id=new_id)
    notes = tuple(_note(make, number, each) for number, each in enumerate(story.notes))
    pairs = tuple(zip(story.notes, notes, strict=True))
    return SampleWorld(
        accounts=tuple(_account(make, name) for name in story.companies),
        contacts=tuple(_contact(make, each) for each in story.people),
        notes=notes,
        touches=tuple(_touch(make, told, note) for told, note in pairs if told.channel),
        commitments=tuple(_promise(make, told, note) for told, note in pairs if told.promise),
    )


def _account(make: _Maker, name: str) -> Account:
    return Account(
        id=AccountId(make.id("account", name)),
        workspace=make.workspace,
        space=make.space,
        name=f"{name} {make.story.mark}",
        created_at=make.at(70),
    )


def _contact(make: _Maker, person: SamplePerson) -> Contact:
    talks = [each.days_ago for each in make.story.notes if each.about == person.name and each.channel]
    return Contact(
        id=ContactId(make.id("contact", person.name)),
        workspace=make.workspace,
        space=make.space,
        name=f"{person.name} {make.story.mark}",
        aliases=(person.name,),
        title=person.title,
        account_id=AccountId(make.id("account", person.company)),
        pronouns=person.pronouns,
        created_at=make.at(70),
        standing=Standing.ACTIVE if person.chosen else Standing.KNOWN,
        tier=Tier.STRATEGIC if person.chosen else Tier.FUNCTIONAL,
        phase=Phase(person.phase),
        purpose=Purpose.BUSINESS if person.chosen else Purpose.NONE,
        cadence_days=person.chosen or None,
        last_touch_at=make.at(min(talks)) if talks else None,
    )


def _note(make: _Maker, number: int, told: SampleNote) -> Note:
    company = next(each.company for each in make.story.people if each.name == told.about)
    return Note(
        id=NoteId(make.id("note", number)),
        workspace=make.workspace,
        space=make.space,
        text=told.text,
        created_at=make.at(told.days_ago),
        occurred_on=make.today - timedelta(days=told.days_ago),
        source=NoteSource.IMPORT,
        contact_ids=(ContactId(make.id("contact", told.about)),),
        account_ids=(AccountId(make.id("account", company)),),
    )


def _touch(make: _Maker, told: SampleNote, note: Note) -> Touch:
    return Touch(
        id=TouchId(make.id("touch", note.id)),
        workspace=make.workspace,
        space=make.space,
        contact_id=note.contact_ids[0],
        occurred_on=note.occurred_on,
        created_at=note.created_at,
        channel=told.channel,
        note_id=note.id,
    )


def _promise(make: _Maker, told: SampleNote, note: Note) -> Commitment:
    promise = told.promise
    assert promise is not None
    return Commitment(
        id=CommitmentId(make.id("promise", note.id)),
        workspace=make.workspace,
        space=make.space,
        what=promise.what,
        by=Promiser.MEMBER if promise.by_member else Promiser.CONTACT,
        created_at=note.created_at,
        contact_id=note.contact_ids[0],
        note_id=note.id,
        due_on=make.today + timedelta(days=promise.due_in),
        quote=promise.quote,
    )
