"""What a note's card says of older promises, of requests, and of days that could not be read (B1, B12)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.core.cards import Button, Card, Choices, Field, FieldKind, Form, Part, Passage, Row
from bot.core.common_cards import undo_button
from bot.core.notes import Commitment, CommitmentState, Note, Promiser
from bot.core.promise_changes import PromiseOutcome
from bot.core.rich import Bold, Rich, plain, rich
from bot.core.words import shorten, when
from bot.features.notes.cards.view import NoteView, OlderPromise
from bot.features.notes.commands import AskDay, ChangePromise, DropQuestion, MakePromise, TellDay
from bot.features.notes.labels import UnsurePromise
from bot.features.people.commands import SettleCommitment

_STATES = {
    PromiseOutcome.KEPT: CommitmentState.KEPT,
    PromiseOutcome.DROPPED: CommitmentState.DROPPED,
    PromiseOutcome.BROKEN: CommitmentState.BROKEN,
}
_SAYS = {
    PromiseOutcome.KEPT: "That closes ",
    PromiseOutcome.DROPPED: "That takes off the list ",
    PromiseOutcome.MOVED: "That moves ",
    PromiseOutcome.BROKEN: "That marks as not kept ",
    PromiseOutcome.STILL_OPEN: "Still open is ",
}


def changed_rows(view: NoteView) -> list[Part]:
    """One row for each older promise of which the note says what became; a settled one can be reopened."""
    rows: list[Part] = []
    for outcome, promise in view.changed:
        commitment = promise.commitment
        state = _STATES.get(outcome)
        if state is not None and commitment.state is not state:
            continue  # it was opened again since
        text = says_changed(outcome, promise, view.today)
        reopen = Button(label="Reopen", command=SettleCommitment(commitment.id, CommitmentState.OPEN))
        rows.append(Row(text=text, button=reopen if state else None))
    return rows


def says_changed(outcome: PromiseOutcome, promise: OlderPromise, today: date) -> Rich:
    """One sentence on what became of a promise: "That closes your promise to Ana: the paper." """
    due = promise.commitment.due_on
    day: Rich = ()
    if outcome is PromiseOutcome.MOVED and due:
        was = promise.was_due
        day = (" from ", *when(was, today), " to ", *when(due, today)) if was else (" to ", *when(due, today))
    elif outcome is PromiseOutcome.STILL_OPEN and due:
        day = (", due ", *when(due, today))
    return rich(
        _SAYS[outcome], *_whose(promise), shorten(promise.commitment.what.rstrip(". "), 160), *day, "."
    )


def _whose(promise: OlderPromise) -> Rich:
    if promise.commitment.by is Promiser.MEMBER:
        return ("your promise to ", Bold(promise.person), ": ") if promise.person else ("your promise: ",)
    return (
        ("the promise of ", Bold(promise.person), " to you: ") if promise.person else ("a promise to you: ",)
    )


def changed_card(outcome: PromiseOutcome, promise: OlderPromise, change: str, today: date) -> Card:
    """Says what became of a promise, with Undo where something changed."""
    still = outcome is PromiseOutcome.STILL_OPEN
    return Card(
        text=says_changed(outcome, promise, today),
        context=("Nothing was changed.",) if still else (),
        buttons=() if still else (undo_button(change),),
    )


def request_rows(view: NoteView) -> list[Part]:
    """One row for each thing that a contact asked for; one click makes it a promise."""
    return [
        Row(
            text=rich(*_who_asked(request, view), shorten(_what_was_asked(request), 160), "."),
            button=Button(label="I'll do it", command=MakePromise(view.note.id, request.id)),
        )
        for request in view.requests[:3]
    ]


def _who_asked(request: Commitment, view: NoteView) -> Rich:
    name = next((p.name for p in view.people if p.id == request.contact_id), "")
    way = " " if _what_was_asked(request).startswith("to ") else " for: "
    return rich(Bold(name), " asked you", way) if name else rich("You were asked", way)


def _what_was_asked(request: Commitment) -> str:
    """What was asked for, as it reads behind "asked you for:", or behind "asked you": "to see it"."""
    return request.what.rstrip(". ").removeprefix("for ")


_ASKS = {
    PromiseOutcome.KEPT: "Which promise does that close?",
    PromiseOutcome.DROPPED: "Which promise is off?",
    PromiseOutcome.MOVED: "Which promise moves?",
    PromiseOutcome.BROKEN: "Which promise was not kept?",
    PromiseOutcome.STILL_OPEN: "Which promise do you mean?",
}


def which_promise(
    note: Note | None, unsure: UnsurePromise, candidates: Sequence[OlderPromise], today: date
) -> list[Part]:
    """Ask which of several promises is meant."""
    note_id = note.id if note else ""
    due = unsure.due_on.isoformat() if unsure.due_on else ""
    buttons = [
        Button(
            label=shorten(_label(each, today), 70),
            command=ChangePromise(each.commitment.id, unsure.outcome, note_id, due),
        )
        for each in candidates
    ]
    none = Button(label="None of these", command=DropQuestion(note_id))
    return [Passage(text=(_ASKS[unsure.outcome],)), Choices(buttons=(*buttons, none))]


def _label(promise: OlderPromise, today: date) -> str:
    commitment = promise.commitment
    whose = f"{promise.person}: " if promise.person else ""
    due = f", due {plain(when(commitment.due_on, today))}" if commitment.due_on else ""
    return f"{whose}{shorten(commitment.what.rstrip('. '), 40)}{due}"


def which_promise_card(unsure: UnsurePromise, candidates: Sequence[OlderPromise], today: date) -> Card:
    """Ask in a card of its own which promise a bare answer means."""
    question, *rest = which_promise(None, unsure, candidates, today)
    assert isinstance(question, Passage)
    return Card(text=question.text, parts=tuple(rest))


def which_day(note: Note, words: str) -> list[Part]:
    """Ask which day is meant by words that name none."""
    ask = f"I can't find “{shorten(words, 40)}” in the calendar. Which day do you mean?"
    return [
        Passage(text=(ask,)),
        Choices(
            buttons=(
                Button(label="Choose the day", command=AskDay(note.id, words), opens_form=True),
                Button(label="No day", command=DropQuestion(note.id)),
            )
        ),
    ]


def day_form(note: Note, words: str, promises: Sequence[Commitment], card: str | None) -> Form:
    """The form with a date picker for a day that could not be read."""
    what = f"“{shorten(promises[0].what, 60)}” is due" if promises else "It was on"
    field = Field(name="day", label=what, kind=FieldKind.DATE)
    quoted = Passage(text=(f"You wrote “{shorten(words, 60)}”.",))
    return Form(title="Which day?", submit=TellDay(note.id, words, card), parts=(quoted,), fields=(field,))


CHOOSE_A_DAY = "Choose the day you mean."


def promise_is_gone() -> Card:
    """Says that the promise of a button is no longer open."""
    return Card(text=("That promise is no longer open. Nothing was changed.",))
