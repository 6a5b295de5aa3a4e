"""The words of a text as they are compared: without endings, and with those that may mean the same (B2)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from bot.coach.model.grounding.words import grounding_words
from bot.language.names import fold, short_forms, word_set

_WORD = re.compile(r"[^\W\d_][\w&]*(?:[-'\u2019][^\W\d_]+)*|\d[\d.,:]*\w*")
_CLAUSE = re.compile(
    r"[.;:!?\n()]|,|\u2014|\u2013| - |\b(?:but|because|although|though|whereas|while|and then)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.;!?])\s+(?=\S)|\n+|\s+-\s+|\s*[•|]\s*")
_ENDINGS = word_set(
    "izations ization isations isation ations ation ments ment ings ing ions ion iness ness ities ity ally "
    "ly ies ied ers er ors or es ed al ive s e y"
)
_LONGEST_ENDING = max(map(len, _ENDINGS))
_NO_KINDS: frozenset[int] = frozenset()
_SHORTEST_STEM = 3
_ALIKE = 5
"""Letters with which two longer words begin alike that are taken as forms of one."""


@dataclass(frozen=True, slots=True)
class TextTerm:
    """A word at `text[start:end]`, folded, with its stem."""

    word: str
    start: int
    end: int

    @property
    def stem(self) -> str:
        """The word without its ending."""
        return stem_of(self.word)


def terms_in(text: str) -> list[TextTerm]:
    """Return all words of a text in order; "n't" is a word of its own, the "'s" of a name is none."""
    found: list[TextTerm] = []
    is_plain = text.isascii()
    for match in _WORD.finditer(text.lower() if is_plain else text):
        word = match[0] if is_plain else fold(match[0]).replace("\u2019", "'")
        if "'" not in word and word not in _NOT:
            found.append(TextTerm(word, match.start(), match.end()))
            continue
        if word.endswith("n't") or word in _NOT:
            found.append(TextTerm(_NOT.get(word, word[:-3]), match.start(), match.end()))
            found.append(TextTerm("not", match.end(), match.end()))
            continue
        bare, _, tail = word.partition("'")
        if tail and (len(bare) > 1 or bare == "i") and tail in ("s", "d", "ll", "re", "ve", "m"):
            found.append(TextTerm(bare, match.start(), match.end()))
            if tail in ("ll", "d"):
                found.append(TextTerm("will" if tail == "ll" else "would", match.end(), match.end()))
            continue
        found.append(TextTerm(word, match.start(), match.end()))
    return found


_NOT = {
    **{
        f"{word}nt": word
        for word in ("do", "did", "does", "is", "was", "were", "are", "have", "has", "would", "could")
    },
    "can't": "can",
    "cannot": "can",
    "won't": "will",
    "wont": "will",
    "cant": "can",
    "shan't": "shall",
}


def telling_terms(text: str, but: Iterable[str] = ()) -> list[TextTerm]:
    """Return the words of a text that say what it is about, without numbers and these folded words."""
    plain, left = grounding_words().plain, frozenset(but)
    return [
        term
        for term in terms_in(text)
        if term.word not in plain
        and term.word not in left
        and not term.word[0].isdigit()
        and len(term.word) > 1
    ]


def stem_of(word: str) -> str:
    """Return a folded word without its ending: "shipping", "shipped" and "ships" have one stem.

    >>> stem_of("worries") == stem_of("worried") == stem_of("worry")
    True
    """
    word = grounding_words().forms.get(word, word)
    for length in range(min(_LONGEST_ENDING, len(word) - _SHORTEST_STEM), 0, -1):
        if word[-length:] in _ENDINGS:
            word = word[:-length]
            break
    if len(word) > _SHORTEST_STEM and word[-1] == word[-2]:
        word = word[:-1]
    return word.removesuffix("i").removesuffix("e") if len(word) > _SHORTEST_STEM else word


def kinds_of(word: str) -> frozenset[int]:
    """Return the numbers of the lines of `same` that a folded word stands in, in any of its forms."""
    return _kinds(word, stem_of(word))


def _kinds(word: str, stem: str) -> frozenset[int]:
    return grounding_words().same.get(word, _NO_KINDS) | _same_by_stem().get(stem, _NO_KINDS)


@lru_cache(maxsize=1)
def _same_by_stem() -> dict[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for word, numbers in grounding_words().same.items():
        found[stem_of(word)] = found.get(stem_of(word), frozenset()) | numbers
    return found


def is_like(one: str, other: str) -> bool:
    """Return whether two folded words may stand for one another: forms, synonyms, short names."""
    if one == other:
        return True
    stem, stem_of_other = stem_of(one), stem_of(other)
    if stem == stem_of_other or _kinds(one, stem) & _kinds(other, stem_of_other):
        return True
    short = grounding_words().abbreviations
    if other in short.get(one, ()) or one in short.get(other, ()) or other in short_forms(one):
        return True
    return _begin_alike(one, other)


def is_close(one: str, other: str) -> bool:
    """Return whether two folded words are forms of one word, and not only of one meaning."""
    return one == other or stem_of(one) == stem_of(other) or _begin_alike(one, other)


def _begin_alike(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    if "-" in longer and shorter in longer.split("-"):
        return len(shorter) > 2
    begun = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(shorter))
    return (begun >= _ALIKE and begun >= len(shorter) - 2 and len(longer) - begun <= 4) or (
        3 <= len(shorter) == begun
        and shorter.isalpha()
        and len(shorter) * 2 >= len(longer)
        and len(shorter) > 3
    )


def sentences_in(text: str) -> list[str]:
    """Return the sentences and lines of a text; notes often have dashes or new lines between them."""
    return [piece for piece in _SENTENCE.split(text) if piece and piece.strip()]


def clauses_in(text: str) -> list[str]:
    """Return the clauses of a text: what stands between marks, and before and after a "but"."""
    return [piece for piece in _CLAUSE.split(text) if piece.strip()]


def has_expression(text: str, words: Iterable[str]) -> str:
    """Return the first of these words or expressions ("no_longer") that a text has, empty where none."""
    found = [term.word for term in terms_in(text)]
    line = f" {' '.join(found)} "
    singles = set(found)
    return next(
        (w for w in words if (w in singles if "_" not in w else f" {w.replace('_', ' ')} " in line)), ""
    )
