"""Answers by quotation: the sentences of the notes that say most about what was asked (B2, B7)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.coach.rules.text import sentences_of
from bot.core.coaching.understanding import AnswerStatement, Excerpt
from bot.core.ports.errors import Unavailable
from bot.core.ports.memory import Embedder
from bot.language.names import fold, word_set

_MOST = 4
"""The most sentences an answer quotes."""
_LOOKED_AT = 60
_LONGEST = 400
"""Characters of a sentence that are quoted at most."""
_WORDS_WEIGH = 0.35
_ENOUGH = 0.42
"""A sentence scored below this does not answer.

On the development questions of tests/evals/recall-dev.jsonl this bar loses no question whose best sentence
was right, and refuses a third of those the notes do not answer; the search before it refuses most others.
"""
_WITHIN = 0.12
"""How far below the best a further sentence may score."""
_STOP = word_set(
    "the a an and or but of to in on at for from with by about is are was were be been do does did has "
    "have had what who whom when where why how which whose i me my we our you your she he they her him "
    "his their them it its this that these those can could will would should any anything ever still "
    "again last tell remind know say said says mention mentioned think thinks thought talk talked there "
    "than then if so not no please everything something notes note us"
)


@dataclass(frozen=True, slots=True)
class _Quote:
    text: str
    excerpt: Excerpt
    score: float = 0.0


class Quoter:
    """Picks sentences by meaning and by shared words."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    async def statements(self, question: str, excerpts: Sequence[Excerpt]) -> tuple[AnswerStatement, ...]:
        """Return the quotes that answer, corrections before what they correct; none where nothing answers."""
        quotes = [quote for excerpt in excerpts for quote in _quotes(excerpt)][:_LOOKED_AT]
        if not quotes:
            return ()
        similar = await self._similarities(question, quotes)
        wanted = _content(question)
        scored = [
            _Quote(quote.text, quote.excerpt, _score(quote, wanted, similar[i] if similar else None))
            for i, quote in enumerate(quotes)
        ]
        best = max(quote.score for quote in scored)
        if best < _ENOUGH:
            return ()
        kept = [quote for quote in scored if quote.score >= max(_ENOUGH, best - _WITHIN)]
        kept = sorted(kept, key=lambda quote: -quote.score)[:_MOST]
        return _merged(sorted(kept, key=lambda quote: (quote.excerpt.superseded, -quote.score)))

    async def _similarities(self, question: str, quotes: Sequence[_Quote]) -> list[float] | None:
        try:
            asked, *vectors = await self._embedder.embed([question, *(_context(quote) for quote in quotes)])
        except Unavailable:
            return None
        return [sum(x * y for x, y in zip(asked, vector, strict=True)) for vector in vectors]


def _quotes(excerpt: Excerpt) -> list[_Quote]:
    return [
        _Quote(sentence.text[:_LONGEST], excerpt)
        for sentence in sentences_of(excerpt.text)
        if any(c.isalnum() for c in sentence.text)
    ]


def _context(quote: _Quote) -> str:
    """Return the sentence with whom its note is about, since it may say only "she"."""
    named = [name for name in quote.excerpt.people if fold(name).split()[0] not in fold(quote.text)]
    return f"{', '.join(named)}: {quote.text}" if named else quote.text


def _score(quote: _Quote, wanted: frozenset[str], similarity: float | None) -> float:
    said = _content(f"{quote.text} {' '.join(quote.excerpt.people)}")
    shared = len(wanted & said) / len(wanted) if wanted else 0.0
    if similarity is None:
        return shared
    return (1 - _WORDS_WEIGH) * max(similarity, 0.0) + _WORDS_WEIGH * shared


def _content(text: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in re.findall(r"[^\W_]+", fold(text)) if word not in _STOP)


def _stem(word: str) -> str:
    for ending in ("ings", "ing", "ies", "ied", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def _merged(quotes: Sequence[_Quote]) -> tuple[AnswerStatement, ...]:
    """Equal words are quoted once, with all the notes that say them."""
    cites: dict[str, list[int]] = {}
    for quote in quotes:
        numbers = cites.setdefault(quote.text, [])
        if quote.excerpt.number not in numbers:
            numbers.append(quote.excerpt.number)
    return tuple(AnswerStatement(text, tuple(numbers)) for text, numbers in cites.items())
