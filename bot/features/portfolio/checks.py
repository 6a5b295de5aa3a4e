"""What is wrong with a form that was sent, by field: portfolio (P1, P2, P3, F1)."""

from __future__ import annotations

from bot.core.cadence import is_ideal, is_longest, longest_or_usual
from bot.core.commands import FormValues
from bot.core.contacts import Purpose
from bot.core.feature import Checks, of_values
from bot.core.form_values import choices_of, number, text_of
from bot.features.portfolio.cards import strategic as cards
from bot.features.portfolio.cards.place import DEAL
from bot.features.portfolio.cards.target import HUNDRED
from bot.features.portfolio.commands import ChangePlace, ChangeTarget, SetStrategic
from bot.features.portfolio.rules.balance import Target
from bot.features.portfolio.rules.criteria import TOP_SCORE, Criterion, Shortfall, find_shortfalls


def criteria_of(values: FormValues) -> dict[Criterion, int]:
    """The scores of the form; those that are missing or out of range are left out."""
    found = {each: number(values, each.value) for each in Criterion}
    return {each: points for each, points in found.items() if points is not None and 0 <= points <= TOP_SCORE}


def purpose_of(values: FormValues) -> Purpose:
    """The chosen purpose."""
    try:
        return Purpose(text_of(values, "purpose"))
    except ValueError:
        return Purpose.NONE


def cadence_of(values: FormValues) -> tuple[int | None, int | None]:
    """Ideal and longest days; the longest is twice the ideal where only that was given."""
    ideal = number(values, "ideal")
    return ideal, longest_or_usual(ideal, number(values, "longest"))


def check_strategic(values: FormValues) -> dict[str, str]:
    """What speaks against a strategic contact, beside the field it rests on (F1, P2)."""
    criteria = criteria_of(values)
    missing = {each.value: cards.CHOOSE for each in Criterion if each not in criteria}
    if not text_of(values, "purpose"):
        missing["purpose"] = cards.CHOOSE
    if missing:
        return missing | _cadence(values, required=True)
    deal = DEAL in choices_of(values, "reason")
    wrong = dict(
        _shortfall(each, sum(criteria.values()))
        for each in find_shortfalls(criteria, purpose_of(values), foreseeable_deal=deal)
    )
    return wrong | _cadence(values, required=True)


def _shortfall(shortfall: Shortfall, points: int) -> tuple[str, str]:
    match shortfall:
        case Shortfall.NO_PURPOSE:
            return "purpose", cards.NO_PURPOSE
        case Shortfall.DEAL_ONLY:
            return "reason", cards.DEAL_ALONE
        case Shortfall.TOO_LOW:
            return Criterion.VISION.value, cards.too_low(points)


def target_of(values: FormValues) -> Target | None:
    """The target of the form; None where the shares do not add up."""
    shares = [number(values, name) for name in ("creation", "bridge", "capitalization")]
    try:
        return Target(*(share if share is not None else -1 for share in shares))
    except ValueError:
        return None


def _cadence(values: FormValues, *, required: bool) -> dict[str, str]:
    ideal, longest = number(values, "ideal"), number(values, "longest")
    if ideal is None:
        return {"ideal": cards.DAYS} if required or text_of(values, "ideal") or longest is not None else {}
    if not is_ideal(ideal):
        return {"ideal": cards.DAYS}
    if text_of(values, "longest") and (longest is None or not is_longest(longest, ideal)):
        return {"longest": cards.LONGER}
    return {}


def _place(values: FormValues) -> dict[str, str]:
    return _cadence(values, required=False)


def _target(values: FormValues) -> dict[str, str]:
    return {} if target_of(values) else {"capitalization": HUNDRED}


CHECKS: Checks = {
    SetStrategic: of_values(check_strategic),
    ChangePlace: of_values(_place),
    ChangeTarget: of_values(_target),
}
"""By the form that is sent."""
