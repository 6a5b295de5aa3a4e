"""How well verdicts on proposed actions agree with labels: `tactegic eval actions` (R3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from bot.core.coaching.investment import InvestmentTest, Proposal, Verdict, keep_supported, whole
from bot.core.coaching.understanding import Circumstances
from bot.core.ports.coach import Coach
from bot.evals.measuring.asked import CountedCoach, ModelUse
from bot.evals.measuring.outcomes import Measured, RowOutcome
from bot.evals.measuring.side_by_side import side_by_side

_ANY_DAY = date(2026, 11, 30)
"""From which the weekdays in an action and in a model's reasons are counted."""
_NAMES = tuple(test.value for test in InvestmentTest)

_Judged = tuple[Mapping[str, Any], Mapping[str, Verdict]]
_Pair = tuple[bool | None, Verdict]
"""A label, None where the words leave it open, and the verdict."""

Assess = Callable[[str], Mapping[InvestmentTest, Verdict]]
"""Gives a verdict per test for the text of one action."""


async def judge_with(coach: Coach, rows: Iterable[Mapping[str, Any]]) -> Assess:
    """Return the verdicts of a coach on the rows' actions, asked one after the other; raises Unavailable.

    Quotes that do not stand in the action count for nothing, as in the product.
    """
    nowhere = Circumstances(today=_ANY_DAY, zone="UTC")  # an action is judged without a contact
    verdicts: dict[str, dict[InvestmentTest, Verdict]] = {}
    for row in rows:
        action = str(row["action"])
        judged = await coach.assess(Proposal(action=action), nowhere)
        verdicts[action] = {each.test: each.verdict for each in keep_supported(judged.judgements, action, {})}
    return verdicts.__getitem__


async def measure_actions(
    rows: Sequence[Mapping[str, Any]], coach: Coach, use: ModelUse, at_once: int
) -> Measured:
    """Judge the rows' actions side by side, and say how right that is; raises Unavailable."""
    verdicts: dict[str, Mapping[InvestmentTest, Verdict]] = {}
    answered_by: dict[str, str] = {}

    async def judge(row: Mapping[str, Any]) -> None:
        counted, action = CountedCoach(coach), str(row["action"])
        verdicts[action] = (await judge_with(counted, [row]))(action)
        answered_by[action] = counted.answered_by
        use.add(counted)

    await side_by_side(rows, judge, at_once)
    outcomes = [
        _outcome(str(row.get("id") or place), row, verdicts[row["action"]], answered_by[row["action"]])
        for place, row in enumerate(rows, 1)
    ]
    return Measured(figures=evaluate_actions(rows, verdicts.__getitem__), outcomes=outcomes)


def _outcome(
    id: str, row: Mapping[str, Any], verdicts: Mapping[InvestmentTest, Verdict], answered_by: str
) -> RowOutcome:
    counted: dict[str, tuple[float, float]] = {}
    classes: dict[str, tuple[str, str]] = {}
    by_name = {test.value: verdict for test, verdict in verdicts.items()}
    wrong = False
    for name in (*_NAMES, "whole"):
        label, verdict = _pair(row, by_name, name)
        is_unclear = verdict is Verdict.UNCLEAR
        if label is None:
            counted[f"{name}.asked"] = (float(is_unclear), 1.0)
        else:
            counted[f"{name}.unclear"] = (float(is_unclear), 1.0)
            agrees = label == (verdict is Verdict.PASS)
            wrong |= not is_unclear and not agrees
            if not is_unclear:
                counted[f"{name}.accuracy"] = (float(agrees), 1.0)
        classes[name] = (_LABELS[label], verdict.value)
    is_decided = by_name and all(
        by_name[name] is not Verdict.UNCLEAR for name in _NAMES if row[name] is not None
    )
    return RowOutcome(
        id=id,
        right=bool(is_decided) and not wrong,
        counted=counted,
        classes=classes,
        answered_by=answered_by,
    )


_LABELS = {True: Verdict.PASS.value, False: Verdict.FAIL.value, None: "open"}


def evaluate_actions(rows: Sequence[Mapping[str, Any]], assess: Assess) -> dict[str, Any]:
    """How right the decided verdicts are, and how much is left unclear, per test and for the whole.

    A row is `{"id", "action", "invests", "learns", "illustrates"}` with true, false, or null where its words
    leave a test open. The whole passes when all three pass, fails when one fails, and is open otherwise.

    Per test: accuracy, wrong (the share of wrong verdicts) and Cohen's kappa among the decided, None where
    nothing was decided, kappa also where labels and verdicts are all of one kind, where it says nothing;
    unclear, the share of labelled rows that were not decided; and, where rows are open, asked: the share of
    them that was left unclear, and so asked about. Where rows have a `kind`, `kinds` has wrong, unclear and
    their number for each.
    """
    judged = [
        (row, {test.value: verdict for test, verdict in assess(str(row["action"])).items()}) for row in rows
    ]
    figures: dict[str, Any] = {
        name: _figures([_pair(row, verdicts, name) for row, verdicts in judged])
        for name in (*_NAMES, "whole")
    }
    kinds = sorted({str(row["kind"]) for row in rows if row.get("kind")})
    if kinds:
        figures["kinds"] = {
            kind: _of_kind([each for each in judged if each[0].get("kind") == kind]) for kind in kinds
        }
    return figures


def _of_kind(judged: Sequence[_Judged]) -> dict[str, Any]:
    shown: dict[str, Any] = {"actions": len(judged)}
    for name in (*_NAMES, "whole"):
        found = _figures([_pair(row, verdicts, name) for row, verdicts in judged])
        shown[name] = {figure: found[figure] for figure in ("wrong", "unclear", "asked") if figure in found}
    return shown


def _pair(row: Mapping[str, Any], verdicts: Mapping[str, Verdict], name: str) -> _Pair:
    if name != "whole":
        return row[name], verdicts[name]
    labels = [row[each] for each in _NAMES]
    label = False if False in labels else None if None in labels else True
    return label, whole([verdicts[each] for each in _NAMES])


def _figures(pairs: Sequence[_Pair]) -> dict[str, float | None]:
    labelled = [(bool(label), verdict) for label, verdict in pairs if label is not None]
    left_open = [verdict for label, verdict in pairs if label is None]
    decided = [
        (label, verdict is Verdict.PASS) for label, verdict in labelled if verdict is not Verdict.UNCLEAR
    ]
    agreed = sum(label == said for label, said in decided)
    figures = {
        "accuracy": _rounded(agreed / len(decided)) if decided else None,
        "wrong": _rounded(1 - agreed / len(decided)) if decided else None,
        "kappa": _rounded(_kappa(decided)),
        "unclear": _rounded(1 - len(decided) / len(labelled)) if labelled else None,
    }
    if left_open:
        asked = sum(verdict is Verdict.UNCLEAR for verdict in left_open)
        figures["asked"] = _rounded(asked / len(left_open))
    return figures


def _kappa(decided: Sequence[tuple[bool, bool]]) -> float | None:
    if not decided:
        return None
    count = len(decided)
    labelled = sum(label for label, _ in decided) / count
    said = sum(verdict for _, verdict in decided) / count
    by_chance = labelled * said + (1 - labelled) * (1 - said)
    agreed = sum(label == verdict for label, verdict in decided) / count
    return None if by_chance == 1 else (agreed - by_chance) / (1 - by_chance)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
