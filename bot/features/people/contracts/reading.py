"""B1, B2: who was not touched for longest, and commitments in their order, for other features too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from bot.core.contacts import Account, Contact, Standing, Tier
from bot.core.notes import Commitment
from bot.core.people import People
from bot.core.turn import Turn
from bot.features.people.contracts.cards import CommitmentView
from bot.language.names import fold

QUIET_AFTER = timedelta(days=30)
"""Without a cadence a contact is mentioned after this time without a touch."""


@dataclass(frozen=True, slots=True)
class Silence:
    """A contact and the whole days past the cadence, None where there is no cadence."""

    contact: Contact
    days_over: int | None


def longest_silent(contacts: Sequence[Contact], now: datetime) -> list[Silence]:
    """The contacts who were not touched for too long, those with a cadence before those without.

    Among both the strategic ones come first, then those furthest past their cadence, then those without a
    touch for longest.
    """
    silences = [
        _silence(each, now) for each in contacts if each.standing in (Standing.KNOWN, Standing.ACTIVE)
    ]
    due = [silence for silence in silences if silence is not None]
    return sorted(due, key=lambda each: _order(each, now), reverse=True)


def never_touched(contacts: Sequence[Contact], silent: Sequence[Silence]) -> list[Silence]:
    """The contacts without any touch who are not among the silent ones already, the oldest first."""
    named = {each.contact.id for each in silent}
    found = [
        each
        for each in contacts
        if each.last_touch_at is None
        and each.id not in named
        and each.standing in (Standing.KNOWN, Standing.ACTIVE)
    ]
    return [Silence(each, None) for each in sorted(found, key=lambda each: (each.created_at, each.name))]


def _silence(contact: Contact, now: datetime) -> Silence | None:
    since = now - (contact.last_touch_at or contact.created_at)
    if contact.cadence_days is None:
        return Silence(contact, None) if since >= QUIET_AFTER else None
    over = since - timedelta(days=contact.cadence_days)
    return Silence(contact, over.days) if over > timedelta(0) else None


def _order(silence: Silence, now: datetime) -> tuple[bool, bool, int, timedelta]:
    contact = silence.contact
    since = now - (contact.last_touch_at or contact.created_at)
    has_rhythm = silence.days_over is not None
    return has_rhythm, contact.tier is Tier.STRATEGIC, silence.days_over or 0, since


def account_called(turn: Turn[Any], name: str) -> Account:
    """The account with this name, known or new."""
    return turn.people.account(name) or turn.note_context().new_account(" ".join(name.split()))


def sort_by_due_date(commitments: Sequence[Commitment]) -> list[Commitment]:
    """The commitments by due date, those without one last, and the older ones first."""
    return sorted(commitments, key=lambda each: (each.due_on or date.max, each.created_at))


def view_commitments(commitments: Sequence[Commitment], people: People) -> list[CommitmentView]:
    """The commitments with the names of the people they are with."""
    return [
        CommitmentView(each, "".join(people.names([each.contact_id]) if each.contact_id else ()))
        for each in commitments
    ]


def contacts_matching(people: People, words: str) -> list[Contact]:
    """The contacts in whose name, other names, title, company, place, addresses or tags all words stand, by
    name."""
    wanted = fold(words).split()
    companies = people.companies

    def searchable(contact: Contact) -> str:
        company = companies.get(contact.account_id or "", "")
        names = (contact.name, *contact.aliases, contact.title, company, contact.place)
        return fold(" ".join((*names, *contact.emails, *contact.phones, *contact.tags)))

    found = [each for each in people.contacts if not wanted or _has_all(searchable(each), wanted)]
    return sorted(found, key=lambda contact: fold(contact.name))


def _has_all(text: str, words: Sequence[str]) -> bool:
    return all(word in text for word in words)
