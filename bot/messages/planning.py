"""Commands about plans, goals, meetings and mutual objectives (R1, F3, F4, F7)."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.messages.commands import Command, FormCommand, FormValues, no_values

# -- plans (R1) ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShowPlan(Command):
    """Show the plan for a contact or an account; without either, all that is planned."""

    name: str = ""
    contact_id: str = ""
    account_id: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class AddActivity(Command):
    """Put an activity on a plan. Plain words say all at once; without them a form opens."""

    text: str = ""
    name: str = ""
    contact_id: str = ""
    account_id: str = ""


@dataclass(frozen=True, slots=True)
class EditActivity(Command):
    """Open the form that changes an activity; `alone` says that the card speaks of nothing else."""

    activity_id: str
    alone: bool = False


@dataclass(frozen=True, slots=True)
class SaveActivity(FormCommand):
    """A new or changed activity from the form."""

    contact_id: str = ""
    account_id: str = ""
    activity_id: str = ""
    card: str | None = None
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class FinishActivity(Command):
    """Open the form that says how an activity went."""

    activity_id: str


@dataclass(frozen=True, slots=True)
class SaveOutcome(FormCommand):
    """How an activity went, from the form."""

    activity_id: str
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class DropActivity(Command):
    """Take an activity off the plan; it stays among what was."""

    activity_id: str


# -- goals (F3) ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShowGoals(Command):
    """Show the goals of a relationship, or all of the member's."""

    name: str = ""
    contact_id: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class AddGoal(Command):
    """Set a goal; without a text a form opens. `period` is a Period, empty for a month."""

    text: str = ""
    period: str = ""
    name: str = ""
    contact_id: str = ""


@dataclass(frozen=True, slots=True)
class SaveGoal(FormCommand):
    """A new goal from the form."""

    contact_id: str = ""
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class SwapGoal(Command):
    """Drop one goal for the fourth: a new one, or one carried over from a period that is past."""

    drop: str
    text: str = ""
    carry: str = ""


@dataclass(frozen=True, slots=True)
class SettleGoal(Command):
    """Say how a goal stands (`state` is a GoalState)."""

    goal_id: str
    state: str


@dataclass(frozen=True, slots=True)
class CarryGoal(Command):
    """Carry a goal over into the next period, by choice."""

    goal_id: str


@dataclass(frozen=True, slots=True)
class ReviewGoals(Command):
    """Look at the goals whose period is over, or ends soon."""

    page: int = 0


# -- meetings and reviews (F4) ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShowMeeting(Command):
    """Draft the agenda of a review meeting with a contact, or show the one that is kept.

    `beside` leaves the card where it was pressed as it is: others may be chosen there, too.
    """

    name: str = ""
    contact_id: str = ""
    beside: bool = False


@dataclass(frozen=True, slots=True)
class EditAgenda(Command):
    """Open the agenda of a meeting in a form."""

    contact_id: str


@dataclass(frozen=True, slots=True)
class SaveAgenda(FormCommand):
    """The agenda from the form."""

    contact_id: str
    card: str | None = None
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class EditSummary(Command):
    """Open the summary of a meeting in a form."""

    contact_id: str


@dataclass(frozen=True, slots=True)
class SaveSummary(FormCommand):
    """The summary from the form, with the sentences that the member ticked."""

    contact_id: str
    card: str | None = None
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class ListMeetings(Command):
    """Earlier meetings with a contact."""

    contact_id: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenMeeting(Command):
    """Show one earlier meeting whole."""

    meeting_id: str


@dataclass(frozen=True, slots=True)
class Review(Command):
    """The member's own review of a relationship at a period's end."""

    name: str = ""
    contact_id: str = ""


@dataclass(frozen=True, slots=True)
class WriteReview(Command):
    """Open the form of the own review."""

    contact_id: str


@dataclass(frozen=True, slots=True)
class SaveReview(FormCommand):
    """The own review from the form."""

    contact_id: str
    card: str | None = None
    values: FormValues = field(default_factory=no_values)


# -- mutual objectives (F7) ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShowObjective(Command):
    """Show the mutual objective of a relationship, or of a company; by its own id, a colleague's."""

    name: str = ""
    contact_id: str = ""
    account_id: str = ""
    objective_id: str = ""


@dataclass(frozen=True, slots=True)
class EditObjective(Command):
    """Open the mutual objective in a form."""

    contact_id: str = ""
    account_id: str = ""


@dataclass(frozen=True, slots=True)
class SaveObjective(FormCommand):
    """The mutual objective from the form; `ours` and `theirs` name the two sides."""

    ours: str
    theirs: str
    contact_id: str = ""
    account_id: str = ""
    card: str | None = None
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class ObjectiveHistory(Command):
    """Earlier versions of a mutual objective; `objective_id` names a colleague's."""

    contact_id: str = ""
    account_id: str = ""
    page: int = 0
    objective_id: str = ""


@dataclass(frozen=True, slots=True)
class ShareObjective(Command):
    """Open the form that says with which account teams a mutual objective is shared."""

    contact_id: str = ""
    account_id: str = ""


@dataclass(frozen=True, slots=True)
class SaveObjectiveSharing(FormCommand):
    """With which teams a mutual objective is shared, from the form."""

    contact_id: str = ""
    account_id: str = ""
    card: str | None = None
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class TakeBackObjective(Command):
    """Share a mutual objective with nobody any more."""

    contact_id: str = ""
    account_id: str = ""
