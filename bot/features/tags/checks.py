"""What is wrong with a form that was sent, by field: the rhythm of a tag (B3)."""

from __future__ import annotations

from bot.core.cadence import is_ideal, is_longest
from bot.core.feature import Checks, of_command
from bot.core.form_values import number, text_of
from bot.features.tags.cards.asking import HOW_MANY_DAYS, LONGER, WHICH_TAG
from bot.features.tags.commands import SaveTagRhythm


def check_tag_rhythm(command: SaveTagRhythm) -> dict[str, str]:
    """Say what is wrong with the form for a tag's rhythm; no days mean no rhythm."""
    values = command.values
    wrong = {} if command.tag or text_of(values, "tag") else {"tag": WHICH_TAG}
    ideal, longest = number(values, "ideal"), number(values, "longest")
    if text_of(values, "ideal") and (ideal is None or not is_ideal(ideal)):
        wrong["ideal"] = HOW_MANY_DAYS
    elif text_of(values, "longest") and (longest is None or ideal is None or not is_longest(longest, ideal)):
        wrong["longest"] = LONGER
    return wrong


CHECKS: Checks = {SaveTagRhythm: of_command(check_tag_rhythm)}
"""By the form that is sent."""
