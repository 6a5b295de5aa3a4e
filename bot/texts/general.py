"""Cards that belong to no single capability: greetings, refusals, undo, errors."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages.cards import Button, Card, Passage, Row
from bot.messages.notes import ComposeNote, Help, NextSteps
from bot.messages.rich import Bold, Code, Rich, rich

Suggestion = tuple[str, str]
"""Something to type, and what it does."""


def welcome(name: str) -> Card:
    """The first words to a new member."""
    first = name.split()[0] if name.split() else "there"
    return Card(
        text=rich(
            "Hello ",
            Bold(first),
            ", I remember what you tell me about the people you work with, find it when you need it, "
            "and help you think ahead for those who will matter most.",
        ),
        parts=first_tries(),
        context=("What you tell me is yours alone until you share it.",),
        buttons=(
            Button(label="Write the first note", command=ComposeNote(), opens_form=True),
            Button(label="What else can I do here?", command=Help(turns=True)),
        ),
    )


def first_tries() -> tuple[Row, ...]:
    """What a newcomer can write, one line a kind."""
    return (
        Row(text=rich("Tell me: ", Code("Met Ana Ruiz from Northwind, I promised her a paper by Friday"))),
        Row(text=rich("Ask me: ", Code("What does Ana worry about?"))),
        Row(text=rich("Before a meeting: ", Code("Brief me on Ana"))),
    )


def not_for_guests() -> Card:
    """Guests and people of other companies are turned away, once."""
    return Card(
        text=(
            "I work only for full members of this workspace, so I can't keep notes for you. "
            "Nothing of your message was stored.",
        )
    )


def answered_directly_card() -> Card:
    """The pointer that only the member sees in a channel."""
    return Card(text=("I answered you in our direct message, where only you can read it.",))


def nothing_to_undo() -> Card:
    """Undo, with nothing to take back."""
    return Card(text=("There is nothing left to undo here.",))


def changed_since_card() -> Card:
    """An undo was refused."""
    return Card(
        text=("I left this as it is: part of it was changed again later, and undoing would lose that.",),
        context=rich("Undo the later change first with ", Code("/tactegic undo"), ", or edit it by hand."),
    )


def went_wrong(reference: str) -> Card:
    """Something failed for good."""
    return Card(
        text=(
            "That didn't work, and trying again didn't help. Nothing was changed. "
            f"Please send it once more, or tell your admin this number. (ref {reference})",
        )
    )


def not_understood(said: str, suggestions: Sequence[Suggestion], keep: Button | None) -> Card:
    """Plain words or a command line that fit nothing; names two or three things to try."""
    first = f"I don't know what to do with “{said}”." if said else "I'm not sure what you would like."
    return Card(
        text=(first,),
        parts=(Passage(text=("You could try:",)), *(_suggestion(item) for item in suggestions)),
        buttons=(*((keep,) if keep else ()), Button(label="Show help", command=Help())),
    )


def line_incomplete(problem: str, example: str) -> Card:
    """A known command with something missing."""
    return Card(text=(problem,), context=rich("For example ", Code(f"/tactegic {example}")))


def small_talk(said: str) -> Card:
    """A greeting or thanks."""
    if said.casefold().startswith(("thank", "thx", "cheers")):
        return Card(text=("You are welcome.",))
    return Card(
        text=("Good to hear from you. Tell me about somebody you met, or ask me what you know.",),
        context=rich("For example ", Code("Brief me on Ana"), " before you see her."),
        buttons=(Button(label="Next steps", command=NextSteps()), Button(label="Help", command=Help())),
    )


def file_unread(name: str, why: str) -> Card:
    """An attached file could not be taken."""
    return Card(text=rich("I couldn't take ", Bold(name), f": {why} Nothing was stored."))


def _suggestion(item: Suggestion) -> Row:
    what, does = item
    text: Rich = rich(Code(what), f"  {does}")
    return Row(text=text)
