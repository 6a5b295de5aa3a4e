"""Checks the forms about choosing before they are sent: what is wrong stands beside the field."""

from __future__ import annotations

from collections.abc import Callable

from bot.domain.choosing import MOST_MEASURES
from bot.domain.contacts import Purpose
from bot.domain.portfolio import TOP_SCORE, Criterion, Shortfall, Target, shortfalls
from bot.domain.vision import MOST_STEPS, MOST_YEARS, steps_of
from bot.messages.commands import FormCommand, FormValues
from bot.messages.portfolio import (
    ChangePlace,
    ChangeTarget,
    KeepMeasures,
    SaveVision,
    SendHandOver,
    SetStrategic,
)
from bot.texts import fit as fit_texts
from bot.texts import score as score_texts
from bot.texts import strategic as texts
from bot.texts import vision as vision_texts
from bot.usecases.form_values import choices_of, text_of

_MOST_DAYS, _MOST_PAUSE = 730, 1460


def number(values: FormValues, field: str) -> int | None:
    """A field's whole number; None where there is none."""
    try:
        return int(text_of(values, field))
    except ValueError:
        return None


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
    return ideal, number(values, "longest") or (2 * ideal if ideal else None)


def check_strategic(values: FormValues) -> dict[str, str]:
    """What speaks against a strategic contact, beside the field it rests on (F1, P2)."""
    criteria = criteria_of(values)
    missing = {each.value: texts.CHOOSE for each in Criterion if each not in criteria}
    if not text_of(values, "purpose"):
        missing["purpose"] = texts.CHOOSE
    if missing:
        return missing | _cadence(values, required=True)
    deal = texts.DEAL in choices_of(values, "reason")
    wrong = dict(
        _shortfall(each, sum(criteria.values()))
        for each in shortfalls(criteria, purpose_of(values), foreseeable_deal=deal)
    )
    return wrong | _cadence(values, required=True)


def _shortfall(shortfall: Shortfall, points: int) -> tuple[str, str]:
    match shortfall:
        case Shortfall.NO_PURPOSE:
            return "purpose", texts.NO_PURPOSE
        case Shortfall.DEAL_ONLY:
            return "reason", texts.DEAL_ALONE
        case Shortfall.TOO_LOW:
            return Criterion.VISION.value, texts.too_low(points)


def _cadence(values: FormValues, *, required: bool) -> dict[str, str]:
    ideal, longest = number(values, "ideal"), number(values, "longest")
    if ideal is None:
        return {"ideal": texts.DAYS} if required or text_of(values, "ideal") or longest is not None else {}
    if not 1 <= ideal <= _MOST_DAYS:
        return {"ideal": texts.DAYS}
    if text_of(values, "longest") and (longest is None or not ideal <= longest <= _MOST_PAUSE):
        return {"longest": texts.LONGER}
    return {}


def _place(values: FormValues) -> dict[str, str]:
    return _cadence(values, required=False)


def target_of(values: FormValues) -> Target | None:
    """The target of the form; None where the shares do not add up."""
    shares = [number(values, name) for name in ("creation", "bridge", "capitalization")]
    try:
        return Target(*(share if share is not None else -1 for share in shares))
    except ValueError:
        return None


def _target(values: FormValues) -> dict[str, str]:
    return {} if target_of(values) else {"capitalization": texts.HUNDRED}


def _vision(values: FormValues) -> dict[str, str]:
    wrong = {}
    if not text_of(values, "text"):
        wrong["text"] = vision_texts.SAY_SOMETHING
    years = number(values, "years")
    if years is None or not 1 <= years <= MOST_YEARS:
        wrong["years"] = vision_texts.YEARS
    steps = steps_of(text_of(values, "steps"))
    if not 1 <= len(steps) <= MOST_STEPS:
        wrong["steps"] = vision_texts.STEPS
    return wrong


def _measures(values: FormValues) -> dict[str, str]:
    return {} if len(choices_of(values, "measures")) <= MOST_MEASURES else {"measures": score_texts.A_FEW}


def _hand_over(values: FormValues) -> dict[str, str]:
    return {} if text_of(values, "receiver") else {"receiver": fit_texts.WHOM}


CHECKS: dict[type[FormCommand], Callable[[FormValues], dict[str, str]]] = {
    SetStrategic: check_strategic,
    ChangePlace: _place,
    ChangeTarget: _target,
    SaveVision: _vision,
    KeepMeasures: _measures,
    SendHandOver: _hand_over,
}
"""The rows of the table in bot/usecases/forms.py."""
