"""Events that happened, are planned or came to nothing, as knowledge/answering/events/*.txt has them.

Each becomes many notes that differ in one thing: the same words with and without what a question asks for.

    = a title                   begins an event
    D says | says               that it is done; O: it is wished or planned; N: not yet, in so many words;
                                X: it came to nothing; S: neither, for portraits
    d question | question       asks whether it happened: D, N and X answer, O does not
    o question | question       asks what is wished: O answers
    * phrase | phrase : q | q   a detail in other words each, and what asks for it; `*D` is told with D alone
    - question | question       what no note answers

A phrase that begins with a comma ends the sentence that says it; any other is a sentence of its own.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tools.answering.templates import NoteTemplate

_STATES = "DONXS"
_OUTCOME_TOLD = "DNX"
_DETAILS = (0, 1, 1, 2, 2, 3, 3, 4)
"""How many details a note has; drawn alike for every state."""


@dataclass(frozen=True, slots=True)
class Detail:
    """What may be told besides, in several wordings; in these states alone."""

    states: str
    phrases: tuple[str, ...]
    questions: tuple[str, ...]


@dataclass(slots=True)
class Event:
    """One thing that may happen, and how it is said and asked for."""

    title: str
    said: dict[str, list[str]] = field(default_factory=dict)
    outcome: list[str] = field(default_factory=list)
    wish: list[str] = field(default_factory=list)
    details: list[Detail] = field(default_factory=list)
    never: list[str] = field(default_factory=list)


def read_events(files: Iterable[Path]) -> list[Event]:
    """Return the events of the files; raises ValueError for a line that is not in the format."""
    found: list[Event] = []
    for file in files:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            try:
                _read_line(line.strip(), found)
            except (ValueError, IndexError):
                raise ValueError(f"{file.name}, line {number}: {line}") from None
    return found


def to_notes(events: Sequence[Event], seed: int) -> list[NoteTemplate]:
    """Return a note for each way in which each event is said; the same ones for the same seed."""
    chance = random.Random(seed)
    return [
        _to_note(event, state, text, chance)
        for event in events
        for state, texts in event.said.items()
        for text in texts
    ]


def _read_line(line: str, found: list[Event]) -> None:
    if not line or line[0] == "#":
        return
    mark, rest = line[0], line[1:].strip()
    if mark == "=":
        found.append(Event(rest))
        return
    event = found[-1]
    if mark == "*":
        event.details.append(_read_detail(line[1:]))
    elif mark in _STATES:
        event.said.setdefault(mark, []).extend(_split(rest))
    elif mark in "do-":
        {"d": event.outcome, "o": event.wish, "-": event.never}[mark].extend(_split(rest))
    else:
        raise ValueError(mark)


def _read_detail(text: str) -> Detail:
    states, rest = text.split(" ", 1)
    phrases, questions = rest.split(" : ")
    return Detail(states or _STATES, tuple(_split(phrases)), tuple(_split(questions)))


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(" | ")]


def _to_note(event: Event, state: str, text: str, chance: random.Random) -> NoteTemplate:
    """Return one note: what is said, some of the details, and what asks for them and for the others."""
    is_told = state in _OUTCOME_TOLD
    possible = [each for each in event.details if state in each.states]
    least = int(not is_told and not (state == "O" and event.wish))
    chosen = chance.sample(possible, min(max(least, chance.choice(_DETAILS)), len(possible)))
    phrases = [(chance.choice(each.phrases), each) for each in chosen]
    joined = [each for each in phrases if each[0].startswith(",")][:1]
    told = [*joined, *(each for each in phrases if not each[0].startswith(","))]
    note = NoteTemplate(_join(text, [phrase for phrase, _ in told]))
    left_out = [each for each in event.details if all(each is not detail for _, detail in told)]
    note.answered = [(place, q) for place, (_, each) in enumerate(told, 1) for q in each.questions]
    note.near = [*event.never, *(question for each in left_out for question in each.questions)]
    note.near += [] if is_told else event.outcome
    note.answered += [(0, question) for question in event.outcome if is_told]
    note.answered += [(0, question) for question in event.wish if state == "O"]
    return note


def _join(text: str, phrases: Sequence[str]) -> str:
    ends = text[-1] if text[-1] in "!?" else "."
    joined = "".join(f" {{{each}}}" for each in phrases if each.startswith(","))
    own = [f"{{{each.rstrip('.')}.}}" for each in phrases if not each.startswith(",")]
    return " ".join([text.rstrip(".!?") + joined + ends, *own])
