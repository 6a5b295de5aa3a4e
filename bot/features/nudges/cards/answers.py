"""What is said when a nudge is settled or rests, and the message that a member may copy (B3)."""

from __future__ import annotations

from datetime import date, timedelta

from bot.core.cards import Button, Card, Field, FieldKind, Form, Part, Passage
from bot.core.coaching.understanding import Mode
from bot.core.commands import Sent
from bot.core.common_cards import undo_button
from bot.core.notes import Note
from bot.core.rich import Bold, Day, Italic, rich
from bot.core.words import quiet, shorten, simple_mode, when
from bot.features.nudges.commands import DraftMessage, SnoozeUntil
from bot.features.nudges.contracts.values import Nudge


def taken_back_card(name: str) -> Card:
    """Say that a nudge is settled, because a touch came after it."""
    return Card(text=rich("You were in touch with ", Bold(name or "them"), ", so this one is settled."))


def not_due_card(name: str) -> Card:
    """Say that somebody is not due any more, since their rhythm is another one now."""
    return Card(text=rich("By the rhythm as it is now, ", Bold(name or "this"), " is not due yet."))


def moved_card(name: str, what: str, due_on: date) -> Card:
    """Say that a promise has another date, so that its nudge is settled until then."""
    whom = (" (", Bold(name), ")") if name else ()
    return Card(
        text=rich("That promise is for ", Day(due_on), " now: ", shorten(what.rstrip(". "), 160), *whom, ".")
    )


def settled_card(what: str) -> Card:
    """Say that the promise of a nudge is settled."""
    return Card(text=(f"That promise is settled: {shorten(what.rstrip('. '), 160)}.",))


def no_longer_card(name: str) -> Card:
    """Say that there are no more nudges about somebody."""
    return Card(text=rich("I no longer bring up ", Bold(name or "this"), "."))


def snoozed_card(name: str, until: date, change: str) -> Card:
    """Say until when a nudge rests."""
    return Card(
        text=rich("I'll bring up ", Bold(name or "this"), " again on ", Day(until), ", if it is still time."),
        buttons=(undo_button(change),),
    )


def is_gone() -> Card:
    """Say that the nudge of a button is no longer there."""
    return Card(text=("That nudge is no longer there. Nothing was changed.",))


FUTURE_DATE = "Choose a date after today."


def snooze_form(nudge: Nudge, name: str, today: date) -> Form:
    """Ask until when a nudge shall rest."""
    return Form(
        title="Come back later",
        submit=SnoozeUntil(nudge.id),
        fields=(
            Field(
                name="until",
                label=f"Bring up {name or 'this'} again on",
                kind=FieldKind.DATE,
                value=(today + timedelta(days=14)).isoformat(),
            ),
        ),
    )


def draft_card(name: str, contact_id: str, text: str, mode: Mode) -> Card:
    """Show the beginning of a message in the conversation, where no form could be opened."""
    return Card(
        text=rich("A beginning of a message to ", Bold(name), "; copy it and make it yours."),
        parts=(Passage(text=(text,)),),
        context=quiet("I never send it", simple_mode(mode)),
        buttons=(Button(label="Open it to edit", command=DraftMessage(contact_id), opens_form=True),),
    )


def draft_form(name: str, text: str, mode: Mode, last: Note | None, today: date) -> Form:
    """Show the beginning of a message, to be changed and copied."""
    how = f"In {said}." if (said := simple_mode(mode)) else ""
    about = f"A beginning to copy and make yours; I never send it. {how}".strip()
    parts: list[Part] = [Passage(text=(about,))]
    if last is not None:
        words = Italic(f"“{shorten(last.text, 200)}”")
        parts.append(Passage(text=rich("Your last note, ", *when(last.occurred_on, today), ": ", words)))
    return Form(
        title=shorten(f"Message to {name}", 24),
        submit=Sent(),
        submit_label="Done",
        parts=tuple(parts),
        fields=(Field(name="text", label="Message", kind=FieldKind.LINES, value=text, optional=True),),
    )
