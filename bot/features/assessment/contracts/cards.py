"""Parts of cards that other features may show: assessment (R3, R4)."""

from __future__ import annotations

from bot.core.coaching.investment import Assessment, Verdict


def in_words(assessment: Assessment) -> str:
    """The result in a few words: "1 of 3, 1 unclear"."""
    unclear = sum(each.verdict is Verdict.UNCLEAR for each in assessment.judgements)
    if assessment.verdict is Verdict.PASS:
        return "3 of 3"
    return f"{assessment.passed} of 3" + (f", {unclear} unclear" if unclear else "")
