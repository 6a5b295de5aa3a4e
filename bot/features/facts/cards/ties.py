"""What is said of ties between contacts: the form, the receipts, and the answers to questions (B1, B2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.core.cards import Button, Card, Field, FieldKind, Form, Option, Part, Passage, Row
from bot.core.common_cards import undo_button
from bot.core.contacts import Contact
from bot.core.facts.values import Fact, FactStanding
from bot.core.labels import NamesById
from bot.core.rich import Bold, Code, Day, Rich, rich
from bot.core.words import plural, quiet, sentence, shorten
from bot.features.facts.cards.noted import question_parts
from bot.features.facts.commands import ListFacts, OpenTie, SaveTie
from bot.features.facts.contracts.cards import source_words, tie_words
from bot.features.people.commands import ShowContact

WHOM = "Write the name of the other person."
WHICH = "Choose how they are connected."
CHOICES: tuple[tuple[str, str], ...] = (
    ("reports to/1", "reports to"),
    ("reports to/2", "is the boss of"),
    ("introduced/1", "introduced me to"),
    ("introduced/2", "was introduced to me by"),
    ("married to/1", "is married to"),
    ("worked with/1", "worked with"),
    ("assistant of/1", "is the assistant of"),
    ("assistant of/2", "has as assistant"),
    ("sibling of/1", "is brother or sister of"),
    ("mentor of/1", "is a mentor of"),
    ("mentor of/2", "has as mentor"),
    ("knows/1", "knows"),
)
"""The values of the form's choice, a tie and which end the contact is, and their words."""


def tie_form(submit: SaveTie, contact: Contact) -> Form:
    """The form that says how a contact is connected to another one."""
    return Form(
        title="How they know each other",
        submit=submit,
        parts=(Passage(text=rich(Bold(contact.name), " …")),),
        fields=(
            Field(
                name="kind",
                label="How",
                kind=FieldKind.SELECT,
                value="",
                options=tuple(Option(value, label) for value, label in CHOICES),
            ),
            Field(
                name="other",
                label="Whom",
                hint="Somebody new becomes a contact",
                max_length=200,
            ),
            Field(
                name="detail",
                label="Where they worked together",
                hint="For those who worked together: the company",
                optional=True,
                max_length=200,
            ),
        ),
    )


def tie_kept(fact: Fact, names: NamesById, change: str, *, before: str = "", is_new: bool = False) -> Card:
    """Say that a tie is kept, with Undo."""
    was = f" Before, it was {before}." if before else ""
    return Card(
        text=(f"Kept: {tie_words(fact, names)}.{was}",),
        context=(f"New in your contacts: {names.get(fact.other_id or '', '')}",) if is_new else (),
        buttons=(undo_button(change), *_show(fact)),
    )


def which_person(name: str, contact_id: str) -> Card:
    """Say that a name of the form means several people."""
    return Card(
        text=(f"Several of your contacts may be “{shorten(name, 60)}”. Nothing was kept yet.",),
        context=("Write the whole name, or the name with the company in brackets",),
        buttons=(Button(label="Open the form again", command=OpenTie(contact_id), opens_form=True),),
    )


def same_person(contact_id: str) -> Card:
    """Say that a name of the form is that of the contact, who has no tie to themselves."""
    return Card(
        text=("That is the same person, so nothing was kept. Write somebody else's name.",),
        buttons=(Button(label="Open the form again", command=OpenTie(contact_id), opens_form=True),),
    )


def is_gone() -> Card:
    """Say that the contact of a form or button is no longer there."""
    return Card(text=("That contact is no longer there. Nothing was changed.",))


def gone_form() -> Form:
    """Say in a form that the contact is no longer there."""
    return Form(title="How they know", parts=(Passage(text=("That contact is no longer there.",)),))


def form_needed() -> Card:
    """Say how to tell a tie where no form can be opened."""
    return Card(text=("Tell me in your own words.",), context=rich("e.g. ", Code("Tomas reports to Ana")))


def ties_card(ties: Sequence[Fact], names: NamesById) -> Card:
    """Answer a question about ties from the rows, each with where it comes from."""
    if len(ties) == 1:
        [tie] = ties
        return Card(
            text=rich(Bold(tie_words(tie, names)), "."),
            context=quiet(_upper(source_words(tie))),
            buttons=_show(tie),
        )
    rows = [Row(text=rich(Bold(tie_words(tie, names)), "\n", *quiet(source_words(tie)))) for tie in ties[:12]]
    return Card(text=(f"{sentence(plural(len(ties), 'tie'))} that I know of.",), parts=tuple(rows))


def unsure_ties_card(ties: Sequence[Fact], names: NamesById, today: date) -> Card:
    """Answer where no tie is sure: ask about doubtful ones, and say what held before."""
    pending = [each for each in ties if each.standing is FactStanding.PENDING][:2]
    before = [each for each in ties if each.standing is FactStanding.CLOSED][:8]
    parts: list[Part] = [part for each in pending for part in question_parts(each, names, today)]
    for each in before:
        until = rich(" until ", Day(each.until)) if each.until else ()
        parts.append(Row(text=rich("Before: ", tie_words(each, names), *until)))
    return Card(
        text=("I know nothing sure of that." if pending else "Nobody that I know of, now.",),
        parts=tuple(parts),
    )


def _upper(words: Rich) -> Rich:
    first, *rest = words or ("",)
    return (sentence(first) if isinstance(first, str) else first, *rest)


def _show(fact: Fact) -> tuple[Button, ...]:
    if not fact.contact_id:
        return ()
    return (
        Button(label="Show", command=ShowContact(contact_id=fact.contact_id)),
        Button(label="All facts", command=ListFacts(fact.contact_id)),
    )
