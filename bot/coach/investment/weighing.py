"""One verdict out of two opinions: the learned model's and the rules' (R3); pure."""

from __future__ import annotations

from bot.coach.investment.opinion import Opinion
from bot.core.coaching.investment import Verdict

SURE = 0.85
"""The share from which the model is believed alone; chosen on the development sets."""
LEANS = 0.65
"""The share from which the model and the rules are believed where they agree."""
RULES_AGREE = 0.8
"""The chance from which the rules agree, though they would not have decided alone."""
RULES_SURE = 0.93
"""The chance from which the rules' verdict against a sure model makes a test unclear."""


def weigh(opinion: Opinion, ruled: Verdict, chance: float) -> Verdict:
    """Return the verdict; `chance` is the rules' chance of a pass, 0 to 1.

    Where both are sure and disagree, or neither is sure and they do not agree, it is unclear.
    """
    said = opinion.verdict
    agreed = {Verdict.PASS: chance, Verdict.FAIL: 1 - chance}.get(said, 1.0)
    if opinion.share >= SURE:
        return Verdict.UNCLEAR if 1 - agreed >= RULES_SURE else said
    if opinion.share >= LEANS and (said is ruled or agreed >= RULES_AGREE):
        return said
    return Verdict.UNCLEAR
