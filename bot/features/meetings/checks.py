"""What is wrong with a form that was sent, by field: meetings (F4)."""

from __future__ import annotations

from collections.abc import Callable

from bot.core.commands import FormValues
from bot.core.common_cards import WRITE_SOMETHING
from bot.core.feature import Checks, of_values
from bot.core.form_values import choices_of, empty_fields
from bot.core.meeting_points import Topic
from bot.features.meetings.cards.forms import field_of
from bot.features.meetings.commands import SaveAgenda, SaveReview, SaveSummary


def _check_review(values: FormValues) -> dict[str, str]:
    """One of the two answers is enough."""
    wrong = empty_fields(values, well=WRITE_SOMETHING, next=WRITE_SOMETHING)
    return {"well": WRITE_SOMETHING} if len(wrong) == 2 else {}


def _check_paper(field: str) -> Callable[[FormValues], dict[str, str]]:
    """A paper needs a word, or a line that was ticked."""

    def check(values: FormValues) -> dict[str, str]:
        ticked = (choices_of(values, each) for each in ("ticked", *map(field_of, Topic)))
        return {} if any(ticked) else empty_fields(values, **{field: WRITE_SOMETHING})

    return check


CHECKS: Checks = {
    SaveAgenda: of_values(_check_paper("agenda")),
    SaveSummary: of_values(_check_paper("summary")),
    SaveReview: of_values(_check_review),
}
"""By the form that is sent."""
