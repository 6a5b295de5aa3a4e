"""B9: what is kept of a member's calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.core.calendar_meetings import MeetingGuest
from bot.core.contacts import ContactId
from bot.core.identity import MemberId, Space, WorkspaceId
from bot.core.notes import TouchId

POLICY_ID = "calendar-policy"
DAYS_BACK, DAYS_AHEAD = 14, 31
"""The days around today whose meetings are kept."""
DAYS_SHOWN = 7
"""The days ahead whose meetings are shown."""


class BriefTime(StrEnum):
    """When the brief on a coming meeting comes."""

    OFF = "off"
    QUARTER = "quarter"
    HOUR = "hour"
    EVENING = "evening"
    """The evening before."""
    MORNING = "morning"
    """The morning of the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarPolicy:
    """Whether members of the workspace may connect calendars, which is off until an admin says so.

    Its id is `POLICY_ID`.
    """

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    is_allowed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarLink:
    """The calendar that a member connected; `id` equals the member's, and its address is sealed."""

    id: MemberId
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    sealed: str
    host: str
    """All that is shown of the address."""
    is_paused: bool = False
    brief: BriefTime = BriefTime.HOUR
    own_mails: tuple[str, ...] = ()
    """The member's own mail addresses in the calendar, as far as they told them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarOffer:
    """An address that a member wrote in a message, sealed, until they say whether it is to be read."""

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    sealed: str
    host: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarReading:
    """How reading a calendar went; `id` equals the member's."""

    id: MemberId
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    etag: str = ""
    modified: str = ""
    owner: str = ""
    """The mail address that the calendar itself names as its owner's."""
    read_at: datetime | None = None
    """When it was read as a whole; an answer that nothing has changed does not count."""
    looked_at: datetime | None = None
    """When it was asked last and answered."""
    private: int = 0
    failures: int = 0
    """Failures in a row."""
    flaw: str = ""
    """What is wrong now, as `FeedFlaw`; empty where all is well."""
    status: int = 0
    told: tuple[str, ...] = ()
    """What the member was told of since it last went well."""
    has_given_up: bool = False
    """It is asked no more until the member says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarMeeting:
    """One meeting of a calendar around today, and what it became; times are UTC."""

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    starts_at: datetime
    minutes: int
    is_day: bool = False
    title: str = ""
    guests: tuple[MeetingGuest, ...] = ()
    """Everybody in it but the member."""
    contact_ids: tuple[ContactId, ...] = ()
    counted: tuple[ContactId, ...] = ()
    """With whom a touch was made; one that is no longer there is not made again."""
    touch_ids: tuple[TouchId, ...] = ()
    """The touches that it made."""
    is_taken_back: bool = False
    """The member said that it is no touch."""
    is_briefed: bool = False
    """Its brief came, or is not wanted."""

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def about(self) -> tuple[str, ...]:
        """The ids that a card which shows it speaks of."""
        return (self.id, *self.contact_ids, *self.touch_ids)


class GuestState(StrEnum):
    """What the member said of somebody unknown whom they met."""

    NEW = "new"
    LATER = "later"
    NEVER = "never"
    ADDED = "added"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownGuest:
    """Somebody whom the member met and who is no contact; of who is never asked about, only `id` is kept.

    The id is a digest of the member and the mail address: it shows neither, but whoever has the database can
    find out whether an address that they guess is the one.
    """

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    email: str = ""
    name: str = ""
    met: int = 0
    """At how many meetings."""
    last_met: date | None = None
    state: GuestState = GuestState.NEW
    asked_on: date | None = None
