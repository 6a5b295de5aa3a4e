"""The card that asks what became of expectations and tested actions (R2, R3)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.core.cards import Button, Card, Choices, Part, Passage, Row
from bot.core.coaching.investment import ActionOutcome, Assessment
from bot.core.common_cards import outcome_words
from bot.core.rich import Bold, Day, Italic, Rich, rich
from bot.core.turn import Turn
from bot.core.words import join_words, plural, sentence, shorten
from bot.features.hindsight.commands import (
    TAKE_BACK,
    AnswerExpectation,
    DescribeOutcome,
    ListExpectations,
    TellOutcome,
)
from bot.features.hindsight.contracts.looking import LookBackView
from bot.features.hindsight.contracts.values import ExpectationAnswer, ExpectationOutcome, TrackRecord
from bot.features.hindsight.rules import Expectation


@dataclass(frozen=True, slots=True)
class LookBackContext:
    """What the words of a look back need of its reader: names of contacts by their ids, days, the record."""

    names: Callable[[Sequence[str]], Sequence[str]]
    day_of: Callable[[datetime], date]
    today: date
    record: TrackRecord


def context_of(turn: Turn[Any], record: TrackRecord) -> LookBackContext:
    """What the words of a look back need of the member of a Turn."""
    return LookBackContext(turn.people.names, turn.day_of, turn.today, record)


ANSWERS = {
    ExpectationAnswer.YES: "Yes, it did",
    ExpectationAnswer.NO: "No",
    ExpectationAnswer.MOVED: "Not yet",
    ExpectationAnswer.DROPPED: "Drop it",
}
TURNED_OUT = {
    ExpectationAnswer.YES: "it came true",
    ExpectationAnswer.NO: "it did not happen",
    ExpectationAnswer.MOVED: "not yet",
    ExpectationAnswer.DROPPED: "dropped",
}
_FOLLOWED = {
    ActionOutcome.SOMETHING: "Something came of it",
    ActionOutcome.NOTHING: "Nothing so far",
    ActionOutcome.NOT_DONE: "I did not do it",
}
_LONG_AGO = 60
"""Days after which the month says enough of when something was expected."""


def look_back_card(view: LookBackView, context: LookBackContext) -> Card:
    """Ask what became of each, or say what the member answered: one question, or a line for each."""
    if not view.expectations and not view.actions:
        return Card(text=("Nothing of this is left to look back on.",))
    if len(view.expectations) + len(view.actions) == 1:
        return _one(view, context)
    rows = [_expected_row(each, outcome, context) for each, outcome in view.expectations]
    rows += [_tested_row(each, context) for each in view.actions]
    waits = any(outcome.answer is None for _, outcome in view.expectations)
    waits = waits or any(each.outcome is None for each in view.actions)
    first = "Looking back: what became of these?" if waits else "Looking back: that is all, thank you."
    return Card(text=(first,), parts=tuple(rows), context=_context(view, context.record), buttons=_more(view))


def _one(view: LookBackView, context: LookBackContext) -> Card:
    """The card of a single question, which loses its answers once one was given."""
    quiet, more = _context(view, context.record), _more(view)
    for expectation, outcome in view.expectations:
        told = expected(expectation, context)
        if outcome.answer is None:
            asked = Choices(buttons=answer_buttons(expectation.id))
            return Card(text=rich(*told, ". Did it happen?"), parts=(asked,), context=quiet, buttons=more)
        undo = Button(label="Undo", command=AnswerExpectation(expectation.id, TAKE_BACK))
        text = rich(*told, f": {TURNED_OUT[outcome.answer]}.")
        return Card(text=text, context=quiet, buttons=(*more, undo))
    [action] = view.actions
    return _one_action(action, context, quiet)


def _one_action(action: Assessment, context: LookBackContext, quiet: Rich) -> Card:
    told = _tested(action, context)
    if action.outcome is None:
        asked: tuple[Part, ...] = (Choices(buttons=_outcome_buttons(action)),)
        return Card(text=rich(*told, ". What followed?"), parts=asked, context=quiet)
    undo = Button(label="Undo", command=TellOutcome(action.id, TAKE_BACK))
    words = Passage(text=rich("What followed: ", *outcome_words(action)))
    return Card(text=rich(*told, "."), parts=(words,), context=("I keep it with the test",), buttons=(undo,))


def answer_buttons(expectation_id: str, *, listed: int = 0) -> tuple[Button, ...]:
    """The answers to an expectation whose time has passed."""
    return tuple(
        Button(label=label, command=AnswerExpectation(expectation_id, answer.value, listed))
        for answer, label in ANSWERS.items()
    )


def _outcome_buttons(action: Assessment) -> tuple[Button, ...]:
    """What may have followed from an action: three answers, and free words."""
    prepared = (
        Button(label=label, command=TellOutcome(action.id, outcome.value))
        for outcome, label in _FOLLOWED.items()
    )
    words = Button(label="In my own words …", command=DescribeOutcome(action.id), opens_form=True)
    return (*prepared, words)


def expected(expectation: Expectation, context: LookBackContext) -> Rich:
    """ "In March you expected “they sign in May” (Ana Ruiz)", without a full stop."""
    when: Rich = ("On ", Day(expectation.told_on))
    if (context.today - expectation.told_on).days > _LONG_AGO:
        year = "" if expectation.told_on.year == context.today.year else f" {expectation.told_on.year}"
        when = (f"In {expectation.told_on:%B}{year}",)
    return rich(*when, " you expected ", *quoted(expectation, context))


def quoted(expectation: Expectation, context: LookBackContext) -> Rich:
    """ "“they sign in May” (Ana Ruiz)"."""
    whose = join_words(list(context.names(expectation.contact_ids))[:3])
    quote = Italic(f"“{shorten(expectation.quote, 160)}”")
    return rich(quote, *((" (", Bold(whose), ")") if whose else ()))


def _tested(action: Assessment, context: LookBackContext) -> Rich:
    """ "On 3 March you tested “an hour at her desk” (Ana Ruiz)", without a full stop."""
    whose = join_words(list(context.names(action.contact_ids))[:3])
    words = Italic(f"“{shorten(action.action, 160)}”")
    day = Day(context.day_of(action.created_at))
    return rich("On ", day, " you tested ", words, *((" (", Bold(whose), ")") if whose else ()))


def _expected_row(each: Expectation, outcome: ExpectationOutcome, context: LookBackContext) -> Row:
    told = expected(each, context)
    if outcome.answer is None:
        return Row(text=rich(*told, ". Did it happen?"), menu=answer_buttons(each.id))
    undo = Button(label="Undo", command=AnswerExpectation(each.id, TAKE_BACK))
    return Row(text=rich(*told, f": {TURNED_OUT[outcome.answer]}."), button=undo)


def _tested_row(action: Assessment, context: LookBackContext) -> Row:
    told = _tested(action, context)
    if action.outcome is None:
        return Row(text=rich(*told, ". What followed?"), menu=_outcome_buttons(action))
    undo = Button(label="Undo", command=TellOutcome(action.id, TAKE_BACK))
    return Row(text=rich(*told, ": ", *outcome_words(action), "."), button=undo)


def _context(view: LookBackView, record: TrackRecord) -> Rich:
    if record.decided and view.expectations:
        return (record_words(record),)
    return ("I ask this once, and only you see the answers",)


def _more(view: LookBackView) -> tuple[Button, ...]:
    if not any(outcome.answer for _, outcome in view.expectations):
        return ()
    return (Button(label="All I expected", command=ListExpectations()),)


def record_words(record: TrackRecord) -> str:
    """ "3 of 4 expectations came true", or that nothing is decided yet."""
    if not record.decided:
        return "None of your expectations is decided yet"
    return sentence(f"{record.came_true} of {plural(record.decided, 'expectation')} came true")
