"""Notes to pairs of a question and a note, each with whether the note answers the question.

Notes are filled with names of many cultures and made longer by others, alike for both kinds: neither the
length of a note nor any other outer sign may tell the answer (`leaks.tells` measures that).
"""

from __future__ import annotations

import calendar
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from tools.answering.roughening import roughen_note, roughen_question
from tools.answering.templates import NoteTemplate, without_details

_SLOT = re.compile(r"([@$])([abc])\b")
_CHOICE = re.compile(r"<([^<>|]*(?:\|[^<>|]*)+)>")
_GENERAL = (
    "What do I know about @a?", "Tell me about @a", "@a", "notes on @a", "What's new with @a?",
    "Anything on @a?", "what did i last hear from @a", "brief me on @a",
    "When did I last have contact with @a?",
)  # fmt: skip
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_OPEN_QUESTIONS = re.compile(
    r"(?:what do i know|what's new with|who'?s @|who is @|tell me about)", re.IGNORECASE
)
_NAME_OR_CODE = re.compile(r"(?<=[a-z,] )[A-Z][A-Za-z]{3,}|\b[A-Z]{2,5}\b|\b\d[\d,.]{2,}\d\b")
_BY_WORD = ("%s", "%s?", "notes on %s", "what about %s?", "anything on %s")
_TIMES = frozenset((*calendar.month_name, *calendar.day_name)) - {"May"}


@dataclass(frozen=True, slots=True)
class Pair:
    """A question with a note that answers it or does not; `kind` says how the pair was made."""

    question: str
    note: str
    answers: bool
    kind: str


class Names(Protocol):
    """Where people and companies come from."""

    def person(self, chance: random.Random) -> tuple[str, str]:
        """Return a first and a last name."""
        ...

    def company(self, chance: random.Random) -> tuple[str, str]:
        """Return a company's name in full, and as it is said."""
        ...


@dataclass(frozen=True, slots=True)
class _World:
    """Who stands for the placeholders of one note."""

    people: dict[str, tuple[str, str]]
    companies: dict[str, tuple[str, str]]


class PairMaker:
    """Makes pairs from templates; the same ones for the same seed."""

    def __init__(self, templates: Sequence[NoteTemplate], seed: int, names: Names) -> None:
        self._templates, self._names = list(templates), names
        self._chance = random.Random(seed)

    def pairs(self, repeats: int) -> list[Pair]:
        """Return the pairs of so many rounds over all templates, mixed."""
        made = [pair for _ in range(repeats) for each in self._templates for pair in self._of(each)]
        self._chance.shuffle(made)
        return made

    def _of(self, note: NoteTemplate) -> list[Pair]:
        world = self._world()
        return [
            *self._answered(note, world),
            *self._near(note, world),
            *self._of_others(note, world),
            *self._by_word(note, world),
            *self._general(note, world),
        ]

    def _answered(self, note: NoteTemplate, world: _World) -> list[Pair]:
        """Questions that the note answers; the same without the detail, and on somebody else."""
        chance, made = self._chance, []
        for detail, question in chance.sample(note.answered, min(5, len(note.answered))):
            others = [k for k in range(1, note.details + 1) if k != detail and chance.random() < 0.25]
            made.append(self._pair(question, note, world, True, "answers", left_out=others))
            if detail and chance.random() < 0.75:
                gone = [detail, *(k for k in range(1, note.details + 1) if chance.random() < 0.15)]
                made.append(self._pair(question, note, world, False, "detail gone", left_out=gone))
            if "@a" in question and chance.random() < 0.15:
                made.append(self._of_the_other(question, note, world))
            if "@" in question and chance.random() < 0.25:
                key = chance.choice(re.findall(r"@([abc])", question))
                other = _World({**world.people, key: self._person()}, world.companies)
                made.append(self._pair(question, note, world, False, "somebody else", asks_of=other))
            if "$" in question and chance.random() < 0.4:
                other = _World(world.people, self._companies())
                made.append(self._pair(question, note, world, False, "another company", asks_of=other))
        return made

    def _of_the_other(self, question: str, note: NoteTemplate, world: _World) -> Pair:
        """Return a question on somebody whom the note speaks of, too, but of whom it does not tell that."""
        person = self._person()
        other = _World({**world.people, "a": person}, world.companies)
        more = self._more(other, key="a")
        asked = self._fill(question, other, is_question=True)
        text = self._fill(without_details(note.text), world, is_question=False)
        text = f"{text} {more}" if self._chance.random() < 0.5 else f"{more} {text}"
        names = [" ".join(world.people["a"]), " ".join(person)]
        self._chance.shuffle(names)
        return Pair(
            roughen_question(asked, self._chance),
            self._head(names) + roughen_note(text, self._chance),
            False,
            "the other",
        )

    def _more(self, world: _World, key: str = "") -> str:
        """Return another note in short, in this world; one on `key` where it is given."""
        other = self._chance.choice(self._templates)
        while key and f"@{key}" not in without_details(other.text, range(1, 9)):
            other = self._chance.choice(self._templates)
        gone = [k for k in range(1, 9) if self._chance.random() < 0.3]
        return self._fill(without_details(other.text, gone), world, is_question=False)

    def _near(self, note: NoteTemplate, world: _World) -> list[Pair]:
        chance = self._chance
        return [
            self._pair(
                question, note, world, False, "near",
                left_out=[k for k in range(1, note.details + 1) if chance.random() < 0.2],
            )
            for question in chance.sample(note.near, min(4, len(note.near)))
        ]  # fmt: skip

    def _of_others(self, note: NoteTemplate, world: _World) -> list[Pair]:
        """Questions of other notes: on the same people, and on others."""
        made = []
        for _ in range(2):
            if self._chance.random() < 0.5:
                continue
            other = self._chance.choice(self._templates)
            _, question = self._chance.choice(other.answered)
            if other is not note and re.search(r"[@$]a", question) and not _OPEN_QUESTIONS.match(question):
                made.append(self._pair(question, note, world, False, "other topic"))
        other = self._chance.choice(self._templates)
        if other is not note and self._chance.random() < 0.5:
            _, question = self._chance.choice(other.answered)
            made.append(self._pair(question, note, world, False, "far", asks_of=self._world()))
        return made

    def _by_word(self, note: NoteTemplate, world: _World) -> list[Pair]:
        """A name, a code or a number alone, which the note has or has not."""
        chance, made = self._chance, []
        own, other = _telling_words(note), _telling_words(chance.choice(self._templates))
        if own and chance.random() < 0.4:
            word = chance.choice(own)
            question = chance.choice(_BY_WORD) % word
            made.append(self._pair(question, note, world, True, "by word"))
        if other and other[0] not in note.text and chance.random() < 0.24:
            made.append(self._pair(chance.choice(_BY_WORD) % other[0], note, world, False, "by other word"))
        return made

    def _general(self, note: NoteTemplate, world: _World) -> list[Pair]:
        chance = self._chance
        if "@a" not in note.text or chance.random() >= 0.35:
            return []
        made = [self._pair(chance.choice(_GENERAL), note, world, True, "general")]
        if chance.random() < 0.5:
            asks_of = self._world()
            made.append(
                self._pair(chance.choice(_GENERAL), note, world, False, "general, other", asks_of=asks_of)
            )
        return made

    def _pair(
        self,
        question: str,
        note: NoteTemplate,
        world: _World,
        answers: bool,
        kind: str,
        *,
        left_out: Sequence[int] = (),
        asks_of: _World | None = None,
    ) -> Pair:
        template = without_details(note.text, left_out)
        asked = self._fill(question, asks_of or world, is_question=True)
        text = roughen_note(self._longer(self._fill(template, world, is_question=False), world), self._chance)
        names = [" ".join(world.people[key]) for key in "abc" if f"@{key}" in template]
        self._chance.shuffle(names)
        return Pair(roughen_question(asked, self._chance), self._head(names) + text, answers, kind)

    def _fill(self, text: str, world: _World, *, is_question: bool) -> str:
        chance, seen = self._chance, set[str]()
        text = _CHOICE.sub(lambda found: chance.choice(found[1].split("|")), text)

        def stand_in(found: re.Match[str]) -> str:
            if found[1] == "$":
                whole, said = world.companies.get(found[2], world.companies["a"])
                return said if is_question or chance.random() < 0.6 else whole
            first, last = world.people[found[2]]
            often = chance.random()
            if is_question:
                return first if often < 0.55 else f"{first} {last}" if often < 0.9 else last
            if found[2] in seen:
                return first if often < 0.8 else f"{first} {last}"
            seen.add(found[2])
            titled = f"{chance.choice(('Mr', 'Ms', 'Dr'))} {last}"
            return f"{first} {last}" if often < 0.55 else first if often < 0.9 else titled

        return _SLOT.sub(stand_in, text)

    def _longer(self, text: str, world: _World) -> str:
        """Return the note with others before and after it, as long notes are: half on the same people."""
        chance = self._chance
        often = chance.random()
        for _ in range(0 if often < 0.66 else 1 if often < 0.86 else chance.randint(2, 4)):
            more = self._more(world if chance.random() < 0.5 else self._world())
            text = f"{text} {more}" if chance.random() < 0.5 else f"{more} {text}"
        return text

    def _head(self, names: Sequence[str]) -> str:
        """Return people and day before the note, as the bot writes them, or nothing."""
        chance = self._chance
        if chance.random() >= 0.85:
            return ""
        day = f"{chance.randint(1, 28)} {chance.choice(_MONTHS)} {chance.choice(('2024', '2025', '2026'))}"
        return (", ".join(names) + " · " if names else "") + day + " · "

    def _world(self) -> _World:
        people: dict[str, tuple[str, str]] = {}
        for key in "abc":
            person = self._person()
            while any(person[0] == other[0] for other in people.values()):
                person = self._person()
            people[key] = person
        return _World(people, self._companies())

    def _person(self) -> tuple[str, str]:
        return self._names.person(self._chance)

    def _companies(self) -> dict[str, tuple[str, str]]:
        return {key: self._names.company(self._chance) for key in "abc"}


def _telling_words(note: NoteTemplate) -> list[str]:
    plain = _SLOT.sub("", without_details(note.text))
    return [word for word in _NAME_OR_CODE.findall(plain) if word not in _TIMES]
