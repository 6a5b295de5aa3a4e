"""How well verdicts on proposed actions agree with labels: `tactegic eval actions` (R3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from bot.core.coaching.investment import InvestmentTest, Proposal, Verdict, keep_supported, whole
from bot.core.coaching.understanding import Circumstances
from bot.core.ports.coach import Coach

_NAMES = tuple(test.value for test in InvestmentTest)

Assess = Callable[[str], Mapping[InvestmentTest, Verdict]]
"""Gives a verdict per test for the text of one action."""


async def judge_with(coach: Coach, rows: Iterable[Mapping[str, Any]]) -> Assess:
    """Return the verdicts of a coach on the rows' actions, asked one after the other; raises Unavailable.

    Quotes that do not stand in the action count for nothing, as in the product.
    """
    nowhere = Circumstances(today=date.min, zone="UTC")  # an action is judged without a date or a contact
    verdicts: dict[str, dict[InvestmentTest, Verdict]] = {}
    for row in rows:
        action = str(row["action"])
        judged = await coach.assess(Proposal(action=action), nowhere)
        verdicts[action] = {each.test: each.verdict for each in keep_supported(judged.judgements, action, {})}
    return verdicts.__getitem__


def evaluate_actions(rows: Iterable[Mapping[str, Any]], assess: Assess) -> dict[str, dict[str, float | None]]:
    """Accuracy and Cohen's kappa among the decided, and the share left unclear, per test and for the whole.

    A row is `{"id", "action", "invests", "learns", "illustrates"}` with booleans as labels. The whole passes
    when all three pass, fails when one fails, and is unclear otherwise. Accuracy is None where nothing was
    decided, kappa also where labels and verdicts are all of one kind, since it says nothing there.
    """
    pairs: dict[str, list[tuple[bool, Verdict]]] = {name: [] for name in (*_NAMES, "whole")}
    for row in rows:
        verdicts = assess(str(row["action"]))
        for test in InvestmentTest:
            pairs[test.value].append((bool(row[test]), verdicts[test]))
        label = all(bool(row[test]) for test in InvestmentTest)
        pairs["whole"].append((label, whole([verdicts[test] for test in InvestmentTest])))
    return {name: _figures(found) for name, found in pairs.items()}


def _figures(pairs: Sequence[tuple[bool, Verdict]]) -> dict[str, float | None]:
    decided = [(label, verdict is Verdict.PASS) for label, verdict in pairs if verdict is not Verdict.UNCLEAR]
    agreed = sum(label == said for label, said in decided)
    return {
        "accuracy": _rounded(agreed / len(decided)) if decided else None,
        "kappa": _rounded(_kappa(decided)),
        "unclear": _rounded(1 - len(decided) / len(pairs)) if pairs else None,
    }


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
