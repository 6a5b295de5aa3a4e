"""What the three tests and their verdicts are called, and the first line that they add up to (R3)."""

from __future__ import annotations

from bot.core.coaching.investment import Assessment, InvestmentTest, Verdict
from bot.core.rich import Bold, Rich, rich

NAMES = {
    InvestmentTest.INVESTS: "Your own time",
    InvestmentTest.LEARNS: "Learning about them",
    InvestmentTest.ILLUSTRATES: "Usefulness shown",
}
"""What the three tests are called."""


SIGNS = {Verdict.PASS: "✓", Verdict.FAIL: "✗", Verdict.UNCLEAR: "?"}
"""The sign before a test's line."""


WORDS = {Verdict.PASS: "passes", Verdict.FAIL: "fails", Verdict.UNCLEAR: "is unclear"}
"""What a verdict is called."""


_SHOWS = {
    (True, True, True): "This gives your time, teaches you something and leaves something of use",
    (True, True, False): "This gives your time and teaches you something, but leaves nothing of use yet",
    (True, False, True): "This gives your time and something of use, but teaches you nothing new",
    (True, False, False): "This gives your time, and that is all it does yet",
    (False, True, True): "This teaches you something and is of use, but not by your own time",
    (False, True, False): "This teaches you something, but gives neither your time nor anything of use",
    (False, False, True): "This is of use, but takes none of your time and teaches you nothing new",
    (False, False, False): "As it stands this shows goodwill, not your time",
}
"""What an action shows, by whether it passes the tests of time, of learning and of usefulness."""


_GIFT = "As it stands this shows generosity, not your time"
_BOUGHT = ("bought", "money")
"""Words of a reason that tell of a gift that was paid for."""


def first_line(assessment: Assessment) -> Rich:
    """What an action shows by its three verdicts, and how many tests it passes."""
    score = f"{assessment.passed} of 3"
    verdicts = [judgement.verdict for judgement in assessment.judgements]
    if verdicts.count(Verdict.UNCLEAR) == len(verdicts):
        return ("The words leave it open.",)
    if Verdict.UNCLEAR in verdicts:
        return rich("So far ", Bold(score), ", and the words leave something open.")
    return rich(f"{_shows(assessment)}: ", Bold(score), ".")


def _shows(assessment: Assessment) -> str:
    passes = {judgement.test: judgement.verdict is Verdict.PASS for judgement in assessment.judgements}
    key = (
        passes[InvestmentTest.INVESTS],
        passes[InvestmentTest.LEARNS],
        passes[InvestmentTest.ILLUSTRATES],
    )
    first = assessment.judgements[0]
    if not any(key) and any(word in first.why for word in _BOUGHT):
        return _GIFT
    return _SHOWS[key]
