"""Words and parts of cards about rounds that other features show, too (T1 to T4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.core.cards import Button, Card, Part, Passage, Row
from bot.core.rich import Code, Italic, rich
from bot.core.words import sentence, shorten
from bot.features.notes.commands import OpenNote
from bot.language.names import possessive

OWN_ORGANIZATION = "your own organization"


def organization_of(leader: str) -> str:
    """What a leader's round is about, as others read it."""
    return f"{possessive(leader)} organization"


_TOPICS = {
    "challenges": "what will be hardest in two to three years",
    "whom-on-challenges": "whom to talk to about the challenges",
    "ought-to-think": "what they ought to be thinking about",
    "provoke": "how to get them thinking",
    "market-shifts": "what shifts in their markets",
    "whom-on-shifts": "whom to engage on the shifts",
    "whats-next": "what comes next",
    "response": "how we answer it",
    "disrupt": "where to disrupt",
    "take-share": "where to take share",
    "new-offerings": "which offerings to bring",
    "mobilize": "how to get the organization moving",
    "resources": "which resources we need",
    "structures": "which structures fit",
    "processes": "which processes to put in place",
    "people": "how people develop",
    "culture": "how the culture grows",
    "growth-mindset": "how a growth mindset is built",
    "visible-actions": "how it shows every day",
}


def topic_of(question_id: str) -> str:
    """The topic of a question in a few words, such as "what comes next"."""
    return _TOPICS.get(question_id, question_id.replace("-", " "))


def topic_heading(name: str, question_id: str) -> str:
    """The beginning of an answer's note, such as "Northwind, what comes next: "."""
    return f"{sentence(name)}, {topic_of(question_id)}: "


def talking_points(found: Sequence[tuple[str, str, str, date]]) -> tuple[Part, ...]:
    """Show what to bring up, in a brief or a plan; each point is note id, topic, words and day."""
    if not found:
        return ()
    rows = tuple(
        Row(
            text=rich(Italic(f"{topic[:1].upper()}{topic[1:]}"), f"\n{shorten(words, 220)}"),
            button=Button(label="Open", command=OpenNote(note_id), opens_form=True),
        )
        for note_id, topic, words, _ in found
    )
    return (Passage(heading="Worth bringing up", text=("From your looks ahead.",)), *rows)


def is_gone() -> Card:
    """Say that the round is no longer there."""
    return Card(
        text=("That round is no longer there. Nothing was changed.",),
        context=rich("Begin with ", Code("/tactegic round")),
    )
