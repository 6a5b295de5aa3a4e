"""Whether an answer of a language model helped, as its member says (B2)."""

from __future__ import annotations

from bot.core.feature import Feature, Record
from bot.features.feedback import commands, handlers
from bot.features.feedback.checks import CHECKS
from bot.features.feedback.contracts import AnswerRating, RatingUse

FEATURE = Feature(
    name="feedback",
    rules=("B2",),
    handlers={
        commands.RateAnswer: handlers.rate_answer,
        commands.OpenComplaint: handlers.open_complaint,
        commands.SaveComplaint: handlers.save_complaint,
        commands.AllowRatingUse: handlers.allow_rating_use,
    },
    checks=CHECKS,
    records=(Record(AnswerRating, comes_back=False), Record(RatingUse, comes_back=False)),
)
