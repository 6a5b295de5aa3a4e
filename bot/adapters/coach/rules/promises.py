"""Finds promises in a note: who promised what to whom, and by when (B1).

A contact's promise to the member ("she will send the numbers") is a commitment. A contact's other future act
stated as fact ("they sign in May") is an assumption and is found in `assumptions.py`: the verb decides,
handing something over or coming back to the member against deciding, buying or changing on their own side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.adapters.coach.rules.attaching import Person
from bot.adapters.coach.rules.lexicon import Lexicon
from bot.adapters.coach.rules.text import Sentence
from bot.domain.calendar import Tense
from bot.domain.dates import DateSpan
from bot.domain.names import fold
from bot.domain.notes import Promiser
from bot.domain.understanding import Promise

_I = r"(?:i|we)"
_WILL = r"(?:['\u2019]ll|\s+will|\s+shall|['\u2019]d|\s+would|['\u2019]m going to|\s+am going to|\s+are going to|['\u2019]re going to|\s+gonna)"
_OTHER = r"(?:she|he|they)"
_WHO = r"(?P<who>(?:[\w'\u2019.-]+\s+){0,3}?)"
_WHAT = r"(?P<what>[^\n]{2,200})"
_THAT = r"(?:that\s+)?"


def _cue(pattern: str) -> re.Pattern[str]:
    return re.compile(r"(?<![\w'\u2019])" + pattern, re.IGNORECASE)


_BY_MEMBER = (
    _cue(rf"(?:{_I}\s+)?(?:have\s+|['\u2019]ve\s+|also\s+|again\s+|just\s+)?(?:promised|vowed|offered|agreed|committed|volunteered|undertook)"
         rf"\s+{_WHO}(?:{_THAT}{_I}{_WILL}\s+|to\s+){_WHAT}"),
    _cue(rf"(?:{_I}\s+)?(?:have\s+|['\u2019]ve\s+)?promised\s+(?P<who>{_OTHER[3:-1]}|her|him|them|[\w'\u2019-]+(?:\s+[A-Z][\w'\u2019-]+)?)\s+(?P<what>(?:a|an|the|my|our|some|two|three|\d+)\s[^\n]{{2,150}})"),
    _cue(rf"(?:{_I}\s+)?(?:told|assured|said\s+to|wrote|texted|emailed)\s+{_WHO}{_THAT}{_I}{_WILL}\s+{_WHAT}"),
    _cue(rf"(?:{_I}\s+)?said\s+{_THAT}{_I}{_WILL}\s+{_WHAT}"),
    _cue(rf"{_I}(?:['\u2019]ll|\s+will|\s+shall|['\u2019]m going to|\s+am going to|['\u2019]re going to|\s+are going to)\s+{_WHAT}"),
    _cue(rf"(?:{_I}\s+|{_I}['\u2019]ve\s+|{_I}\s+have\s+|and\s+|,\s*)?(?:still\s+|really\s+|also\s+)?(?:need|needs|have|got|must|gotta|ought|should)\s+(?:not\s+forget\s*:?\s*|to\s+)+{_WHAT}"),
    _cue(rf"(?:{_I}\s+)(?:must|should)\s+{_WHAT}"),
    _cue(rf"(?:must not|mustn['\u2019]t|don['\u2019]t|do not|never)\s+forget\s*(?:to|:|,|that {_I} (?:need|have|should|must|want) to)\s*{_WHAT}"),
    _cue(rf"(?:reminder|note to self|to ?do|todo|action(?: item)?|next steps?|my part|(?<=[-*\u2022] )me|me(?=:))(?:\s+(?:to|for)\s+(?:self|myself|me))?\s*[:,\u2013-]\s*(?:to\s+)?{_WHAT}"),
    _cue(r"(?:reminder|remember|remind me)\s+to\s+(?!self|myself)(?P<what>[^\n]{2,200})"),
    _cue(rf"(?:{_I}\s+)?(?:still\s+)?owe\s+(?P<who>her|him|them|[\w.\u2019-]+(?:\s+[A-Z][\w\u2019-]+)*)\s+(?P<what>(?:a|an|the|some|my|our|one|two|three|four|five|\d+)\s[^\n]{{2,150}})"),
)  # fmt: skip
_FOLLOW_UP = _cue(r"(?P<what>(?:follow(?:ing)? up|circle back|get back|check in|check back)\b[^\n]{2,120})")
_BY_CONTACT = (
    _cue(rf"(?:has\s+|had\s+|also\s+|again\s+|even\s+|kindly\s+|both\s+)?(?:promised|offered|agreed|committed|volunteered)\s+(?:me\s+|us\s+)?(?:to\s+|{_THAT}{_OTHER}{_WILL}\s+){_WHAT}"),
    _cue(r"promised\s+(?:me|us)\s+(?P<what>(?:a|an|the|his|her|their|some)\s[^\n]{2,150})"),
    _cue(rf"(?:said|says|told\s+(?:me|us)|mentioned|wrote|confirmed)\s+{_THAT}{_OTHER}{_WILL}\s+{_WHAT}"),
    _cue(rf"(?:{_OTHER}|who|both)(?:['\u2019]ll|\s+will|\s+shall|\s+is going to|['\u2019]s going to|\s+are going to)\s+{_WHAT}"),
    _cue(r"(?:will|'ll|\u2019ll|is going to|are going to)\s+(?P<what>[^\n]{2,200})"),
    _cue(rf"{_OTHER}(?:['\u2019]s|\s+is|['\u2019]re|\s+are)\s+(?P<what>[a-z]+ing\s[^\n]{{2,150}})"),
)  # fmt: skip
_END = re.compile(
    r"[.!?;\u2013\u2014]|\s-\s|,\s*(?:but|and|so|then|which|who|because|though|although|while|as|if|they|she|he|i|we|you|it|"
    r"[A-Z][\w'\u2019-]+\s+(?:thinks|wants|says|said|is|was|will|has|had|told))\b|"
    r"\s(?:and|but|so|because|since|while|although|though)\s+(?:i|we|she|he|they|it|that|[A-Z][\w'\u2019-]+\s+(?:will|is|was|said|wants|thinks|has))\b|[()]|,\s*$",
    re.IGNORECASE,
)
_NOT_SAID = re.compile(
    r"\b(?:if|whether|unless|would|could|might|may|never|not|didn['\u2019]t|won['\u2019]t|n['\u2019]t|no longer|who said|hope[sd]?|think[s]?|thought|maybe|perhaps|probably)\s*$",
    re.IGNORECASE,
)
_EMPTY = re.compile(
    r"^(?:be|see|think|know|find out|remember|feel|have to see|let you know|never|not|probably|maybe)\b",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"[\s,:;.]+(?:by|before|until|till|til|on|in|at|within|no later than|not later than|due|for|around|about|from|the latest)?(?:\s+the)?[\s,]*$",
    re.IGNORECASE,
)
_WHOM = re.compile(
    r"^(?:send|tell|give|show|introduce|call|ring|email|mail|write|text|help|owe|invite|remind|bring|lend|ask|get back to|come back to|follow up with|talk to|speak to|reach out to|connect|meet|visit|answer|forward)\s+(?P<whom>her|him|them|[^\W\d_][\w'\u2019.-]*)",
    re.IGNORECASE,
)
_TO_MEMBER = re.compile(r"\b(?:me|us|our|my|back)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Scene:
    """What the promises of a note are read against."""

    text: str
    sentences: Sequence[Sentence]
    people: Sequence[Person]
    dates: Sequence[DateSpan]
    today: date
    lexicon: Lexicon


@dataclass(frozen=True, slots=True)
class Found:
    """A promise with its place in the text."""

    promise: Promise
    start: int
    end: int


def find_promises(scene: Scene) -> list[Found]:
    """Every promise of a note, in order, at most one for the same words."""
    found: list[Found] = []
    for sentence in scene.sentences:
        if sentence.text.endswith("?"):
            continue
        found.extend(_in_sentence(scene, sentence))
    return found


def _in_sentence(scene: Scene, sentence: Sentence) -> list[Found]:
    kept: list[Found] = []
    for by, patterns in ((Promiser.MEMBER, (*_BY_MEMBER, _FOLLOW_UP)), (Promiser.CONTACT, _BY_CONTACT)):
        for pattern in patterns:
            for match in pattern.finditer(sentence.text):
                found = _read(scene, sentence, match, by)
                if found is not None and all(found.end <= k.start or found.start >= k.end for k in kept):
                    kept.append(found)
    return sorted(kept, key=lambda one: one.start)


def _read(scene: Scene, sentence: Sentence, match: re.Match[str], by: Promiser) -> Found | None:
    head = sentence.text[: match.start()]
    if _NOT_SAID.search(head) or _EMPTY.match(match["what"]):
        return None
    subject = _subject(scene, sentence, match) if by is Promiser.CONTACT else ""
    if by is Promiser.CONTACT and (subject is None or not _hands_over(match, scene.lexicon)):
        return None
    if by is Promiser.MEMBER and _somebody_else(scene, sentence, match):
        return None
    start, what_start = sentence.start + match.start(), sentence.start + match.start("what")
    end = sentence.start + match.start("what") + _length(match["what"], scene, what_start)
    due = _due(scene, what_start, end)
    what = _trim(scene.text[what_start : due.start if due is not None and due.start > what_start else end])
    if due is not None and due.start <= what_start + 3:
        what = _trim(scene.text[due.end : end])
    if len(what) < 3:
        return None
    start = _quote_start(scene, sentence, start, subject)
    quote = scene.text[start:end].rstrip(" ,;:.-\u2013\u2014")
    whom = subject or _whom(scene, match, what, what_start, start)
    day = due.due(scene.today) if due is not None else None
    return Found(Promise(by, what, quote, whom, day), start, start + len(quote))


def _length(what: str, scene: Scene, offset: int) -> int:
    """How far the words of the promise reach: to the end of the clause, but over dots inside names and dates."""
    for end in _END.finditer(what):
        place = offset + end.start()
        inside = any(p.start <= place < p.end for p in scene.people) or any(
            d.start <= place < d.end for d in scene.dates
        )
        if not inside and end.start() > 1 and not re.match(r"\.\d|\.\w", what[end.start() :]):
            return end.start()
    return len(what)


def _due(scene: Scene, start: int, end: int) -> DateSpan | None:
    inside = [
        span
        for span in scene.dates
        if start <= span.start and span.end <= end + 1
        and span.reading.tense is not Tense.PAST
        and span.marker not in ("since", "from", "about", "as of", "for")
        and span.due(scene.today) >= scene.today
    ]  # fmt: skip
    marked = [
        span
        for span in inside
        if span.marker in ("by", "before", "until", "till", "til", "due", "within", "no later than")
    ]
    return (marked or inside or [None])[0]


def _trim(what: str) -> str:
    what = what.strip(" ,:;.-\u2013\u2014")
    what = _TRAILING.sub("", what + " ").strip(" ,:;.-\u2013\u2014") if what else what
    return re.sub(r"^(?:also|then|to|still|just|probably|gladly)\s+", "", what)


def _subject(scene: Scene, sentence: Sentence, match: re.Match[str]) -> str | None:
    """Who promises: the person named last before the cue in the sentence, or whom the pronoun stands for."""
    place = sentence.start + match.start()
    head = sentence.text[: match.start()]
    if re.search(r"(?:^|[\s,])(?:i|we|you|it|that|this)\s*$", head, re.IGNORECASE):
        return None
    before = [person for person in scene.people if person.end <= place]
    here = [person for person in before if person.start >= sentence.start]
    pronoun = re.match(_OTHER + r"\b", match.group(), re.IGNORECASE) or re.search(
        _OTHER + r"\s*(?:has|had)?\s*$", head, re.IGNORECASE
    )
    if here:
        return here[0].written if _is_subject(scene.text, here, place) and not pronoun else here[-1].written
    if pronoun:
        return before[-1].written if before else pronoun.group().strip()
    return None


def _is_subject(text: str, here: Sequence[Person], place: int) -> bool:
    return re.search(r"\b(?:and|but|who)\b", text[here[0].end : place]) is None and len(here) > 1


def _hands_over(match: re.Match[str], lexicon: Lexicon) -> bool:
    said = fold(match.group()).split(match["what"].lower()[:6])[0]
    what = fold(match["what"])
    if re.search(r"promised|offered|volunteered|committed to", said):
        return True
    words = [
        word
        for word in re.findall(r"[a-z'-]+", what)[:3]
        if word not in ("also", "then", "gladly", "happily", "try", "to")
    ]
    if not words:
        return False
    verb = words[0]
    if verb.endswith("ing"):
        stem = verb[:-3]
        verb = next((v for v in (stem, stem + "e", stem[:-1]) if v in lexicon.handover_verbs), "")
        return verb in ("send", "share", "forward", "introduce", "bring", "call", "mail", "email", "get")
    if verb in (
        "get",
        "come",
        "look",
        "take",
        "make",
        "put",
        "keep",
        "go",
        "talk",
        "speak",
        "meet",
        "host",
        "visit",
        "think",
    ):
        return _TO_MEMBER.search(what) is not None or verb in ("look", "meet", "visit", "talk", "speak")
    return verb in lexicon.handover_verbs


def _somebody_else(scene: Scene, sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether the cue without "I" has another subject: "Ana promised to", "she needs to", "you should"."""
    if re.match(r"(?:i|we)\b", match.group(), re.IGNORECASE):
        return False
    head = sentence.text[: match.start()].rstrip()
    if not head:
        return False
    if re.search(r"\b(?:i|we|i['\u2019]ve|i['\u2019]d|i also|i then)$", head, re.IGNORECASE):
        return False
    place = sentence.start + match.start()
    if re.search(
        r"\b(?:she|he|they|you|who|it|that|has|had|have|also|again|and both|will|to|not)$",
        head,
        re.IGNORECASE,
    ):
        return True
    if any(0 <= place - person.end <= 12 for person in scene.people):
        return re.search(r"[,;:\u2013\u2014-]\s*(?:and\s*)?$", head) is None
    return re.search(
        r"(?:[,;:.\u2013\u2014-]|\band|\bbut|\bself)$", head, re.IGNORECASE
    ) is None and not head.lower().endswith(("i", "said yes"))


def _quote_start(scene: Scene, sentence: Sentence, start: int, subject: str | None) -> int:
    if not subject:
        return start
    for person in reversed([p for p in scene.people if sentence.start <= p.start and p.end <= start]):
        if person.written == subject and start - person.end < 25:
            return person.start
    return start


def _whom(scene: Scene, match: re.Match[str], what: str, what_start: int, start: int) -> str:
    named = match.groupdict().get("who") or ""
    for person in scene.people:
        if named and fold(person.written).split()[0] in fold(named):
            return person.written
    direct = _WHOM.match(what)
    if direct is not None and fold(direct["whom"]) not in ("her", "him", "them"):
        for person in scene.people:
            if fold(person.written).split()[0] == fold(direct["whom"]).rstrip(".,"):
                return person.written
    pronoun = direct is not None or bool(re.search(r"\b(?:her|him|them)\b", f"{named} {what}", re.IGNORECASE))
    before = [person for person in scene.people if person.end <= start]
    if pronoun and before:
        return before[-1].written
    inside = [person for person in scene.people if start <= person.start < what_start + len(what)]
    return (inside or before or [Person("", 0, 0, 0, 0)])[-1 if not inside else 0].written
