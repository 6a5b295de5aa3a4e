"""Who promises, to whom, and whether the deed is one that can be owed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.coach.rules.attaching import PersonSpan
from bot.coach.rules.lexicon import Lexicon
from bot.coach.rules.promise_cues import DIRECT_OBJECT, TO_MEMBER
from bot.coach.rules.text import Sentence
from bot.core.coaching.understanding import Promise
from bot.language.dates import DateSpan
from bot.language.names import fold, word_set

_PRONOUN = re.compile(r"\b(she|he|they)\s*(?:has|had|have|also|then|again)?\s*$", re.IGNORECASE)
_PRONOUN_FIRST = re.compile(r"(she|he|they)\b", re.IGNORECASE)
_NOT_THEY = re.compile(r"(?:^|[\s,])(?:i|we|you|it|that|this)\s*$", re.IGNORECASE)
_TOWARD_MEMBER = word_set("get come take make put keep go think host")
_AT_ONCE = word_set("send share forward introduce bring call mail email get")
_FILLERS = word_set("also then gladly happily try to")
_NEAR = 80
"""How many characters back a quote may reach for its subject."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What the promises of a note are read against."""

    text: str
    sentences: Sequence[Sentence]
    people: Sequence[PersonSpan]
    dates: Sequence[DateSpan]
    today: date
    lexicon: Lexicon


@dataclass(frozen=True, slots=True)
class Found:
    """A promise with its place in the text."""

    promise: Promise
    start: int
    deed: int
    """Where the words of the deed begin."""
    end: int


def subject_of(scene: Scene, sentence: Sentence, match: re.Match[str]) -> str | None:
    """Return which contact promises: who is named, or whom the pronoun stands for; None for nobody."""
    place = sentence.start + match.start()
    head = sentence.text[max(0, match.start() - _NEAR) : match.start()]
    if _NOT_THEY.search(head):
        return None
    before = [person for person in scene.people if person.end <= place]
    here = [person for person in before if person.start >= sentence.start]
    pronoun = _PRONOUN_FIRST.match(match.group()) or _PRONOUN.search(head)
    if pronoun is not None:
        return here[-1].written if here else before[-1].written if before else pronoun.group(1)
    if not here:
        return None
    alone = re.search(r"\b(?:and|but|who)\b|&", scene.text[here[0].end : place]) is None
    return here[0].written if alone else here[-1].written


def hands_over(match: re.Match[str], lexicon: Lexicon) -> bool:
    """Return whether a contact owes the deed to the member: it is promised, or something handed over."""
    cue = fold(match.group()[: match.start("what") - match.start()])
    if re.search(r"promised|offered|volunteered|committed to", cue):
        return True
    what = fold(match["what"])
    verb = next((word for word in re.findall(r"[a-z'-]+", what)[:3] if word not in _FILLERS), "")
    if verb.endswith("ing") and verb not in lexicon.handover_verbs:
        stem = verb[:-3]
        return any(form in _AT_ONCE for form in (stem, stem + "e", stem[:-1]))
    if verb in _TOWARD_MEMBER:
        return TO_MEMBER.search(what) is not None
    return verb in lexicon.handover_verbs


def is_said_by_another(scene: Scene, sentence: Sentence, match: re.Match[str]) -> bool:
    """Return whether the words are not the member's: quoted, or with another subject ("Ana promised to")."""
    head = sentence.text[: match.start()].rstrip()
    if head.count('"') % 2 == 1 or head.count("\u201c") > head.count("\u201d"):
        return True
    if re.match(r"(?:i|we)\b", match.group(), re.IGNORECASE) or not head:
        return False
    if re.search(r"\b(?:i|we|i['\u2019]ve|i['\u2019]d|i also|i then)$", head, re.IGNORECASE):
        return False
    others = r"\b(?:she|he|they|you|who|it|that|has|had|have|also|again|and both|will|to|not)$"
    if re.search(others, head, re.IGNORECASE):
        return True
    place = sentence.start + match.start()
    if any(0 <= place - person.end <= 12 for person in scene.people):
        return re.search(r"[,;:\u2013\u2014-]\s*(?:and\s*)?$", head) is None
    return re.search(r"(?:[,;:.\u2013\u2014-]|\band|\bbut|\bself)$", head, re.IGNORECASE) is None


def quote_start(scene: Scene, sentence: Sentence, start: int, subject: str) -> int:
    """Return where the quote begins: at the one who promises, when they are near."""
    if not subject or _PRONOUN_FIRST.match(scene.text, start):
        return start
    head = scene.text[max(sentence.start, start - _NEAR) : start]
    pronoun = _PRONOUN.search(head)
    if pronoun is not None:
        return start - len(head) + pronoun.start()
    named = [p for p in scene.people if sentence.start <= p.start and p.end <= start and start - p.end < 25]
    return next((person.start for person in reversed(named) if person.written == subject), start)


def whom_of(scene: Scene, match: re.Match[str], what: str, begin: int, start: int) -> str:
    """To whom the member promised, as written; a pronoun where nobody before it is meant."""
    told = match.groupdict().get("who") or ""
    for person in scene.people:
        if told and _first(person) in fold(told):
            return person.written
    direct = DIRECT_OBJECT.match(what)
    object_ = fold(direct["whom"]).rstrip(".,") if direct is not None else ""
    named = next((person.written for person in scene.people if _first(person) == object_), "")
    if named:
        return named
    before = [person for person in scene.people if person.end <= start]
    pronoun = re.search(r"\b(?:her|him|them)\b", f"{told} {what}", re.IGNORECASE)
    if pronoun is not None:
        return before[-1].written if before else pronoun.group()
    inside = [person for person in scene.people if start <= person.start < begin + len(what)]
    return (inside[0] if inside else before[-1]).written if inside or before else ""


def _first(person: PersonSpan) -> str:
    return fold(person.written).split()[0]
