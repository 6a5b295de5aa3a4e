"""Contacts and the accounts they belong to (P1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from bot.core.identity import Space, WorkspaceId

ContactId = NewType("ContactId", str)
AccountId = NewType("AccountId", str)

DEFAULT_CADENCE_DAYS = 60
"""The rhythm that holds where the member set none."""

SAMPLE_PREFIX = "sample-"
"""How the id of every row of the sample data begins."""

SAMPLE_MARK = "[sample]"
"""What stands behind the name of each sample person and company, whatever they are renamed to."""


class Standing(StrEnum):
    """Whether a contact counts toward the limit of P1: only *active* ones do."""

    KNOWN = "known"
    ACTIVE = "active"
    PARKED = "parked"
    RELEASED = "released"


class Tier(StrEnum):
    """Why a contact is held: chosen because of the vision, for the work, or as a person."""

    STRATEGIC = "strategic"
    FUNCTIONAL = "functional"
    PERSONAL = "personal"


class Universe(StrEnum):
    """How far a relationship exists."""

    EXISTING = "existing"
    ANTICIPATED = "anticipated"
    TO_CREATE = "to create"


class Phase(StrEnum):
    """Starting a relationship, moving it toward mutual value, drawing value from it (P3)."""

    CREATION = "creation"
    BRIDGE = "bridge"
    CAPITALIZATION = "capitalization"


class Purpose(StrEnum):
    """What a new relationship does (F1)."""

    OBJECTIVES = "a"
    BUSINESS = "b"
    WELL_BEING = "c"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A company (or one's own, for colleagues: P6)."""

    id: AccountId
    workspace: WorkspaceId
    space: Space
    name: str
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person outside or inside the company, as one member knows them; all times are UTC."""

    id: ContactId
    workspace: WorkspaceId
    space: Space
    name: str
    created_at: datetime
    aliases: tuple[str, ...] = ()
    title: str = ""
    account_id: AccountId | None = None
    pronouns: str = ""
    standing: Standing = Standing.KNOWN
    tier: Tier = Tier.FUNCTIONAL
    universe: Universe = Universe.EXISTING
    phase: Phase = Phase.CREATION
    purpose: Purpose = Purpose.NONE
    criteria: tuple[tuple[str, int], ...] = ()
    """Scores of P2's criteria, as pairs of criterion id and 0 to 3."""
    deal_only: bool = False
    """The only stated reason is a foreseeable deal (P2)."""
    cadence_days: int | None = None
    """Ideal number of days between touches."""
    longest_days: int | None = None
    """Longest acceptable number of days between touches."""
    email: str = ""
    phone: str = ""
    more_emails: tuple[str, ...] = ()
    """Mail addresses beside the first one."""
    more_phones: tuple[str, ...] = ()
    """Telephone numbers beside the first one."""
    birthday: str = ""
    """An ISO date, or "--04-01" where the year is not known."""
    place: str = ""
    """Where they are, as it was written: "Leeds, United Kingdom"."""
    tags: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    """Web addresses, such as a profile."""
    import_id: str = ""
    """The import that brought the contact; empty where none did."""
    last_touch_at: datetime | None = None

    @property
    def emails(self) -> tuple[str, ...]:
        """All mail addresses, the first one first."""
        return tuple(filter(None, (self.email, *self.more_emails)))

    @property
    def phones(self) -> tuple[str, ...]:
        """All telephone numbers, the first one first."""
        return tuple(filter(None, (self.phone, *self.more_phones)))

    @property
    def allowed_pause(self) -> int:
        """The longest number of days without a touch: as the member set it, else twice the rhythm."""
        return self.longest_days or 2 * (self.cadence_days or DEFAULT_CADENCE_DAYS)

    @property
    def about(self) -> tuple[str, ...]:
        """The ids that a card speaks of which names the contact with its company."""
        return (self.id, self.account_id) if self.account_id else (self.id,)


def is_sample(id: object) -> bool:
    """Whether the id is that of a row of the sample data, of made-up people to look around with."""
    return isinstance(id, str) and id.startswith(SAMPLE_PREFIX)


def marked_name(contact: Contact, name: str) -> str:
    """A new name for a contact; that of a sample person keeps its mark."""
    return f"{name} {SAMPLE_MARK}" if is_sample(contact.id) and not name.endswith(SAMPLE_MARK) else name


def touch_due_at(contact: Contact) -> datetime | None:
    """The UTC time from which a strategic contact is past its cadence; None for one that has none."""
    if contact.tier is not Tier.STRATEGIC or contact.cadence_days is None:
        return None
    if contact.standing in (Standing.PARKED, Standing.RELEASED):
        return None
    return (contact.last_touch_at or contact.created_at) + timedelta(days=contact.cadence_days)
