"""Words that go on from words before them: "and Lars?", "what about the budget?", "the second one" (B4)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.language.asking import KnownPerson, companies_named, spans_of_names
from bot.language.dates import find_dates
from bot.language.names import possessive
from bot.language.question_times import time_range_of, without_times

_AND = r"(?:(?:and|but|ok(?:ay)?,?|so)\s+)*"
_WHAT_ABOUT = re.compile(rf"{_AND}what about (?:the one |those )?(?P<topic>.+)", re.IGNORECASE)
_AND_ALONE = re.compile(
    rf"{_AND}(?:how about|and|n|&|same (?:question )?(?:for|with|about)) (?P<topic>.+)", re.IGNORECASE
)
_INSTEAD = re.compile(
    r"(?:(?:no|sorry|oops)[,.! ]+)?(?:i meant?|not [^,;]{2,40}[,;]\s*(?:but )?)\s*(?P<topic>.+)",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^(?:(?:one|that|the same) )?(?:for|with|from|at|about|on|of|to|in)\s+", re.IGNORECASE)
_STANDS_ALONE = re.compile(
    r"(?:an?|if|we|i|what|when|where|which|who|whom|whose|why|how)(?:\s|$)", re.IGNORECASE
)
"""How words begin that are a sentence of their own: "what budgets does he decide on"."""
_PRONOUN = re.compile(r"\b(she|he|they|him|them|hers|his|their|her)\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:his|their|hers)$", re.IGNORECASE)
_OWNS = re.compile(
    r"\s+(?!(?:about|on|in|at|to|for|with|and|or|last|again|today|yesterday|this|next|since|when|before|after"
    r"|from|by|if|that)\b)[a-z]",
    re.IGNORECASE,
)
_SUBJECT_MATTER = re.compile(
    r"\b(about|regarding|concerning)\s+(?P<was>[^?]+?)(?P<end>\s*\?*)$", re.IGNORECASE
)
_NUMBERED = re.compile(
    r"(?:(?:and|ok(?:ay)?,?|please)\s+)*"
    r"(?:(?:tell me )?(?:more )?(?:about|on)|show(?: me)?|open|what about|i mean|take)?\s*"
    r"(?:the )?(?:(?P<word>first|second|third|fourth|fifth|last)|(?P<number>\d{1,2})(?:st|nd|rd|th)"
    r"|(?:number|no\.?|#) ?(?P<bare>\d{1,2}))(?: (?:one|note|person|of them))?(?: please)?[.!?]*",
    re.IGNORECASE,
)
_ON_PLAN = re.compile(
    r"(?:(?:ok(?:ay)?|yes|good|great|please|then)[,.! ]+)*(?:can you |could you )?(?:please )?"
    r"(?:put|add|take|save)\s+(?:it|that|this|that one|this one)\s+"
    r"(?:on|to|onto|in|into)\s+(?:my|the|her|his)\s+plan"
    r"(?P<when>.*)",
    re.IGNORECASE,
)
_ANYBODY = re.compile(
    r"\b(?:people|any(?:body|one)|every(?:body|one)|some(?:body|one))(?: else)?\b", re.IGNORECASE
)
"""Words in a question that a name takes the place of: "what did people promise me"."""
_LOOKS_LIKE_A_NAME = re.compile(r"[A-Z][\w'\u2019-]+(?: [A-Z][\w'\u2019-]+){0,2}")
_ORDER = ("first", "second", "third", "fourth", "fifth")
_ASKED = "what did I note about"
_MOST_WORDS = 6
_FEW = 4


class TopicKind(StrEnum):
    """What a few words name in the place of what was named before."""

    PERSON = "person"
    COMPANY = "company"
    TIME = "time"
    MATTER = "matter"


@dataclass(frozen=True, slots=True)
class Before:
    """What words are read with: those before them in their thread, and whom the member knows."""

    words: str
    """What was asked before, in full."""
    about: str = ""
    """The person whom the thread is about, by name."""
    known: Sequence[KnownPerson] = ()
    companies: Sequence[str] = ()

    @property
    def names_person(self) -> bool:
        """Whether the words name somebody, or mean somebody by a pronoun."""
        return bool(spans_of_names(self.words, self.known) or _PRONOUN.search(self.words))


def go_on(text: str, before: Before, today: date) -> str | None:
    """Return in full what a few words ask that go on from others; None where they stand by themselves."""
    told = " ".join(text.split())
    found = _topic_of(told, before, today)
    if not found or not before.words:
        return None
    topic, kind = found
    match kind:
        case TopicKind.PERSON:
            return _with_person(before, topic)
        case TopicKind.COMPANY:
            return _with_company(before, topic)
        case TopicKind.TIME:
            rest = without_times(before.words, today).rstrip(" ?")
            return f"{rest} {topic}?"
        case _:
            return _with_matter(before, topic)


def name_added(text: str, before: Before, today: date) -> str:
    """Return the person or the company that a few words add to those before: "and Helen?"; empty for none."""
    found = _topic_of(" ".join(text.split()), before, today)
    return found[0] if found and found[1] in (TopicKind.PERSON, TopicKind.COMPANY) else ""


def which_one(text: str) -> int | None:
    """Return which of a list is meant, from 0 on or -1 for the last; None where none is."""
    match = _NUMBERED.fullmatch(" ".join(text.split()))
    if match is None:
        return None
    if match["word"]:
        word = match["word"].casefold()
        return -1 if word == "last" else _ORDER.index(word)
    number = int(match["number"] or match["bare"])
    return number - 1 if number else None


def asks_for_plan(text: str, today: date) -> tuple[date | None] | None:
    """Return the day, or no day, for which something said before shall go on the plan; None where none of
    that is asked."""
    match = _ON_PLAN.fullmatch(" ".join(text.split()).rstrip(".!"))
    if match is None:
        return None
    spans = find_dates(match["when"], today)
    if not spans and re.sub(r"\W|please|then", "", match["when"].casefold()):
        return None
    return (max(spans[0].planned.last, today) if spans else None,)


def narrow(topic: str, before: Before, today: date) -> str | None:
    """Return in full what was asked before, kept to a person, a company or a time; None for other words."""
    if not before.words:
        return None
    match _kind_of(topic, before, today):
        case TopicKind.PERSON:
            return _with_person(before, topic)
        case TopicKind.COMPANY:
            return _with_company(before, topic)
        case TopicKind.TIME:
            return f"{without_times(before.words, today).rstrip(' ?')} {topic}?"
        case _:
            return None


def _topic_of(told: str, before: Before, today: date) -> tuple[str, TopicKind] | None:
    """What a few words name in the place of what was named before, and of which kind it is."""
    asks, asks_of_more = told.endswith("?"), True
    bare = told.rstrip("?.! ")
    if match := _WHAT_ABOUT.fullmatch(bare):
        strict = asks_of_more = False
    elif match := _AND_ALONE.fullmatch(bare):
        strict = not asks or "how about" in bare.casefold()
    elif match := _INSTEAD.fullmatch(bare):
        strict = True
    else:
        kind = _kind_of(bare, before, today)
        return (bare, kind) if asks and kind in (TopicKind.PERSON, TopicKind.COMPANY) else None
    raw = match["topic"].strip(" ,")
    topic = re.sub(r"['\u2019]s$", "", _LEADING.sub("", raw, count=1))
    if _PRONOUN.fullmatch(topic):
        return None
    if len(raw.split()) <= _FEW and _is_time(raw, today):
        return raw, TopicKind.TIME
    at_a_place = raw.casefold().startswith("in ")
    kind = _kind_of(topic, before, today, asks_of_more=asks_of_more and not at_a_place)
    if kind is TopicKind.MATTER and (strict or len(raw.split()) > _MOST_WORDS or _STANDS_ALONE.match(raw)):
        return None
    return topic, kind


def _kind_of(topic: str, before: Before, today: date, *, asks_of_more: bool = False) -> TopicKind:
    """Whether words name a person, a company, a time, or some other matter.

    A single unknown word with a capital is somebody where `asks_of_more` ("and Petra?"), else some matter.
    """
    few = len(topic.split()) <= _FEW
    if few and any(start == 0 and end == len(topic) for start, end in spans_of_names(topic, before.known)):
        return TopicKind.PERSON
    if (
        few
        and (named := companies_named(topic, before.companies))
        and len(topic.split()) <= len(named[0].split())
    ):
        return TopicKind.COMPANY
    if few and _is_time(topic, today):
        return TopicKind.TIME
    likely = before.names_person and (asks_of_more or " " in topic)
    if few and likely and _LOOKS_LIKE_A_NAME.fullmatch(topic):
        return TopicKind.PERSON
    return TopicKind.MATTER


def _is_time(topic: str, today: date) -> bool:
    dated = bool(find_dates(topic, today)) or any(time_range_of(topic, today))
    return dated and not re.sub(r"\b(?:in|on|the|for|of)\b|\W", "", without_times(topic, today).casefold())


def _with_person(before: Before, name: str) -> str | None:
    """The words before with somebody else in them."""
    words = before.words
    spans = spans_of_names(words, before.known)
    if len({words[start:end].casefold() for start, end in spans}) > 1:
        return None
    if spans:
        for start, end in reversed(spans):
            words = f"{words[:start]}{name}{words[end:]}"
        return words
    if _PRONOUN.search(words):
        return _PRONOUN.sub(lambda match: _in_place_of(match, words, name), words)
    if anybody := _ANYBODY.search(words):
        return f"{words[: anybody.start()]}{name}{words[anybody.end() :]}"
    return f"{words.rstrip(' ?.')} with {name}?"


def _in_place_of(match: re.Match[str], words: str, name: str) -> str:
    owns = bool(_POSSESSIVE.match(match[0])) or (
        match[0].casefold() == "her" and bool(_OWNS.match(words, match.end()))
    )
    return possessive(name) if owns else name


def _with_company(before: Before, name: str) -> str | None:
    """The words before with another company in them."""
    words = before.words
    for company in companies_named(words, before.companies):
        for form in (company, company.split()[0]):
            found = re.search(rf"\b{re.escape(form)}\b", words, re.IGNORECASE)
            if found:
                return f"{words[: found.start()]}{name}{words[found.end() :]}"
    return f"{words.rstrip(' ?.')} at {name}?" if not spans_of_names(words, before.known) else None


def _with_matter(before: Before, matter: str) -> str | None:
    """The words before, or a plain question, about something else."""
    owner = re.match(r"(?:her|his|their)\s+", matter, re.IGNORECASE)
    matter = matter[owner.end() :] if owner else matter
    said = _SUBJECT_MATTER.search(before.words)
    if said is not None and not spans_of_names(said["was"], before.known):
        return f"{before.words[: said.start('was')]}{matter}{said['end'] or '?'}"
    spans = spans_of_names(before.words, before.known)
    whom = before.words[spans[0][0] : spans[0][1]] if spans else before.about
    if whom:
        return f"{_ASKED} {matter} with {whom}?"
    at = next(iter(companies_named(before.words, before.companies)), "")
    return f"{_ASKED} {matter} at {at}?" if at else None
