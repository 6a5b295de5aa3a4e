"""What is wrong with a form that was sent, by field: letting colleagues know whom one knows (B6)."""

from __future__ import annotations

from bot.core.commands import FormValues
from bot.core.feature import Checks, of_values
from bot.core.form_values import choices_of, text_of
from bot.features.ways.cards.sharing import CHOOSE_HOW_WELL, CHOOSE_WITH_WHOM
from bot.features.ways.commands import SaveAcquaintance
from bot.features.ways.values import Closeness


def check_sharing(values: FormValues) -> dict[str, str]:
    """Say what was not chosen: how well, and who may read it."""
    wrong = {} if text_of(values, "closeness") in list(Closeness) else {"closeness": CHOOSE_HOW_WELL}
    return wrong if choices_of(values, "with") else wrong | {"with": CHOOSE_WITH_WHOM}


CHECKS: Checks = {SaveAcquaintance: of_values(check_sharing)}
"""By the form that is sent."""
