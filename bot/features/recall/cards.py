"""The cards of answers from notes, with numbered sources (B2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.cards import Card, Part, Passage, Row
from bot.core.coaching.understanding import AnswerStatement, Mode
from bot.core.notes import Note
from bot.core.rich import Code, Day, Rich, Span, rich
from bot.core.words import bold_people, plural, quiet, simple_mode
from bot.features.notes.contracts.cards import note_row


@dataclass(frozen=True, slots=True)
class CitedNote:
    """A note that an answer cites."""

    number: int
    note: Note
    people: tuple[str, ...]
    corrects: bool = False
    """It replaced an older note on the same matter."""


def answer_card(
    statements: Sequence[AnswerStatement],
    sources: Sequence[CitedNote],
    *,
    mode: Mode,
    quoted: bool,
    degraded: bool,
    is_first: bool = False,
) -> Card:
    """What the notes say, each sentence with the numbers of its sources.

    A note that is quoted whole is not said twice; `is_first`: the card explains itself.
    """
    rows = [
        note_row(s.note, s.people, s.number, words=not (quoted and _is_quoted_whole(s, statements)))
        for s in sources
    ]
    return Card(
        text=_sentences(statements, quoted),
        parts=(*_corrected(sources), *rows),
        context=quiet(
            "In the words of your notes" if quoted else "From your notes only",
            _searched(degraded),
            simple_mode(mode, first=is_first),
        ),
    )


def _is_quoted_whole(source: CitedNote, statements: Sequence[AnswerStatement]) -> bool:
    """Whether the statements quote every word of the note."""
    rest = source.note.text
    for statement in statements:
        if source.number in statement.cites:
            rest = rest.replace(statement.text.strip(), "")
    return not any(letter.isalnum() for letter in rest)


def _sentences(statements: Sequence[AnswerStatement], quoted: bool) -> Rich:
    spans: list[Span] = []
    for index, statement in enumerate(statements):
        marks = "".join(f"[{number}]" for number in statement.cites)
        words = statement.text.strip()
        text = f"“{words}”" if quoted else words
        spans.append(f"{(chr(10) if quoted else ' ') if index else ''}{text} {marks}")
    return rich(*spans)


def _corrected(sources: Sequence[CitedNote]) -> list[Part]:
    newer = [f"[{source.number}]" for source in sources if source.corrects]
    if not newer:
        return []
    return [
        Passage(text=(f"{' '.join(newer)} corrects what you had told me before; I went by the newer one.",))
    ]


def says_nothing(nearest: CitedNote | None, *, mode: Mode, degraded: bool) -> Card:
    """Says that the notes do not say, and shows the nearest one with its date."""
    context = quiet(_searched(degraded), simple_mode(mode))
    if nearest is None:
        return Card(text=("Your notes don't say.",), context=context)
    text = rich("Your notes don't say. The nearest one is from ", Day(nearest.note.occurred_on), " [1].")
    return Card(text=text, parts=(note_row(nearest.note, nearest.people, 1),), context=context)


@dataclass(frozen=True, slots=True, kw_only=True)
class Latest:
    """The latest notes on those whom a question names, where none of them answers it."""

    about: tuple[str, ...]
    """Names of people, or of companies."""
    sources: tuple[CitedNote, ...]
    is_the_answer: bool = False
    """Nothing in particular was asked for, so the latest is what the member wants."""


def says_latest(latest: Latest, *, mode: Mode, degraded: bool) -> Card:
    """Quotes the latest notes on the same people or company, where none says exactly what was asked."""
    start = (
        "The latest you noted on " if latest.is_the_answer else "Your notes don't say that. The latest on "
    )
    return Card(
        text=rich(start, *bold_people([(name, "") for name in latest.about]), ":"),
        parts=tuple(note_row(s.note, s.people, s.number) for s in latest.sources),
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
    return "searched by words only, as the search by meaning is not available right now" if degraded else ""
