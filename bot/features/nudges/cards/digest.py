"""The digest of what a week had no room for: a line for each, with what can be done about it (B3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.cards import Button, Card, Row
from bot.core.common_cards import undo_button
from bot.core.deliveries import About
from bot.core.notes import CommitmentState, Promiser
from bot.core.rich import Code, Day, Rich, rich
from bot.core.words import ago, quiet
from bot.features.fit.commands import ReviewFit
from bot.features.nudges.cards.nudges import due_words, snooze_label
from bot.features.nudges.commands import DraftMessage, Snooze
from bot.features.nudges.contracts.cards import Coming, who_and_whom
from bot.features.nudges.contracts.values import Nudge, NudgeState
from bot.features.people.commands import LogTouch, SettleCommitment

LATE = ":late"
"""How the subject of a digest ends that came after an outage."""
_DIGESTS = (
    "This week had no room for these. Two lines to one of them would be enough:",
    "These had to wait while others came first. Is there somebody among them you would like to hear?",
    "The rest of the week's people and promises, in short:",
)
"""How a digest begins, a different way from week to week."""
_AFTER_OUTAGE = "I was away for a while. Here is what came up meanwhile, all at once:"


@dataclass(frozen=True, slots=True)
class DigestLine:
    """One line of a digest: its nudge, what it is about, and how it was settled where it was."""

    nudge: Nudge
    row: Coming
    tries: int = 0
    """How many nudges about it before got no answer."""
    change: str = ""
    """What undoes that it was let rest just now."""

    @property
    def about(self) -> About:
        """The ids that the line speaks of."""
        return tuple(dict.fromkeys((*self.row.about, *self.nudge.ids)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The member's today, and their next working day."""

    today: date
    next: date
    weekdays: frozenset[int]


def digest_card(lines: Sequence[DigestLine], more: int, days: Days, *, late: bool = False) -> Card:
    """Show in one card what was more than the budget; `more` counts what it has no line for."""
    week = lines[0].nudge.on.toordinal() // 7
    waiting = any(each.nudge.state is NudgeState.POSTED for each in lines)
    first = _AFTER_OUTAGE if late else _DIGESTS[week % len(_DIGESTS)]
    return Card(
        header="Also worth a thought",
        text=(first if waiting else "Nothing of this is left to do.",),
        parts=tuple(_line(each, days) for each in lines),
        context=quiet(f"and {more} more" if more else "", rich("All of it: ", Code("/tactegic nudges"))),
    )


def _line(line: DigestLine, days: Days) -> Row:
    nudge = line.nudge
    match nudge.state:
        case NudgeState.TAKEN_BACK:
            return Row(text=rich(*who_and_whom(line.row), " · settled"))
        case NudgeState.SNOOZED:
            undo = undo_button(line.change) if line.change else None
            return Row(text=rich(*who_and_whom(line.row), " · again on ", Day(nudge.again_on)), button=undo)
        case NudgeState.POSTED:
            return Row(text=rich(*who_and_whom(line.row), *_since(line, days)), menu=_menu(line, days))


def _since(line: DigestLine, days: Days) -> Rich:
    row = line.row
    if row.due_on is not None:
        return rich(", ", *due_words(row.due_on, days.today, days.weekdays))
    if row.touched_on is None:
        return (", not in touch yet",)
    return (f", last in touch {ago(row.touched_on, days.today)}",)


def _menu(line: DigestLine, days: Days) -> tuple[Button, ...]:
    nudge, row = line.nudge, line.row
    draft = (
        (
            Button(
                label="Draft a message",
                command=DraftMessage(row.contact_id, row.commitment_id),
                opens_form=True,
            ),
        )
        if row.contact_id
        else ()
    )
    rests = (
        Button(label=snooze_label(days.today, days.next), command=Snooze(nudge.id, _between(days))),
        Button(label="Snooze for a month", command=Snooze(nudge.id, 30)),
    )
    if row.commitment_id:
        kept = SettleCommitment(row.commitment_id, CommitmentState.KEPT)
        done = Button(label="I have it" if row.by is Promiser.CONTACT else "Done", command=kept)
        dropped = SettleCommitment(row.commitment_id, CommitmentState.DROPPED)
        return (done, *draft, *rests, Button(label="No longer needed", command=dropped))
    touched = Button(label="Done: in touch today", command=LogTouch(contact_id=row.contact_id))
    fit = (
        (Button(label="Fit review", command=ReviewFit(contact_id=row.contact_id)),) if line.tries > 1 else ()
    )
    return (touched, *draft, *rests, *fit)


def _between(days: Days) -> int:
    return (days.next - days.today).days
