"""The card of the three investment tests: what an action shows, test by test, and what would pass (R3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.core.cards import Button, Card, Choices, Part, Passage, Row, Style
from bot.core.coaching.investment import Assessment, Dispute, Judgement, Network, Verdict
from bot.core.common_cards import outcome_words, undo_button
from bot.core.knowledge.questions import ClarifyingQuestion
from bot.core.notes import Note
from bot.core.rich import Bold, Day, Italic, Rich, Span, rich
from bot.core.words import join_words, quiet, shorten, simple_mode
from bot.features.assessment.cards.verdicts import NAMES, SIGNS, WORDS, first_line
from bot.features.assessment.commands import (
    ClarifyAction,
    Disagree,
    ExplainTests,
    KeepActionAsNote,
    ListAssessments,
    PutOnPlan,
    ReviseAction,
    ServeNetwork,
    ShowWholeAssessment,
)
from bot.features.notes.commands import OpenNote
from bot.language.names import with_name

YOU_SAID = "You said so."
"""The reason of a verdict that a prepared answer decided."""


_OTHER_SIDE = "the other side"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentView:
    """An assessment and what its card says of it."""

    assessment: Assessment
    people: tuple[str, ...] = ()
    """Whom it is for, each with the company in brackets."""
    contact: str = ""
    """The name that a question uses."""
    notes: tuple[Note, ...] = ()
    """The notes that evidence and rewritten action rest on, in the order of their numbers."""
    question: ClarifyingQuestion | None = None
    earlier: tuple[Dispute, ...] = ()
    """Disagreements of before about the same tests and the same contact."""
    followed: tuple[Assessment, ...] = ()
    """Earlier tests for the same contact of which the member said what followed, the newest first."""
    zone: str = "UTC"
    """The member's time zone, in which dates are shown."""
    change: str = ""
    offers: tuple[Button, ...] = ()
    """A minute on what failed, in the menu in place of earlier tests (S7)."""
    whole: bool = False
    """Whether the reasons of all tests are shown, and not only that of the one to begin with."""

    @property
    def first(self) -> Judgement | None:
        """The test to begin with: the first that fails.

        None where all reasons are shown at once: they were asked for, disputed, or at most one test fails.
        """
        fails = [each for each in self.assessment.judgements if each.verdict is Verdict.FAIL]
        return None if self.whole or self.assessment.disputes or len(fails) < 2 else fails[0]

    @property
    def about(self) -> tuple[str, ...]:
        """The ids that its card speaks of."""
        notes = (note.id for note in self.notes)
        return (*self.assessment.about, *notes, *(each.id for each in self.followed))


def assessment_card(view: AssessmentView) -> Card:
    """The card of an assessment: what the action shows, each test, then one question or what would pass."""
    return Card(
        text=first_line(view.assessment),
        parts=(*_tests(view), *_disputes(view), *_followed(view), *_asks(view), *_rewrite(view)),
        context=_context(view),
        buttons=_buttons(view),
        menu=_menu(view),
    )


def _tests(view: AssessmentView) -> list[Part]:
    about = f"{join_words(view.people)}: " if view.people else ""
    action = shorten(view.assessment.action, 220)
    said = Passage(text=rich(about, Italic(f"“{action}”")))
    judgements, first = view.assessment.judgements, view.first
    if first is None:
        return [said, *(Passage(text=tuple(_line(judgement, view))) for judgement in judgements)]
    others = [each for each in judgements if each is not first]
    spans: list[Span] = []
    for each in others:
        spans += ["\n" if spans else "", *_verdict(each)]
    more = Button(label="What else?", command=ShowWholeAssessment(view.assessment.id))
    lines = (Passage(text=tuple(_line(first, view))), Passage(text=tuple(spans)))
    return [said, *lines, Choices(buttons=(more,))]


def _verdict(judgement: Judgement) -> list[Span]:
    """A test with its verdict, without the reason."""
    sign, word = SIGNS[judgement.verdict], WORDS[judgement.verdict].removeprefix("is ")
    return [f"{sign}  ", Bold(f"{NAMES[judgement.test]}: {word}.")]


def _line(judgement: Judgement, view: AssessmentView) -> list[Span]:
    numbers: dict[str, int] = {note.id: number for number, note in enumerate(view.notes, 1)}
    spans = _verdict(judgement)
    spans += [f" {judgement.why}"] if judgement.why else []
    for evidence in judgement.evidence:
        number = numbers.get(evidence.note_id) if evidence.note_id else None
        spans += [" ", Italic(f"“{shorten(evidence.quote, 90)}”")]
        spans += [f" [{number}]"] if number else []
    return spans


def _disputes(view: AssessmentView) -> list[Part]:
    now = [_disputed("You disagree", dispute, view.zone) for dispute in view.assessment.disputes]
    before = [_disputed("You disagreed before", dispute, view.zone) for dispute in view.earlier[:2]]
    return [Passage(text=text) for text in (*now, *before)]


def _disputed(start: str, dispute: Dispute, zone: str) -> Rich:
    return rich(
        f"{start} about ",
        Bold(NAMES[dispute.test].lower()),
        ": ",
        Italic(f"“{shorten(dispute.reason, 200)}”"),
        " (",
        local_day(dispute.at, zone),
        ")",
    )


def _followed(view: AssessmentView) -> list[Part]:
    """What followed from this action, and from earlier ones for the same contact."""
    own = outcome_words(view.assessment)
    lines: list[Rich] = [rich("What followed: ", *own)] if own else []
    for each in view.followed[:2]:
        words = Italic(f"“{shorten(each.action, 120)}”")
        day = local_day(each.created_at, view.zone)
        lines.append(rich("What followed before from ", words, " (", day, "): ", *outcome_words(each)))
    return [Passage(text=line) for line in lines]


def _asks(view: AssessmentView) -> list[Part]:
    question, test = view.question, view.assessment.next_unclear
    if question is None or test is None:
        return []
    buttons = tuple(
        Button(
            label=fill_name(answer.label, view.contact),
            command=ClarifyAction(view.assessment.id, test.value, question.id, number),
        )
        for number, answer in enumerate(question.answers)
    )
    asked = rich(
        Bold(fill_name(question.text, view.contact)), "\nPick one, or answer here in your own words."
    )
    return [Passage(text=asked), Choices(buttons=buttons)]


def fill_name(text: str, contact: str) -> str:
    """A question or an answer with the contact's name put in."""
    return with_name(text, "contact", contact or _OTHER_SIDE)


def _rewrite(view: AssessmentView) -> list[Part]:
    assessment = view.assessment
    parts: list[Part] = []
    if assessment.rewrite:
        numbers = [n for n, note in enumerate(view.notes, 1) if note.id in assessment.rewrite_notes]
        sources = "".join(f" [{number}]" for number in numbers)
        kind = _template(assessment, bool(numbers))
        parts.append(
            Passage(
                heading="What would pass", text=rich(f"{assessment.rewrite}.{sources}", "\n", Italic(kind))
            )
        )
    return [*parts, *(_source(number, note) for number, note in enumerate(view.notes, 1))]


def _template(assessment: Assessment, from_notes: bool) -> str:
    if not assessment.rewrite_is_template:
        return ""
    if "[" in assessment.rewrite:
        return "A template: fill in what stands in brackets, and change what does not fit."
    return f"A template{' with words of your note' if from_notes else ''}: change what does not fit."


def _source(number: int, note: Note) -> Row:
    return Row(
        text=rich(f"[{number}] ", Day(note.occurred_on), f"  {shorten(note.text, 110)}"),
        button=Button(label="Open", command=OpenNote(note.id), opens_form=True),
    )


def _context(view: AssessmentView) -> Rich:
    assessment = view.assessment
    unknown = join_words(assessment.unknown_people, "or")
    return quiet(
        "Your own career network" if assessment.network is Network.CAREER else "",
        f"I know no contact called {unknown} yet" if unknown else "",
        simple_mode(assessment.provenance.mode),
    )


def _buttons(view: AssessmentView) -> tuple[Button, ...]:
    assessment = view.assessment
    plan = Button(label="Put on plan", command=PutOnPlan(assessment.id), style=Style.PRIMARY)
    return (
        *(() if view.question else (plan,)),
        Button(label="Revise", command=ReviseAction(assessment.id), opens_form=True),
        Button(label="I disagree", command=Disagree(assessment.id), opens_form=True),
    )


def _menu(view: AssessmentView) -> tuple[Button, ...]:
    assessment = view.assessment
    other = Network.CLIENT if assessment.network is Network.CAREER else Network.CAREER
    label = "It serves my own network" if other is Network.CAREER else "It serves a client"
    undo = (undo_button(view.change),) if view.change else ()
    return (
        Button(label="Why these tests", command=ExplainTests(assessment.id), opens_form=True),
        Button(label=label, command=ServeNetwork(assessment.id, other.value)),
        *(view.offers or (Button(label="Earlier tests", command=ListAssessments()),)),
        Button(label="Keep it as a note", command=KeepActionAsNote(assessment.id)),
        *undo,
    )


def local_day(at: datetime, zone: str) -> Day:
    """The date of a point in time in the member's time zone."""
    return Day(at.astimezone(ZoneInfo(zone)).date())
