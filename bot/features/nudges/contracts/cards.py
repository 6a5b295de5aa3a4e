"""Lines of what is coming, as nudges and other features show them (B3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.core.cards import Button, Row
from bot.core.deliveries import About
from bot.core.notes import Promiser
from bot.core.rich import Bold, Rich, rich
from bot.core.words import shorten, when
from bot.features.nudges.contracts.values import NudgeState
from bot.features.people.commands import ShowContact

_RESTS = {NudgeState.SNOOZED: "snoozed", NudgeState.POSTED: "brought up already"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """A contact or a promise that will be brought up; `on` is the member's local date."""

    name: str
    company: str
    on: date
    contact_id: str
    commitment_id: str = ""
    what: str = ""
    by: Promiser | None = None
    """Who promised it; None where it is no promise."""
    due_on: date | None = None
    touched_on: date | None = None
    """The local date on which the member and the person were last in touch."""
    rests_as: NudgeState | None = None
    """The state of the nudge because of which it is not brought up today."""

    def is_today(self, today: date) -> bool:
        """Whether its time has come: a promise that is due counts even when it was brought up already."""
        return self.on <= today or (self.due_on is not None and self.due_on <= today)

    @property
    def about(self) -> About:
        """Ids of the contact and the commitment that the line names."""
        return tuple(id for id in (self.contact_id, self.commitment_id) if id)


def coming_row(row: Coming, today: date) -> Row:
    """Show a contact or a promise, and when it is brought up, or since when it is overdue."""
    due = ("now",) if row.on <= today else when(row.on, today)
    if row.due_on is not None and row.due_on <= today:
        due = ("was due " if row.due_on < today else "due ", *when(row.due_on, today))
    note = f", {_RESTS[row.rests_as]}" if row.rests_as in _RESTS else ""
    button = Button(label="Show", command=ShowContact(contact_id=row.contact_id)) if row.contact_id else None
    return Row(text=rich(*who_and_whom(row), " · ", *due, note), button=button)


def who_and_whom(row: Coming) -> Rich:
    """Say who it is about and, of a promise, who gave it to whom: "You promised Ana Ruiz: the paper"."""
    who = rich(Bold(row.name), f" ({row.company})" if row.company else "") if row.name else ()
    if not row.what:
        return who
    what = shorten(row.what.rstrip(". "), 120)
    if row.by is Promiser.CONTACT:
        return rich(*(who or ("Somebody",)), f" promised you: {what}")
    return rich("You promised ", *who, f": {what}") if who else rich(f"You promised: {what}")
