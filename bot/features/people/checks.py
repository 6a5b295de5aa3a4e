"""Says what is wrong with the fields of a contact's form (B1)."""

from __future__ import annotations

from bot.core.commands import FormValues
from bot.core.common_cards import NAME_TOO_LONG
from bot.core.feature import Checks, of_values
from bot.core.form_values import LONGEST_NAME, text_of
from bot.features.people.cards.forms import NAME_NEEDED
from bot.features.people.commands import ChangeContact


def _contact(values: FormValues) -> dict[str, str]:
    name = text_of(values, "name")
    if not name:
        return {"name": NAME_NEEDED}
    return {"name": NAME_TOO_LONG} if len(name) > LONGEST_NAME else {}


CHECKS: Checks = {
    ChangeContact: of_values(_contact),
}
"""The check of each form, by the command that the form sends."""
