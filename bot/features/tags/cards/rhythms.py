"""Cards and the form of a tag's rhythm (P1, B3)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.cadence import MOST_IDEAL_DAYS, MOST_LONGEST_DAYS
from bot.core.cards import Button, Card, Field, FieldKind, Form, Option, Part, Passage, Row
from bot.core.common_cards import undo_button
from bot.core.labels import NamesById
from bot.core.rhythms import TagRhythm
from bot.core.rich import Bold, Code, Rich, rich
from bot.core.words import every, join_words, plural, shorten
from bot.features.tags.commands import EditTagRhythm, ListTagged, ListTags, SaveTagRhythm

_MOST_CHOICES = 100
"""Options of a list to choose from, as Slack allows them."""
_LONGEST_CHOICE = 70
_SHOWN_AT_HOME = 4


def tag_rhythm_label(rhythm: TagRhythm, _names: NamesById) -> Rich:
    """What an undo calls a tag's rhythm."""
    return (f"the rhythm of the tag {shorten(rhythm.tag, 60)}",)


def rhythm_set(rhythm: TagRhythm, *, people: int, ruled: int, strategic: int, change: str) -> Card:
    """Say what a tag's rhythm is now, for how many it counts, and which of them nudges bring up."""
    own = people - ruled
    who = f"It counts for {plural(ruled, 'person', 'people')} with that tag"
    rest = (
        f"; {own} {'has a rhythm' if own == 1 else 'have rhythms'} of their own or a shorter one."
        if own
        else "."
    )
    stand = "in the list of the tag and among those you have not heard from"
    nudged = (
        f"I bring up those of them who are strategic, {strategic} for now; the others stand {stand}"
        if strategic
        else f"None of them is strategic, so I bring up nobody by myself; they stand {stand}"
    )
    return Card(
        text=rich("Everybody tagged ", Bold(shorten(rhythm.tag, 60)), f": {every(rhythm.days)}. {who}{rest}"),
        context=(nudged,),
        buttons=(undo_button(change), Button(label="List them", command=ListTagged(rhythm.tag))),
    )


def rhythm_taken_away(tag: str, change: str) -> Card:
    """Say that a tag has no rhythm any more."""
    return Card(
        text=rich("The tag ", Bold(shorten(tag, 60)), " has no rhythm any more."),
        buttons=(undo_button(change), Button(label="List them", command=ListTagged(tag))),
    )


def rhythm_unchanged(tag: str, rhythm: TagRhythm | None) -> Card:
    """Say that a tag's rhythm is as it was asked for already."""
    how = f"is {every(rhythm.days)} already" if rhythm else "has no rhythm anyway"
    what = "The rhythm of the tag " if rhythm else "The tag "
    return Card(text=rich("Nothing to change. ", what, Bold(shorten(tag, 60)), f" {how}."))


def not_a_rhythm() -> Card:
    """Say that a tag's rhythm is out of bounds."""
    return Card(
        text=(
            f"A rhythm goes from 1 to {MOST_IDEAL_DAYS} days, and the longest pause is not shorter. "
            "Nothing was changed.",
        ),
        context=rich("For example ", Code("/tactegic tag-rhythm board every 6 weeks")),
    )


def nothing_tagged() -> Card:
    """Say in words that a rhythm needs a tag, where no form was opened."""
    return Card(
        text=("Which tag, and how often?",),
        context=rich("For example ", Code("/tactegic tag-rhythm board every 6 weeks")),
        buttons=(Button(label="All tags", command=ListTags()),),
    )


def no_tags_form() -> Form:
    """Say in a form that nobody has a tag yet."""
    return Form(title="Rhythm of a tag", parts=(Passage(text=("None of your contacts has a tag yet.",)),))


def rhythm_form(submit: SaveTagRhythm, tags: Sequence[str], rhythm: TagRhythm | None) -> Form:
    """The form for the rhythm of one tag, or of one to choose among `tags`."""
    choose = Field(
        name="tag",
        label="Tag",
        kind=FieldKind.SELECT,
        options=tuple(Option(tag, tag) for tag in tags if len(tag) <= _LONGEST_CHOICE)[:_MOST_CHOICES],
    )
    said = rich("Everybody tagged ", Bold(shorten(submit.tag, 60)), " who has no rhythm of their own.")
    return Form(
        title="Rhythm of a tag",
        submit=submit,
        parts=(Passage(text=said),) if submit.tag else (),
        fields=(
            *(() if submit.tag else (choose,)),
            Field(
                name="ideal",
                label="Ideal days between touches",
                kind=FieldKind.NUMBER,
                value=str(rhythm.days) if rhythm else "",
                hint="Empty for no rhythm; 42 is six weeks",
                optional=True,
            ),
            Field(
                name="longest",
                label="Longest pause, in days",
                kind=FieldKind.NUMBER,
                value=str((rhythm.longest_days if rhythm else None) or ""),
                hint=f"Leave it empty for twice the ideal; at most {MOST_LONGEST_DAYS}",
                optional=True,
            ),
        ),
    )


def rhythms_at_home(rhythms: Sequence[TagRhythm]) -> tuple[Part, ...]:
    """The rhythms of tags in a line, and the way to change them."""
    if not rhythms:
        return ()
    said = [f"{shorten(each.tag, 40)} {every(each.days)}" for each in rhythms[:_SHOWN_AT_HOME]]
    more = len(rhythms) - len(said)
    line = join_words([*said, *([f"{more} more"] if more else [])])
    return (
        Row(
            text=rich(Bold("Rhythms by tag"), f"\n{line}"),
            menu=(
                Button(label="All tags", command=ListTags()),
                Button(label="Set one", command=EditTagRhythm(), opens_form=True),
            ),
        ),
    )
