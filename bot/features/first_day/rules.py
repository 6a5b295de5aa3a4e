"""B4: the steps of the first day, what comes after which, and the people that a newcomer types."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.identity import MemberId, Space, WorkspaceId
from bot.language.names import is_job

MOST_PEOPLE = 20
"""So many people may be typed at once; a longer list comes as a file."""
REMINDED_AFTER = timedelta(hours=20)
"""Who left the steps so long ago is reminded of them, once, when they open the conversation."""
_LONGEST_NAME = 80
_MOST_WORDS = 6
_BESIDE_LETTERS = " .'\u2019-\u2010"


class FirstStep(StrEnum):
    """The steps of the first day, in their order."""

    HOURS = "hours"
    ROLE = "role"
    PEOPLE = "people"
    NOTE = "note"
    QUESTION = "question"

    @property
    def number(self) -> int:
        """Which one it is, from 1."""
        return list(FirstStep).index(self) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstDay:
    """Where a member stands on their first day; `id` equals the member's."""

    id: MemberId
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    at: FirstStep = FirstStep.HOURS
    moved_at: datetime
    """When the latest step was taken."""
    is_over: bool = False
    is_reminded: bool = False
    """The member was reminded of the steps, which is not done twice."""

    def reminded(self) -> FirstDay:
        """The same day, of which nobody will be reminded again."""
        return replace(self, is_reminded=True)


@dataclass(frozen=True, slots=True)
class Achieved:
    """What a member has already done, in whatever way."""

    people: bool
    note: bool


def begun(day: FirstDay, now: datetime) -> FirstDay:
    """The day as it goes on: from where it was left; once it was over from the first step, unreminded."""
    if not day.is_over:
        return day
    return replace(day, at=FirstStep.HOURS, is_over=False, is_reminded=True, moved_at=now)


def after(day: FirstDay, done: Achieved, now: datetime) -> FirstDay:
    """The day after its present step; what is done already is not asked for."""
    steps = list(FirstStep)
    if day.at is steps[-1]:
        return replace(day, is_over=True, moved_at=now)
    return settled(replace(day, at=steps[day.at.number], moved_at=now), done, now)


def settled(day: FirstDay, done: Achieved, now: datetime) -> FirstDay:
    """The day at the first step from the present one on that is still to be done; over, where none is."""
    while not day.is_over:
        is_done = (day.at is FirstStep.PEOPLE and done.people) or (day.at is FirstStep.NOTE and done.note)
        if day.at is FirstStep.QUESTION and not done.note:
            return replace(day, is_over=True, moved_at=now)
        if not is_done:
            return day
        day = replace(day, at=list(FirstStep)[day.at.number], moved_at=now)
    return day


def is_reminder_due(day: FirstDay, now: datetime) -> bool:
    """Whether the member is to be reminded of the steps that they left."""
    return not (day.is_over or day.is_reminded) and now - day.moved_at >= REMINDED_AFTER


@dataclass(frozen=True, slots=True)
class TypedPerson:
    """Somebody as typed: a name, and a company and a title where these are said."""

    name: str
    company: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class TypedPeople:
    """What was read of typed lines."""

    people: tuple[TypedPerson, ...]
    unread: tuple[str, ...] = ()
    """Lines in which no name is found."""


_BULLET = re.compile(r"^\s*(?:[-*\u2022\u2013]|\d{1,2}[.)])\s+")
_IN_BRACKETS = re.compile(r"^(?P<name>[^()]+)\((?P<company>[^()]+)\)(?:[\s,;:\u2013-]+(?P<title>[^()]+))?$")
_PARTED = re.compile(
    r"^(?P<name>.+?)(?:\s*[,;\t|]\s*|\s+[-\u2013\u2014]\s+|\s+(?:at|from|of|@)\s+)(?P<company>.+)$"
)


def read_typed(text: str) -> TypedPeople:
    """Read one person a line: "Ana Ruiz, Northwind", "Ana Ruiz (Northwind)", "Ana Ruiz at Northwind"."""
    people: dict[str, TypedPerson] = {}
    unread: list[str] = []
    for line in text.splitlines():
        words = " ".join(_BULLET.sub("", line).replace("\t", " , ").split()).strip(" ,;.")
        if not words:
            continue
        person = _read_line(words)
        if person is None:
            unread.append(words)
        else:
            people.setdefault(person.name.casefold(), person)
    return TypedPeople(tuple(people.values()), tuple(unread))


def _read_line(words: str) -> TypedPerson | None:
    found = _IN_BRACKETS.match(words) or _PARTED.match(words)
    name, company = (found["name"], found["company"]) if found else (words, "")
    title = (found.groupdict().get("title") or "") if found else ""
    if found and not title:
        company, title = _part_title(company)
    company, title = (part.strip(" ,;.")[:_LONGEST_NAME] for part in (company, title))
    person = TypedPerson(name.strip(" ,;"), company, title)
    return person if _is_name(person.name) else None


def _part_title(company: str) -> tuple[str, str]:
    """What stands behind a second comma is a title: "Northwind, CFO"; "Inc." belongs to the company."""
    first, _, rest = company.partition(",")
    is_title = bool(rest.strip()) and is_job(rest.strip())
    return (first, rest) if is_title else (company, "")


def _is_name(name: str) -> bool:
    words = name.split()
    letters = [char for char in name if unicodedata.category(char)[0] in "LM"]
    plain = all(char in letters or char in _BESIDE_LETTERS for char in name)
    return plain and len(letters) >= 2 and len(name) <= _LONGEST_NAME and len(words) <= _MOST_WORDS


def flaws_of(typed: TypedPeople) -> str:
    """Which lines hold no name, in quotes; empty where all do."""
    return _quoted(typed.unread[:3])


def _quoted(lines: Sequence[str]) -> str:
    return ", ".join(f"“{line[:60]}”" for line in lines)
