"""Whether the member did what a note tells of somebody else, or the other way round (B2)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.coach.model.grounding.terms import is_close, terms_in
from bot.language.names import word_set

_MEMBER = word_set("i we me us my our ours mine im ive ill id were weve well")
_SENTENCE = re.compile(r"[.;:!?\n()]\s*|\s+-\s+")
_PIECE = re.compile(r"[.;:!?\n()]\s*|,\s+|\s+-\s+")
_YOU = re.compile(r"^(?:\w+, )?You (?:have |had |also |then |already )?(?P<verb>[a-z]{3,})")
_ACTS = word_set(
    "sent mailed gave told asked called rang phoned wrote met saw visited showed returned reminded offered "
    "forwarded invited bought paid booked introduced mentioned handed lent brought delivered promised "
    "guaranteed refused thanked helped complained"
)
"""What members say that they did without saying "I": "sent the draft to Ana"."""
_NO_DEED = word_set("are were may can could will would should must might need want owe know")


def is_of_another(text: str, sources: Sequence[str], names: frozenset[str]) -> bool:
    """Return whether the one who does it in a sentence is not the one who does it in its sources.

    Only plain sentences are judged: "You sent Ana the draft" and "Ana sent you the draft".
    """
    said = _YOU.match(text)
    if said is not None:
        return said["verb"] not in _NO_DEED and _is_theirs(said["verb"], _words(_PIECE, sources), names)
    words = [term.word for term in terms_in(text)]
    first = next((place for place, word in enumerate(words[:3]) if word not in names), 0)
    return first > 0 and "by" not in words and _is_mine(words[first], sources)


def _words(ends: re.Pattern[str], sources: Sequence[str]) -> list[list[str]]:
    return [[term.word for term in terms_in(piece)] for source in sources for piece in ends.split(source)]


def _is_theirs(verb: str, pieces: Sequence[Sequence[str]], names: frozenset[str]) -> bool:
    """Return whether only somebody else does it: a name stands before the verb, wherever it stands."""
    if any(word in _MEMBER for piece in pieces for word in piece):
        return False
    befores = [
        piece[place - 1] if place else ""
        for piece in pieces
        for place, word in enumerate(piece)
        if is_close(word, verb)
    ]
    return bool(befores) and all(before in names for before in befores)


def _is_mine(verb: str, sources: Sequence[str]) -> bool:
    """Return whether only the member does it: the verb begins the sentences that have it."""
    if verb not in _ACTS:
        return False
    places = [
        place
        for piece in _words(_SENTENCE, sources)
        for place, word in enumerate(piece)
        if is_close(word, verb)
    ]
    return bool(places) and not any(places)
