"""Actions of a few words: whether they say anything that can be judged (R3)."""

from __future__ import annotations

import re

from bot.language.names import fold, word_set

_FEW = 6
_FEWEST = 2
_BARE = 3
"""Words up to which an action that begins with a bare verb may be a verb and a name."""
_BARE_VERBS = word_set(
    "call ring phone meet see email mail message text write contact ping talk speak visit reach catch touch "
    "check follow connect chat ask help invite remind"
)
_EMPTY = _BARE_VERBS | word_set(
    "a an the to at in on of for with about by up out over and or again soon maybe perhaps somehow sometime "
    "today tomorrow next this week month something anything nice good great do does make get have be let us "
    "think try plan go come keep stay touch base contact hello hi him her them me my our their his it"
)


def few_words(action: str) -> bool:
    """Return whether an action has so few words that most is left out."""
    return len(action.split()) < _FEW


def says_nothing(action: str) -> bool:
    """Return whether a few words name nothing to judge: "call Lars", "do something nice for Ana"."""
    words = re.findall(r"[^\W\d_]+", action)
    telling = [
        word for at, word in enumerate(words) if fold(word) not in _EMPTY and not (at and word[0].isupper())
    ]
    bare = len(words) <= _BARE and fold(words[0]) in _BARE_VERBS if words else True
    return not telling or len(words) < _FEWEST or (bare and len(telling) == 1)
