"""What the card of a contact says of facts: ties, days, what changed, what was before, what is doubtful."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.core.cards import Button, Card, Part, Passage, Row
from bot.core.common_cards import undo_button
from bot.core.contacts import Contact
from bot.core.facts.keeping import newer_than
from bot.core.facts.values import Fact, FactKind
from bot.core.labels import NamesById
from bot.core.rich import Bold, Day, Rich, Span, rich
from bot.core.words import quiet, sentence
from bot.features.facts.cards.noted import fact_sentence, question_parts
from bot.features.facts.commands import EndFact, ListFacts, OpenDate, OpenTie
from bot.features.facts.contracts.cards import (
    day_words,
    fact_label,
    fact_value,
    former_words,
    source_words,
    tie_words,
)
from bot.features.facts.contracts.reading import FactsKnown
from bot.features.facts.rules import next_day
from bot.features.people.commands import ShowContact
from bot.language.local_times import hours_apart, local_time_in

_MOST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownView:
    """What is known of a contact, for whoever looks at it now."""

    contact: Contact
    found: FactsKnown
    names: NamesById
    today: date
    touched: date | None
    """The day of the last touch; None where there was none yet."""
    now: datetime
    """The member's local time."""


def contact_parts(view: KnownView) -> list[Part]:
    """The parts that facts add to a contact's card."""
    found = view.found
    parts: list[Part] = [*_time(view), *_changes(view), *_passage("Ties", _tie_lines(view))]
    parts += _passage("Important days", _day_lines(view))
    known_for = [each.value for each in found.holding if each.kind is FactKind.KNOWN_FOR]
    parts += _passage("Known for", [(sentence(each),) for each in known_for[:_MOST]])
    for fact in found.pending[:2]:
        parts += question_parts(fact, view.names, view.today)
    return [*parts, _more(view)]


def brief_parts(view: KnownView) -> list[Part]:
    """The parts that facts add to a brief."""
    return [
        *_time(view),
        *_changes(view),
        *_passage("Ties", _tie_lines(view)),
        *_passage("Important days", _day_lines(view)),
    ]


def facts_card(view: KnownView) -> Card:
    """All that is known of a contact: what holds with where it comes from, and what held before."""
    rows = [_row(each, view) for each in view.found.holding if _is_told(each, view.today)]
    former = [
        rich(f"{fact_label(each)}: " if each.kind is not FactKind.TIE else "", *_former(each, view))
        for each in view.found.former[:10]
    ]
    questions = [part for each in view.found.pending for part in question_parts(each, view.names, view.today)]
    parts = [*rows[:20], *questions[:6], *_passage("Before", former)]
    return Card(
        header=view.contact.name,
        text=(
            f"What I know of {view.contact.name}."
            if parts
            else f"I know no facts of {view.contact.name} yet.",
        ),
        parts=tuple(parts),
        context=("Only you can see this",),
        buttons=(
            Button(label="Add a tie", command=OpenTie(view.contact.id), opens_form=True),
            Button(label="Add a day", command=OpenDate(view.contact.id), opens_form=True),
            Button(label="Show", command=ShowContact(contact_id=view.contact.id)),
        ),
    )


def fact_ended(fact: Fact, names: NamesById, change: str, today: date) -> Card:
    """Say that a fact holds no more, with Undo."""
    return Card(
        text=rich("No longer: ", *fact_sentence(fact, names, today), "."),
        context=("I keep it as what was before",),
        buttons=(undo_button(change),),
    )


def fact_confirmed(fact: Fact, closed: Sequence[Fact], names: NamesById, change: str, today: date) -> Card:
    """Say that a doubtful fact holds now, and what it ended."""
    before = (
        rich("Before: ", *_joined([former_words(each) for each in closed if each.until])) if closed else ()
    )
    return Card(
        text=rich("Kept: ", *fact_sentence(fact, names, today), "."),
        context=before,
        buttons=(undo_button(change), *_show(fact)),
    )


def fact_rejected(fact: Fact, names: NamesById, change: str, today: date) -> Card:
    """Say that a doubtful fact was left out."""
    return Card(
        text=rich("Left out: ", *fact_sentence(fact, names, today), "."),
        context=("The note itself stays as it is",),
        buttons=(undo_button(change), *_show(fact)),
    )


def settled_already() -> Card:
    """Say that a question about a fact was answered, or its fact is gone."""
    return Card(text=("That was settled already, or it is no longer there. Nothing was changed.",))


def _show(fact: Fact) -> tuple[Button, ...]:
    if not fact.contact_id:
        return ()
    return (Button(label="Show", command=ShowContact(contact_id=fact.contact_id)),)


def _time(view: KnownView) -> list[Part]:
    """What time it is where they are, where their place tells it."""
    there = local_time_in(view.contact.place, view.now)
    if there is None or not hours_apart(there, view.now):
        return []
    return [Passage(text=(f"{there.at:%H:%M} there now, in {there.place}.",))]


def _changes(view: KnownView) -> list[Part]:
    """What is newer than the last touch."""
    fresh = [each for each in newer_than(view.found.holding, view.touched) if _is_told(each, view.today)]
    lines = [
        rich(
            *fact_sentence(each, view.names, view.today),
            *_was(each, view.found.former),
            ", ",
            *source_words(each),
        )
        for each in fresh[:_MOST]
        if source_words(each)
    ]
    return _passage("New since you last talked", lines)


def _was(fact: Fact, former: Sequence[Fact]) -> Rich:
    older = next(
        (each for each in former if each.kind is fact.kind and each.contact_id == fact.contact_id), None
    )
    if older is None or fact.since is None or older.until != fact.since:
        return ()
    return (f" ({fact_value(older)} before)",)


def _tie_lines(view: KnownView) -> list[Rich]:
    return [(f"{tie_words(each, view.names)}.",) for each in view.found.ties[:_MOST]]


def _day_lines(view: KnownView) -> list[Rich]:
    coming = [(next_day(each, view.today), each) for each in view.found.days]
    return [
        rich(f"{fact_label(each)}: ", *day_words(each, on))
        for on, each in sorted(
            ((on, each) for on, each in coming if on is not None), key=lambda pair: (pair[0], pair[1].value)
        )[:_MOST]
    ]


def _is_told(fact: Fact, today: date) -> bool:
    return fact.kind is not FactKind.DATE or next_day(fact, today) is not None


def _row(fact: Fact, view: KnownView) -> Row:
    said: Rich
    if fact.kind is FactKind.TIE:
        said = rich(Bold(tie_words(fact, view.names)))
    elif fact.kind is FactKind.DATE:
        said = rich(Bold(fact_label(fact)), ": ", *day_words(fact, next_day(fact, view.today)))
    else:
        said = rich(Bold(fact_label(fact)), f": {fact_value(fact)}")
    told = quiet(_since(fact), source_words(fact))
    text = rich(*said, "\n", *told) if told else said
    if ":" in fact.id or fact.kind in (FactKind.TITLE, FactKind.COMPANY, FactKind.PLACE, FactKind.BIRTHDAY):
        return Row(text=text)
    end = Button(label="It holds no more", command=EndFact(fact.id))
    edit = Button(label="Edit", command=OpenDate(fact_id=fact.id), opens_form=True)
    return Row(text=text, menu=(edit, end) if fact.kind is FactKind.DATE else (end,))


def _former(fact: Fact, view: KnownView) -> Rich:
    if fact.kind is FactKind.TIE:
        return former_words(fact, tie_words(fact, view.names))
    return former_words(fact)


def _since(fact: Fact) -> Rich:
    return rich("since ", Day(fact.since)) if fact.since else ()


def _more(view: KnownView) -> Row:
    count = len(view.found.holding) + len(view.found.former)
    words = "All facts, with where they come from" if count else "Ties and important days"
    return Row(
        text=(words,),
        menu=(
            Button(label="Show all facts", command=ListFacts(view.contact.id)),
            Button(label="Add a tie", command=OpenTie(view.contact.id), opens_form=True),
            Button(label="Add an important day", command=OpenDate(view.contact.id), opens_form=True),
        ),
    )


def _passage(heading: str, lines: Iterable[Rich]) -> list[Part]:
    shown = list(lines)
    return [Passage(heading=heading, text=_joined(shown))] if shown else []


def _joined(lines: Sequence[Rich]) -> Rich:
    spans: list[Span] = []
    for line in lines:
        spans += [*(["\n"] if spans else []), *line]
    return tuple(spans)


def fact_label_in_undo(fact: Fact, names: NamesById) -> Rich:
    """What an undo calls a fact."""
    if fact.kind is FactKind.TIE:
        return (f"that {tie_words(fact, names)}",)
    return (f"the {fact_label(fact).lower()} of {names.get(fact.contact_id or '', 'a company')}",)
