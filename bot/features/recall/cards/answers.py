"""The cards of answers from notes, with numbered sources (B2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.cards import Card, Part, Passage, Row
from bot.core.coaching.understanding import AnswerStatement, Mode
from bot.core.notes import Note
from bot.core.rich import Bold, Code, Day, Rich, Span, rich
from bot.core.words import bold_people, join_words, left_out, plural, quiet, simple_mode
from bot.features.notes.contracts.cards import note_row


@dataclass(frozen=True, slots=True)
class CitedNote:
    """A note that an answer cites."""

    number: int
    note: Note
    people: tuple[str, ...]
    corrects: bool = False
    """It replaced an older note on the same matter."""
    sharer: Rich = ()
    """Who shared it, where it is not the member's own."""
    part: str = ""
    """What of a long note is nearest to the question; empty where its beginning is shown."""


@dataclass(frozen=True, slots=True)
class Emphasis:
    """The words of a quotation that are what was asked for, at `start:end`, and the day they mean."""

    start: int
    end: int
    meant: date | None = None
    """The day that the words mean, where they do not say it themselves ("by Friday")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the notes carry of an answer, and how it is shown."""

    statements: tuple[AnswerStatement, ...]
    sources: tuple[CitedNote, ...]
    quoted: bool
    """The statements are the notes' own words."""
    emphasis: Emphasis | None = None
    """In the first statement."""
    noted_on: date | None = None
    """The day of the first statement's note, where that is what was asked for."""
    outdated: tuple[AnswerStatement, ...] = ()
    """What older notes say otherwise."""
    refused: int = 0
    """How many sentences of a model were left out."""
    silent: tuple[str, ...] = ()
    """Whom the question names besides, and of whom no note says it."""


def answer_card(shown: Shown, *, mode: Mode, degraded: bool, is_first: bool = False) -> Card:
    """What the notes say, each sentence with the numbers of its sources.

    A note that is quoted whole is not said twice; `is_first`: the card explains itself.
    """
    statements = (*shown.statements, *shown.outdated)
    rows = [
        note_row(
            s.note,
            s.people,
            s.number,
            words=not (shown.quoted and _is_quoted_whole(s, statements)),
            sharer=s.sharer,
        )
        for s in shown.sources
    ]
    return Card(
        text=_sentences(shown),
        parts=(*_say_outdated(shown), *_corrected(shown.sources), *_silent(shown), *rows),
        context=quiet(
            _whose_words(shown),
            _searched(degraded),
            "" if shown.quoted else left_out(shown.refused),
            simple_mode(mode, first=is_first),
        ),
    )


def _whose_words(shown: Shown) -> str:
    """Whose notes the answer is made of."""
    start = "In the words of" if shown.quoted else "From"
    theirs = [bool(source.sharer) for source in shown.sources]
    if theirs and all(theirs):
        return f"{start} notes that others shared with you"
    whose = "your notes and of those shared with you" if any(theirs) else "your notes"
    return f"{start} {whose}" if shown.quoted else f"{start} {whose.replace(' of ', ' ')} only"


def _is_quoted_whole(source: CitedNote, statements: Sequence[AnswerStatement]) -> bool:
    """Whether the statements quote every word of the note."""
    rest = source.note.text
    for statement in statements:
        if source.number in statement.cites:
            rest = rest.replace(statement.text.strip(), "")
    return not any(letter.isalnum() for letter in rest)


def _sentences(shown: Shown) -> Rich:
    spans: list[Span] = []
    if shown.noted_on is not None:
        spans += ["Your note of ", Day(shown.noted_on), " tells it: "]
    for index, statement in enumerate(shown.statements):
        if index:
            spans.append("\n" if shown.quoted else " ")
        spans += _quote(statement, shown.emphasis if not index else None, quoted=shown.quoted)
    return rich(*spans)


def _quote(statement: AnswerStatement, emphasis: Emphasis | None, *, quoted: bool) -> list[Span]:
    words, marks = statement.text.strip(), "".join(f"[{number}]" for number in statement.cites)
    if not quoted:
        return [f"{words} {marks}"]
    if emphasis is None:
        return [f"“{words}” {marks}"]
    whole: list[Span] = [
        f"“{words[: emphasis.start]}",
        Bold(words[emphasis.start : emphasis.end]),
        f"{words[emphasis.end :]}” {marks}",
    ]
    return [*whole, " (that is ", Day(emphasis.meant), ")"] if emphasis.meant else whole


def _say_outdated(shown: Shown) -> list[Part]:
    """Says what older notes say otherwise, and that the newest one counts."""
    by_number = {source.number: source for source in shown.sources}
    return [
        Passage(
            text=rich(
                "Earlier, on ",
                Day(by_number[statement.cites[0]].note.occurred_on),
                f", you noted otherwise: “{statement.text.strip()}” [{statement.cites[0]}]. "
                "I went by the newest note.",
            )
        )
        for statement in shown.outdated
    ]


def _silent(shown: Shown) -> list[Part]:
    if not shown.silent:
        return []
    return [Passage(text=(f"Your notes don't say it of {join_words(shown.silent, 'or')}.",))]


def _corrected(sources: Sequence[CitedNote]) -> list[Part]:
    newer = [f"[{source.number}]" for source in sources if source.corrects]
    if not newer:
        return []
    return [
        Passage(text=(f"{' '.join(newer)} corrects what you had told me before; I went by the newer one.",))
    ]


def says_nothing_else() -> Card:
    """Says that beyond what was shown no note answers the question."""
    return Card(text=("Nobody else and nothing else: beyond what I showed, your notes don't say.",))


def says_nothing(nearest: CitedNote | None, about: Sequence[str], *, mode: Mode, degraded: bool) -> Card:
    """Says that the notes do not say, and when the latest one is from; `about` names whom it is on."""
    context = quiet(_searched(degraded), simple_mode(mode))
    if nearest is None:
        return Card(text=("Your notes don't say.",), context=context)
    on: Rich = (" on ", *bold_people([(name, "") for name in about])) if about else ()
    text = rich(
        "Your notes don't say. ",
        "The latest one" if about else "The nearest one",
        *on,
        " is from ",
        Day(nearest.note.occurred_on),
        " [1].",
    )
    return Card(
        text=text, parts=(note_row(nearest.note, nearest.people, 1, sharer=nearest.sharer),), context=context
    )


def says_closest(sources: Sequence[CitedNote], *, were_read: bool, mode: Mode, degraded: bool) -> Card:
    """Shows the notes that come closest; none of them says it for sure.

    `were_read`: a language model read them, and found that they do not say it.
    """
    start = "Your notes don't say that." if were_read else "I'm not sure that your notes say it."
    return Card(
        text=(f"{start} This is the closest I have:",),
        parts=tuple(note_row(s.note, s.people, s.number, sharer=s.sharer, part=s.part) for s in sources),
        context=quiet(_searched(degraded), simple_mode(mode)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Latest:
    """The latest notes on those whom a question names, where nothing in particular was asked for."""

    about: tuple[str, ...]
    """Names of people, or of companies."""
    sources: tuple[CitedNote, ...]


def says_latest(latest: Latest, *, mode: Mode, degraded: bool) -> Card:
    """Quotes the latest notes on the people or the company that a question asks for news of."""
    return Card(
        text=rich("The latest you noted on ", *bold_people([(name, "") for name in latest.about]), ":"),
        parts=tuple(note_row(s.note, s.people, s.number, sharer=s.sharer) for s in latest.sources),
        context=quiet(_searched(degraded), simple_mode(mode)),
    )


def no_notes_yet() -> Card:
    """Says that there is nothing to answer from before the first note."""
    return Card(
        text=("You haven't told me anything yet, so there is nothing to answer from.",),
        parts=(
            Row(text=rich("Start with ", Code("Met Ana Ruiz from Northwind, she worries about storage"))),
        ),
    )


def no_question() -> Card:
    """Ask for the question where there was none."""
    return Card(
        text=("What would you like to know?",),
        context=rich("For example ", Code("What does Ana worry about?")),
    )


def searching_status() -> str:
    """The status before it is known how much there is to read."""
    return "looking through your notes ..."


def reading_status(count: int, who: Sequence[str]) -> str:
    """The status while an answer is being made."""
    about = f" on {', '.join(who[:2])}" if who else ""
    return f"reading {plural(count, 'note')}{about} ..."


def _searched(degraded: bool) -> str:
    return "I can only search by words just now." if degraded else ""
