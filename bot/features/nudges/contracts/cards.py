"""Lines of what is coming, as nudges and other features show them (B3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.core.cards import Button, Row
from bot.core.deliveries import About
from bot.core.rich import Bold, rich
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
    touched_on: date | None = None
    """The local date on which the member and the person were last in touch."""
    rests_as: NudgeState | None = None
    """The state of the nudge because of which it is not brought up today."""

    @property
    def about(self) -> About:
        """Ids of the contact and the commitment that the line names."""
        return tuple(id for id in (self.contact_id, self.commitment_id) if id)


def coming_row(row: Coming, today: date) -> Row:
    """Show a contact or a promise, and when it is brought up."""
    due = ("now",) if row.on <= today else when(row.on, today)
    who = rich(Bold(row.name), f" ({row.company})" if row.company else "") if row.name else ()
    what = f"{': ' if row.name else ''}{shorten(row.what, 120)}" if row.what else ""
    note = f", {_RESTS[row.rests_as]}" if row.rests_as in _RESTS else ""
    button = Button(label="Show", command=ShowContact(contact_id=row.contact_id)) if row.contact_id else None
    return Row(text=rich(*who, what, " · ", *due, note), button=button)
