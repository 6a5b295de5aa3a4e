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
_FEW_WORDS = 3
"""A sentence of so many words is quoted with the next one."""
_WORDS_WEIGH = 0.35
_ASKED_WEIGHS = 0.25
"""What it adds that a sentence has the words asked about, and not only the names of the question."""
_WITHIN = 0.12
"""How far below the best sentence of its note a further one may score."""
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
        """Return the best sentences of each note that answers, corrections before what they correct.

        Which notes answer was decided before: one that is weak is not quoted.
        """
        told = [excerpt for excerpt in excerpts if not excerpt.is_weak][:_MOST]
        quotes = [quote for excerpt in told for quote in _quotes(excerpt)][:_LOOKED_AT]
        if not quotes:
            return ()
        similar = await self._similarities(question, quotes)
        wanted = _content(question)
        asked = wanted - _names_in(question, told)
        scored = [
            _Quote(quote.text, quote.excerpt, _score(quote, wanted, asked, similar[i] if similar else None))
            for i, quote in enumerate(quotes)
        ]
        kept = sorted(_best_of_each(scored), key=lambda quote: -quote.score)[:_MOST]
        return _merged(sorted(kept, key=lambda quote: (quote.excerpt.superseded, -quote.score)))

    async def _similarities(self, question: str, quotes: Sequence[_Quote]) -> list[float] | None:
        try:
            asked, *vectors = await self._embedder.embed([question, *(_context(quote) for quote in quotes)])
        except Unavailable:
            return None
        return [sum(x * y for x, y in zip(asked, vector, strict=True)) for vector in vectors]


def _best_of_each(quotes: Sequence[_Quote]) -> list[_Quote]:
    """Return of each note its best sentence, and of the best note those that say nearly as much."""
    best: dict[int, _Quote] = {}
    for quote in quotes:
        known = best.get(quote.excerpt.number)
        if known is None or quote.score > known.score:
            best[quote.excerpt.number] = quote
    top = max(best.values(), key=lambda quote: quote.score)
    more = [
        quote
        for quote in quotes
        if quote.excerpt.number == top.excerpt.number and top.score - _WITHIN <= quote.score < top.score
    ]
    return [*best.values(), *more]


def _quotes(excerpt: Excerpt) -> list[_Quote]:
    return [_Quote(text[:_LONGEST], excerpt) for text in passages_of(excerpt.text)]


def passages_of(text: str) -> list[str]:
    """Return the sentences of a text, each of a few words with the one behind it: "Ben called. He wants EVs."

    Alone such a sentence has the name that is asked about, and not the answer.
    """
    found: list[str] = []
    begun: int | None = None
    for sentence in sentences_of(text):
        if not any(c.isalnum() for c in sentence.text):
            continue
        start = sentence.start if begun is None else begun
        follows = text[sentence.end :].lstrip(" ")[:1]
        if len(text[start : sentence.end].split()) <= _FEW_WORDS and follows not in ("", "\n"):
            begun = start
            continue
        found.append(text[start : sentence.end])
        begun = None
    return found if begun is None else [*found, text[begun:].strip()]


def _context(quote: _Quote) -> str:
    """Return the sentence with whom its note is about, since it may say only "she"."""
    named = [name for name in quote.excerpt.people if fold(name).split()[0] not in fold(quote.text)]
    return f"{', '.join(named)}: {quote.text}" if named else quote.text


def _score(quote: _Quote, wanted: frozenset[str], asked: frozenset[str], similarity: float | None) -> float:
    said = _content(f"{quote.text} {' '.join(quote.excerpt.people)}")
    shared = len(wanted & said) / len(wanted) if wanted else 0.0
    more = _ASKED_WEIGHS * len(asked & said) / len(asked) if asked else 0.0
    if similarity is None:
        return shared + more
    return (1 - _WORDS_WEIGH) * max(similarity, 0.0) + _WORDS_WEIGH * shared + more


def _names_in(question: str, excerpts: Sequence[Excerpt]) -> frozenset[str]:
    """The words of a question that name somebody or a company: all sentences of a note are about them."""
    _, *later = question.split() or [""]
    capital = " ".join(word for word in later if word[:1].isupper())
    return _content(" ".join((capital, *(name for each in excerpts for name in each.people))))


def _content(text: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in re.findall(r"[^\W_]+", fold(text)) if word not in _STOP)


def _stem(word: str) -> str:
    for ending in ("ings", "ing", "ies", "ied", "als", "al", "ed", "es", "s"):
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
