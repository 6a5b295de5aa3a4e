"""What others may ask of introductions: whether a whole message asks whom somebody should meet (B4)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.features.introductions.commands import SuggestIntroductions
from bot.language.courtesy import without_courtesy
from bot.language.names import fold

_WHO = r"who(?:m)?(?: else)? (?:should|could|can|might|would|shall)"
_NAME = r"(?P<who>[^,;:?!]{2,60}?)"
_ASKS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?:to )?{_WHO} (?:i|we) (?:introduce|connect|put in touch) {_NAME}(?: to| with)?",
        rf"{_WHO} (?:i|we) (?:introduce|connect) (?:to|with) {_NAME}",
        rf"{_WHO} (?:meet|get to know) {_NAME}",
        rf"{_WHO} {_NAME} (?:meet|get to know|be introduced to)",
        rf"(?:(?:suggest|find|show)(?: me)? )?(?:some )?introductions? for {_NAME}",
    )
)
_PRONOUN = re.compile(r"her|him|them|she|he|they", re.IGNORECASE)
_OWN = re.compile(r"i|we|me|us", re.IGNORECASE)


def introductions_asked(text: str, people: Sequence[str]) -> SuggestIntroductions | None:
    """The command that a whole message asks for; None for any other message, and for nobody who is known.

    A pronoun means whom the conversation is about.
    """
    words = without_courtesy(" ".join(text.split())).rstrip(" .!?")
    if len(words) > 120:
        return None
    for form in _ASKS:
        found = form.fullmatch(words)
        if found is None or _OWN.fullmatch(found["who"]):
            continue
        if _PRONOUN.fullmatch(found["who"]):
            return SuggestIntroductions()
        first = fold(found["who"]).split()[:1]
        if any(first == fold(name).split()[:1] or first == fold(name).split()[-1:] for name in people):
            return SuggestIntroductions(found["who"])
    return None
