"""What members did, and how the workspace took it: what must be found of it at the end follows from this."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum


class Way(StrEnum):
    """How a member did something."""

    NOTE = "note"
    QUESTION = "question"
    COMMAND = "slash command"
    FORM = "form of a note"
    GOAL = "form of a goal"
    UNDO = "button: undo"


STORES_NOTE = frozenset({Way.NOTE, Way.COMMAND, Way.FORM})
_REFUSAL = "please try again"
"""What every sentence ends with by which the bot says that something was not, or may not be, taken in."""
SENT_AGAIN = frozenset({Way.NOTE, Way.QUESTION})
"""Messages, which Slack sends again until they are acknowledged; all else comes once."""


def refuses(text: str) -> bool:
    """Whether the bot says in this that it did not, or may not have, taken something in."""
    return _REFUSAL in text.lower()


@dataclass(slots=True)
class Act:
    """One thing that a member did. `ref` is a word that stands in nothing else."""

    way: Way
    ref: str
    member: str
    ts: str = ""
    """The message, where it was one."""
    errors: int = 0
    """How often the member was shown that it failed."""
    accepted: bool = False
    """Whether it was taken in as far as the member can tell; what was refused may have got through."""
    broken_off: bool = False
    """Whether the member went on to something else before there was anything to send, e.g. an empty form."""
    given_up: bool = False
    """Whether Slack sent this message four times in vain, which nothing tells the member."""
    of: Act | None = None
    """What an undo takes back."""

    @property
    def is_certain(self) -> bool:
        """Whether it must have its result: neither refused nor given up by Slack."""
        return self.accepted and not self.given_up


@dataclass
class Ledger:
    """Everything that was done in one life of the bot."""

    acts: list[Act] = field(default_factory=list)
    patience: float = 10.0
    """Seconds for an answer, or for a form to be filled, before a member does something else.

    That is no finding while things are killed: whether all of it has come is looked at in the end.
    """
    waits_broken_off: int = 0
    findings: list[str] = field(default_factory=list)
    """What a member saw that must not be, e.g. a form that stayed empty."""

    def begin(self, way: Way, member: str, of: Act | None = None) -> Act:
        """Write down that somebody does something."""
        ref = of.ref if of else f"K{len(self.acts):05d}"
        act = Act(way, ref, member, of=of)
        self.acts.append(act)
        return act

    @property
    def counts(self) -> Counter[Way]:
        """How often each way was taken."""
        return Counter(act.way for act in self.acts)

    @property
    def refused(self) -> list[Act]:
        """What the member gave up on after an error."""
        return [act for act in self.acts if not act.accepted]

    @property
    def given_up(self) -> list[Act]:
        """The messages that Slack sent four times in vain."""
        return [act for act in self.acts if act.given_up]

    def slack_gave_up(self, ts: str) -> None:
        """Write down that Slack will not send this message again."""
        for act in self.acts:
            if act.ts == ts and act.way in SENT_AGAIN:
                act.given_up = True

    @property
    def errors(self) -> int:
        """How many errors members were shown."""
        return sum(act.errors for act in self.acts)
