"""Says what is wrong with the fields of the forms of imports (B6, F1)."""

from __future__ import annotations

from bot.core.commands import FormValues
from bot.core.contacts import Purpose, Standing
from bot.core.feature import Checks, of_values
from bot.core.form_values import number, text_of
from bot.features.importing.cards.forms import NAMES_NEEDED, column_field
from bot.features.importing.cards.many import (
    DAYS_NEEDED,
    MOST_DAYS,
    NO_PURPOSE,
    NOTHING_CHOSEN,
    PURPOSE_NEEDED,
)
from bot.features.importing.commands import ChangeColumns, ChangeMany
from bot.features.importing.rules.columns import ColumnRole

_NAMES = frozenset((ColumnRole.NAME, ColumnRole.FIRST, ColumnRole.LAST))


def _columns(values: FormValues) -> dict[str, str]:
    chosen = {text_of(values, name) for name in values}
    return {} if chosen & _NAMES else {column_field(0): NAMES_NEEDED}


def _many(values: FormValues) -> dict[str, str]:
    ideal, standing, purpose = (text_of(values, name) for name in ("ideal", "standing", "purpose"))
    days = number(values, "ideal")
    if ideal and not (days and 1 <= days <= MOST_DAYS):
        return {"ideal": DAYS_NEEDED}
    if standing == Standing.ACTIVE and not purpose:
        return {"purpose": PURPOSE_NEEDED}
    if purpose == Purpose.NONE:
        return {"purpose": NO_PURPOSE}
    chosen = [ideal, standing, purpose, text_of(values, "add_tags"), text_of(values, "drop_tags")]
    return {} if any(chosen) else {"add_tags": NOTHING_CHOSEN}


CHECKS: Checks = {
    ChangeColumns: of_values(_columns),
    ChangeMany: of_values(_many),
}
"""The check of each form, by the command that the form sends."""
