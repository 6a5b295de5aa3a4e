"""Choosing relationships on purpose: the limit, the criteria, the purpose and the balance (P1 to P3, F1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.core.contacts import Contact, Phase, Purpose, Standing, Tier, Universe

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


def room(contacts: Iterable[Contact], limits: PortfolioLimits) -> Room:
    """What making one more contact active would mean (P1)."""
    active = sum(map(is_active, contacts))
    if active >= limits.hard:
        return Room.SWAP
    return Room.SAY_SO if active + 1 >= limits.soft else Room.FREE


class Criterion(StrEnum):
    """By what a contact becomes strategic (P2); each is scored from 0 to 3."""

    VISION = "vision"
    MUTUAL_VALUE = "mutual_value"
    REACH = "reach"
    TRUST = "trust"


TOP_SCORE = 3
QUALIFYING_SUM = 6
"""Half of what four criteria can give."""


class Shortfall(StrEnum):
    """Why a contact does not become strategic yet."""

    NO_PURPOSE = "no purpose"
    DEAL_ONLY = "deal only"
    TOO_LOW = "too low"


def shortfalls(
    criteria: Mapping[Criterion, int], purpose: Purpose, *, foreseeable_deal: bool
) -> tuple[Shortfall, ...]:
    """What speaks against making a contact strategic; nothing when it qualifies (F1, P2).

    A foreseeable deal does no harm, but alone it does not qualify: without it there must be a bearing on
    the vision or a reach into the account's future.
    """
    if any(not 0 <= score <= TOP_SCORE for score in criteria.values()):
        raise ValueError(f"criteria are scored from 0 to {TOP_SCORE}")
    found = []
    if purpose is Purpose.NONE:
        found.append(Shortfall.NO_PURPOSE)
    if foreseeable_deal and not (criteria.get(Criterion.VISION, 0) or criteria.get(Criterion.REACH, 0)):
        found.append(Shortfall.DEAL_ONLY)
    elif sum(criteria.values()) < QUALIFYING_SUM:
        found.append(Shortfall.TOO_LOW)
    return tuple(found)


class ReleaseReason(StrEnum):
    """Why a contact could be released; somebody in regular touch is never proposed for the others alone."""

    QUIET = "quiet"
    NO_PURPOSE = "no purpose"
    DEAL_ONLY = "deal only"


@dataclass(frozen=True, slots=True)
class SwapCandidate:
    """A contact that could be released to make room, with the reasons that the data give (P1)."""

    contact: Contact
    reasons: tuple[ReleaseReason, ...]
    quiet_days: int
    """Days without a touch."""


def swap_candidates(
    contacts: Iterable[Contact], today: date, *, most: int = 5, newer_than_days: int = 30
) -> list[SwapCandidate]:
    """Active contacts to choose from when the limit is reached, the likeliest first (P1).

    Each has at least one reason; who was in touch lately, or became known only just now, is not proposed.
    """
    weighed = []
    for contact in filter(is_active, contacts):
        if (today - contact.created_at.date()).days < newer_than_days:
            continue
        candidate, weight = _weighed(contact, today)
        if candidate.reasons:
            weighed.append((-weight, contact.name, candidate))
    weighed.sort(key=lambda entry: entry[:2])
    return [candidate for *_, candidate in weighed[:most]]


def _weighed(contact: Contact, today: date) -> tuple[SwapCandidate, float]:
    """A candidate and how much speaks for releasing it; without reasons it is none."""
    quiet = (today - (contact.last_touch_at or contact.created_at).date()).days
    allowed = contact.longest_days or 2 * (contact.cadence_days or 60)
    if quiet <= allowed:
        # Somebody in regular touch is never proposed, whatever else is missing.
        return SwapCandidate(contact, (), quiet), 0.0
    reasons = [ReleaseReason.QUIET]
    if contact.purpose is Purpose.NONE:
        reasons.append(ReleaseReason.NO_PURPOSE)
    if contact.deal_only:
        reasons.append(ReleaseReason.DEAL_ONLY)
    weight = quiet / allowed + len(reasons) - 1 - (contact.tier is Tier.STRATEGIC)
    return SwapCandidate(contact, tuple(reasons), quiet), weight


@dataclass(frozen=True, slots=True)
class Target:
    """The shares that a member wants, in percent; they add up to 100 (P3)."""

    creation: int = 30
    bridge: int = 40
    capitalization: int = 30

    def __post_init__(self) -> None:
        shares = (self.creation, self.bridge, self.capitalization)
        if min(shares) < 0 or sum(shares) != 100:
            raise ValueError("the three shares are percentages that add up to 100")

    def share(self, phase: Phase) -> int:
        """The wanted share of one phase, in percent."""
        return {
            Phase.CREATION: self.creation,
            Phase.BRIDGE: self.bridge,
            Phase.CAPITALIZATION: self.capitalization,
        }[phase]


@dataclass(frozen=True, slots=True)
class PhaseShare:
    """One phase's share of the contacts and of the recent effort, beside the wanted one, in percent."""

    phase: Phase
    contacts: float
    effort: float
    wanted: int


@dataclass(frozen=True, slots=True)
class Balance:
    """How contacts and recent effort split over the phases, and which phase starves (P3)."""

    shares: tuple[PhaseShare, ...]
    starving: Phase | None


STARVING_MARGIN = 10
"""Percentage points below the target from which a phase is said to starve."""


def balance(contacts: Sequence[Contact], touches: Mapping[str, int], target: Target) -> Balance:
    """The split of active contacts, and of their recent touches by contact id (P3).

    The phase whose effort lies furthest below its target starves, if it lies more than the margin below; with
    no touch at all the contacts are looked at instead.
    """
    active = [contact for contact in contacts if is_active(contact)]
    by_contacts = Counter(contact.phase for contact in active)
    by_effort = Counter[Phase]()
    for contact in active:
        by_effort[contact.phase] += touches.get(contact.id, 0)
    shares = tuple(
        PhaseShare(phase, _percent(by_contacts, phase), _percent(by_effort, phase), target.share(phase))
        for phase in Phase
    )
    if not active:
        return Balance(shares, None)
    gaps = {
        share.phase: share.wanted - (share.effort if by_effort.total() else share.contacts)
        for share in shares
    }
    worst = max(gaps, key=lambda phase: gaps[phase])
    return Balance(shares, worst if gaps[worst] > STARVING_MARGIN else None)


def _percent(counts: Counter[Phase], phase: Phase) -> float:
    return 100 * counts[phase] / counts.total() if counts.total() else 0.0


def deal_share(contacts: Iterable[Contact]) -> float:
    """The percentage of active contacts that rests on a foreseeable deal alone (P2)."""
    active = [contact for contact in contacts if is_active(contact)]
    return 100 * sum(contact.deal_only for contact in active) / len(active) if active else 0.0


def universe_counts(contacts: Iterable[Contact]) -> dict[Universe, int]:
    """How many relationships exist, are anticipated, or are still to create; released ones do not count."""
    counts = Counter(c.universe for c in contacts if c.standing is not Standing.RELEASED)
    return {universe: counts[universe] for universe in Universe}
