"""Whether a number of a sentence is that of what its sources give it for (B2)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.coach.model.grounding.figures import figures_in
from bot.coach.model.grounding.number_words import FigureKind
from bot.coach.model.grounding.terms import is_close, telling_terms, terms_in


def wrong_number_of(text: str, sources: Sequence[str], names: frozenset[str]) -> str:
    """Return a number of a sentence that its sources give for something else, empty where there is none.

    "250k for phase one and 90k for phase two" does not give 250,000 for phase two.
    """
    figures = figures_in(text)
    if not figures:
        return ""
    said = _around(text, names)
    for source in sources:
        pieces = [
            piece
            for piece in re.split(r"[.;\n]|,\s|\s+(?:and|but|then|plus|while)\s+", source)
            if piece.strip()
        ]
        for figure in figures:
            having = [
                piece for piece in pieces if any(each.value == figure.value for each in figures_in(piece))
            ]
            if any(each.kind is FigureKind.TIME for piece in having for each in figures_in(piece)):
                continue
            rest = [piece for piece in pieces if piece not in having and figures_in(piece)]
            if len(having) != 1:
                continue
            here = _around(having[0], names)
            for piece in rest:
                values = {each.value for each in figures_in(piece)}
                if values & {each.value for each in figures if each is not figure and each.value > 12}:
                    continue
                there = _around(piece, names)
                more = {w for w in said if _has(w, there) and not _has(w, here)}
                fewer = {w for w in said if _has(w, here) and not _has(w, there)}
                if more and not fewer:
                    return figure.written.strip()
    return ""


def _around(text: str, names: frozenset[str]) -> frozenset[str]:
    small = {
        each.word
        for each in terms_in(text)
        if each.word in ("one", "two", "three", "four", "first", "second", "third")
    }
    return frozenset({term.word for term in telling_terms(text, names)} | small)


def _has(word: str, words: frozenset[str]) -> bool:
    return any(is_close(word, other) for other in words)
