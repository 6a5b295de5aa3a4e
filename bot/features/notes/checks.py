"""Says what is wrong with the fields of a note's form (B1)."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.core.commands import FormCommand, FormValues
from bot.core.common_cards import NAME_TOO_LONG
from bot.core.feature import Check, Checks, of_command, of_values
from bot.core.form_values import LONGEST_NAME, date_of, text_of
from bot.features.notes.cards import forms
from bot.features.notes.cards.edit_form import NAME_THE_PERSON, WRITE_THE_NEW_PROMISE, WRITE_THE_PROMISE
from bot.features.notes.cards.promises import CHOOSE_A_DAY
from bot.features.notes.commands import ChangeNote, SaveNote, TellDay
from bot.features.notes.form import PersonRow, PromiseRow, names_of, people_of, promises_of


def _not_in_the_future(check: Check) -> Check:
    return lambda command, now: _not_yet(command, now) | check(command, now)


def _not_yet(command: FormCommand, now: datetime) -> dict[str, str]:
    """What is wrong where a note tells of a day that has not come in the member's time zone."""
    if not isinstance(command, SaveNote | ChangeNote):
        return {}
    day = date_of(command.values, "date")
    today = now.astimezone(ZoneInfo(command.zone)).date()
    return {"date": forms.NOT_YET} if day is not None and day > today else {}


def _note(values: FormValues) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if "text" in values and not text_of(values, "text"):
        wrong["text"] = forms.WRITE_SOMETHING
    if any(len(name) > LONGEST_NAME for name in names_of(values, "people")):
        wrong["people"] = NAME_TOO_LONG
    if text_of(values, "date") and date_of(values, "date") is None:
        wrong["date"] = forms.NOT_A_DATE
    return wrong


def _change(command: ChangeNote) -> dict[str, str]:
    """What is wrong in the fields and rows of the form that changes a note."""
    values = command.values
    wrong = _note(values)
    for number, person in people_of(values).items():
        row = PersonRow(number)
        if len(person.name) > LONGEST_NAME:
            wrong[row.name] = NAME_TOO_LONG
        if number >= len(command.people) and person.is_empty and (person.company or person.role):
            wrong[row.name] = NAME_THE_PERSON
    for number, promise in promises_of(values).items():
        fields, is_new = PromiseRow(number), number >= len(command.promises)
        if text_of(values, fields.due) and promise.due_on is None:
            wrong[fields.due] = forms.NOT_A_DUE_DATE
        if not promise.what and not promise.is_removed and (promise.due_on or not is_new):
            wrong[fields.what] = WRITE_THE_NEW_PROMISE if is_new else WRITE_THE_PROMISE
    return wrong


def _new_note(values: FormValues) -> dict[str, str]:
    return _note({"text": "", **values})


def _day(values: FormValues) -> dict[str, str]:
    return {} if date_of(values, "day") else {"day": CHOOSE_A_DAY}


CHECKS: Checks = {
    TellDay: of_values(_day),
    SaveNote: _not_in_the_future(of_values(_new_note)),
    ChangeNote: _not_in_the_future(of_command(_change)),
}
"""The check of each form, by the command that the form sends."""
