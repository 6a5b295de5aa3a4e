"""B2: only what a note really says is shown as an answer, whatever a coach answers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.core.coaching.understanding import Answer, AnswerStatement, Excerpt

_QUOTES = re.compile(r"[“\"„«]([^”\"“»]{3,})[”\"“»]")
_MARKS = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'})
_SPACES = re.compile(r"\s+")
_DOTS = re.compile(r"\s*(?:…|\.\.\.)\s*")


@dataclass(frozen=True, slots=True)
class Carried:
    """The statements that their sources support, and the excerpts that they cite, numbered anew from 1."""

    statements: tuple[AnswerStatement, ...]
    cited: tuple[Excerpt, ...]
    refused: int
    """How many statements were left out, here or before, as the notes do not carry them."""


def keep_carried(answer: Answer, excerpts: Sequence[Excerpt]) -> Carried:
    """Leave out statements that cite what was not retrieved, or that quote what is not in their notes."""
    by_number = {excerpt.number: excerpt for excerpt in excerpts}
    kept = [s for s in answer.statements if _is_carried(s, by_number, whole=answer.quoted)]
    order = list(dict.fromkeys(number for statement in kept for number in statement.cites))
    new = {number: place for place, number in enumerate(order, 1)}
    statements = tuple(
        replace(statement, cites=tuple(sorted({new[number] for number in statement.cites})))
        for statement in kept
    )
    cited = tuple(replace(by_number[number], number=new[number]) for number in order)
    return Carried(statements, cited, answer.left_out + len(answer.statements) - len(kept))


def _is_carried(statement: AnswerStatement, by_number: Mapping[int, Excerpt], *, whole: bool) -> bool:
    if not statement.text.strip() or not statement.cites:
        return False
    if any(number not in by_number for number in statement.cites):
        return False
    notes = " ".join(_normalize(by_number[number].text) for number in statement.cites)
    if whole:
        return all(_normalize(piece) in notes for piece in _DOTS.split(statement.text) if piece.strip())
    return all(_normalize(quote).rstrip(".,;:!?") in notes for quote in _QUOTES.findall(statement.text))


def _normalize(text: str) -> str:
    marks = text.translate(_MARKS)
    return _SPACES.sub(" ", marks).strip().casefold()
