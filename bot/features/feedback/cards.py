"""What is said where a member says whether an answer helped."""

from __future__ import annotations

from bot.core.cards import Button, Card, Field, FieldKind, Form, Passage
from bot.core.common_cards import undo_button
from bot.features.feedback.commands import AllowRatingUse, SaveComplaint

LONGEST_REASON = 1000
HELPED, NOT_RIGHT = "That helped", "That's not right"
SAY_WHAT = "Please say in a few words what is not right."
TOO_LONG = f"Please say it in at most {LONGEST_REASON} characters."
_MAY_BE_USED = (
    "May whoever runs me test me with what you say of my answers, each with its question and my answer? "
    "Either way it stays with your data, and no colleague is shown it."
)
_YES = Button(label="Yes, they may", command=AllowRatingUse(True))
_NO = Button(label="No, keep it for me", command=AllowRatingUse(False))


def kept_card(*, helped: bool, is_asked: bool, allowed: bool, change: str) -> Card:
    """Says that a rating is kept; the first one asks whether it may be used."""
    text = "Good to know, thank you." if helped else "Thank you for telling me. I keep it with that answer."
    if is_asked:
        buttons = (_YES, _NO, undo_button(change))
        return Card(text=(text,), parts=(Passage(text=(_MAY_BE_USED,)),), buttons=buttons)
    turned = Button(label="Stop using it for tests", command=AllowRatingUse(False)) if allowed else _YES
    where = "It may be used to test me" if allowed else "It stays with your data"
    return Card(text=(text,), context=(where,), buttons=(undo_button(change),), menu=(turned,))


def told_already_card() -> Card:
    """Answers a second click."""
    return Card(text=("You told me that already, thank you.",))


def forgotten_card() -> Card:
    """Says that an answer is not remembered any more."""
    return Card(text=("I don't remember that answer any more, so nothing was kept.",))


def use_card(*, allowed: bool, change: str) -> Card:
    """Says whether ratings may be used from now on."""
    if allowed:
        text = "Thank you. Whoever runs me may test me with what you say of my answers."
        other = Button(label="Not any more", command=AllowRatingUse(False))
    else:
        text, other = "Then it stays with your data, and is used for nothing else.", _YES
    return Card(text=(text,), buttons=(undo_button(change),), menu=(other,))


def complaint_form(exchange_id: str, card: str | None, reason: str) -> Form:
    """Asks what is wrong with an answer."""
    field = Field(
        name="reason",
        label="What is not right?",
        kind=FieldKind.LINES,
        value=reason,
        max_length=LONGEST_REASON,
        hint="It is kept with your data. To put a fact right, just tell me what is true.",
    )
    return Form(title=NOT_RIGHT, submit=SaveComplaint(exchange_id, card), fields=(field,))
