"""Commands about checking texts, common terms, focus, the partner's view and lessons (P5, F6, S1 to S7)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from bot.messages.commands import Command, FormCommand, FormValues, no_values


@dataclass(frozen=True, slots=True)
class OpenCheck(Command):
    """Open the form that a text is pasted into, to be checked."""

    needs_form: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class CheckText(Command):
    """Check these words."""

    text: str


@dataclass(frozen=True, slots=True)
class SubmitCheck(FormCommand):
    """A pasted text from the form."""

    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class ShowCheck(Command):
    """Show one part of a check that was made, a page at a time; an empty part is the summary."""

    check_id: str
    part: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class DefineTerm(Command):
    """Say what a term means, for the whole workspace."""

    term: str
    definition: str


@dataclass(frozen=True, slots=True)
class OpenTerm(Command):
    """Open the form that defines or changes a term."""

    needs_form: ClassVar[bool] = True
    term: str = ""


@dataclass(frozen=True, slots=True)
class SaveTerm(FormCommand):
    """A term and its meaning from the form."""

    card: str | None = None
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class LookUp(Command):
    """Say what a term means."""

    term: str


@dataclass(frozen=True, slots=True)
class ListTerms(Command):
    """List the workspace's terms, a page at a time."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class TermHistory(Command):
    """Show the wordings that a term has had."""

    term_id: str


@dataclass(frozen=True, slots=True)
class RemoveTerm(Command):
    """Take a term out of the workspace's glossary (after a confirmation)."""

    term_id: str


@dataclass(frozen=True, slots=True)
class Reflect(Command):
    """Open the private question about one's attitude to somebody; without a name, to whom it is due."""

    needs_form: ClassVar[bool] = True
    name: str = ""
    contact_id: str = ""


@dataclass(frozen=True, slots=True)
class TurnQuestion(Command):
    """Put another private question into the form that is open."""

    contact_id: str
    skip: int = 0


@dataclass(frozen=True, slots=True)
class SaveAttitude(FormCommand):
    """The private answer; its payload is erased as soon as it is stored."""

    private: ClassVar[bool] = True
    contact_id: str
    question_id: str
    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class ListAttitudes(Command):
    """Show one's own private answers, in the form that is open."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class DeleteAttitude(Command):
    """Delete a private answer for good (after a confirmation)."""

    attitude_id: str


@dataclass(frozen=True, slots=True)
class ShowFocus(Command):
    """Sort the member's planned activities into the three levels; one level a page at a time."""

    level: int = 0
    page: int = 0


@dataclass(frozen=True, slots=True)
class MoveActivity(Command):
    """Say to which level of focus an activity belongs."""

    activity_id: str
    level: int


@dataclass(frozen=True, slots=True)
class ProposeDelegation(Command):
    """What to mind when somebody else does an activity, as words to copy."""

    activity_id: str


@dataclass(frozen=True, slots=True)
class ViewFrom(Command):
    """How the relationship looks from a contact's side."""

    name: str
    contact_id: str = ""


@dataclass(frozen=True, slots=True)
class ShowLesson(Command):
    """Show a short lesson: on a topic, for a moment, or this one."""

    topic: str = ""
    moment: str = ""
    lesson_id: str = ""


@dataclass(frozen=True, slots=True)
class PassOn(Command):
    """Give a lesson as words to copy, for a colleague or a partner."""

    lesson_id: str


@dataclass(frozen=True, slots=True)
class OfferLessons(Command):
    """Offer lessons at their moments, or stop that."""

    offered: bool
