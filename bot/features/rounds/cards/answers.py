"""What is said of answers that were taken: noted, unchanged, left out, taken back (T2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.core.rich import Bold, Italic, Rich, rich
from bot.core.words import join_words, plural, shorten
from bot.features.rounds.contracts.cards import topic_of
from bot.features.rounds.contracts.values import AnswerOutcome


def noted_line(name: str, question_id: str, *, changed: bool, expectations: Sequence[str] = ()) -> Rich:
    """Say that an answer was noted, and which of its words were taken as an expectation (R2)."""
    lead = rich("Noted anew for " if changed else "Noted for ", Bold(shorten(name, 80)))
    words = f": {topic_of(question_id)}."
    if not expectations:
        return rich(*lead, words)
    return rich(
        *lead, words, " I took ", Italic(f"“{shorten(expectations[0], 90)}”"), " as your expectation."
    )


def same_line(name: str, question_id: str) -> Rich:
    """Say that what was answered last still holds."""
    return rich("Still so for ", Bold(shorten(name, 80)), f": {topic_of(question_id)}.")


def left_out_line(name: str, question_id: str) -> Rich:
    """Say that a question was left out of this round."""
    return rich("Left out for ", Bold(shorten(name, 80)), f": {topic_of(question_id)}.")


def withdrawn_line(name: str, question_id: str) -> Rich:
    """Say that an answer was taken back, and that its question is open again."""
    topic = topic_of(question_id)
    return rich("Your answer for ", Bold(shorten(name, 80)), f" is taken back; {topic} is open again.")


def several_line(counts: Mapping[AnswerOutcome, int], name: str) -> Rich:
    """Say how many answers of a form were noted, stayed as they were, were left out and were taken back."""
    new = counts.get(AnswerOutcome.ANSWERED, 0)
    parts = [plural(new, "answer")] if new else []
    for outcome, words in _OUTCOMES:
        parts += [f"{counts[outcome]} {words}"] if counts.get(outcome) else []
    return rich("Noted for ", Bold(shorten(name, 80)), f": {join_words(parts) or 'nothing new'}.")


_OUTCOMES = (
    (AnswerOutcome.UNCHANGED, "unchanged"),
    (AnswerOutcome.PASSED, "left out"),
    (AnswerOutcome.WITHDRAWN, "taken back"),
)


def asked_again_line() -> Rich:
    """Say that an answer was taken back, before its question is asked once more."""
    return ("Taken back. Once more:",)
