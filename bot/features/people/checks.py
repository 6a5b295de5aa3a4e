"""What is wrong with a form that was sent, by field: people (B1, B2)."""

from __future__ import annotations

from bot.core import common_cards as texts
from bot.core.commands import FormValues
from bot.core.feature import Checks, of_values
from bot.core.form_values import LONGEST_NAME, text_of
from bot.features.people.cards.forms import NAME_NEEDED
from bot.features.people.commands import ChangeContact


def _contact(values: FormValues) -> dict[str, str]:
    name = text_of(values, "name")
    if not name:
        return {"name": NAME_NEEDED}
    return {"name": texts.NAME_TOO_LONG} if len(name) > LONGEST_NAME else {}


CHECKS: Checks = {
    ChangeContact: of_values(_contact),
}
"""By the form that is sent."""
