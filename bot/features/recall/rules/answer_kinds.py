"""B2: which kind of thing a question asks for, e.g. a day or a person, and where a text says one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.language.dates import DateSpan, find_dates
from bot.language.question_words import NUMBERS


class AnswerKind(StrEnum):
    """What an answer has to hold."""

    DAY = "day"
    PERSON = "person"
    NUMBER = "number"
    PLACE = "place"
    YES_NO = "yes-no"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class ToldValue:
    """Words of a text that are of the kind asked for, and the days that they mean where it is a day."""

    start: int
    end: int
    value: str
    first: date | None = None
    last: date | None = None


_LEAD_IN = re.compile(
    r"^(?:(?:so|and|hey|hi|ok|um+|please|pls|quick one|remind me|tell me|do (?:i|we|you) know|any idea"
    r"|can you tell me|could you tell me|do you remember|i wonder)\b[\s,:]*)+",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"^(?:(?:from|since|until|till|by) when|when)\b"
    r"|^(?:on |in |at |by )?(?:what|which) (?:day|date|month|week|year|time)\b"
    r"|\b(?:what date|which date|what day|which day|when exactly|deadline)\b|\bwhen(?:'s)?\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\bhow (?:many|much|old|long|big|large|high|tall|far|often)\b"
    r"|\b(?:what|which)(?:'s| is| was| are)?\b.{0,40}"
    r"\b(?:price|budget|salary|cost|costs|share|percentage|amount|rate|fee)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(r"^(?:(?:to|from|with|for|by) )?who(?:m|se)?(?:'s)?\b|\bwho\b", re.IGNORECASE)
_PLACE = re.compile(
    r"^(?:from |to )?where\b|\b(?:which|what) (?:city|town|country|place|hotel|site|plant|office|region)\b",
    re.IGNORECASE,
)
_YES_NO = re.compile(
    r"^(?:is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|should|may|might"
    r"|isn't|aren't|wasn't|doesn't|don't|didn't|hasn't|haven't|won't)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\bwhen (?:did|was|were|have|has|had)\b|\bsince when\b", re.IGNORECASE)
_OPEN = re.compile(r"\b(?:what|why|how)\b", re.IGNORECASE)
_FIGURE = re.compile(
    r"(?:[€$£]\s?)?\d[\d.,]*\s?(?:%|percent|k|m|bn|million|thousand|euros?|EUR|USD|dollars?|pounds?|[€$£])?(?![\w])"
    rf"|\b(?:{'|'.join(sorted(NUMBERS, key=len, reverse=True))})\b",
    re.IGNORECASE,
)
_WHERE = r"\b(?:in|at|to|from|near|outside|around|via|into|on)\s+"
_CAPITAL = r"[A-ZÀ-Ý][\w'\u2019-]*"
_AT_A_PLACE = re.compile(
    rf"{_WHERE}(?:the\s+)?({_CAPITAL}(?:\s+(?:(?:de|of|am|an der|upon)\s+)?{_CAPITAL})*)"
)
_AT_A_THING = re.compile(rf"{_WHERE}(?:the|a|an|her|his|their|our)\s+\w+")
_NAME = re.compile(
    r"(?<![.!?]\s)(?<!^)\b[A-ZÀ-Ý][a-zà-ÿ'\u2019-]+"
    rf"(?:\s+(?:(?:van|von|de|der|da|di|al|el)\s+)*{_CAPITAL})*"
)
_ROLE = re.compile(
    r"\b(?:boss|manager|director|head of \w+|c[efotipm]o|chair(?:man|woman)?|president|lawyer|wife|husband"
    r"|brother|sister|son|daughter|mother|father|colleague|assistant|successor|deputy|buyer|planner|team|board)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\b(?:no|not|never|none|nobody|neither|without|\w+n['\u2019]t|cancelled|declined|refused)\b",
    re.IGNORECASE,
)


_CALLED_OFF = re.compile(
    r"\bcancel\w*|\bcall(?:ed|s|ing)? (?:it |that )?off\b|\bpostponed?\b|\bfell through\b|\bis off\b"
    r"|\bwill not take place\b|\bwon't take place\b",
    re.IGNORECASE,
)
_ASKS_FOR_OUTCOME = re.compile(
    r"\b(?:did|has|have|had)\b(?!.{0,40}\b(?:say|want|think|ask|plan|promise|tell|mention|worry|need)\b)"
    r"|\bwho (?:won|got|bought|took|sold|signed|made)\b|\b(?:came|come) (?:out )?of\b|\bresults?\b"
    r"|\bin the end\b|\bend(?:ed)? up\b|\bturned? out\b",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:wants?|would like|plans?|planning|consider(?:s|ing)?|thinking (?:about|of)"
    r"|look(?:s|ing)? (?:for|at)|ask(?:s|ed) (?:for|whether|if|about)|hopes?|will|may|might|intends?"
    r"|wish(?:es)?|needs?|not (?:\w+ )?yet|going to|applied|short of|posted|could|trying to|bidding"
    r"|tender out|offered)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:signed|bought|found|got|won|chose|chosen|picked|hired|agreed|passed|decided|ordered|approved"
    r"|paid|sent|went|finished|accepted|sold|introduced|took over|done|did|came|lost|refused|declined"
    r"|cancelled)\b",
    re.IGNORECASE,
)


def kind_asked(question: str) -> AnswerKind:
    """Return what kind of thing a question asks for.

    "By when is it due?" asks for a day, "Did she call?" for yes or no, "What worries Ana?" for any.
    """
    words = _LEAD_IN.sub("", " ".join(question.split()))
    if _YES_NO.match(words):
        return AnswerKind.YES_NO
    if _NUMBER.search(words) and not re.search(r"\bhow long ago\b", words, re.IGNORECASE):
        return AnswerKind.NUMBER
    for kind, pattern in ((AnswerKind.DAY, _DAY), (AnswerKind.PLACE, _PLACE), (AnswerKind.PERSON, _PERSON)):
        found = pattern.search(words)
        if found is not None and not _OPEN.search(words[: found.start()]):
            return kind
    return AnswerKind.ANY


def asks_for_past_day(question: str) -> bool:
    """Return whether it asks when something happened: the day of the note that tells it answers that."""
    return _PAST.search(question) is not None


def find_told(text: str, kind: AnswerKind, day: date, others: Iterable[str] = ()) -> list[ToldValue]:
    """Return the places where a text says something of this kind; `day` is the note's day.

    `others` are words, in lower case, that are no answer: the names that the question itself has.
    """
    match kind:
        case AnswerKind.DAY:
            return [_told_day(each) for each in find_dates(text, day)]
        case AnswerKind.NUMBER:
            return [_told(each) for each in _FIGURE.finditer(text)]
        case AnswerKind.PLACE:
            found = _AT_A_PLACE.finditer(text)
            return [ToldValue(each.start(1), each.end(1), each[1].casefold()) for each in found]
        case AnswerKind.PERSON:
            known = set(others)
            return [
                _told(each) for each in _NAME.finditer(text) if not set(each[0].casefold().split()) <= known
            ]
        case AnswerKind.YES_NO | AnswerKind.ANY:
            return []


def find_days_ahead(text: str, day: date, today: date) -> list[ToldValue]:
    """Return the days of a text that lie ahead, where nothing is called off; `day` is the note's."""
    found = find_told(text, AnswerKind.DAY, day)
    return [
        told
        for told in found
        if told.last is not None
        and told.last >= today
        and not _CALLED_OFF.search(sentence_around(text, told.start, told.end))
    ]


def calls_off(text: str) -> bool:
    """Return whether a text says that something does not take place."""
    return _CALLED_OFF.search(text) is not None


def sentence_around(text: str, start: int, end: int) -> str:
    """Return the sentence in which the words at `start` to `end` stand."""
    head = re.split(r"[.!?\n]\s+", text[:start])[-1]
    return head + text[start:end] + re.split(r"[.!?](?:\s|$)|\n", text[end:])[0]


def can_hold(text: str, kind: AnswerKind, day: date, question: str) -> bool:
    """Return whether a text may answer a question of this kind at all; in doubt it may."""
    match kind:
        case AnswerKind.DAY:
            return asks_for_past_day(question) or bool(find_dates(text, day) or _FIGURE.search(text))
        case AnswerKind.NUMBER:
            return bool(_FIGURE.search(text)) or bool(find_dates(text, day))
        case AnswerKind.PLACE:
            return bool(_AT_A_PLACE.search(text) or _AT_A_THING.search(text))
        case AnswerKind.PERSON:
            return bool(_NAME.search(text) or _ROLE.search(text)) or text.islower()
        case AnswerKind.YES_NO | AnswerKind.ANY:
            return True


def tells_only_of_plans(question: str, text: str) -> bool:
    """Return whether a question asks what became of something, and a text tells of wishes and plans alone.

    "Did Omar buy the sensors?" is not answered by "He has a budget and wants a second quote".
    """
    return bool(_ASKS_FOR_OUTCOME.search(question) and _PLANNED.search(text) and not _DONE.search(text))


def contradict(
    one: str, other: str, kind: AnswerKind, days: tuple[date, date], others: Iterable[str] = ()
) -> bool:
    """Return whether two texts that both answer a question say different things of the kind asked for."""
    if kind is AnswerKind.DAY and calls_off(one) and not calls_off(other):
        return True
    if kind is AnswerKind.YES_NO:
        return bool(_NEGATED.search(one)) != bool(_NEGATED.search(other))
    known = tuple(others)
    first = {told.value for told in find_told(one, kind, days[0], known)}
    second = {told.value for told in find_told(other, kind, days[1], known)}
    return bool(first and second and first.isdisjoint(second))


def _told_day(span: DateSpan) -> ToldValue:
    period = span.planned
    return ToldValue(span.start, span.end, period.last.isoformat(), period.first, period.last)


def _told(found: re.Match[str]) -> ToldValue:
    return ToldValue(found.start(), found.end(), re.sub(r"[\s,]", "", found[0]).casefold())
