"""What a member sees of an answer: its sentences with the notes that they cite, and whether it refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.core.card_words import lines_of
from bot.core.cards import Card, Passage, Row
from bot.core.rich import plain
from bot.features.notes.commands import OpenNote
from bot.features.recall.rules.deciding import Way

_CITED = re.compile(r"(.*?\S)\s*((?:\[\d+\])+)", re.DOTALL)
_NUMBER = re.compile(r"\[(\d+)\]")
_REFUSED = re.compile(
    r"your notes don't say\b(?! that\. this is the closest)"
    r"|i found nothing in your notes|you haven't told me",
    re.IGNORECASE,
)
_CLOSEST = re.compile(
    r"i'm not sure that your notes say|your notes don't say that\. this is the closest", re.IGNORECASE
)
_NO_QUESTION = re.compile(
    r"i'm not sure what you would like|i don't know what to do with|what would you like to know|is that a ",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\b(?:earlier|before|no longer|not any ?more|changed?|changes|moved|cut to|used to|previously|formerly|"
    r"newest|corrects|until then|now|at first|originally|replaced|has left)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ShownSentence:
    """A sentence of an answer, and the ids of the notes that it cites."""

    text: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """All that the member reads of one answer."""

    way: Way
    is_answer: bool
    """Whether the words were taken as a question; else the bot asks what they are, or does something else."""
    sentences: tuple[ShownSentence, ...]
    """Those with numbers of sources."""
    said: str
    """The answer's own words: its first text, and what it lists without a number of a source."""
    beside: str
    """Passages below, such as what earlier notes say otherwise."""
    everything: str
    """All words, the listed notes included."""


def read_cards(cards: Sequence[Card]) -> ShownAnswer:
    """Return what the cards of one answer say."""
    first = [plain(card.text) for card in cards]
    said = "\n".join([*first, *(plain(row.text) for card in cards for row in _unnumbered(card))])
    beside = "\n".join(plain(part.text) for card in cards for part in card.parts if isinstance(part, Passage))
    sentences = [each for card in cards for each in _sentences(card)]
    everything = "\n".join(line for card in cards for line in lines_of(card))
    is_answer = bool(said.strip()) and not _NO_QUESTION.search(said.replace("\u2019", "'"))
    return ShownAnswer(_way("\n".join(first)), is_answer, tuple(sentences), said, beside, everything)


def says_of_a_change(answer: ShownAnswer) -> bool:
    """Whether the answer's own words tell that something was otherwise before."""
    return bool(_CHANGED.search(f"{answer.said}\n{answer.beside}"))


def _way(said: str) -> Way:
    words = said.replace("\u2019", "'")
    if not words.strip() or _REFUSED.search(words) or _NO_QUESTION.search(words):
        return Way.REFUSED
    return Way.CLOSEST if _CLOSEST.search(words) else Way.SURE


def _sentences(card: Card) -> Iterator[ShownSentence]:
    notes = _numbered(card)
    texts = [plain(card.text), *(plain(part.text) for part in card.parts if isinstance(part, Passage))]
    for text in texts:
        for sentence, numbers in _CITED.findall(text):
            cites = tuple(notes[each] for each in _NUMBER.findall(numbers) if each in notes)
            yield ShownSentence(sentence.strip().strip("\u201c\u201d").strip(), cites)


def _unnumbered(card: Card) -> Iterator[Row]:
    for part in card.parts:
        if isinstance(part, Row) and not _NUMBER.match(plain(part.text)):
            yield part


def _numbered(card: Card) -> Mapping[str, str]:
    """The id of each note that is listed with a number."""
    found: dict[str, str] = {}
    for part in card.parts:
        number = _NUMBER.match(plain(part.text)) if isinstance(part, Row) else None
        if number and isinstance(part, Row) and part.button and isinstance(part.button.command, OpenNote):
            found[number[1]] = part.button.command.note_id
    return found
