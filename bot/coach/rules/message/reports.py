"""Reports of something done that plain grammar leaves no doubt of: "I checked the price, told Ana" (B12).

They confirm what the reader is unsure of, and add what it overlooks; a report changes a promise only where
it names the same thing (`bot.core.fulfilment`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from bot.coach.reader.labels import ClauseLabel
from bot.coach.reader.reading import ClauseSpan
from bot.coach.rules.message.scene import Scene

_DID = (
    r"(?:sent|e-?mailed|mailed|gave|handed(?: over)?|shared|forwarded|passed on|booked|reserved|checked|"
    r"looked (?:into|up)|"
    r"called|rang|phoned|asked|introduced|connected|made|arranged|organi[sz]ed|set up|signed|paid|ordered|"
    r"delivered|"
    r"posted|shipped|uploaded|filed|fixed|finished|completed|prepared|wrote|answered|confirmed|submitted|"
    r"sorted(?: out)?|"
    r"updated|reviewed|calculated|worked out|found|invited|visited|toured|showed|walked|took|put together|"
    r"drafted|"
    r"clarified|spoke (?:to|with)|talked (?:to|with)|returned|brought|dropped off|printed|translated|"
    r"tested|measured|"
    r"hooked|linked|filled (?:in|out)|passed|measured(?: up)?|renewed|extended|released|"
    r"put(?= [\w'\u2019]+(?: [\w'\u2019]+){0,6} (?:together|in touch|in (?:one|a|the same)))|"
    r"replied|ran|did|held|presented|recorded|proposed|proofread|compiled|requested|approved|cleared)"
)
_TOOK = r"(?:read|watched|opened|liked|loved|studied)"
_TO_OTHERS = r"\s+(?-i:[A-Z])[\w'\u2019-]+\s+(?:the|an?|our|his|her|their|some|all)\b"
_OFFICE = r"(?:assistant|team|office|colleague|people|boss|pa|secretary|lab|legal|lawyers?)"
_ADVERBS = r"(?:(?:have|has|had|just|already|finally|also|then|now|today|yesterday|at last|both|duly)\s+)*"
_REST = r"[^,.;:!?\n]{2,90}"
_BY_ME = re.compile(
    r"(?:^|[,.;:!?\n]|\b(?:and|but|so|then)\b|\s[-\u2013\u2014]\s)[ \t]{0,3}"
    rf"(?P<deed>(?:(?:i|we)(?:['\u2019]ve)?\s+)?{_ADVERBS}{_DID}\s+{_REST})",
    re.IGNORECASE,
)
_BY_THEM = re.compile(
    rf"(?P<deed>(?:['\u2019]s?\s+{_OFFICE})?\s+{_ADVERBS}(?!gave\b)(?:{_DID}|"
    rf"{_TOOK})(?!{_TO_OTHERS})(?:\s+{_REST}|"
    rf"(?=\s*[!.,])))",
    re.IGNORECASE,
)
_THING = r"(?P<thing>(?:[\w'\u2019/&-]+[ \t]+){1,6}?)"
_THEN = (
    r"(?=[ \t]{0,3}(?:[,.;!\n]|$|(?:today|yesterday|now|this morning|last night|already|at last|to|tae|fae|"
    r"from|for|by|via|on|over|too|and)\b))"
)
_PASSIVE = r"(?:(?:is|are|was|were|has been|have been|both|all|now|finally|already|just|got)[ \t]+)*"
_OUT = re.compile(
    rf"(?:^|[,.;:!?\n]|\band\b)[ \t]{{0,3}}{_THING}{_PASSIVE}(?:sent|shared|e?-?mailed|delivered|"
    rf"handed over|submitted|"
    rf"uploaded|posted|shipped|booked|forwarded|answered|fixed|repaired|organi[sz]ed|arranged|sorted|"
    rf"away){_THEN}",
    re.IGNORECASE,
)
_IN = re.compile(
    rf"(?:^|[,.;:!?\n]|\band\b)[ \t]{{0,3}}{_THING}{_PASSIVE}(?:received|arrived|came in|came through|"
    rf"landed|in){_THEN}",
    re.IGNORECASE,
)
_OVER = re.compile(
    rf"(?:^|[,.;:!?\n]|\band\b)[ \t]{{0,3}}{_THING}{_PASSIVE}(?:closed|settled|done|signed|confirmed|"
    rf"approved|finished|"
    rf"solved|resolved|concluded|completed|took place|went (?:well|fine|great)){_THEN}",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:not|never|no|nae|if|when|once|until|unless|whether|should|would|could|will|might|may|shall|"
    r"hopes?|wants?|"
    r"wish|waiting|awaiting|still|again|before|almost|nearly|half|tomorrow|to be|about to|going to|must|"
    r"need|needs|has to|"
    r"have to|\w+n['\u2019]t)\b|\?",
    re.IGNORECASE,
)
"""What makes a report doubtful: then it does not count."""
_DEEDS = (ClauseLabel.MEMBER_DID, ClauseLabel.CONTACT_DID)
_BESIDE = re.compile(r"\b(?:with|for|to|from|at|of)\s+$", re.IGNORECASE)
_AROUND = 60
_SURE, _LIKELY = 1.0, 0.6
_LONGEST = 1200
"""How long a clause is at most that is looked for."""


def with_reports(scene: Scene, found: Sequence[ClauseSpan]) -> list[ClauseSpan]:
    """Return the clauses with what plain grammar reports; what the reader is surer of stays as it is."""
    if scene.parts:
        return list(found)
    read, told = _Clauses(found), _Clauses(())
    for one in sorted(_told(scene), key=lambda each: each.start):
        apart = all(_is_same(each, one) for each in told.touching(one))
        if apart and all(each.label in _DEEDS and each.probability < _LIKELY for each in read.touching(one)):
            told.add(one)
    kept = (one for one in found if not told.touching(one))
    return sorted([*kept, *told.all], key=lambda each: each.start)


class _Clauses:
    """Clauses in the order of the text."""

    def __init__(self, clauses: Sequence[ClauseSpan]) -> None:
        self.all = sorted(clauses, key=lambda each: each.start)
        self._starts = [each.start for each in self.all]

    def add(self, clause: ClauseSpan) -> None:
        """Add a clause that begins where or after the last one begins."""
        self.all.append(clause)
        self._starts.append(clause.start)

    def touching(self, clause: ClauseSpan) -> list[ClauseSpan]:
        """Return those that share a place with a clause."""
        first = bisect_left(self._starts, clause.start - _LONGEST)
        near = self.all[first : bisect_left(self._starts, clause.end)]
        return [each for each in near if each.end > clause.start]


def _is_same(one: ClauseSpan, other: ClauseSpan) -> bool:
    return (one.start, one.end) == (other.start, other.end)


def _told(scene: Scene) -> Iterator[ClauseSpan]:
    text = scene.text
    found = [(ClauseLabel.MEMBER_DID, told.span("deed")) for told in _BY_ME.finditer(text)]
    for person in scene.people:
        told = _BY_THEM.match(text, person.end)
        if told is not None and not any(
            person.end < other.start < told.end() for other in scene.people_near(person.end, told.end())
        ):
            found.append((ClauseLabel.CONTACT_DID, (person.start, told.end())))
    for form, labels in (
        (_OUT, (ClauseLabel.MEMBER_DID,)),
        (_IN, (ClauseLabel.CONTACT_DID,)),
        (_OVER, _DEEDS),
    ):
        for passive in form.finditer(text):
            if not _has_subject(scene, *passive.span("thing")):
                found.extend((label, (passive.start("thing"), passive.end())) for label in labels)
    for label, (start, end) in found:
        sentence = scene.sentence_at(start)
        first, last = max(sentence.start, start - _AROUND), min(sentence.end, end + _AROUND)
        if _OPEN.search(text, first, last) is None:
            yield ClauseSpan(start, end, label, _SURE)


def _has_subject(scene: Scene, start: int, end: int) -> bool:
    """Whether somebody is named among the words for a thing: then somebody did it, and it is no passive."""
    return any(
        one.start < end
        and start < one.end
        and not _BESIDE.search(scene.text, max(0, one.start - 8), one.start)
        for one in scene.people_near(start, end)
    )
