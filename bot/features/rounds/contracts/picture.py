"""What is known of the future with an account, by its questions (T2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.core.contacts import AccountId
from bot.core.knowledge.questions import Question
from bot.core.notes import Note, NoteKind
from bot.features.rounds.contracts.values import AnswerOutcome, Round, RoundAnswer


def labels(
    round: Round, account_id: AccountId, question: Question, begins: int
) -> tuple[tuple[str, str], ...]:
    """The labels of an answer's note; the member's own words begin at the character `begins` of its text."""
    return (
        ("round", round.id),
        ("set", round.kind.value),
        ("account", account_id),
        ("question", question.id),
        ("horizon", f"{question.horizon.start}-{question.horizon.to}"),
        ("begins", str(begins)),
    )


def label(note: Note, name: str) -> str:
    """One label of a note, empty where it has none."""
    return dict(note.about).get(name, "")


def own_words_of(note: Note) -> str:
    """The member's own words of an answer, without the heading that the note begins with."""
    begins = label(note, "begins")
    heading = note.text[: int(begins)] if begins.isdigit() else ""
    return note.text[len(heading) :] if heading.endswith(": ") else note.text


@dataclass(frozen=True, slots=True)
class KnownAnswer:
    """What is known of one question about one account, and when it was last said or confirmed (UTC)."""

    note: Note
    confirmed_at: datetime


Picture = Mapping[tuple[str, str], KnownAnswer]
"""What is known of the future, by account id and question id."""


def picture_of(notes: Iterable[Note], answers: Iterable[RoundAnswer] = ()) -> Picture:
    """The current answers of all rounds; what was superseded is left out."""
    found: dict[tuple[str, str], KnownAnswer] = {}
    for note in sorted(notes, key=lambda each: each.created_at):
        question = label(note, "question")
        if question and note.kind is NoteKind.ANSWER and note.superseded_by is None:
            found[label(note, "account"), question] = KnownAnswer(note, note.created_at)
    for answer in answers:
        key = (answer.account_id, answer.question_id)
        known = found.get(key)
        if known and answer.given is AnswerOutcome.UNCHANGED and answer.created_at > known.confirmed_at:
            found[key] = KnownAnswer(known.note, answer.created_at)
    return found


CHALLENGES = ("challenges", "ought-to-think", "market-shifts")
"""Questions whose answers make the themes of a roll-up (T5)."""
