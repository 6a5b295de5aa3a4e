"""Questions about an answer itself: "why do you say that?", "where is that from?" (B2)."""

from __future__ import annotations

import re

from bot.language.courtesy import bare_line

_THAT = r"(?:that|this|it|so)"
_ANSWER = r"(?:that|this|the|your|the last|your last)(?: last)? (?:answer|reply|response)"
_QUESTIONS = (
    rf"why (?:do|did|would|are|were) you (?:say|saying|said|think|thinking|tell(?:ing)? me|believe|claim"
    rf"(?:ing)?|writ(?:e|ing)|answer(?:ing)?) (?:{_THAT}|me that)",
    rf"why (?:did you (?:give|write|show) (?:me )?)?{_ANSWER}",
    rf"(?:from where|where) (?:is|was|does|did|do|are) (?:you )?(?:{_THAT}|{_ANSWER})"
    r"(?: (?:coming|come|taken))?(?: from)?",
    rf"where (?:do|did) you (?:get|have|take|know|read|see|find) {_THAT}(?: from)?",
    rf"how (?:do|did|would|can|could) you know(?: {_THAT})?",
    rf"how (?:did|do) you (?:come (?:to|by|up with)|get (?:to)?|arrive at|find|work out|reach) "
    rf"(?:{_THAT}|{_ANSWER})",
    rf"what(?: is|'s| was|s) (?:{_THAT}|{_ANSWER}) (?:based|resting|founded) on",
    rf"what (?:do|did) you base (?:{_THAT}|{_ANSWER}) on",
    rf"what(?: is|'s| are|s) (?:the|your) sources?(?: (?:of|for) (?:{_THAT}|{_ANSWER}))?",
    rf"(?:explain|justify) (?:{_ANSWER}|yourself)",
    r"(?:says|according to) who",
)
_ASKS = re.compile(
    r"(?:(?:ok(?:ay)?|and|but|so|hm+|wait|sorry|tactegic|please|can you|could you)[,.! ]+)*"
    rf"(?:{'|'.join(_QUESTIONS)})(?:[, ]+(?:please|then|again|exactly))?",
    re.IGNORECASE,
)


def asks_why(text: str) -> bool:
    """Return whether words ask how an answer came about, and nothing else."""
    words = bare_line(text)
    return _ASKS.fullmatch(words) is not None
