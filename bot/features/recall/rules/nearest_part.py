"""B2: which part of a long note is shown, where none of its sentences answers for sure."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from bot.core.words import shorten
from bot.language.asking import speaks_of, stems

_SENTENCE = re.compile(r"\S.*?(?:[.!?;]+(?=\s|$)|\n|$)", re.DOTALL)
_LEFT_OUT = "\u2026 "


def nearest_part(text: str, terms: AbstractSet[str], most: int) -> str:
    """Return the sentences of a long note that have most of the question's words, in their order.

    `terms` are the stems of these words. Empty where the note is short enough to be shown whole, and where no
    sentence has any of the words: then its beginning says as much.
    """
    line = " ".join(text.split())
    if len(line) <= most:
        return ""
    sentences = [each[0].strip() for each in _SENTENCE.finditer(text)]
    shares = [_shared(each, terms) for each in sentences]
    best = sorted(range(len(sentences)), key=lambda place: (-shares[place], place))
    shown: list[int] = []
    room = most
    for place in best:
        needed = len(sentences[place]) + len(_LEFT_OUT) * 2
        if not shares[place] or (shown and needed > room):
            break
        shown.append(place)
        room -= needed
    return _join(sentences, sorted(shown), most)


def _join(sentences: list[str], shown: list[int], most: int) -> str:
    parts: list[str] = []
    before = -1
    for place in shown:
        gap = _LEFT_OUT if place != before + 1 else ""
        parts.append(f"{gap}{shorten(sentences[place], most)}")
        before = place
    rest = " \u2026" if shown and before < len(sentences) - 1 and not parts[-1].endswith("\u2026") else ""
    return f"{' '.join(parts)}{rest}"


def _shared(sentence: str, terms: AbstractSet[str]) -> int:
    held = stems(sentence)
    return sum(speaks_of(term, held) for term in terms)
