"""Whether a text tells a thing as done, as a fact, as to come, or only as meant (B2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum

from bot.coach.model.grounding.terms import TextTerm, sentences_in, terms_in
from bot.coach.model.grounding.words import grounding_words
from bot.language.dates import read_dates
from bot.language.names import word_set


class Mood(Enum):
    """How a text tells a word of it."""

    DONE = "done"
    FACT = "fact"
    COMING = "coming"
    MEANT = "meant"
    """Wished, asked, possible, or under a condition."""


@dataclass(frozen=True, slots=True)
class ToldWord:
    """A word as a text tells it; `is_passive` where somebody has it done: "was signed", "be signed"."""

    word: str
    mood: Mood
    is_denied: bool
    piece: int
    is_passive: bool = False


_PIECE = re.compile(
    r"[;:!?()\u2014\u2013]|\.(?=\s|$)|,\s|\s-\s|"
    r"\b(?:but|because|although|though|whereas|while|and then|so)\b",
    re.IGNORECASE,
)
_WILL = word_set(
    "will shall ll going about due ready scheduled set promised promises agreed agrees undertook"
)
_MAYBE = word_set("may might could can would should must maybe perhaps possibly probably")
_WISHES = word_set(
    "want wants wanted wanting plan plans planned planning hope hopes hoped hoping intend intends "
    "intended aim aims aiming like wish wishes wished try tries trying tried offer offers offered ask "
    "asks asked asking need needs needed has have had expected expects supposed considering happy able "
    "free tempted prefers prefer rather wait waits waiting keen eager urged told advised unwilling "
    "willing"
)
_OPENS_A_CONDITION = word_set("if unless until once when whether provided before otherwise or")
_WEIGHED = word_set("considering considers weighing mulling planning plans of about for against before over")
_AUXILIARIES = word_set("has have had was were got been being did having is are be be gets")
_BE = word_set("was were been being is are be got gets")
_NOT = word_set("not never no neither nor without cannot hardly")
_NO_EVENT = word_set(
    "said told asked wanted needed planned hoped expected thought promised agreed offered considered "
    "intended used called named based interested worried concerned pleased tired wrote guessed proposed "
    "suggested met talked spoke introduced warned mentioned mailed emailed requested noted heard felt "
    "liked preferred found had did got"
)
_PERFORMED = word_set(
    "proposes propose suggests suggest cancels cancel postpones postpone moves books book invites "
    "invite confirms confirm announces announce orders order fixes asks says agrees accepts declines "
    "refuses wants promises offers called rings calls lets names chose picks drops signs"
)
"""What is done by being told, even of a later day: "moves the call to Monday"."""
_SOON = re.compile(
    r"\b(?:tomorrow|next|upcoming|soon|shortly|in (?:spring|summer|autumn|winter)|week \d+)\b", re.IGNORECASE
)
_REACH = 4


def told_words(text: str, told_on: date | None = None) -> list[ToldWord]:
    """Return the words of a text, each with the mood in which it stands.

    What a note of `told_on` gives a later day is still to come, even in the present: "opens in March".
    """
    found: list[ToldWord] = []
    number = 0
    for sentence in sentences_in(text):
        is_coming = told_on is not None and _is_coming(sentence, told_on)
        for piece in _PIECE.split(sentence):
            terms = terms_in(piece)
            number += 1
            found.extend(_told(terms, at, number, is_coming) for at in range(len(terms)))
    return found


def is_past(word: str) -> bool:
    """Return whether a word looks like the past of a verb: "signed", "sold"."""
    return (word.endswith("ed") and len(word) > 4) or word in _irregular()


def _irregular() -> frozenset[str]:
    return grounding_words().past


def _is_coming(sentence: str, told_on: date) -> bool:
    if _SOON.search(sentence):
        return True
    spans = read_dates(sentence, told_on).spans
    return bool(spans) and all(span.planned.first > told_on for span in spans)


def _told(terms: list[TextTerm], at: int, piece: int, is_coming: bool) -> ToldWord:
    words = [term.word for term in terms[:at]]
    word = terms[at].word
    near = words[-_REACH:]
    is_denied = any(each in _NOT for each in near)
    past = is_past(word)
    is_passive = past and any(each in _BE for each in words[-3:])
    return ToldWord(word, _mood(word, words, past, is_coming), is_denied, piece, is_passive)


def _mood(word: str, before: list[str], past: bool, is_coming: bool) -> Mood:
    near = before[-_REACH:]
    if any(each in _OPENS_A_CONDITION for each in before):
        return Mood.MEANT
    if "to" in near:
        place = len(near) - 1 - near[::-1].index("to")
        if len(near) - place <= 2 and not (past and "be" not in near[place:] and "have" not in near[place:]):
            return _of_infinitive(before[: len(before) - len(near) + place])
    if any(each in _MAYBE for each in near):
        return Mood.MEANT
    if any(each in ("will", "shall", "ll") for each in near):
        return Mood.COMING
    if word.endswith("ing") and near and near[-1] in _WEIGHED:
        return Mood.MEANT
    if past and not any(each in ("is", "are") for each in near[-2:]):
        return Mood.DONE
    return Mood.COMING if is_coming and word not in _PERFORMED else Mood.FACT


def _of_infinitive(before: list[str]) -> Mood:
    last = before[-3:]
    if not last or any(each in _WISHES for each in last):
        return Mood.MEANT
    if any(each in _WILL or each in ("is", "are", "was", "were") for each in last):
        return Mood.COMING
    return (
        Mood.MEANT
        if last[-1] not in ("began", "begun", "started", "starts", "managed", "used")
        else Mood.FACT
    )


def is_event(told: ToldWord) -> bool:
    """Return whether a word of a sentence tells that something was done."""
    return told.mood is Mood.DONE and not told.is_denied and told.word not in _NO_EVENT
