"""Cards of a thread: since when, in short, nothing else, and what can be asked there (B4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.conversation.cards.doubt import choice_buttons
from bot.core.cards import Button, Card, Row
from bot.core.notes import Commitment, Promiser
from bot.core.rich import Bold, Code, Day, rich
from bot.core.words import join_words, plural, shorten
from bot.features.notes.commands import OpenNote

_MOST_PROMISES = 2


def known_since(day: date, note_id: str) -> Card:
    """Say since when the notes behind an answer tell of it."""
    return Card(
        text=rich("As far as I know since ", Day(day), ": that is the day of the earliest note behind it."),
        buttons=(Button(label="Open the note", command=OpenNote(note_id), opens_form=True),),
    )


def added_on(day: date, names: Sequence[str]) -> Card:
    """Say since when the people of an answer are known."""
    return Card(text=rich(f"{join_words(names)} stand in your contacts since ", Day(day), "."))


def since_unknown() -> Card:
    """Say that no day is on record behind an answer."""
    return Card(text=("I can't tell since when: no note with a day stands behind that answer.",))


def in_short(words: str, promises: Sequence[tuple[Commitment, str]], *, was_short: bool) -> Card:
    """The first of an answer, and the promises that it quoted; or that it is as short as it gets."""
    if was_short:
        return Card(text=(f"That is as short as I can say it: {words}",))
    rows = [_promise(each, name) for each, name in promises[:_MOST_PROMISES]]
    left = len(promises) - len(rows)
    return Card(
        text=(words,),
        parts=tuple(rows),
        context=(f"And {plural(left, 'more promise')} that {'is' if left == 1 else 'are'} open",)
        if left
        else (),
    )


def _promise(promise: Commitment, name: str) -> Row:
    whose = "You promised " if promise.by is Promiser.MEMBER else "You were promised by "
    due = (", due ", Day(promise.due_on)) if promise.due_on else ()
    return Row(text=rich(whose, Bold(name or "somebody"), f": {shorten(promise.what, 100)}", *due))


def is_complete() -> Card:
    """Say that an answer was all there is."""
    return Card(text=("That is all I have on record for it; I know of nobody else and nothing else.",))


def lost_in_thread(
    said: str, name: str, company: str, draft_id: str, options: Sequence[tuple[str, str]]
) -> Card:
    """Say that words in a thread were not understood, and what can be asked there."""
    examples = [f"and {name}?" if name else "", f"only {company}" if company else ""]
    shown = [Code(each) for each in (*examples, "who else?", "next steps?", "make it shorter") if each]
    words: list[Code | str] = []
    for place, each in enumerate(shown):
        words += [" or " if place == len(shown) - 1 else ", " if place else "", each]
    return Card(
        text=rich(f"I couldn't tell what “{shorten(said, 60)}” asks here. You can say ", *words, "."),
        buttons=choice_buttons(draft_id, options),
        context=("Nothing was kept.",),
    )
