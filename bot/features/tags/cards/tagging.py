"""What is said when people get a tag, or lose it (P1)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.cards import Button, Card
from bot.core.common_cards import undo_button
from bot.core.rich import Bold, Code, rich
from bot.core.words import join_words, shorten
from bot.features.tags.commands import ListTagged


def tagged(names: Sequence[str], tag: str, change: str, *, drop: bool) -> Card:
    """Say who has the tag now, or has it no more, with Undo."""
    who, what = join_words(list(names)), Bold(shorten(tag, 60))
    have = "has" if len(names) == 1 else "have"
    text = (
        rich(f"{who} {have} the tag ", what, " no more.")
        if drop
        else rich(f"{who} {have} the tag ", what, ".")
    )
    return Card(text=text, buttons=(undo_button(change), Button(label="List them", command=ListTagged(tag))))


def as_it_was(names: Sequence[str], tag: str, *, drop: bool) -> Card:
    """Say that nothing was to change."""
    who, have = join_words(list(names)), "has" if len(names) == 1 else "have"
    begun = f"{who} {'did' if drop else have} not have the tag " if drop else f"{who} {have} the tag "
    return Card(text=rich(begun, Bold(shorten(tag, 60)), "." if drop else " already."))


def which_tag(names: Sequence[str], there: Sequence[str]) -> Card:
    """Ask which tag to take away."""
    who = join_words(list(names))
    if not there:
        return Card(text=(f"There is no tag to take from {who}.",))
    said = (
        f"There are several tags: {join_words([shorten(each, 60) for each in there])}. Nothing was changed."
    )
    return Card(
        text=(said,), context=rich("Name one, e.g. ", Code(f"untag {names[0]} from {shorten(there[0], 60)}"))
    )


def whom(unclear: Sequence[str]) -> Card:
    """Say whose names are unclear; nobody was tagged."""
    names = join_words([f"“{shorten(each, 60)}”" for each in unclear])
    return Card(
        text=(f"I can't tell who is meant by {names}, so nothing was changed.",),
        context=("Write the whole name, or the name with the company in brackets",),
    )
