"""Calendars at addresses that members give, and how such an address is kept sealed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class FeedFlaw(StrEnum):
    """Why a calendar could not be read."""

    NOT_HTTPS = "not https"
    NOT_ALLOWED = "not allowed"
    """The address leads into a network that is nobody's on the internet, or to another port."""
    ODD = "odd address"
    """It is too long, or has characters that no address has."""
    WITH_USER = "signs in"
    NUMBERS = "odd numbers"
    """The server is written as numbers, and not as the address of a machine is."""
    NO_SUCH_HOST = "unknown host"
    NO_ANSWER = "no answer"
    TOO_SLOW = "too slow"
    NOT_TRUSTED = "not trusted"
    """The server does not prove that it is the one that the address names."""
    REFUSED = "refused"
    """It answers 401 or 403: the secret part of the address is no longer valid."""
    GONE = "gone"
    """It answers 404 or 410."""
    SERVER = "server"
    """It answers with another status that is none of success."""
    REDIRECTS = "redirects"
    TOO_LARGE = "too large"
    NO_CALENDAR = "no calendar"
    CUT_OFF = "cut off"
    """It ends in the middle."""
    TOO_MUCH = "too much"
    """It has more events, people or days than are read."""
    UNREADABLE = "unreadable"
    """It took more time or memory to read than it may."""
    NO_KEY = "no key"
    """The service has no key with which the address could be unsealed."""


class FeedTrouble(Exception):
    """A calendar could not be read; `status` is the answer's, 0 where there was none. It names no address."""

    def __init__(self, flaw: FeedFlaw, status: int = 0) -> None:
        super().__init__(flaw.value)
        self.flaw = flaw
        self.status = status


@dataclass(frozen=True, slots=True)
class FeedVersion:
    """What the server said of the content that was read last, so that it need not send the same again."""

    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class FeedContent:
    """What an address holds; `content` is None where it is the same as before."""

    content: bytes | None
    version: FeedVersion = FeedVersion()


class Feeds(Protocol):
    """Reads calendars from the internet."""

    @property
    def minutes_between(self) -> int:
        """Minutes between two looks at the same calendar."""

    async def fetch(self, address: str, known: FeedVersion) -> FeedContent:
        """Return what an https address holds now; raises FeedTrouble."""


class CannotUnseal(Exception):
    """There is no key, or none of the keys fits, or what was sealed is another member's."""


class Sealer(Protocol):
    """Keeps short secrets of members so that the database alone does not give them away."""

    def seal(self, secret: str, owner: str) -> str:
        """Return a secret sealed for its owner; raises CannotUnseal where there is no key."""

    def unseal(self, sealed: str, owner: str) -> str:
        """Return the secret that was sealed for this owner; raises CannotUnseal."""

    def is_current(self, sealed: str) -> bool:
        """Return whether it is sealed with the newest key; if not, it is to be sealed anew."""
