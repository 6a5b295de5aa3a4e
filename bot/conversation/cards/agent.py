"""The card of an answer that a language model looked up, with its sources and what it proposes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.core.cards import Button, Card, Part, Passage, Row, Style
from bot.core.coaching.conversing import Conversed, Inquiry
from bot.core.commands import Command
from bot.core.common_cards import undo_button
from bot.core.notes import Note
from bot.core.ports.streams import ShownStep, StepState
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
    "compare": "the comparison",
    "summary": "the summary",
    "qbr": "the QBR pack",
    "introductions": "introductions",
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
    sentences = [
        f"{each.text} {''.join(f'[{number[id]}]' for id in each.cites)}".strip()
        for each in conversed.sentences
    ]
    said = tuple(f"{each} " for each in sentences[:-1]) + tuple(sentences[-1:])
    question: tuple[Part, ...] = (Passage(text=(conversed.asks,)),) if conversed.asks and said else ()
    return Card(
        text=said or (conversed.asks or "I found nothing in your notes, or stored, that says it.",),
        parts=(*question, *map(_row, sources)),
        context=quiet(_where(looked_at), _left_out(conversed.left_out)),
    )


def proposal_card(line: str, command: Command, trust: Command | None) -> Card:
    """Something that the bot can do, and does at a click; `trust` lets it do such things without one."""
    name = line.split(" ")[0]
    always = Button(label=f"Always do “{name}” without asking", command=trust) if trust else None
    return Card(
        text=rich("I can do this for you: ", Bold(shorten(line, 200))),
        context=("Nothing is done before you click",),
        buttons=(Button(label="Do it", command=command, style=Style.PRIMARY, opens_form=command.needs_form),),
        menu=(always,) if always else (),
    )


def ask_first_button(command: Command) -> Button:
    """Take back that such things are done without a click."""
    return Button(label="Ask me first next time", command=command)


def asks_first_card(name: str, change: str) -> Card:
    """Say that such things are proposed again."""
    return Card(text=rich("From now on I ask before I do ", Bold(name), "."), buttons=(undo_button(change),))


def may_not_be_done_card() -> Card:
    """Say that a line is no command that can be done this way any more."""
    return Card(text=("I cannot do that any more, so nothing was changed. Please say it in your own words.",))


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


def called() -> Mapping[str, str]:
    """What members call each tool."""
    return _CALLED


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


def thinking_title(steps: Iterable[ShownStep]) -> str:
    """What is said above the steps of an answer."""
    shown = list(steps)
    if any(step.state is StepState.RUNNING for step in shown):
        return "Looking things up"
    return f"Looked at {plural(len(shown), 'thing')}"


def found_first(count: int) -> str:
    """The step that was made before anything was looked up."""
    return f"Read {plural(count, 'note')} that may answer this"


def looking_title(wanted: Inquiry) -> str:
    """A step while it is made, in words that may be shown."""
    if wanted.tool == "notes":
        return f"Reading notes{_on(wanted)}"
    return f"Looking at {looked_at(wanted)}"


def looked_title(wanted: Inquiry, notes: int = 0) -> str:
    """The same step once it is done."""
    if wanted.tool != "notes":
        return f"Looked at {looked_at(wanted)}"
    return f"Read {plural(notes, 'note')}{_on(wanted)}" if notes else f"Found no notes{_on(wanted)}"


def _on(wanted: Inquiry) -> str:
    named = wanted.name or (f"“{wanted.words}”" if wanted.words else "")
    return f" on {shorten(named, 60)}" if named else ""
