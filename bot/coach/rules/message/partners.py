"""With whom a promise is: to whom the member owes it, and which contact owes it (B1)."""

from __future__ import annotations

import re

from bot.coach.reader.reading import ClauseSpan
from bot.coach.rules.message.colleagues import BOSS
from bot.coach.rules.message.scene import PersonPlace, Scene
from bot.coach.rules.message.topic import topic_of
from bot.language.names import fold, split_name

_PRONOUN = re.compile(r"\b(her|him|them|hers|his|their)\b", re.IGNORECASE)
_SUBJECT = re.compile(r"\b(she|he|they)\b", re.IGNORECASE)
_PROMISED = re.compile(
    r"\b(?:promised|promise|told|tell|owes?|owed|assured|said to|agreed with|offered|need to get|"
    r"asked by)\s+$",
    re.IGNORECASE,
)
_TO_THEM = re.compile(r"\b(?:promised|owe|owed|offered|told)\s+(her|him|them)\s+$", re.IGNORECASE)
_RECEIVES = re.compile(
    r"\b(?:to|for|with|give|gives|send|sends|show|shows|get|bring|call|ring|phone|mail|email|ping|text|"
    r"write|chase|ask|tell|introduce|intro|invite|thank|remind|visit|meet|see|update|brief|help|let|at|w/|"
    r"owe|owes|->|book)\s+$",
    re.IGNORECASE,
)
_OWNS = re.compile(r"['\u2019]s?\s")
"""Behind a person who is told only by somebody else: "promised Karin's boss Stig"."""
_IS_OWNER = re.compile(
    rf"['\u2019]s?\s+{BOSS}\b[\s,:(]*(?:(?:is|called|named)\s+)?(?P<other>\u0001)?", re.IGNORECASE
)
"""Behind a person who is named only to say who another is: "Dana's boss Henrik", "Henrik, Dana's boss"."""
_APPOSED = re.compile(r"\s*[,(]\s*|\s+is\s+", re.IGNORECASE)
_RELATION = 50
_BESIDE = re.compile(
    r"\s*(?:\([^()\n]{1,40}\)\s*)?(?:(?:also|just|now|then|kindly|has|have|already|still|to)\s+)*"
    r"(?:(?:promised|offered|agreed|pledged|volunteered|owes?)\s+(?:(?:me|us)\s+)?(?:to\s+)?)?",
    re.IGNORECASE,
)
"""What may stand between somebody and what they do."""
_ABOUT = re.compile(r"\b(?:from|about|re|of|by|to|with|and|&)\s+$", re.IGNORECASE)
_SPEAKS = re.compile(
    r"\s+(?:has|have|had|also|then|just|will|would|is|was)?\s*(?:said|says|told|promised|promises|will|"
    r"wants?|asked|owes|offered|"
    r"agreed|thinks|confirmed|\w{2,}ed)\b",
    re.IGNORECASE,
)
"""What somebody says or does who is named after "and": "and Tam said"."""
_MR = re.compile(r"(?:mr|herr|sir|shri|monsieur|signor)\b", re.IGNORECASE)
_MS = re.compile(r"(?:ms|mrs|miss|frau|madame|signora|smt|shrimati|dame)\b", re.IGNORECASE)
_HERS, _HIS = frozenset(("she", "her", "hers")), frozenset(("he", "him", "his"))
_BEGINS_WITH = re.compile(r"\W*(she|he)\b", re.IGNORECASE)
_NO_SUBJECT = re.compile(r"\b(?:from|about|re|of|by|to|with|for)\s+$", re.IGNORECASE)
_NEXT_TO = 60
_FROM = re.compile(r"\b(?:from|by)\s+$", re.IGNORECASE)
_ALSO_THERE = re.compile(
    r"(?:^|[.;!?\n(])\s*(?:also|too|and also|plus)\s+(?:there|present|in the (?:room|meeting|call)|"
    r"on the call|attending|joining|joined(?: by)?|with us|at the table|came|dialled in|listening in)"
    r"\s*(?::|was|were|is|by|,|-)?\s*"
    r"(?:[\w'\u2019.-]+(?: [\w'\u2019.-]+)?(?:\s*\([^()\n]*\))?\s*(?:,|and|&|\+)\s*){0,3}$",
    re.IGNORECASE,
)
"""Words before those who were only there besides whom the note is about."""
_ME = re.compile(
    r"(?:^|[.;!?\n,])\s*(?:me|my side|on my side|my to-?dos?)\s*(?::|->|\u2192)[^.;!?\n]*$", re.IGNORECASE
)
_MINUTES = re.compile(r"(?:^|[.;!?\n,])\s*$")
_MAKES = re.compile(r"\b(?:get|have|ask|tell|let|make)\s+$", re.IGNORECASE)
_TO_ACT = re.compile(r"\s+(?:to\s+)?(?!the\b|an?\b|our\b|my\b|for\b|about\b)[a-z]+\b")
_OWN = re.compile(r"(?:\bour|\bmy)\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE)


def member_owes_whom(scene: Scene, clause: ClauseSpan) -> str:
    """Return to whom the member promises: who is told, who receives it, whom "her" means, or who is near."""
    part = scene.part_at(clause.start)
    if part is not None:
        others = (one.author for one in scene.parts if one.author)
        return part.author or part.addressee or next(others, "")
    people = _without_causative(scene, clause, _outsiders(scene, clause))
    told = next(
        (
            one
            for one in people
            if 0 <= clause.start - one.end <= 14
            and _PROMISED.search(scene.text, max(0, one.start - 24), one.start)
            and _OWNS.match(scene.text, one.end) is None
        ),
        None,
    )
    if told is not None:
        return told.written
    if (to_them := _TO_THEM.search(scene.text, max(0, clause.start - 24), clause.start)) is not None:
        meant = _meant(scene, people, clause.start, to_them[1])
        return meant.written if meant else to_them[1]
    inside = [one for one in people if clause.start <= one.start < clause.end]
    received = next(
        (one for one in inside if _RECEIVES.search(scene.text, max(0, one.start - 12), one.start)), None
    )
    pronoun = _PRONOUN.search(scene.text, clause.start, clause.end)
    if pronoun is not None and (received is None or pronoun.start() < received.start):
        meant = _meant(scene, people, clause.start, pronoun.group())
        return meant.written if meant else pronoun.group()
    if received is not None or inside:
        return (received or inside[0]).written
    near = _nearest(scene, people, clause)
    return near.written if near else _in_focus(scene)


def _without_causative(scene: Scene, clause: ClauseSpan, people: list[PersonPlace]) -> list[PersonPlace]:
    """Return the people without who is only made to do it: "I'd get Mira to arrange it", said to Colin."""
    made = [
        one
        for one in people
        if clause.start <= one.start < clause.end
        and _MAKES.search(scene.text, max(0, one.start - 8), one.start)
        and _TO_ACT.match(scene.text, one.end)
    ]
    others = [one for one in people if one not in made and one.written not in {each.written for each in made}]
    return others if made and any(one.end <= clause.start for one in others) else people


def who_owes(scene: Scene, clause: ClauseSpan) -> str:
    """Return which contact promises or did it: who begins the clause, whom "she" means, or who is near."""
    part = scene.part_at(clause.start)
    if part is not None and part.author:
        return part.author
    people = _outsiders(scene, clause)
    begins = next((one for one in people if clause.start - 2 <= one.start <= clause.start + 6), None)
    begins = begins or _right_before(scene, people, clause)
    if begins is not None:
        return begins.written
    head = scene.text[max(0, clause.start - 30) : clause.start + 8]
    if subject := _SUBJECT.search(head):
        meant = _meant(scene, people, clause.start, subject.group())
        if meant is not None or not people:
            return meant.written if meant else subject.group()
    sentence = scene.sentence_at(clause.start)
    here = [one for one in people if sentence.start <= one.start < clause.start]
    acting = [one for one in here if not _is_beside(scene, one)]
    if here:
        return (acting or here)[-1].written
    inside = [one for one in people if clause.start <= one.start < clause.end]
    if inside and _FROM.search(scene.text, max(0, inside[0].start - 8), inside[0].start):
        return inside[0].written
    near = _nearest(scene, people, clause)
    return near.written if near else _in_focus(scene)


def _is_beside(scene: Scene, person: PersonPlace) -> bool:
    """Return whether somebody is only named beside another: "with Ana", "and Ana", but not "and Ana said"."""
    about = _ABOUT.search(scene.text, max(0, person.start - 8), person.start)
    if about is None:
        return False
    joins = about[0].strip().lower() in ("and", "&")
    return not (joins and _SPEAKS.match(scene.text, person.end))


def _agreeing(people: list[PersonPlace], pronoun: str) -> list[PersonPlace]:
    """Return the people whom a pronoun may mean by their titles: "her" is no Mr; all where none is left."""
    told = _MR if pronoun.lower() in _HERS else _MS if pronoun.lower() in _HIS else None
    kept = [one for one in people if told is None or not told.match(one.honorific)]
    return kept or people


def _right_before(scene: Scene, people: list[PersonPlace], clause: ClauseSpan) -> PersonPlace | None:
    """Return who stands right before a clause and so does what it says: "and Lena owes me the budget"."""
    for one in people:
        near = 0 <= clause.start - one.end <= _NEXT_TO and _BESIDE.fullmatch(
            scene.text, one.end, clause.start
        )
        if near and not _NO_SUBJECT.search(scene.text, max(0, one.start - 8), one.start):
            return one
    return None


def _meant(scene: Scene, people: list[PersonPlace], place: int, pronoun: str) -> PersonPlace | None:
    """Return whom a pronoun at a place means: who the sentence is about, or who was named last."""
    people = _agreeing(people, pronoun)
    sentence = scene.sentence_at(place)
    before = [one for one in people if one.end <= place]
    here = [one for one in before if one.start >= sentence.start]
    if here:
        subject = [one for one in here if not _is_beside(scene, one)]
        return (subject or [topic_of(scene, before, place, pronoun) or here[-1]])[-1]
    if not before:
        return None
    last = scene.sentence_at(before[-1].start)
    if _goes_on(scene.text[last.start : last.end], pronoun) and (
        earlier := [one for one in before if one.end <= last.start]
    ):
        return _meant(scene, earlier, last.start, pronoun)
    same = [one for one in before if one.start >= last.start]
    subject = [one for one in same if not _is_beside(scene, one)]
    if not subject and (topic := topic_of(scene, before, place, pronoun)) is not None:
        return topic
    return (subject or same)[0] if len({one.written for one in same}) > 1 else same[0]


def _goes_on(sentence: str, pronoun: str) -> bool:
    """Return whether a pronoun means who begins a sentence: "He reports to Kim", and then "him"."""
    begins = _BEGINS_WITH.match(sentence)
    if begins is None:
        return False
    return any({begins[1].lower(), pronoun.lower()} <= words for words in (_HERS, _HIS))


def _nearest(scene: Scene, people: list[PersonPlace], clause: ClauseSpan) -> PersonPlace | None:
    """Return the last person named before in the sentence, else the next one in it, else the main one."""
    sentence = scene.sentence_at(clause.start)
    before = [one for one in people if sentence.start <= one.start and one.end <= clause.start]
    if before:
        return before[-1]
    after = [one for one in people if clause.end <= one.start < sentence.end]
    if after:
        return after[0]
    earlier = [one for one in people if one.end <= clause.start]
    met = [one for one in earlier if not _is_only_there(scene, one)]
    earlier = met or earlier
    if earlier and _ME.search(scene.text, max(0, clause.start - _RELATION), clause.start):
        return next((one for one in earlier if not _is_listed(scene, one)), earlier[0])
    if earlier:
        last = scene.sentence_at(earlier[-1].start)
        return next(one for one in earlier if one.start >= last.start)
    return people[0] if people else None


def _is_only_there(scene: Scene, person: PersonPlace) -> bool:
    """Return whether somebody is named as one who was there, too: "Also there: Colm Byrne"."""
    return _ALSO_THERE.search(scene.text, max(0, person.start - 120), person.start) is not None


def _is_listed(scene: Scene, person: PersonPlace) -> bool:
    """Return whether somebody is named only before what they are to do: "Marek: checks the VAT id"."""
    begins = _MINUTES.search(scene.text, max(0, person.start - 4), person.start)
    return begins is not None and scene.text[person.end : person.end + 1] == ":"


def _outsiders(scene: Scene, clause: ClauseSpan) -> list[PersonPlace]:
    """Return the people near a clause, colleagues apart, unless there are only colleagues."""
    near = scene.people_near(clause.start, clause.end)
    acting = [one for one in near if not _is_owner(scene, one, near)] or near
    return [one for one in acting if not _is_ours(scene, one)] or acting


def _is_owner(scene: Scene, person: PersonPlace, people: list[PersonPlace]) -> bool:
    """Return whether somebody is named only to say who the person beside is: "Dana's boss Henrik"."""
    behind = scene.text[person.end : person.end + _RELATION]
    follows = next((one.start - person.end for one in people if one.start >= person.end), len(behind))
    marked = behind[:follows] + "\u0001" if follows < len(behind) else behind
    if (told := _IS_OWNER.match(marked)) is None:
        return False
    return told["other"] is not None or any(
        one.end <= person.start and _APPOSED.fullmatch(scene.text, one.end, person.start) for one in people
    )


def _is_ours(scene: Scene, person: PersonPlace) -> bool:
    """Return whether the words call somebody a colleague: "our SE Dev"."""
    before = scene.text[max(0, person.start - 30) : person.start]
    after = scene.text[person.end : person.end + 12]
    return _OWN.search(before) is not None or re.match(r"\s*[,(]\s*ours?\b", after, re.IGNORECASE) is not None


def _in_focus(scene: Scene) -> str:
    """Return whom the thread is about, where the text names nobody."""
    named = next(iter(scene.circumstances.in_focus), "")
    return named if named and not scene.people and split_name(fold(named)).words else ""
