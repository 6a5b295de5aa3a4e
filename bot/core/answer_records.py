"""How an answer came about, written down with it: what was read, looked up and asked, and what it cost.

It holds counts, ids, and what the member sees on the card anyway; no words of notes and none of prompts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from bot.core.cards import Card
from bot.core.coaching.model_call import ModelCall
from bot.core.coaching.understanding import Mode
from bot.core.deliveries import About
from bot.core.words import shorten

_MOST_LOOKED_AT = 12
_MOST_PEOPLE = 12
_MOST_USES = 12
_LONGEST_PLACE = 100


class ReadBy(StrEnum):
    """Who found out what a message means."""

    RULES = "rules"
    READER = "reader"
    """The small learned reader, with rules that decide on what it read."""
    MODEL = "model"


class Outcome(StrEnum):
    """What came of a message or a click."""

    ANSWERED = "answered"
    LISTED = "listed"
    """Answered from stored rows, with no note read."""
    CLOSEST = "closest"
    """The notes that come closest were shown."""
    NOTHING = "nothing"
    """Nothing that was found says it."""
    ASKED = "asked"
    PROPOSED = "proposed"
    CHANGED = "changed"
    SHOWN = "shown"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRecord:
    """How one answer came about."""

    outcome: Outcome
    read_by: ReadBy | None = None
    """None where there was nothing to read: a click, or a command in its own words."""
    looked_at: tuple[str, ...] = ()
    """What was looked up, in the words of the card."""
    notes_read: int = 0
    people: tuple[str, ...] = ()
    """The ids of the contacts of the notes that were read."""
    left_out: int = 0
    """How many sentences of a model did not hold, and were left out."""
    proposed: int = 0
    change: str = ""
    """The id under which what was stored can be undone; empty where nothing was."""
    mode: Mode | None = None
    """Who wrote the answer; None where nothing had to be written."""
    seconds: float | None = None
    """How long it took; None where that was not measured."""
    uses: tuple[ModelCall, ...] = ()

    @property
    def dollars(self) -> float | None:
        """What all of it cost; None where a price is not known, or nothing was asked."""
        prices = [each.dollars for each in self.uses if each.requests]
        return sum(p for p in prices if p is not None) if prices and None not in prices else None

    @property
    def tokens(self) -> int:
        """How many tokens went in and came out."""
        return sum(each.input_tokens + each.output_tokens for each in self.uses)

    @property
    def requests(self) -> int:
        """How often a model's server was asked, with what had to be asked again."""
        return sum(each.requests for each in self.uses)


@dataclass(slots=True)
class Ledger:
    """What is written down of one piece of work while it is done, by whoever does a part of it."""

    stopwatch: Callable[[], float] | None = None
    """Seconds since the work began; None where nobody measures."""
    read_by: ReadBy | None = None
    outcome: Outcome | None = None
    mode: Mode | None = None
    left_out: int = 0
    proposed: int = 0
    change: str = ""
    looked_at: list[str] = field(default_factory=list)
    notes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The notes that were read, with the ids of their contacts."""
    uses: list[ModelCall] = field(default_factory=list)
    sent: list[tuple[Card, About]] = field(default_factory=list)

    def close(self) -> AnswerRecord:
        """Return what is kept of it."""
        people = dict.fromkeys(id for ids in self.notes.values() for id in ids)
        places = dict.fromkeys(shorten(each, _LONGEST_PLACE) for each in self.looked_at)
        return AnswerRecord(
            outcome=Outcome.CHANGED if self.change else self.outcome or Outcome.SHOWN,
            read_by=self.read_by,
            looked_at=tuple(places)[:_MOST_LOOKED_AT],
            notes_read=len(self.notes),
            people=tuple(people)[:_MOST_PEOPLE],
            left_out=self.left_out,
            proposed=self.proposed,
            change=self.change,
            mode=self.mode,
            seconds=round(self.stopwatch(), 3) if self.stopwatch is not None else None,
            uses=tuple(self.uses[:_MOST_USES]),
        )

    def begin_anew(self) -> None:
        """Forget what was sent and changed: it is committed, or it is not."""
        self.sent.clear()
        self.change = ""
