"""A conversation in which a language model looks things up and answers, or proposes what could be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.coaching.understanding import Provenance

MOST_STEPS = 6
"""How often a model is asked for one answer."""
MOST_LOOK_UPS = 4
"""How many things are looked up in one step."""
SECONDS = 45.0
"""How long one answer may take in all."""
MOST_PROPOSED = 3


@dataclass(frozen=True, slots=True)
class Tool:
    """Something that the model may look up: its name, and in a line what it takes and tells."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What the model wants to look up, as it wrote it."""

    tool: str
    name: str = ""
    words: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Something that the model was told and may cite by its id: "N2" a note, "F5" a line of a card."""

    id: str
    text: str
    names: tuple[str, ...] = ()
    """The people whom it is about."""
    day: date | None = None
    """The local date on which it was told, by which "tomorrow" in it is read."""
    words: str = ""
    """What was told, without what the text puts before it; empty where that is the text."""


@dataclass(frozen=True, slots=True)
class EarlierWords:
    """One earlier exchange of the thread."""

    words: str
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """What a conversation goes on about: the message, what was said before, and what was found for it."""

    message: str
    earlier: Sequence[EarlierWords] = ()
    """The oldest first."""
    sources: Sequence[Source] = ()
    tools: Sequence[Tool] = ()
    commands: Sequence[str] = ()
    """What may be proposed, a line for each."""
    about: Sequence[str] = ()
    """People the thread was about last."""


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """One sentence of an answer, with the ids of the sources that carry it."""

    text: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversed:
    """What came of it."""

    sentences: tuple[CitedSentence, ...]
    provenance: Provenance
    left_out: int = 0
    """How many sentences did not hold, and are not among these."""
    proposals: tuple[str, ...] = ()
    """Command lines that the member may confirm."""
    asks: str = ""
    """What the model would have to know."""
