"""B6: makes contacts and touches of what a file holds. Who is imported is known, not active (P1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from bot.core.calendar_meetings import MeetingPeople
from bot.core.contacts import Account, AccountId, Contact, ContactId
from bot.core.naming import company_key
from bot.core.note_context import NoteContext
from bot.core.notes import Touch, TouchId
from bot.core.touching import later, touch_time
from bot.features.importing.rules.duplicates import Duplicate
from bot.features.importing.rules.entries import MeetingRead, PersonRead
from bot.features.importing.rules.imports import DuplicateDecision, WantedOfMany
from bot.features.importing.rules.values import phone_key
from bot.language.name_variants import plain_name
from bot.language.names import name_key

MEETING = "meeting"
"""The channel of a touch that a calendar tells of."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do to the people of a file."""

    new: tuple[PersonRead, ...]
    merges: tuple[tuple[PersonRead, str], ...]
    """Pairs of a person and the id of the contact they are."""
    undecided: tuple[Duplicate, ...]
    """Who may be known, and stays out as long as the member has not chosen."""
    left: int = 0
    """Who stays out because the member chose so."""


def plan_import(
    people: Sequence[PersonRead], duplicates: Sequence[Duplicate], decided: Mapping[int, DuplicateDecision]
) -> Plan:
    """Say what would become of each person, as the member decided; nobody is merged unasked."""
    by_line = {each.line: each for each in duplicates}
    new: list[PersonRead] = []
    merges: list[tuple[PersonRead, str]] = []
    undecided: list[Duplicate] = []
    left = 0
    for person in people:
        duplicate = by_line.get(person.line)
        decision = decided.get(person.line) if duplicate else DuplicateDecision.NEW
        if duplicate is not None and decision is None:
            undecided.append(duplicate)
        elif duplicate is not None and decision is DuplicateDecision.MERGE:
            merges.append((person, duplicate.contact_id))
        elif decision is DuplicateDecision.NEW:
            new.append(person)
        else:
            left += 1
    return Plan(tuple(new), tuple(merges), tuple(undecided), left)


class Accounts:
    """The accounts of a member and those that an import adds, by their names."""

    def __init__(self, known: Iterable[Account], context: NoteContext) -> None:
        self._by_key: dict[str, Account] = {}
        for account in known:
            self._by_key.setdefault(company_key(account.name), account)
        self._by_name: dict[str, Account] = {}
        self._context = context
        self.new: list[Account] = []

    def named(self, name: str) -> AccountId | None:
        """Return the account with this name, known or new; None for no name."""
        if not name:
            return None
        if name not in self._by_name:
            key = company_key(name)
            if key not in self._by_key:
                self._by_key[key] = self._context.new_account(name)
                self.new.append(self._by_key[key])
            self._by_name[name] = self._by_key[key]
        return self._by_name[name].id


def new_contact(
    person: PersonRead, account: AccountId | None, context: NoteContext, import_id: str
) -> Contact:
    """Return a person of a file as a contact: known, not yet active (P1)."""
    plain, others = plain_name(person.name)
    return Contact(
        id=ContactId(context.new_id("imported", person.line)),
        workspace=context.workspace,
        space=context.space,
        name=plain or person.name,
        aliases=others,
        created_at=context.now,
        title=person.title,
        account_id=account,
        email="".join(person.emails[:1]),
        phone="".join(person.phones[:1]),
        more_emails=person.emails[1:],
        more_phones=person.phones[1:],
        birthday=person.birthday,
        place=person.place,
        tags=person.tags,
        links=person.links,
        import_id=import_id,
    )


def enriched(contact: Contact, person: PersonRead, account: AccountId | None) -> Contact:
    """Return a contact with what only the file says: what is known already stays as it is."""
    emails = _with((contact.email, *contact.more_emails), person.emails, str.lower)
    phones = _with((contact.phone, *contact.more_phones), person.phones, phone_key)
    names = {name_key(name) for name in (contact.name, *contact.aliases)}
    alias = () if name_key(person.name) in names else (person.name,)
    return replace(
        contact,
        aliases=(*contact.aliases, *alias),
        title=contact.title or person.title,
        account_id=contact.account_id or account,
        email="".join(emails[:1]),
        more_emails=emails[1:],
        phone="".join(phones[:1]),
        more_phones=phones[1:],
        birthday=contact.birthday or person.birthday,
        place=contact.place or person.place,
        tags=tuple(dict.fromkeys((*contact.tags, *person.tags))),
        links=tuple(dict.fromkeys((*contact.links, *person.links))),
    )


def _with(known: Iterable[str], more: Iterable[str], key: object) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for each in (*known, *more):
        if each:
            found.setdefault(key(each), each)  # type: ignore[operator]
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Met:
    """A day on which a contact was met, by the member's clocks, and the time in UTC."""

    contact_id: ContactId
    day: date
    at: datetime


def find_met(meetings: Iterable[MeetingRead], contacts: Sequence[Contact], zone: str) -> list[Met]:
    """Return whom the member met on which day: known people alone, each once a day.

    They are found by a mail address, else by the name of who was invited, else by a full name in the title.
    """
    known, local = MeetingPeople(contacts), ZoneInfo(zone)
    found: dict[tuple[str, date], Met] = {}
    for meeting in meetings:
        at = meeting.starts_at
        day = at.astimezone(local).date()
        for contact in known.at(meeting.summary, meeting.attendees):
            found.setdefault((contact.id, day), Met(contact.id, day, at.astimezone(UTC)))
    return list(found.values())


def touches_of(met: Sequence[Met], context: NoteContext) -> list[Touch]:
    """Return the touches that meetings make."""
    return [
        Touch(
            id=TouchId(context.new_id("met", each.contact_id, each.day)),
            workspace=context.workspace,
            space=context.space,
            contact_id=each.contact_id,
            occurred_on=each.day,
            created_at=context.now,
            channel=MEETING,
        )
        for each in met
    ]


def touched(contact: Contact, met: Sequence[Met], zone: str, now: datetime) -> Contact:
    """Return a contact whose clock knows of these meetings."""
    latest = contact.last_touch_at
    for each in met:
        latest = later(latest, touch_time(each.day, zone, now))
    return replace(contact, last_touch_at=latest)


def changed_by(contact: Contact, wanted: WantedOfMany) -> Contact:
    """Return a contact as a change of many would have it."""
    gone = {tag.casefold() for tag in wanted.drop_tags}
    known = {tag.casefold() for tag in contact.tags}
    tags = (*contact.tags, *(tag for tag in wanted.add_tags if tag.casefold() not in known))
    has_rhythm = wanted.ideal is None
    return replace(
        contact,
        tags=tuple(tag for tag in tags if tag.casefold() not in gone),
        cadence_days=contact.cadence_days if has_rhythm else wanted.ideal,
        longest_days=contact.longest_days if has_rhythm else 2 * (wanted.ideal or 0),
        standing=wanted.standing or contact.standing,
        purpose=wanted.purpose or contact.purpose,
    )
