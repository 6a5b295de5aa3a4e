"""What was given and received in a relationship, tangible or not, and talk of the future (S3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.core.contacts import Contact
from bot.core.notes import Note


class Value(StrEnum):
    """What kind of value passed between two people."""

    WORK = "work"
    INTRODUCTION = "introduction"
    KNOWLEDGE = "knowledge"
    TRUST = "trust"
    RECOGNITION = "recognition"


@dataclass(frozen=True, slots=True)
class Passed:
    """One value that passed, and the words that say so."""

    value: Value
    quote: str


_ME = r"\b(?:i|we)\s+(?:have\s+|had\s+|also\s+|just\s+|\w+ly\s+)?"
_TO_ME = r"\s+(?:me|us|my|our)\b"
_THEM = r"\b(?:he|she|they|[A-Z][\w'\u2019-]+)\s+(?:has\s+|have\s+|had\s+|also\s+|just\s+|\w+ly\s+)?"

_GIVEN = (
    (Value.INTRODUCTION, rf"{_ME}(?:introduced|put (?:her|him|them) in touch|connected|opened a door)"),
    (Value.KNOWLEDGE, rf"{_ME}(?:sent|shared|showed|explained|prepared|wrote|researched|taught|gave)"),
    (Value.WORK, rf"{_ME}(?:helped|fixed|solved|built|ran|hosted|organi[sz]ed|reviewed|supported|saved)"),
    (Value.TRUST, rf"{_ME}(?:told (?:her|him|them) (?:frankly|honestly|openly|early)|admitted|warned)"),
    (Value.RECOGNITION, rf"{_ME}(?:recommended|praised|thanked|nominated|credited|congratulated)"),
)
_RECEIVED = (
    (Value.INTRODUCTION, rf"{_THEM}(?:introduced{_TO_ME}|put{_TO_ME} in touch|connected{_TO_ME})"),
    (
        Value.KNOWLEDGE,
        rf"{_THEM}(?:shared|explained|showed{_TO_ME}|taught{_TO_ME}|sent{_TO_ME}|gave{_TO_ME}|advised)",
    ),
    (Value.WORK, rf"{_THEM}(?:helped|supported|invited|hosted|offered)(?:{_TO_ME})?"),
    (
        Value.TRUST,
        rf"{_THEM}(?:confided|admitted|warned{_TO_ME}|trusts?{_TO_ME}|"
        rf"told{_TO_ME} (?:frankly|in confidence|openly))",
    ),
    (
        Value.RECOGNITION,
        rf"{_THEM}(?:recommended|thanked|praised|referred|vouched for|spoke well of)(?:{_TO_ME})?",
    ),
)
_FRANK = re.compile(
    r"\b(?:confided|in confidence|frank(?:ly)?|honest(?:ly)?|admitted|worr(?:y|ies|ied)|afraid|"
    r"famil(?:y|ies)|bad news|between us|openly|mistake)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:next year|(?:in|over|within) (?:the next )?(?:two|three|four|five|\d) (?:or \w+ )?years?|"
    r"years? from now|long[- ]term|in the long run|successor|generation|strateg(?:y|ic)|vision)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(20\d\d)\b")


def value_given(text: str) -> tuple[Passed, ...]:
    """What the member gave, as a note says it."""
    return _found(text, _GIVEN, re.IGNORECASE)


def value_received(text: str) -> tuple[Passed, ...]:
    """What the member received, as a note says it; "I" and "we" give, they do not receive."""
    return tuple(each for each in _found(text, _RECEIVED, 0) if not re.match(r"(?:I|We)\s", each.quote))


def find_received(note: Note, contact: Contact) -> tuple[Passed, ...]:
    """What one contact gave, as a note says it; where it tells of several people, only with that name before.

    "Omar from Kestrel introduced me to Petra" is Omar's gift, not Petra's.
    """
    found = value_received(note.text)
    if len(note.contact_ids) < 2:
        return found
    names = {word.casefold() for name in (contact.name, *contact.aliases) for word in name.split()[:1]}
    return tuple(each for each in found if names & _words_until(note.text, each.quote))


def _words_until(text: str, quote: str) -> set[str]:
    """The words of a sentence up to the end of a quote in it."""
    before = text[: text.index(quote) + len(quote)]
    return {word.casefold() for word in re.findall(r"[^\W\d_]+", re.split(r"[.!?;\n]", before)[-1])}


def is_frank(text: str) -> bool:
    """Whether a note tells of something that one does not tell everybody."""
    return bool(_FRANK.search(text))


def looks_ahead(text: str, today: date) -> bool:
    """Whether a note tells of talk about the next years rather than about this one."""
    years = (int(year) for year in _YEAR.findall(text))
    return bool(_AHEAD.search(text)) or any(today.year < year <= today.year + 20 for year in years)


def _found(text: str, cues: tuple[tuple[Value, str], ...], flags: int) -> tuple[Passed, ...]:
    hits = ((value, re.search(cue, text, flags)) for value, cue in cues)
    return tuple(Passed(value, hit[0]) for value, hit in hits if hit)
