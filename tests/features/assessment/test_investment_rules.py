"""R3: the whole is computed by code from the three, and nobody is judged on words that nobody said."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.coaching.investment import (
    Assessment,
    AssessmentId,
    Clarification,
    InvestmentTest,
    Judgement,
    Verdict,
    VerdictEvidence,
    keep_supported,
    whole,
)
from bot.core.coaching.understanding import Mode, Provenance
from bot.core.identity import MemberId, WorkspaceId, own_space

verdicts = st.sampled_from(Verdict)


def assessment(*found: Verdict, asked: tuple[InvestmentTest, ...] = ()) -> Assessment:
    return Assessment(
        id=AssessmentId("a"),
        workspace=WorkspaceId("T"),
        space=own_space(MemberId("U")),
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
        action="send a paper",
        judgements=tuple(Judgement(t, v, "because") for t, v in zip(InvestmentTest, found, strict=True)),
        provenance=Provenance(Mode.RULES),
        clarifications=tuple(Clarification(test, "?", "yes") for test in asked),
    )


@given(st.tuples(verdicts, verdicts, verdicts))
def test_r3_the_whole_passes_exactly_when_all_three_do(found: tuple[Verdict, ...]) -> None:
    assert (whole(found) is Verdict.PASS) == all(v is Verdict.PASS for v in found)
    assert (whole(found) is Verdict.FAIL) == any(v is Verdict.FAIL for v in found)


@pytest.mark.parametrize("count", [0, 2, 4])
def test_r3_needs_exactly_three_verdicts(count: int) -> None:
    with pytest.raises(ValueError, match="each of the three"):
        whole([Verdict.PASS] * count)


def test_r3_one_question_at_a_time_and_none_twice() -> None:
    unclear = (Verdict.UNCLEAR, Verdict.PASS, Verdict.UNCLEAR)

    assert assessment(*unclear).next_unclear is InvestmentTest.INVESTS
    assert assessment(*unclear, asked=(InvestmentTest.INVESTS,)).next_unclear is InvestmentTest.ILLUSTRATES
    assert assessment(*unclear, asked=tuple(InvestmentTest)).next_unclear is None


ACTION = "Spend a day in Ana's warehouse"
NOTES = {"n1": "Ana cannot find returns"}


@pytest.mark.parametrize(
    ("evidence", "kept", "verdict"),
    [
        ((VerdictEvidence("Spend a day"),), 1, Verdict.PASS),
        ((VerdictEvidence("cannot find returns", "n1"),), 1, Verdict.PASS),
        ((VerdictEvidence("cannot find returns", "n2"),), 0, Verdict.UNCLEAR),
        ((VerdictEvidence("a week"),), 0, Verdict.UNCLEAR),
        ((VerdictEvidence("a week"), VerdictEvidence("Spend a day")), 1, Verdict.PASS),
        ((), 0, Verdict.PASS),
    ],
)
def test_a_verdict_that_loses_all_its_evidence_becomes_unclear(
    evidence: tuple[VerdictEvidence, ...], kept: int, verdict: Verdict
) -> None:
    (found,) = keep_supported(
        [Judgement(InvestmentTest.INVESTS, Verdict.PASS, "why", evidence)], ACTION, NOTES
    )

    assert len(found.evidence) == kept
    assert found.verdict is verdict
