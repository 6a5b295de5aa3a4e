"""Says what is wrong with the fields of a note's form (B1)."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.core.commands import FormCommand, FormValues
from bot.core.common_cards import NAME_TOO_LONG
from bot.core.feature import Check, Checks, of_values
from bot.core.form_values import LONGEST_NAME, date_of, text_of
from bot.features.notes.cards import forms
from bot.features.notes.commands import ChangeNote, SaveNote
from bot.features.notes.form import lines_of, names_of, read_promise


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
    bad = [read for line in lines_of(values, "commitments") if isinstance(read := read_promise(line), str)]
    if bad:
        wrong["commitments"] = bad[0]
    return wrong


def _new_note(values: FormValues) -> dict[str, str]:
    return _note({"text": "", **values})


CHECKS: Checks = {
    SaveNote: _not_in_the_future(of_values(_new_note)),
    ChangeNote: _not_in_the_future(of_values(_note)),
}
"""The check of each form, by the command that the form sends."""
