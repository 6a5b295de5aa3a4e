"""P3: creation, bridge and capitalization in balance, by contacts and by recent effort."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.core.contacts import Contact, Phase, Standing, Universe
from bot.features.portfolio.rules.limits import is_active


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


def measure_balance(contacts: Sequence[Contact], touches: Mapping[str, int], target: Target) -> Balance:
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


def count_by_universe(contacts: Iterable[Contact]) -> dict[Universe, int]:
    """How many relationships exist, are anticipated, or are still to create; released ones do not count."""
    counts = Counter(c.universe for c in contacts if c.standing is not Standing.RELEASED)
    return {universe: counts[universe] for universe in Universe}
