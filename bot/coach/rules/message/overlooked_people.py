"""People whom the reader overlooks: those whom the member knows, and those who stand beside others (B1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.coach.reader.labels import NameLabel
from bot.coach.reader.reading import NameSpan
from bot.coach.rules.known import NameIndex, people_at, slips
from bot.coach.rules.lexicon import Lexicon
from bot.coach.rules.message.no_names import EVENTS, NO_NAMES
from bot.coach.rules.message.scene import PersonPlace, meets_any
from bot.coach.rules.message.whole_people import SAYS
from bot.coach.rules.text import Word
from bot.language.names import fold

Place = tuple[int, int]
_DAYS = (NameLabel.DAY_OF_NOTE, NameLabel.DUE, NameLabel.OTHER_DAY)
_JOINED = re.compile(
    r" (?:and|&|\+) ([A-Z\u00c0-\u00de][\w'\u2019-]+ [A-Z\u00c0-\u00de][\w'\u2019-]+)(?= [a-z]|[.,;:)]|$)"
)


def known_people(
    words: Sequence[Word], index: NameIndex, spans: Sequence[NameSpan], lexicon: Lexicon
) -> Iterator[Place]:
    """Yield where known people stand: whole names, and single words that look like names."""
    for first, last in people_at(words, index):
        yield words[first].start, words[last].end
    single = index.person_words | slips(index, words, lexicon)
    begun: Word | None = None
    for at, word in enumerate(words):
        if not (
            word.folded in single and not _is_dated(word, spans) and _looks_like_name(at, words, lexicon)
        ):
            begun = None
            continue
        begun = begun if begun is not None and word.gap == " " else word
        after = words[at + 1] if at + 1 < len(words) else None
        if after is None or after.gap != " " or after.folded not in single:
            yield begun.start, word.end


def joined_people(
    text: str, people: Sequence[PersonPlace], spans: Sequence[NameSpan], lexicon: Lexicon
) -> Iterator[Place]:
    """Yield who stands beside somebody: "Khalid bin Salman and Hye-jin Park agreed"."""
    for person in people:
        beside = _JOINED.match(text, person.end) if " " in person.written else None
        if beside is None or meets_any(spans, *beside.span(1)):
            continue
        words = set(fold(beside[1]).replace("-", " ").split())
        no_names = (lexicon.common, lexicon.company_words, lexicon.roles, lexicon.places, NO_NAMES, EVENTS)
        if all(words.isdisjoint(each) for each in no_names):
            yield beside.span(1)


def _is_dated(word: Word, spans: Sequence[NameSpan]) -> bool:
    return any(span.label in _DAYS and span.start < word.end and word.start < span.end for span in spans)


def _looks_like_name(at: int, words: Sequence[Word], lexicon: Lexicon) -> bool:
    word = words[at]
    if word.folded not in lexicon.common and word.folded not in lexicon.names_that_are_words:
        return True
    speaks = at + 1 < len(words) and words[at + 1].folded in SAYS
    return word.capital and (not word.first or speaks)
