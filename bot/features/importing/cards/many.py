"""The form that changes many contacts at once, and what it says afterwards (B6, F1, P1)."""

from __future__ import annotations

from bot.core.cards import Button, Card, Field, FieldKind, Form, Option, Passage
from bot.core.commands import ListContacts
from bot.core.common_cards import undo_button
from bot.core.contacts import Purpose, Standing
from bot.core.knowledge.choices import PurposeBank
from bot.core.rich import Bold, rich
from bot.core.words import join_words, plural, quiet, shorten
from bot.features.importing.cards.wording import people_words
from bot.features.importing.commands import ChangeMany, EditMany
from bot.features.importing.rules.imports import BulkChange, WantedOfMany

MOST_DAYS = 365
PURPOSE_NEEDED = "Say what these relationships are for, or leave them as they are."
NO_PURPOSE = "None of the three: then it is better to leave them known, and to choose a few by name."
DAYS_NEEDED = f"A number of days from 1 to {MOST_DAYS}."
NOTHING_CHOSEN = "Choose something to change, or close the form."
_STANDINGS = (
    Option(Standing.ACTIVE.value, "Active", "They count toward your limit"),
    Option(Standing.KNOWN.value, "Known"),
    Option(Standing.PARKED.value, "Parked"),
)


def many_form(command: ChangeMany, whom: str, count: int, purposes: PurposeBank, *, asked: EditMany) -> Form:
    """The form: tags, rhythm, standing and what the relationships are for, with what was asked for."""
    options = [Option(each.id, each.label, shorten(each.explanation, 75)) for each in purposes.purposes]
    return Form(
        title="Change many",
        submit=command,
        submit_label="Change them",
        parts=(
            Passage(
                text=rich(
                    "This changes ",
                    Bold(people_words(count)),
                    f": {whom}. What you leave empty stays as it is.",
                )
            ),
        ),
        fields=(
            Field(
                name="add_tags",
                label="Add tags",
                value=asked.tags,
                hint="With commas between them",
                optional=True,
                max_length=300,
            ),
            Field(
                name="drop_tags", label="Take away tags", value=asked.drop_tags, optional=True, max_length=300
            ),
            Field(
                name="ideal",
                label="Days between touches",
                kind=FieldKind.NUMBER,
                value=str(asked.ideal or ""),
                optional=True,
            ),
            Field(
                name="standing",
                label="Standing",
                kind=FieldKind.SELECT,
                value=asked.standing,
                options=_STANDINGS,
                optional=True,
            ),
            Field(
                name="purpose",
                label="What are these relationships for?",
                kind=FieldKind.SELECT,
                value=asked.purpose,
                options=(*options, Option(Purpose.NONE.value, purposes.none.label)),
                hint="Needed for active ones",
                optional=True,
            ),
        ),
    )


def whom_words(words: str, file: str) -> str:
    """Whom a change is about: those of an import, those that words find, or all."""
    if file:
        return f"all from {shorten(file, 60)}"
    return f"all matching “{shorten(words, 40)}”" if words else "all your contacts"


def offer_many(form: Form, command: EditMany) -> Card:
    """The same as a card where a typed command cannot open the form."""
    [passage] = form.parts
    assert isinstance(passage, Passage)
    opening = Button(label="Change them", command=command, opens_form=True)
    return Card(text=passage.text, buttons=(opening, Button(label="Show contacts", command=ListContacts())))


def nobody_there() -> Card:
    """Says that there is nobody to change."""
    return Card(
        text=("None of your contacts is meant by that, so nothing was changed.",),
        buttons=(Button(label="Show all contacts", command=ListContacts()),),
    )


def already_so() -> Card:
    """Says that everybody is kept that way already."""
    return Card(text=("They are all kept that way already, so nothing was changed.",))


def too_many_active(count: int, active: int, soft: int, hard: int, again: EditMany) -> Card:
    """Says that so many cannot become active, and changes nothing (P1); `again` opens the form as it was."""
    free = max(0, hard - active)
    room = f"there is room for {free} more" if free else "there is no room for more"
    return Card(
        text=(
            f"That would make {people_words(count)} active. You hold {active} of at most {hard}, so "
            f"{room}; from {soft} on it gets hard to serve them all. Nothing was changed.",
        ),
        buttons=(Button(label="Open the form again", command=again, opens_form=True),),
        context=("Find fewer by words or a tag, or make them active one by one",),
    )


def changed_card(bulk: BulkChange, beside: str = "") -> Card:
    """Says what was changed for how many, with Undo."""
    return Card(
        text=rich("Changed ", Bold(people_words(bulk.people)), f": {bulk.name}."),
        context=quiet(beside),
        buttons=(undo_button(bulk.change), Button(label="Show contacts", command=ListContacts())),
    )


def change_words(wanted: WantedOfMany) -> str:
    """What a change does, in words: "tagged board, a touch every 30 days, active"."""
    said = [
        f"tagged {join_words(wanted.add_tags)}" if wanted.add_tags else "",
        f"no longer tagged {join_words(wanted.drop_tags)}" if wanted.drop_tags else "",
        f"a touch every {plural(wanted.ideal, 'day')}" if wanted.ideal else "",
        wanted.standing.value if wanted.standing else "",
        "with a purpose" if wanted.purpose else "",
    ]
    return ", ".join(each for each in said if each)


def near_limit(active: int, soft: int) -> str:
    """Says that the number of active relationships has reached what one person can manage (P1)."""
    return f"You hold {active} active relationships now; from {soft} on it gets hard to serve them all"
