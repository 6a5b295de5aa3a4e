"""Whom a note is about that begins with a talk of two: "1:1 with Ed today. He's worried …" (B1)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.coach.rules.message.scene import PersonPlace, Scene

_OF_TWO = re.compile(
    r"\W*(?:(?:just|had|did|my|our|a|an|the|quick|short|good|long|weekly|monthly|i|we|out of|back from)\s+)*"
    r"(?P<alone>1[:\s-]?(?:on|:|-)?[:\s-]?1|1:1|one[ -](?:on|to)[ -]one)?"
    r"(?:met|saw|visited|called|rang|"
    r"(?:catch[ -]?up|caught up|sync|chat|call|talk|meeting|mtg|coffee|lunch|dinner|"
    r"breakfast|spoke|talked|sat down|session)?)\s*(?:with|w/|to)?\s*",
    re.IGNORECASE,
)
_MY_PART = re.compile(
    r"\b(?:i|we)(?:[\u2019'](?:ll|m|d|re))?\s+(?:also\s+|then\s+)?(?:promised|agreed|offered|said|told|will|would|am|"
    r"are|have|need|must|should|can|owe)?\b",
    re.IGNORECASE,
)
"""What the member is to do: who is named beside it is only a part of that."""
_FORMS = (
    frozenset(("he", "him", "his")),
    frozenset(("she", "her", "hers")),
    frozenset(("they", "them", "their")),
)


def topic_of(scene: Scene, before: Sequence[PersonPlace], place: int, pronoun: str) -> PersonPlace | None:
    """Return the one with whom the talk was that a note begins with, where a pronoun at a place means them.

    It does where the note called them by it before anybody else was named, or tells of a talk of two, and
    whoever is named in the sentence is only a part of what the member is to do.
    """
    first = scene.sentence_at(0)
    told = [one for one in before if one.start < first.end]
    if len({one.written for one in told}) != 1:
        return None
    begins = _OF_TWO.fullmatch(scene.text, 0, told[0].start)
    if begins is None or not begins.group().strip():
        return None
    sentence = scene.sentence_at(before[-1].start)
    here = [one for one in before if one.start >= sentence.start]
    if (
        scene.text[sentence.end : place].strip(" ;,-\u2013")
        and scene.sentence_at(place).start > sentence.end + 2
    ):
        return None
    others = [one for one in before if one.written != told[0].written]
    if not here or not others or sentence.start == first.start:
        return None
    if not _MY_PART.search(scene.text, sentence.start, here[0].start):
        return None
    forms = next((words for words in _FORMS if pronoun.lower() in words), frozenset[str]())
    between = re.findall(r"[a-z]+", scene.text[told[-1].end : others[0].start].lower())
    return told[0] if begins["alone"] or not forms.isdisjoint(between) else None
