"""Promises that plain words announce, where the reader errs: "Lars promised the list by Monday" (B1).

These tidy forms are too common to lose one of them; on the development set they neither add nor cost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.coach.reader.labels import ClauseLabel
from bot.coach.reader.reading import ClauseSpan
from bot.coach.rules.message.scene import Scene, meets_any

_WOULD = r"(?:i|we)(?:['\u2019]d|['\u2019]ll| would| will)\s+"
_DEED = r"(?P<deed>[^.;!?\n]{4,100})"
_TOLD = re.compile(
    r"\b(?:told|promised|assured)\s+[\w'\u2019-]+(?:\s+[A-Z][\w'\u2019-]+)?\s+(?:that\s+)?" + _WOULD + _DEED,
    re.IGNORECASE,
)
_OWED = re.compile(
    r"\b(?:i|we)\s+(?:also\s+)?(?:promised|owe)\s+(?:her|him|them|[A-Z][\w'\u2019-]+)\s+" + _DEED,
    re.IGNORECASE,
)
_GAVE_WORD = re.compile(
    r"(?:^|[,;.!?\n]|\band\b|\bthen\b|-)[ \t]{0,3}(?:also )?promised "
    r"(?:her|him|them|(?-i:[A-Z])[\w'\u2019-]+) "
    r"(?P<deed>(?:an?|the|our|my|some|two|three|to)\s[^.;!?\n]{4,100})",
    re.IGNORECASE,
)
"""The member's word, without "I" before it: "promised her an intro"."""
_AFTER_PERSON = re.compile(
    r"\s+(?:has\s+|have\s+|also\s+)?(?:promised|offered|agreed|pledged|volunteered|owes)\s+"
    r"(?:(?:me|us)\s+|to\s+)?" + _DEED,
    re.IGNORECASE,
)
_TOLD_ME = re.compile(
    r"\b(?:she|he|they)\s+(?:has\s+|have\s+|also\s+)?(?:promised|offered|pledged|owes?)\s+(?:me|"
    r"us)\s+(?:to\s+)?" + _DEED,
    re.IGNORECASE,
)
_I_AM_TO = re.compile(
    r"(?:^|[.,;!?\n]|\band|\bthen)\s{0,3}(?:so\s|and\s)?(?:i|we)(?:['\u2019](?:m|re)| am| are) to\s+"
    r"(?!be\b|blame\b)" + _DEED,
    re.IGNORECASE,
)
_MAKES = re.compile(
    r"(?:^|[.,;!?\n]\s{0,3}|\band\s)(?:i|we)(?:['\u2019](?:ll|d)| will| would)\s+"
    r"(?P<deed>(?:get|have)\s+(?-i:[A-Z])[\w'\u2019-]+\s+to\s+[^.,;!?\n]{3,100})",
    re.IGNORECASE,
)
_DELIVERS = re.compile(
    r"\s+(?:will|has to|needs to|is to|is going to)\s+(?P<deed>(?:(?:send|share|mail|e-?mail|forward|return|"
    r"get|give|bring|provide|submit|confirm)\b)[^.;!?\n]{4,100})",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\s+(?:(?:has|have|had|is|also|just|then|again|now|already|even)\s+)*(?:asked|asks|asking)\s+"
    r"(?:me\s+|us\s+)?"
    r"(?P<deed>(?:for|whether (?:i|we) (?:can|could|would)|if (?:i|we) (?:can|could|would)|"
    r"(?<=me )to|(?<=us )to)\s[^.;!?\n]{3,100})|"
    r"\s+(?:also\s+|just\s+)?(?:requested|requests)\s+(?P<thing>[^.;!?\n]{3,100})|"
    r"\s+(?:wants?|needs?|would like)\s+(?:me|us)\s+(?P<wish>to\s[^.;!?\n]{3,100})|"
    r"\s+(?:wants?|needs?|would like)\s+(?P<need>[^.,;!?\n]{3,60}\bfrom (?:me|us)\b[^.,;!?\n]{0,30})",
    re.IGNORECASE,
)
"""What somebody asked of the member: "asked me for an offer", "wants us to come"."""
_WHO_ASKS = re.compile(r"(?<![\w'\u2019])(?:she|he|they)(?:['\u2019]s)?(?=\s)", re.IGNORECASE)
_NEXT_CLAUSE = re.compile(
    r",\s+(?=(?:i|we|she|he|they|and|but|so|told|will|promised)\b|(?-i:[A-Z]))|\s+(?:and|but|so)\s+(?=(?:i|"
    r"we|she|he|they|"
    r"told|said|promised|wants?|will)\b|"
    r"(?-i:[A-Z])[\w'\u2019-]+\s+(?:\w{2,}ed|wants?|will|said|says|has|is|was|told|owes?)\b)",
    re.IGNORECASE,
)
"""Where the words go on with something else."""
_IF_ASKED = re.compile(r"\b(?:if|whether|when|once|unless|until)\s+[\w'\u2019 -]{2,30}$", re.IGNORECASE)
_NAME = 40
_NOT_US = re.compile(r"(?:nothing|not|no|never|her|his|him|them|their|its|it|everybody|[A-Z]\w+)\b")
_CONDITION = re.compile(
    r"\b(?:if|whether|unless|hope|hopes|hoping|think|thinks|guess|maybe|perhaps|that|when|once|until|after|"
    r"before|our|"
    r"my|and|or)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\b(?:never|not|n['\u2019]?t|if|whether|should have|was supposed to)\s+(?:\w+\s+)?$", re.IGNORECASE
)


def promises_announced(scene: Scene, found: Sequence[ClauseSpan]) -> Iterator[ClauseSpan]:
    """Yield promises that the words announce and no clause that was read touches."""
    for label, start, end in _announced(scene):
        if not meets_any(found, start, end):
            yield ClauseSpan(start, end, label, 1.0)


def requests_announced(scene: Scene, found: Sequence[ClauseSpan]) -> Iterator[ClauseSpan]:
    """Yield what plain words say that somebody asked for, where no clause that was read touches it."""
    asking = [one.end for one in scene.people]
    asking += [each.end() for each in _WHO_ASKS.finditer(scene.text)]
    for place in sorted(asking):
        told = _ASKED.match(scene.text, place)
        if told is None or _IF_ASKED.search(scene.text, max(0, place - _NAME), place):
            continue
        start, end = next(told.span(name) for name, words in told.groupdict().items() if words)
        goes_on = _NEXT_CLAUSE.search(scene.text, start, end)
        end = goes_on.start() if goes_on else end
        if scene.text[start : start + 4].lower() == "for ":
            start += 4
        if not meets_any(found, start, end) and end - start > 2 and not scene.parts:
            yield ClauseSpan(start, end, ClauseLabel.ASKED, 1.0)


def _announced(scene: Scene) -> Iterator[tuple[ClauseLabel, int, int]]:
    for form in (_TOLD, _OWED, _GAVE_WORD, _I_AM_TO, _MAKES):
        for told in form.finditer(scene.text):
            if not _NEGATED.search(scene.text, max(0, told.start() - 16), told.start()):
                yield ClauseLabel.MEMBER_PROMISES, *told.span("deed")
    for told in _TOLD_ME.finditer(scene.text):
        yield ClauseLabel.CONTACT_PROMISES, *told.span("deed")
    for person in scene.people:
        deed = _AFTER_PERSON.match(scene.text, person.end)
        if deed is not None and _NOT_US.match(deed["deed"]) is None:
            yield ClauseLabel.CONTACT_PROMISES, *deed.span("deed")
        delivers = _DELIVERS.match(scene.text, person.end)
        if (
            delivers is not None
            and _CONDITION.search(scene.text, max(0, person.start - 24), person.start) is None
        ):
            yield ClauseLabel.CONTACT_PROMISES, *delivers.span("deed")
