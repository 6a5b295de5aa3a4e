"""Meetings as a calendar tells of them, and who of the contacts was there (B6, B9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.core.contacts import Contact, is_sample
from bot.language.names import name_key

_MOST_AT_MEETING = 40
"""A meeting of more people is none with each of them."""


@dataclass(frozen=True, slots=True)
class MeetingGuest:
    """Somebody at a meeting: a mail address in small letters, and a name where one stands."""

    email: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingSeen:
    """One meeting of a calendar: an occurrence, where the event recurs."""

    uid: str
    occurrence: int | None
    """The second at which this occurrence was meant to begin; None for an event that takes place once."""
    second: int
    """Seconds since 1970 in UTC at which it begins."""
    minutes: int
    is_day: bool
    title: str
    guests: tuple[MeetingGuest, ...]
    is_shown_free: bool
    absent: tuple[str, ...]
    """The mail addresses of who declined."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowRead:
    """The meetings of some weeks, what was left out, and whose calendar it is as far as it says."""

    is_calendar: bool = True
    is_cut_off: bool = False
    """It ends in the middle, so that nothing of it is read: what is missing may still be true."""
    is_too_much: bool = False
    """It holds more than is read of a calendar, so that nothing of it is."""
    meetings: tuple[MeetingSeen, ...] = ()
    private: int = 0
    """Private and confidential events, of which nothing else is told."""
    owner: str = ""
    """The mail address that the calendar is named by; empty where it has another name."""
    entries: int = 0
    """All events of the calendar, whenever they are."""


class Attending(Protocol):
    """Somebody at a meeting: a mail address in small letters, and a name; either may be empty."""

    @property
    def email(self) -> str: ...  # noqa: D102

    @property
    def name(self) -> str: ...  # noqa: D102


class MeetingPeople:
    """The contacts as meetings name them: by mail address, else by name, else by a full name in the title.

    Made-up people to look around with are in no meeting.
    """

    def __init__(self, contacts: Sequence[Contact]) -> None:
        contacts = [each for each in contacts if not is_sample(each.id)]
        self._by_mail = {mail.lower(): each for each in contacts for mail in each.emails}
        self._by_name: dict[str, Contact | None] = {}
        for each in contacts:
            for key in {key for name in (each.name, *each.aliases) for key in _names_of(name)}:
                if " " in key:  # a name that two people have says nothing
                    known = self._by_name.get(key, each)
                    self._by_name[key] = each if known is each else None

    def named(self, attendee: Attending) -> Contact | None:
        """Return the contact that somebody at a meeting is; None for somebody unknown."""
        return self._by_mail.get(attendee.email) or self._by_name.get(name_key(attendee.name))

    def at(self, summary: str, attendees: Sequence[Attending]) -> list[Contact]:
        """Return the contacts at a meeting; of a crowd it is none with each of them."""
        if len(attendees) > _MOST_AT_MEETING:
            return []
        found: dict[str, Contact] = {}
        for contact in map(self.named, attendees):
            if contact is not None:
                found[contact.id] = contact
        words = name_key(summary).split()
        for size in (2, 3, 4):
            for start in range(len(words) - size + 1):
                contact = self._by_name.get(" ".join(words[start : start + size]))
                if contact is not None:
                    found[contact.id] = contact
        return list(found.values())


def _names_of(name: str) -> tuple[str, ...]:
    """Return a name for comparison, as a whole and without middle names."""
    key = name_key(name)
    words = key.split()
    return (key, f"{words[0]} {words[-1]}") if len(words) > 2 else (key,)
