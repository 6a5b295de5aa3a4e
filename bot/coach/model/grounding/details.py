"""Feelings, reasons and asides of a sentence of which its sources have no word (B2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.coach.model.grounding.certainty import FEWEST
from bot.coach.model.grounding.terms import (
    is_close,
    is_like,
    telling_terms,
    terms_in,
)
from bot.coach.model.grounding.words import grounding_words
from bot.language.names import word_set

_ASIDE = re.compile(
    r"(?P<mark>,?\s*\b(?:because(?: of)?|so that|in order to|due to|owing to|thanks to|as a result of|"
    r"out of)\b|"
    r",\s*(?:which|whose|who|where|when|since|as|known|one of|the|an?)\b|"
    r"\s+(?:which|whose)\b|\s+to\s+(?=avoid|put|increase|reduce|gain|make sure|ensure|save|win)|"
    r"(?<=,)\s*(?=[A-Z][\w]*['\u2019]s\b))",
)


_OPENED = re.compile(
    r"(?:,\s*|\b)(?:over|with|by|at|in|for|while|during|after|on|near|via|through|because|since|as|"
    r"so that|in front of|from|preferably|"
    r"who|whose|which|where|when|due to|out of|despite|without)\b(?:\s+(?:the|a|an|his|her|their|its|"
    r"your|some|any|he|she|they|it|was|were|"
    r"is|are|had|has|of|in|be|been|being|very|put|more|most|own|two|new|large|small|current|week|day|"
    r"year|time))*\s+$",
    re.IGNORECASE,
)


_NO_MANNER = word_set(
    "only really currently recently exactly directly early daily weekly monthly yearly family reply "
    "supply july apply fully nearly mostly approximately roughly already possibly probably quarterly "
    "annually newly formerly originally initially finally jointly solely merely simply shortly lately "
    "actually namely likely regularly usually"
)


_SPOKEN = word_set(
    "complained complains complaint gripe grumbled moaned thanked apologised apologized good great"
)


def new_detail(sentence: str, known: Sequence[str], names: frozenset[str]) -> str:
    """Return a phrase of a sentence of which its sources have no word, although they say the rest of it.

    What is told in other words altogether is not judged: only a phrase behind "over", "with", "because" and
    the like, or one word of manner, where all other words of the sentence stand in the sources.
    """
    told = {term.word for text in known for term in terms_in(text)}
    terms = telling_terms(sentence, names)
    supported = {term.start: _stands(term.word, told) for term in terms}
    exact = sum(any(is_close(term.word, other) for other in told) for term in terms)
    new = [term for term in terms if not supported[term.start]]
    if not new or not exact:
        return ""
    first, last = new[0].start, new[-1].end
    if any(first <= term.start <= last and supported[term.start] for term in terms):
        return ""
    opened = _OPENED.search(sentence[:first])
    if opened is None and re.search(r",\s*$", sentence[:first]) and not sentence[last:].strip(" ."):
        return sentence[first:last]
    if opened is not None:
        return sentence[opened.start() : last].strip(" ,")
    if len(new) == 1 and new[0].word.endswith("ly") and new[0].word not in _NO_MANNER:
        return new[0].word
    return ""


def _stands(word: str, told: Iterable[str]) -> bool:
    return any(is_like(word, other) for other in told)


def new_feeling(sentence: str, sources: Sequence[str]) -> str:
    """Return a feeling of a sentence of which its sources have no sign, empty where they have one."""
    told = [term.word for source in sources for term in terms_in(source)]
    near = [any(is_close(term.word, word) for word in told) for term in telling_terms(sentence)]
    if 2 * sum(near) < len(near):
        return ""
    for term in terms_in(sentence):
        kinds = [kind for kind in grounding_words().feelings if term.word in kind]
        if (
            kinds
            and term.word not in _SPOKEN
            and not any(word in kind or is_like(word, term.word) for kind in kinds for word in told)
        ):
            return term.word
    return ""


def new_aside(sentence: str, known: Sequence[str], names: frozenset[str]) -> str:
    """Return a reason, an aim or an aside of which the sources have no word, empty where there is none."""
    told = {term.word for text in known for term in terms_in(text)}
    for match in _ASIDE.finditer(sentence):
        before = [term.word for term in telling_terms(sentence[: match.start()], names)]
        near = sum(any(is_close(word, other) for other in told) for word in before)
        if 2 * near <= len(before):
            continue
        tail = re.split(r"[,;.](?=\s|$)", sentence[match.end() :])[0]
        telling = [term.word for term in telling_terms(tail, names)]
        is_reason = (
            re.search(r"because|so that|in order|due|owing|thanks|result|out of|^\s+to", match["mark"])
            is not None
        )
        if len(telling) < (1 if is_reason else FEWEST):
            continue
        if not any(is_like(word, other) for word in telling for other in told):
            return sentence[match.start() :].strip(" ,")[:80]
    return ""
