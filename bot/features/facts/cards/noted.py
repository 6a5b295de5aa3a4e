"""What the card of a note says of the facts that it tells, and what it asks where they are doubtful."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from bot.core.cards import Button, Choices, Part, Passage
from bot.core.facts.values import Fact, FactKind, FactStanding
from bot.core.labels import NamesById
from bot.core.rich import Day, Rich, Span, rich
from bot.core.words import shorten
from bot.features.facts.commands import ConfirmFact, RejectFact
from bot.features.facts.contracts.cards import NOBODY, day_called, day_words, fact_value, tie_words
from bot.features.facts.rules import next_day, reminds_on
from bot.language.names import possessive


def noted_parts(
    facts: Sequence[Fact], names: NamesById, today: date, weekdays: Collection[int]
) -> list[Part]:
    """Each fact that holds now on a line; each doubtful one as a question with two answers."""
    lines: list[Span] = []
    for fact in facts:
        said = _said(fact, names, today, weekdays)
        if said:
            lines += [*(["\n"] if lines else []), *said]
    parts: list[Part] = [Passage(text=tuple(lines))] if lines else []
    for fact in facts:
        if fact.standing is FactStanding.PENDING:
            parts += question_parts(fact, names, today)
    return parts


def question_parts(fact: Fact, names: NamesById, today: date) -> list[Part]:
    """Ask whether a doubtful fact holds."""
    buttons = (
        Button(label="Yes, keep that", command=ConfirmFact(fact.id)),
        Button(label="No, leave it out", command=RejectFact(fact.id)),
    )
    return [
        Passage(text=rich("Is this so: ", *fact_sentence(fact, names, today), "?")),
        Choices(buttons=buttons),
    ]


def fact_sentence(fact: Fact, names: NamesById, today: date) -> Rich:
    """A fact as a sentence without its full stop: "Ana Ruiz is COO", "Ana Ruiz's renewal is on 1 March"."""
    who = names.get(fact.contact_id or fact.account_id or "", NOBODY)
    match fact.kind:
        case FactKind.TIE:
            return (tie_words(fact, names),)
        case FactKind.DATE:
            return rich(day_called(fact, who), "on ", *day_words(fact, next_day(fact, today)))
        case FactKind.KNOWN_FOR:
            return (f"{who} is known for {shorten(fact.value, 120)}",)
        case FactKind.BIRTHDAY:
            return (f"{possessive(who)} birthday is on {fact_value(fact)}",)
        case FactKind.PLACE:
            return (f"{who} is in {fact.value}",)
        case FactKind.COMPANY:
            return (f"{who} is at {fact.value}",)
        case FactKind.TITLE:
            return (f"{possessive(who)} title is {fact.value}",)


def _said(fact: Fact, names: NamesById, today: date, weekdays: Collection[int]) -> Rich:
    """What a note's card says of one fact; nothing where it says so elsewhere, or asks."""
    if fact.kind in (FactKind.TITLE, FactKind.COMPANY) or fact.standing is FactStanding.PENDING:
        return ()
    if fact.standing is FactStanding.CLOSED:
        held = rich("No longer: ", *fact_sentence(fact, names, today), ".")
        return held if fact.kind in (FactKind.TIE, FactKind.DATE) else ()
    reminds = reminds_on(fact, today, weekdays)
    when = rich(" I'll remind you on ", Day(reminds), ".") if reminds else ()
    return rich(*fact_sentence(fact, names, today), ".", *when)
