"""The card of an answer that a language model looked up, with its sources and what it proposes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.core.cards import Button, Card, Part, Passage, Row, Style
from bot.core.coaching.conversing import Conversed, Inquiry
from bot.core.notes import Note
from bot.core.rich import Bold, Rich, rich
from bot.core.words import join_words, plural, quiet, sentence, shorten
from bot.features.notes.contracts.cards import note_row

NOTHING_FOUND = "nothing was found"
NO_SUCH_TOOL = "there is no such tool"
_CALLED = {
    "notes": "notes",
    "person": "the contact",
    "account": "the account",
    "people": "your contacts",
    "contacts": "your contacts",
    "brief": "the brief",
    "promises": "promises",
    "touches": "touches",
    "plan": "the plan",
    "goals": "goals",
    "neglected": "whom you neglect",
    "portfolio": "your portfolio",
    "balance": "your balance",
    "score": "the score",
    "coming": "what is coming",
    "reminders": "your reminders",
    "vision": "your picture of the future",
    "tests": "earlier tests",
    "glossary": "the glossary",
}
_MOST_LOOKED_AT = 4


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source that sentences cite by its number: a note, or a line of what is stored."""

    number: int
    note: Note | None = None
    words: str = ""
    people: tuple[str, ...] = ()
    sharer: Rich = ()


def conversed_card(
    conversed: Conversed, cited: Sequence[str], sources: Sequence[CitedSource], looked_at: Sequence[str]
) -> Card:
    """What the model says that holds, with its sources, and what it would have to know."""
    number = {id: place for place, id in enumerate(cited, 1)}
    said = " ".join(
        f"{each.text} {''.join(f'[{number[id]}]' for id in each.cites)}".strip()
        for each in conversed.sentences
    )
    question: tuple[Part, ...] = (Passage(text=(conversed.asks,)),) if conversed.asks and said else ()
    return Card(
        text=(said or conversed.asks or "I found nothing in your notes, or stored, that says it.",),
        parts=(*question, *map(_row, sources)),
        context=quiet(_where(looked_at), _left_out(conversed.left_out)),
    )


def proposal_card(button: Button) -> Card:
    """Something that the bot can do, and does at a click."""
    return Card(
        text=rich("I can do this for you: ", Bold(button.label)),
        context=("Nothing is done before you click",),
        buttons=(replace(button, label="Do it", style=Style.PRIMARY),),
    )


def _row(source: CitedSource) -> Row:
    if source.note is not None:
        return note_row(source.note, source.people, source.number, sharer=source.sharer)
    return Row(text=(f"[{source.number}] {shorten(sentence(source.words), 200)}",))


def _where(looked_at: Sequence[str]) -> str:
    """What was looked at, so that it can be followed."""
    places = list(dict.fromkeys(looked_at))
    more = [f"{len(places) - _MOST_LOOKED_AT} more"] if len(places) > _MOST_LOOKED_AT else []
    shown = [*places[:_MOST_LOOKED_AT], *more]
    return f"I looked at {join_words(shown)}" if shown else "From your notes only"


def _left_out(count: int) -> str:
    return f"I left out {plural(count, 'sentence')} that I could not find there" if count else ""


def looked_at(wanted: Inquiry) -> str:
    """What a look-up looks at, in a few words."""
    called = _CALLED.get(wanted.tool, wanted.tool)
    if wanted.tool == "notes" and wanted.words:
        return f"notes on “{shorten(wanted.words, 40)}”"
    return f"{called} of {wanted.name}" if wanted.name else called


def beginning_status() -> str:
    """The status before anything was looked up."""
    return "reading your notes ..."


def looking_status(wanted: Inquiry) -> str:
    """The status while something is looked up."""
    return f"looking at {looked_at(wanted)} ..."
