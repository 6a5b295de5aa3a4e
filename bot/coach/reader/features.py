"""What the network is told about each word piece besides its meaning: its looks, and names that are known."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from bot.language.names import fold

_WORD = re.compile(r"[^\W_]+")
_ENDS = (".!", ",", ":", "?", "'\u2019")
_BULLETS = "-\u2013\u2014*\u2022>+|"
_OPENING = '"\u201c('


@dataclass(frozen=True, slots=True)
class KnownWords:
    """Folded words of the names that the member knows, and of the member's own name."""

    people: frozenset[str] = frozenset()
    companies: frozenset[str] = frozenset()
    me: frozenset[str] = frozenset()


NOBODY_KNOWN = KnownWords()
FEATURES = 18


def features_of(text: str, offsets: Sequence[tuple[int, int]], known: KnownWords) -> list[list[float]]:
    """Return the features of each word piece, given its place in the text; none for empty pieces."""
    flags = dict(_known_places(text, known))
    return [_looks(text, start, end) + list(flags.get(start, _NONE)) for start, end in offsets]


_NONE = (0.0, 0.0, 0.0)


def _known_places(text: str, known: KnownWords) -> Iterator[tuple[int, tuple[float, float, float]]]:
    """Yield every place inside a known word with what is known of it."""
    for match in _WORD.finditer(text):
        word = fold(match.group())
        flag = (_holds(known.people, word), _holds(known.companies, word), _holds(known.me, word))
        if any(flag):
            yield from ((place, flag) for place in range(match.start(), match.end()))


def _holds(words: Collection[str], word: str) -> float:
    return 1.0 if word in words else 0.0


def _looks(text: str, start: int, end: int) -> list[float]:
    if end <= start:
        return [0.0] * (FEATURES - len(_NONE))
    word = text[start:end]
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    return [
        float(each)
        for each in (
            word[0].isupper(),
            len(word) > 1 and word.isupper(),
            any(letter.isdigit() for letter in word),
            before.isalnum(),
            before == "\n",
            after == "\n",
            *(after in ends for ends in _ENDS),
            before in _BULLETS,
            after in "-&",
            before in _OPENING,
            before == "@",
        )
    ]
