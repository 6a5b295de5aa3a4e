"""The words for facts, ties and important days, which every feature uses that shows them."""

from __future__ import annotations

from datetime import date

from bot.core.facts.values import Fact, FactKind, FactSource, TieKind
from bot.core.labels import NamesById
from bot.core.rich import Day, Rich, rich
from bot.core.words import birthday_words, sentence
from bot.language.names import possessive

NOBODY = "somebody"
"""Stands for a contact who is no longer there."""
_LABELS = {
    FactKind.TITLE: "Title",
    FactKind.COMPANY: "Company",
    FactKind.PLACE: "Place",
    FactKind.BIRTHDAY: "Birthday",
    FactKind.KNOWN_FOR: "Known for",
}

_ACQUAINTED = {
    "friends": "are friends",
    "studied": "studied together",
    "school": "went to school together",
}


def fact_label(fact: Fact) -> str:
    """The short name of what a fact is about: "Title", "Renewal"."""
    return sentence(fact.value) if fact.kind is FactKind.DATE else _LABELS.get(fact.kind, "Tie")


def fact_value(fact: Fact) -> str:
    """What a fact says, without of whom; a birthday as people write it."""
    return birthday_words(fact.value) if fact.kind is FactKind.BIRTHDAY else fact.value


def tie_words(fact: Fact, names: NamesById) -> str:
    """ "Tomas Berg reports to Ana Ruiz", "Ana Ruiz introduced you to Jonas Keller"."""
    first = names.get(fact.contact_id or "", NOBODY)
    second = names.get(fact.other_id or "", NOBODY)
    at = f" at {fact.detail}" if fact.detail else ""
    match fact.value:
        case TieKind.REPORTS_TO:
            return f"{first} reports to {second}"
        case TieKind.INTRODUCED:
            return f"{first} introduced you to {second}"
        case TieKind.MARRIED_TO:
            return f"{first} is married to {second}"
        case TieKind.WORKED_WITH:
            return f"{first} and {second} worked together{at}"
        case TieKind.ASSISTANT_OF:
            return f"{first} is {possessive(second)} assistant"
        case TieKind.SIBLING_OF:
            what = fact.detail or "brother or sister"
            return f"{first} is {possessive(second)} {what}"
        case TieKind.MENTOR_OF:
            return f"{first} is a mentor of {second}"
        case TieKind.KNOWS:
            return f"{first} and {second} {_acquainted(fact.detail)}"
        case _:
            return f"{first} and {second}: {fact.value}"


def _acquainted(how: str) -> str:
    """How two people know each other: "are friends", "studied together", "know each other from uni"."""
    return _ACQUAINTED.get(how) or f"know each other {how}".rstrip()


def day_called(fact: Fact, who: str) -> str:
    """ "Ana Ruiz's renewal is ", "The contract with Northwind ends "; the day follows."""
    called = "birthday" if fact.kind is FactKind.BIRTHDAY else fact.value
    base = called.removesuffix(" end")
    ends = base != called and " " not in base
    if fact.account_id and (ends or "anniversary" in called):
        return f"{'The' if ends else 'Your'} {base} with {who} {'ends' if ends else 'is'} "
    return f"{possessive(who)} {base if ends else called} {'ends' if ends else 'is'} "


def day_words(fact: Fact, next_on: date | None) -> Rich:
    """ "on 1 March 2027, every year"; without a day to come the one that is kept."""
    day = next_on or fact.on
    if day is None:
        return (fact.value,)
    return rich(Day(day), ", every year" if fact.yearly else "")


def source_words(fact: Fact) -> Rich:
    """Where a fact comes from: "from your note of 12 March"."""
    match fact.source:
        case FactSource.NOTE:
            return rich("from your note of ", Day(fact.told_on))
        case FactSource.IMPORT:
            return ("from an import",)
        case FactSource.FORM:
            return rich("you set it on ", Day(fact.told_on))
        case FactSource.WORDS:
            return ()


def former_words(fact: Fact, said: str = "") -> Rich:
    """What held once: "CFO until 5 May, from your note of 12 March"; `said` are the words of a tie."""
    told = source_words(fact)
    until = rich(" until ", Day(fact.until)) if fact.until else ()
    return rich(said or fact_value(fact), *until, *((", ", *told) if told else ()))
