"""What is wrong with the forms of the first day, by field (B4)."""

from __future__ import annotations

from bot.core.commands import FormValues
from bot.core.feature import Checks, of_values
from bot.core.form_values import text_of
from bot.core.hours_form import check_hours
from bot.features.first_day import cards
from bot.features.first_day.commands import SaveFirstHours, SaveFirstPeople
from bot.features.first_day.rules import MOST_PEOPLE, flaws_of, read_typed


def check_people(values: FormValues) -> dict[str, str]:
    """Say what is wrong with typed people: nobody, a line without a name, or too many."""
    typed = read_typed(text_of(values, "people"))
    if flaws := flaws_of(typed):
        return {"people": cards.no_name_in(flaws)}
    if not typed.people:
        return {"people": cards.NOBODY}
    return {"people": cards.TOO_MANY} if len(typed.people) > MOST_PEOPLE else {}


CHECKS: Checks = {
    SaveFirstHours: of_values(check_hours),
    SaveFirstPeople: of_values(check_people),
}
"""By the form that is sent."""
