"""The words on how an answer came about, and on what was done lately (B2, B5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.answer_records import AnswerRecord, Outcome, ReadBy
from bot.core.cards import Button, Card, Part, Passage, Row
from bot.core.coaching.understanding import Intent, Mode
from bot.core.commands import ExplainAnswer
from bot.core.common_cards import undo_button
from bot.core.dialogue import Exchange
from bot.core.notes import Note
from bot.core.rich import Code, Day, Rich, rich
from bot.core.sections import Did
from bot.core.words import join_words, plural, quiet, shorten
from bot.core.words import when as say_day
from bot.features.notes.commands import OpenNote

_MOST_NOTES = 5
_MOST_PEOPLE = 4
_LONGEST_WORDS = 80
_LONGEST_LINE = 110

_READ_AS = {
    Intent.NOTE: "something to remember",
    Intent.RECALL: "a question",
    Intent.BRIEF: "a wish to be briefed",
    Intent.ASSESS: "an idea to test",
    Intent.NEGLECTED: "the question whom you have not talked to",
    Intent.HELP: "a wish for help",
    Intent.SMALL_TALK: "a greeting",
    Intent.COMMAND: "something to do",
    Intent.UNKNOWN: "words that I was not sure of",
}
_READ_BY = {
    ReadBy.RULES: "by fixed rules",
    ReadBy.READER: "by the small reader that runs with me",
    ReadBy.MODEL: "by a language model",
}
_WITHOUT_MODEL = {
    Mode.RULES: "No language model wrote it: I went by rules.",
    Mode.RULES_AFTER_FAILURE: "The language model did not answer, so I went by rules.",
    Mode.RULES_OVER_BUDGET: "Your share of the language model for that day was used up, so I went by rules.",
    Mode.RULES_AFTER_REFUSAL: "Nothing that the language model wrote stands in what it read: I used rules.",
}


@dataclass(frozen=True, slots=True)
class NoteBeneath:
    """A note that an answer rests on; `is_own` is False for one that a colleague shared."""

    note: Note
    people: tuple[str, ...]
    is_own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """What is told of an answer."""

    exchange: Exchange
    notes: tuple[NoteBeneath, ...]
    """Those that it rests on, or that it kept, as they are there now."""
    people: tuple[str, ...]
    """Of whom the notes were that were read."""
    can_be_undone: bool


def explained_card(told: Explained) -> Card:
    """How an answer came about, in a few sentences, with the notes beneath it."""
    exchange, made = told.exchange, told.exchange.made
    if made is None:
        return Card(
            text=(f"{_reading(exchange, None)} I did not write down yet how answers come about.",),
            parts=_notes(told, "It names"),
        )
    sentences = [
        _reading(exchange, made.read_by),
        _looking(made, told.people),
        _writing(made),
        _storing(told),
    ]
    kept = exchange.intent is Intent.NOTE
    return Card(
        text=(" ".join(each for each in sentences if each),),
        parts=_notes(told, "What it kept:" if kept else "It rests on:"),
        context=_cost(made),
        buttons=(undo_button(made.change),) if told.can_be_undone else (),
    )


def _reading(exchange: Exchange, by: ReadBy | None) -> str:
    if exchange.clicked:
        return "You asked for it by a button or a command, so there were no words to read."
    words = f"“{shorten(exchange.words, _LONGEST_WORDS)}”" if exchange.words else "your message"
    what = _READ_AS[exchange.intent]
    if exchange.intent is Intent.COMMAND and exchange.command:
        what = f"the command “{exchange.command}”"
    return f"I read {words} as {what}{f', {_READ_BY[by]}' if by else ''}."


def _looking(made: AnswerRecord, people: Sequence[str]) -> str:
    """What was looked at, and how many notes of whom were read."""
    places = f"looked at {join_words(made.looked_at)}" if made.looked_at else ""
    shown = list(people[:_MOST_PEOPLE])
    others = [plural(len(people) - _MOST_PEOPLE, "other", "others")] if len(people) > _MOST_PEOPLE else []
    whom = f" about {join_words([*shown, *others])}" if shown else ""
    notes = f"read {plural(made.notes_read, 'note')}{whom}" if made.notes_read else ""
    if places or notes:
        return f"I {join_words([each for each in (places, notes) if each])}."
    if made.outcome is Outcome.LISTED:
        return "I looked it up in what is stored, and read no notes for it."
    return ""


def _writing(made: AnswerRecord) -> str:
    """Who wrote the answer, and what of it did not hold."""
    if made.mode is Mode.MODEL:
        left = f", and I left out {plural(made.left_out, 'sentence')} that I could not find in what it read"
        return f"A language model wrote it{left if made.left_out else ', and each sentence was found there'}."
    if made.mode is not None:
        return _WITHOUT_MODEL[made.mode]
    if made.requests:
        return "A language model was asked on the way; what was written comes from me."
    return "No language model was asked."


def _storing(told: Explained) -> str:
    made = told.exchange.made
    if made is None or not made.change:
        return "Nothing was stored by it but that we spoke, for thirty days."
    if told.can_be_undone:
        return "What it changed can be undone."
    return "What it changed was undone since, or lies too far back to be undone from here."


def _notes(told: Explained, heading: str) -> tuple[Part, ...]:
    if not told.notes:
        return ()
    more = len(told.notes) - _MOST_NOTES
    rows = [_note(each) for each in told.notes[:_MOST_NOTES]]
    rest = [Passage(text=(f"and {plural(more, 'other note')}",))] if more > 0 else []
    return (Passage(text=(heading,)), *rows, *rest)


def _note(each: NoteBeneath) -> Row:
    """A note by its day and people alone: what it says is opened by who may see it."""
    whose = "" if each.is_own else "shared with you · "
    people = f" · {join_words(each.people[:_MOST_PEOPLE])}" if each.people else ""
    view = Button(label="View", command=OpenNote(each.note.id), opens_form=True)
    return Row(text=rich(whose, "note of ", Day(each.note.occurred_on), people), button=view)


def _cost(made: AnswerRecord) -> Rich:
    """Model, prompt, requests, tokens, price and time, as far as they are known."""
    models = join_words(list(dict.fromkeys(each.model for each in made.uses)))
    prompts = join_words(list(dict.fromkeys(each.prompt.partition("#")[0] for each in made.uses)))
    troubles = join_words(list(dict.fromkeys(each.trouble for each in made.uses if each.trouble)))
    dollars = made.dollars
    return quiet(
        models or "without a language model",
        f"prompt {prompts}" if prompts else "",
        plural(made.requests, "request") if made.requests else "",
        f"{made.tokens:,} tokens" if made.tokens else "",
        f"${dollars:.4f}" if dollars else "",
        f"trouble: {troubles}" if troubles else "",
        _seconds(made.seconds),
    )


def _seconds(seconds: float | None) -> str:
    if seconds is None:
        return ""
    return "less than a tenth of a second" if seconds < 0.1 else f"{seconds:.1f} seconds"


def forgotten_card() -> Card:
    """Say that there is no answer to explain."""
    return Card(
        text=("I remember no answer that I could explain: I keep how one came about for thirty days.",),
        context=rich("What comes by itself, and why: ", Code("/tactegic why")),
    )


@dataclass(frozen=True, slots=True)
class LatelyLine:
    """Something that was done: when, what, and what can be done about it."""

    on: date
    text: Rich
    buttons: tuple[Button, ...]


def line_of(exchange: Exchange, on: date, *, can_be_undone: bool) -> LatelyLine:
    """An answer or a change in one line, with Undo where it can be undone."""
    asked = exchange.intent in (Intent.RECALL, Intent.NEGLECTED, Intent.BRIEF) and exchange.words
    text = f"Answered “{exchange.words}”" if asked else _first_sentence(exchange.shown)
    undo = (undo_button(exchange.made.change),) if exchange.made and can_be_undone else ()
    why = Button(label="Why?", command=ExplainAnswer(exchange.id))
    return LatelyLine(on, (shorten(text, _LONGEST_LINE),), (*undo, why))


def line_of_deed(did: Did, on: date) -> LatelyLine:
    """Something that the bot did of itself, in one line."""
    return LatelyLine(on, did.text, (did.why,))


def _first_sentence(text: str) -> str:
    line = text.partition("\n")[0]
    end = line.find(". ")
    return line[: end + 1] if end > 0 else line


def lately(lines: Sequence[LatelyLine], today: date) -> list[Part]:
    """What was done lately, one line each; nothing where nothing was."""
    if not lines:
        return []
    return [
        Passage(heading="What I did lately", text=("The latest first.",)),
        *(_row(x, today) for x in lines),
    ]


def _row(line: LatelyLine, today: date) -> Row:
    text = rich(*say_day(line.on, today), " · ", *line.text)
    if len(line.buttons) == 1:
        return Row(text=text, button=line.buttons[0])
    return Row(text=text, menu=line.buttons)
