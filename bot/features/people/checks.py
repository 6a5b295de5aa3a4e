"""Says what is wrong with the fields of a contact's form (B1)."""

from __future__ import annotations

from bot.core.commands import FormValues
from bot.core.common_cards import NAME_TOO_LONG
from bot.core.feature import Checks, of_values
from bot.core.form_values import LONGEST_NAME, text_of
from bot.features.people.cards.forms import NAME_NEEDED, NO_BIRTHDAY
from bot.features.people.commands import ChangeContact
from bot.language.birthdays import read_birthday


def _contact(values: FormValues) -> dict[str, str]:
    name = text_of(values, "name")
    if not name:
        return {"name": NAME_NEEDED}
    birthday = text_of(values, "birthday")
    wrong = {"name": NAME_TOO_LONG} if len(name) > LONGEST_NAME else {}
    return wrong | ({"birthday": NO_BIRTHDAY} if birthday and read_birthday(birthday) is None else {})


CHECKS: Checks = {
    ChangeContact: of_values(_contact),
}
"""The check of each form, by the command that the form sends."""
