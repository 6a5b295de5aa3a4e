"""P2 and F1: a contact becomes strategic by its purpose and by criteria; a deal alone is not enough."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from bot.core.contacts import Contact, Purpose
from bot.features.portfolio.rules.limits import is_active


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


def find_shortfalls(
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


def measure_deal_share(contacts: Iterable[Contact]) -> float:
    """The percentage of active contacts that rests on a foreseeable deal alone (P2)."""
    active = [contact for contact in contacts if is_active(contact)]
    return 100 * sum(contact.deal_only for contact in active) / len(active) if active else 0.0
