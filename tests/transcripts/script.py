"""Reads what people do in a conversation from a text file, one step a line.

    # Tuesday        a heading              -- words       said to the reader of the page
    Mira:            who acts from here     + 2 days       so long nothing happens
    > words          a message              >> words       one in the thread of the message before
    / contacts       a command              @ Monday 09:05 the next such time where the person is
    >^ words         one in the thread of the bot's latest message
    [Share …]        a click
    [Edit] text: new words | on: 2027-01-20     a click, and the form after it
    [Edit]! text: words                         the same, and the form comes back
    model on         from here the stand-in for a language model answers

In a form, `@devan` picks a colleague and `#2` the second of what can be chosen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

How = Literal[
    "heading", "aside", "person", "wait", "until", "write", "reply", "answer", "type", "click", "model"
]
_MARKS: dict[str, How] = {
    "#": "heading",
    "--": "aside",
    "+": "wait",
    "@": "until",
    ">": "write",
    ">>": "reply",
    ">^": "answer",
    "/": "type",
    "model": "model",
}
_PERSON = re.compile(r"(\w+):$")
_CLICK = re.compile(r"\[([^\]]+)\](!?)(?:\s+(.*))?$")
ACTS = frozenset({"write", "reply", "answer", "type", "click"})


@dataclass(frozen=True, slots=True)
class Step:
    """A line of a script; `fields` are those of the form that a click opens."""

    how: How
    words: str
    fields: dict[str, str] = field(default_factory=dict)
    is_refused: bool = False
    """Whether the form has to come back."""

    @property
    def shown(self) -> str:
        """The step as the page names it."""
        match self.how:
            case "type":
                return f"`/tactegic {self.words}`"
            case "click":
                return f"clicks [{self.words}]"
            case "reply" | "answer":
                return f"in the thread: {self.words}"
            case _:
                return self.words


@dataclass(frozen=True, slots=True)
class Script:
    """A page: its title, what it tells, and what happens."""

    name: str
    title: str
    about: str
    steps: tuple[Step, ...]

    @property
    def acts(self) -> list[Step]:
        """What people do, which the page numbers."""
        return [step for step in self.steps if step.how in ACTS]


def read_script(path: Path) -> Script:
    """Read a file: the title, what it tells, an empty line, the steps; raises ValueError for an odd line."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    title, _, about = head.partition("\n")
    lines = [line.strip() for line in body.splitlines() if line.strip()]
    return Script(path.stem, title, " ".join(about.split()), tuple(map(_step, lines)))


def _step(line: str) -> Step:
    if person := _PERSON.match(line):
        return Step("person", person[1])
    if click := _CLICK.match(line):
        pairs = [each.split(": ", 1) for each in (click[3] or "").split(" | ") if each]
        fields = {name.strip(): value.strip() for name, value in pairs}
        return Step("click", click[1], fields, is_refused=bool(click[2]))
    mark, _, words = line.partition(" ")
    if mark not in _MARKS:
        raise ValueError(f"what is this to mean: {line}")
    return Step(_MARKS[mark], words.strip())


SCRIPTS = Path(__file__).parent
NAMES = ("seller", "manager", "alliance-manager")


def scripts() -> list[Script]:
    """All conversations, in the order in which they are best read."""
    return [read_script(SCRIPTS / f"{name}.txt") for name in NAMES]
