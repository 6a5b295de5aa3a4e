"""P1: a hundred active relationships, a hundred and fifty at most, and a swap at the limit."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.core.contacts import Contact, Purpose, Standing, Tier

SOFT_LIMIT = 100
"""From so many active contacts on, the bot says so (P1)."""
HARD_LIMIT = 150
"""At so many, making one active means choosing one to release (P1)."""


@dataclass(frozen=True, slots=True)
class PortfolioLimits:
    """How many active contacts one person manages; a workspace or a member may set both lower (P1)."""

    soft: int = SOFT_LIMIT
    hard: int = HARD_LIMIT

    def __post_init__(self) -> None:
        if not 1 <= self.soft <= SOFT_LIMIT or not self.soft <= self.hard <= HARD_LIMIT:
            raise ValueError(
                f"limits can only be lower than {SOFT_LIMIT} and {HARD_LIMIT}, and in this order"
            )


class Room(StrEnum):
    """Whether there is room for one more active contact."""

    FREE = "free"
    SAY_SO = "say so"
    SWAP = "swap"


def is_active(contact: Contact) -> bool:
    """Whether a contact counts toward the limit (P1)."""
    return contact.standing is Standing.ACTIVE


def find_room(contacts: Iterable[Contact], limits: PortfolioLimits) -> Room:
    """What making one more contact active would mean (P1)."""
    active = sum(map(is_active, contacts))
    if active >= limits.hard:
        return Room.SWAP
    return Room.SAY_SO if active + 1 >= limits.soft else Room.FREE


def lowest_limits(limits: Iterable[PortfolioLimits]) -> PortfolioLimits:
    """The limits that hold where several were set: of each number the lowest (P1)."""
    every = [PortfolioLimits(), *limits]
    hard = min(each.hard for each in every)
    return PortfolioLimits(min(hard, *(each.soft for each in every)), hard)


class ReleaseReason(StrEnum):
    """Why a contact could be released; the others are named only beside `QUIET`, never alone."""

    QUIET = "quiet"
    NO_PURPOSE = "no purpose"
    NO_PATH = "no path"
    DEAL_ONLY = "deal only"


@dataclass(frozen=True, slots=True)
class SwapCandidate:
    """A contact that could be released to make room, with the reasons that the data give (P1)."""

    contact: Contact
    reasons: tuple[ReleaseReason, ...]
    quiet_days: int
    """Days without a touch."""


def find_swap_candidates(
    contacts: Iterable[Contact],
    today: date,
    *,
    path: Collection[str] | None = None,
    most: int = 5,
    newer_than_days: int = 30,
) -> list[SwapCandidate]:
    """Active contacts to choose from when the limit is reached, the likeliest first (P1).

    `path` are the ids of those whom the member's vision needs; None where no vision is written. Each
    candidate has at least one reason; who was in touch lately, or became known only just now, is not
    proposed. Who is strategic or on the path comes behind all others, however long they have been quiet.
    """
    weighed = []
    for contact in filter(is_active, contacts):
        if (today - contact.created_at.date()).days < newer_than_days:
            continue
        candidate = _weigh(contact, today, path)
        if candidate.reasons:
            late = candidate.quiet_days / contact.allowed_pause
            order = (_is_needed(contact, path or ()), -len(candidate.reasons), -late, contact.name)
            weighed.append((order, candidate))
    weighed.sort(key=lambda entry: entry[0])
    return [candidate for *_, candidate in weighed[:most]]


def _is_needed(contact: Contact, path: Collection[str]) -> bool:
    """Whether a contact was chosen, or is needed by the vision, and so is proposed last."""
    return contact.tier is Tier.STRATEGIC or contact.id in path


def _weigh(contact: Contact, today: date, path: Collection[str] | None) -> SwapCandidate:
    """A candidate with what speaks for releasing it; without reasons it is none."""
    quiet = (today - (contact.last_touch_at or contact.created_at).date()).days
    if quiet <= contact.allowed_pause:
        # Somebody in regular touch is never proposed, whatever else is missing.
        return SwapCandidate(contact, (), quiet)
    reasons = [ReleaseReason.QUIET]
    if contact.purpose is Purpose.NONE:
        reasons.append(ReleaseReason.NO_PURPOSE)
    if path is not None and contact.id not in path:
        reasons.append(ReleaseReason.NO_PATH)
    if contact.deal_only:
        reasons.append(ReleaseReason.DEAL_ONLY)
    return SwapCandidate(contact, tuple(reasons), quiet)


def find_longest_quiet(
    contacts: Iterable[Contact], most: int = 5, *, path: Collection[str] = ()
) -> list[Contact]:
    """Whom to look at where nobody stands out: active, the longest quiet first (P1).

    Who is strategic or on the `path` of the vision comes last.
    """

    def order(contact: Contact) -> tuple[bool, datetime, str]:
        quiet_since = contact.last_touch_at or contact.created_at
        return _is_needed(contact, path), quiet_since, contact.name

    return sorted(filter(is_active, contacts), key=order)[:most]
