"""The list of what a member expected, and the form for what followed from an action (R2, R3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.cards import Button, Card, Field, FieldKind, Form, Option, Passage, Row
from bot.core.coaching.investment import ActionOutcome, Assessment
from bot.core.labels import NamesById
from bot.core.paging import page_buttons, pages
from bot.core.rich import Code, Day, Italic, Rich, rich
from bot.core.words import quiet, shorten
from bot.features.hindsight.commands import TAKE_BACK, AnswerExpectation, KeepOutcome, ListExpectations
from bot.features.hindsight.contracts.cards import (
    TURNED_OUT,
    LookBackContext,
    answer_buttons,
    quoted,
    record_words,
)
from bot.features.hindsight.contracts.values import ExpectationAnswer, ExpectationOutcome, TrackRecord
from bot.features.hindsight.rules import Expectation
from bot.features.notes.commands import OpenNote

LONGEST = 1_000
"""Characters of what followed."""
SAY_SOMETHING = "Pick what fits best; a few words say more."


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectationsView:
    """One page of what a member expected, each with the answer or None."""

    rows: Sequence[tuple[Expectation, ExpectationAnswer | None]]
    total: int
    page: int


def expectations_card(view: ExpectationsView, context: LookBackContext) -> Card:
    """List what the member expected: what waits for an answer, what is to come, what turned out how."""
    if not view.total:
        return Card(
            text=("None of your notes holds an expectation with a time that I could read.",),
            context=rich("For example ", Code("Ana says they sign in May")),
        )
    moved = f", {context.record.moved} put off" if context.record.moved else ""
    return Card(
        header="What you expected",
        text=(f"{record_words(context.record)}{moved}.",),
        parts=tuple(_row(each, answer, context, view.page) for each, answer in view.rows),
        context=quiet("Only you see this", pages(view.page, view.total)),
        buttons=page_buttons(view.page, view.total, ListExpectations),
    )


def _row(each: Expectation, answer: ExpectationAnswer | None, context: LookBackContext, page: int) -> Row:
    told = quoted(each, context)
    note = Button(label="Open the note", command=OpenNote(each.note_id), opens_form=True)
    if answer is not None:
        undo = Button(label="Take the answer back", command=AnswerExpectation(each.id, TAKE_BACK, page + 1))
        return Row(text=rich(*told, f": {TURNED_OUT[answer]}"), menu=(undo, note))
    until = " · was until " if each.over_on < context.today else " · until "
    return Row(
        text=rich(*told, until, Day(each.over_on)), menu=(*answer_buttons(each.id, listed=page + 1), note)
    )


def outcome_form(action: Assessment, card: str | None) -> Form:
    """The form that takes what followed in the member's own words."""
    return Form(
        title="What followed?",
        submit=KeepOutcome(action.id, card),
        parts=(Passage(text=(Italic(f"“{shorten(action.action, 200)}”"),)),),
        fields=(
            Field(
                name="words",
                label="In your own words",
                kind=FieldKind.LINES,
                value=action.outcome_words,
                max_length=LONGEST,
                placeholder="e.g. She called back and asked for the workshop",
            ),
            Field(
                name="outcome",
                label="What fits best",
                kind=FieldKind.RADIO,
                value=(action.outcome or ActionOutcome.SOMETHING).value,
                options=(
                    Option(ActionOutcome.SOMETHING.value, "Something came of it"),
                    Option(ActionOutcome.NOTHING.value, "Nothing so far"),
                    Option(ActionOutcome.NOT_DONE.value, "I did not do it"),
                ),
            ),
        ),
    )


def is_gone() -> Card:
    """Says that what a button is about is no longer there."""
    return Card(text=("That note or test is no longer there. Nothing was changed.",))


def gone_form() -> Form:
    """Says in a form that the test is no longer there."""
    return Form(title="What followed?", parts=(Passage(text=("That test is no longer there.",)),))


def answer_label(_row: ExpectationOutcome, _names: NamesById) -> Rich:
    """What an undo calls an answer."""
    return ("the answer about something you expected",)


def record_figure(record: TrackRecord) -> tuple[tuple[str, Rich], ...]:
    """How expectations turned out, as one of the member's own figures."""
    return (("What you expected", (record_words(record),)),)
