"""What the notes say somebody has on their mind, as a phrase that a sentence can take in (R3, B7); pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.coach.rules.noun_phrases import deed, noun_phrase
from bot.core.coaching.understanding import Excerpt

_PRONOUNS = ("she", "he", "they", "who")
_THEY_SAID = r"(?:that )?(?:she|he|they)"
_BETWEEN = (
    r"(?:(?:is|are|was|were|am|'s|\u2019s|has been|have been|had been|seems?|seemed|feels|felt|keeps|also|"
    r"still|"
    r"really|very|quite|mostly|mainly|most|deeply|currently|now|a bit|rather|clearly|especially|openly|often|"
    rf"again|both|all|told me {_THEY_SAID}|(?:said|says|mentioned|explained) {_THEY_SAID})\s+){{0,4}}"
)
_OPENS = (
    r"(?:^|(?<=[.;!?,:\n(])\s*|(?<=\bthat)\s+|(?<=\band)\s+|(?<=\bbut)\s+|(?<=\bsaid)\s+|(?<=\bsays)\s+|"
    r"(?<=\bbecause)\s+)"
)
_ALONE = "{what}"
_ITS = re.compile(r"\bits\b")
_DENIED = re.compile(r"\b(?:no longer|not|never)\b|n['\u2019]t\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NoteWords:
    """A phrase made of a note's words, and which note."""

    words: str
    note_id: str
    is_made: bool = False
    """Whether words were put around those of the note: "the plan to …"."""


@dataclass(frozen=True, slots=True)
class _Telling:
    """One way in which a note says what somebody has on their mind."""

    says: str
    ends: str
    wrapped: str
    is_deed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Topics:
    """The ways of `on_their_mind` in knowledge/investment-tests/rewrites.yaml, and what is no topic."""

    tellings: tuple[_Telling, ...]
    own_sale: re.Pattern[str]
    deeds: tuple[str, ...]

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> Topics:
        """Return them from the file's values; raises KeyError where something is missing."""
        end = rf"(?=[.;:!?,\n()]|\s+(?:{values['ends']})\b|$)"
        rows: Sequence[Mapping[str, Any]] = values["on_their_mind"]
        return cls(
            tellings=tuple(
                _Telling(
                    each["says"],
                    rf"(?=\s+(?:{each['until']})\b)" if "until" in each else end,
                    each.get("as", _ALONE),
                    bool(each.get("deed")),
                )
                for each in rows
            ),
            own_sale=re.compile(rf"\b(?:{values['own_sale']})\b", re.IGNORECASE),
            deeds=tuple(word.strip() for word in str(values["deeds"]).split("|")),
        )

    def find(self, excerpts: Sequence[Excerpt], name: str, company: str = "") -> Iterator[NoteWords]:
        """Yield what this person has on their mind: the most telling way first, then the newest note."""
        newest = sorted(excerpts, key=lambda each: each.occurred_on, reverse=True)
        for telling in self.tellings:
            for excerpt in newest:
                words = self._said(telling, excerpt, name, company)
                if words:
                    yield NoteWords(words, excerpt.note_id, telling.wrapped != _ALONE)

    def whole(self, words: str, names: Sequence[str] = ()) -> str:
        """Return the words as a noun phrase that is about nothing of the member's own sale, or nothing."""
        return "" if self.own_sale.search(words) else noun_phrase(words, names=names)

    def _said(self, telling: _Telling, excerpt: Excerpt, name: str, company: str) -> str:
        subjects = "|".join(map(re.escape, sorted(_subjects(name, company), key=len, reverse=True)))
        subject = rf"(?:(?P<who>{subjects})(?=\s|'s|\u2019s)\s*)?"
        pattern = rf"{_OPENS}{subject}{_BETWEEN}(?:{telling.says})\s+(?P<what>\S.*?){telling.ends}"
        for found in re.finditer(pattern, excerpt.text, re.IGNORECASE):
            if not _is_of(found, excerpt, name, company):
                continue
            what, others = found["what"], (*excerpt.people, name)
            if self.own_sale.search(what):
                continue
            whole = (
                deed(what, self.deeds, names=others) if telling.is_deed else noun_phrase(what, names=others)
            )
            if whole:
                return _ITS.sub("their", telling.wrapped.format(what=whole))
        return ""


def _subjects(name: str, company: str) -> list[str]:
    return [each for each in dict.fromkeys((*_PRONOUNS, name, *name.split(), company)) if each]


def _is_of(found: re.Match[str], excerpt: Excerpt, name: str, company: str) -> bool:
    """Return whether the words are said of this person: by name, or by the pronoun after it."""
    who = (found["who"] or "").lower()
    if _DENIED.search(_sentence(excerpt.text[: found.start("what")])):
        return False
    if who and who not in _PRONOUNS:
        return True
    if not who and not _goes_on(_sentence(excerpt.text[: found.start()]), name, company):
        return False
    return _last_named(excerpt, found.start(), name)


def _sentence(head: str) -> str:
    """Return the part of a text that belongs to its last sentence."""
    return re.split(r"[.!?\n]+(?:\s|$)", head)[-1]


def _goes_on(sentence: str, name: str, company: str) -> bool:
    """Return whether a sentence without a subject there began with this person, or begins there."""
    subjects = "|".join(map(re.escape, _subjects(name, company)))
    return not sentence.strip() or re.match(rf"\W*(?:{subjects})\b", sentence, re.IGNORECASE) is not None


def _last_named(excerpt: Excerpt, before: int, name: str) -> bool:
    """Return whether of the people in the note this one was named last before a place, or nobody else is."""
    others = [each for each in excerpt.people if each != name]
    head = excerpt.text[:before]
    own = max((head.rfind(part) for part in (name, *name.split()) if part), default=-1)
    return all(max(head.rfind(part) for part in other.split()) <= own for other in others if other)
