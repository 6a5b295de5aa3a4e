"""The answers that facts give to questions about days, places and local times (B2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.core.cards import Button, Card, Row
from bot.core.contacts import Contact
from bot.core.employment import Employment
from bot.core.facts.values import Fact
from bot.core.labels import NamesById
from bot.core.rich import Bold, Day, Rich, rich
from bot.core.words import plural, quiet
from bot.features.facts.cards.noted import fact_sentence
from bot.features.facts.commands import ListDates
from bot.features.facts.contracts.cards import former_words, source_words
from bot.features.people.commands import ShowContact
from bot.language.local_times import LocalTime


def days_answer(facts: Sequence[Fact], names: NamesById, today: date) -> Card:
    """When the important days come that a question asks for."""
    show = Button(label="All days", command=ListDates())
    if len(facts) == 1:
        [fact] = facts
        return Card(
            text=rich(*fact_sentence(fact, names, today), "."),
            context=source_words(fact),
            buttons=(show,),
        )
    rows = [
        Row(text=rich(*fact_sentence(each, names, today), ".\n", *quiet(source_words(each))))
        for each in facts[:12]
    ]
    return Card(text=(f"{plural(len(facts), 'day')} to come.",), parts=tuple(rows), buttons=(show,))


def past_card(contact: Contact, former: Sequence[Fact], moves: Sequence[Employment]) -> Card:
    """What somebody was before, each with until when and where that comes from."""
    lines: list[Rich] = [former_words(each) for each in former[:8]]
    for move in moves[:8]:
        what = ", ".join(part for part in (move.title, move.company) if part)
        lines.append(rich(what, " until ", Day(move.until)))
    return Card(
        text=rich(Bold(contact.name), ", before:"),
        parts=tuple(Row(text=line) for line in lines),
        buttons=(Button(label="Show", command=ShowContact(contact_id=contact.id)),),
    )


def there_card(contact: Contact, there: LocalTime | None) -> Card:
    """Where somebody is, and what time it is there."""
    show = Button(label="Show", command=ShowContact(contact_id=contact.id))
    if there is None:
        return Card(text=rich(Bold(contact.name), f" is in {contact.place}."), buttons=(show,))
    at = f"{there.at:%H:%M} on {there.at:%A}"
    return Card(
        text=rich("It is ", Bold(at), f" where {contact.name} is, in {there.place}."), buttons=(show,)
    )
