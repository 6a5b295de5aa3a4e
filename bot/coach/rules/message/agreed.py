"""Requests that the member said yes to are promises: "asked me for the list, I said sure, by Friday" (B1)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.coach.reader.labels import ClauseLabel
from bot.coach.reader.reading import ClauseSpan
from bot.coach.rules.message.scene import Scene

_AGREED = re.compile(
    r"\b(?:asked (?:(?:me|us) )?(?:for|to)|asks (?:(?:me|us) )?(?:for|to)|wants|wanted|needs|needed|"
    r"would like|requested|requests)\s+(?!to\b)(?P<thing>[^.,;!?\n]{3,80}?)\s{0,3}(?:[.,;]|-|\band\b)\s{0,3}"
    r"(?:and |so )?(?P<who>(?:i|we) )?(?:have |had )?(?:said|agreed|replied|answered|told (?:him|her|them))"
    r"(?P<yes>(?:[ ,]{1,3}(?:yes|yeah|ok(?:ay)?|sure|fine|no problem|of course|gladly|will do|i would|"
    r"to that|that's fine|agreed|deal))+\b|"
    r"(?=[ ,]{1,3}(?:by|before|until|on|end of|eod|eow|this|next|tomorrow|mon|tue|wed|thu|fri)))",
    re.IGNORECASE,
)
_REFUSED = re.compile(r"\b(?:not|no|never|can['\u2019]?t|cannot|unless|if)\b", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:if|not|never|whether)\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
_REST = 40
"""Within how many characters behind the yes it may be taken back."""


def with_agreed(scene: Scene, clauses: Sequence[ClauseSpan]) -> list[ClauseSpan]:
    """Return the clauses, where what the member said yes to is their promise and no mere request."""
    kept = list(clauses)
    for told in _AGREED.finditer(scene.text):
        start, end = told.span("thing")
        rest = scene.text[told.end() : told.end() + _REST].split(".")[0]
        if not (told["who"] or told["yes"]):
            continue
        if _BEFORE.search(scene.text, max(0, told.start() - _REST), told.start()) or _REFUSED.search(rest):
            continue
        touching = [each for each in kept if each.start < told.end() and start < each.end]
        if any(each.start < told.start() for each in touching):
            continue
        kept = [each for each in kept if each not in touching]
        kept.append(ClauseSpan(start, end, ClauseLabel.MEMBER_PROMISES, 1.0))
    return sorted(kept, key=lambda each: each.start)


SAID_YES = re.compile(
    r"[\s.,;-]{1,4}(?:and |so )?(?:i|we) (?:have |had )?(?:said|agreed|replied|answered|told \w+)"
    r"(?:[ ,]{1,3}[\w']+){0,3}[ ,-]{1,3}(?:by |on |for |end of )?",
    re.IGNORECASE,
)
"""What stands between a thing that was asked for and the day for which the member said yes."""
