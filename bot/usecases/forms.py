"""Reads what a form sends, and says beside each field what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.investment import InvestmentTest
from bot.domain.notes import Promiser
from bot.messages.assessing import AssessWritten, KeepDispute
from bot.messages.commands import FormCommand, FormValues, Sent, Surface
from bot.messages.learning import SaveAttitude, SaveTerm, SubmitCheck
from bot.messages.notes import ChangeContact, ChangeNote, SaveNote
from bot.messages.nudges import SnoozeUntil
from bot.messages.settings import SaveSettings
from bot.texts import assessment_forms, glossary, mindset, text_check
from bot.texts import note_forms as texts
from bot.usecases.form_values import date_of as date_of
from bot.usecases.form_values import text_of as text_of
from bot.usecases.lookahead.round_checks import ROUND_CHECKS
from bot.usecases.planning.planning_checks import PLANNING_CHECKS
from bot.usecases.portfolios.portfolio_forms import CHECKS as PORTFOLIO_CHECKS
from bot.usecases.timing.time_checks import settings_problems, snooze_problems
from bot.usecases.turn import Turn

_LONGEST_NAME = 120
_PROMISE = re.compile(r"^\s*(me|i|them|they|he|she)\s*:\s*(.+?)\s*$", re.IGNORECASE)
_DUE = re.compile(r"[,;]?\s*\bby\s+(\d\S*)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WrittenPromise:
    """A line of the promises field, understood."""

    by: Promiser
    what: str
    due_on: date | None


async def only_shown(turn: Turn[Sent]) -> None:
    """A form that only showed something was closed with its button: there is nothing to do."""


def validate(command: FormCommand, now: datetime) -> dict[str, str]:
    """What is wrong with a form's values now (UTC), as sentences by field; empty when all is well."""
    return _not_yet(command, now) | _problems(command)


def _problems(command: FormCommand) -> dict[str, str]:
    whole = PLANNING_CHECKS.get(type(command)) or ROUND_CHECKS.get(type(command))
    if whole is not None:
        return whole(command)
    check = _CHECKS.get(type(command))
    values: FormValues = getattr(command, "values", {})
    return check(values) if check else {}


def names_of(values: FormValues, field: str) -> list[str]:
    """Names with commas, semicolons or line ends between them."""
    parts = re.split(r"[,;\n]+(?![^(]*\))", text_of(values, field))
    return list(dict.fromkeys(" ".join(part.split()) for part in parts if part.strip()))


def promises_of(values: FormValues, field: str) -> list[WrittenPromise]:
    """The promises of a form, one a line; lines that are not understood are left out."""
    return [read for line in _lines(values, field) if isinstance(read := read_promise(line), WrittenPromise)]


def read_promise(line: str) -> WrittenPromise | str:
    """A promise out of one line, or a sentence that says what is wrong with the line."""
    found = _PROMISE.match(line)
    if not found:
        return texts.not_a_promise(line)
    what, due_on = found[2], None
    if due := _DUE.search(what):
        try:
            due_on = date.fromisoformat(due[1].rstrip("."))
        except ValueError:
            return texts.not_a_due_date(line)
        what = what[: due.start()].strip()
    if not what:
        return texts.not_a_promise(line)
    by = Promiser.MEMBER if found[1].lower() in ("me", "i") else Promiser.CONTACT
    return WrittenPromise(by, what, due_on)


def place_of(turn: Turn[Any]) -> str | None:
    """The card that a form was opened from, as `conversation/message`."""
    origin = turn.origin
    if origin.surface is Surface.BUTTON and origin.conversation and origin.message:
        return f"{origin.conversation}/{origin.message}"
    return None


def _lines(values: FormValues, field: str) -> list[str]:
    return [line for line in text_of(values, field).splitlines() if line.strip()]


def _note(values: FormValues) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if "text" in values and not text_of(values, "text"):
        wrong["text"] = texts.WRITE_SOMETHING
    if any(len(name) > _LONGEST_NAME for name in names_of(values, "people")):
        wrong["people"] = texts.NAME_TOO_LONG
    if text_of(values, "date") and date_of(values, "date") is None:
        wrong["date"] = texts.NOT_A_DATE
    bad = [read for line in _lines(values, "commitments") if isinstance(read := read_promise(line), str)]
    if bad:
        wrong["commitments"] = bad[0]
    return wrong


def _not_yet(command: FormCommand, now: datetime) -> dict[str, str]:
    """Whether a note tells of a day that has not come where the member is."""
    if not isinstance(command, SaveNote | ChangeNote):
        return {}
    day = date_of(command.values, "date")
    today = now.astimezone(ZoneInfo(command.zone)).date()
    return {"date": texts.NOT_YET} if day is not None and day > today else {}


def _new_note(values: FormValues) -> dict[str, str]:
    return _note({"text": "", **values})


def _contact(values: FormValues) -> dict[str, str]:
    name = text_of(values, "name")
    if not name:
        return {"name": texts.NAME_NEEDED}
    return {"name": texts.NAME_TOO_LONG} if len(name) > _LONGEST_NAME else {}


def _action(values: FormValues) -> dict[str, str]:
    return {} if text_of(values, "action") else {"action": assessment_forms.WRITE_AN_ACTION}


def _dispute(values: FormValues) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if text_of(values, "test") not in set(InvestmentTest):
        wrong["test"] = assessment_forms.WHICH_TEST
    if not text_of(values, "reason"):
        wrong["reason"] = assessment_forms.SAY_WHY
    return wrong


def _needed(values: FormValues, **problems: str) -> dict[str, str]:
    return {field: problem for field, problem in problems.items() if not text_of(values, field)}


_CHECKS: dict[type[FormCommand], Callable[[FormValues], dict[str, str]]] = {
    SaveNote: _new_note,
    ChangeNote: _note,
    ChangeContact: _contact,
    AssessWritten: _action,
    KeepDispute: _dispute,
    **PORTFOLIO_CHECKS,
    SaveSettings: settings_problems,
    SnoozeUntil: snooze_problems,
    SubmitCheck: lambda values: _needed(values, text=text_check.NO_WORDS),
    SaveTerm: lambda values: _needed(
        values, term=glossary.TERM_NEEDED, definition=glossary.DEFINITION_NEEDED
    ),
    SaveAttitude: lambda values: _needed(values, answer=mindset.WRITE_SOMETHING),
}
