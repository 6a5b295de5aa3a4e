"""What a member wants with a message, by the form of its words (B4)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.coach.rules.forms import form
from bot.coach.rules.plain_words import command_line, without_courtesy
from bot.coach.rules.text import sentences_of
from bot.core.coaching.understanding import Intent
from bot.language.names import fold, word_set

SURE, LIKELY, MAYBE = 0.95, 0.8, 0.55
"""Confidence of a rule that leaves no doubt, of one that seldom errs, and of a default."""


@dataclass(frozen=True, slots=True)
class Guess:
    """An intent with its confidence, 0 to 1; `open` says that examples may still decide otherwise."""

    intent: Intent
    confidence: float
    open: bool = False
    command: str = ""


_OPENERS = word_set(
    "which any anyone anybody show list tell give overdue am have contacts people relationships where "
    "remind find what is did"
)
_LONG = 400
"""Longer messages than this are told, not asked, unless they open with a question."""


def is_correction(text: str) -> bool:
    """Return whether a note corrects an earlier one."""
    return form("correction").search(text[:_LONG].strip()) is not None


def guess(text: str) -> Guess:
    """Return what a message wants, by its form alone."""
    stripped = text.strip()
    if not any(c.isalnum() for c in stripped):
        if stripped and set(stripped) <= set("?! "):
            return Guess(Intent.HELP, LIKELY)
        return Guess(Intent.NOTE, 0.3) if stripped else Guess(Intent.UNKNOWN, SURE)
    line = command_line(stripped)
    if line:
        return Guess(Intent.COMMAND, LIKELY, command=line)
    head = stripped[:_LONG]
    asked = without_courtesy(head) or head
    if stripped.endswith("?") and not asked.endswith("?"):
        asked += "?"
    short = asked.rstrip(" ?!.")
    if form("small_talk").search(short) or form("small_talk").search(head.rstrip(" ?!.,")):
        return Guess(Intent.SMALL_TALK, LIKELY)
    if len(stripped) > _LONG:
        return _asked_at_length(asked)
    return _asked(asked, short, stripped.endswith("?"))


def _asked(asked: str, short: str, question: bool) -> Guess:
    told = form("told").search(asked) is not None
    if form("reported").search(asked):
        return Guess(Intent.NOTE, LIKELY)
    if is_correction(asked) and not question:
        return Guess(Intent.NOTE, LIKELY)
    if form("help").search(short) and len(short) < 120:
        return Guess(Intent.HELP, SURE)
    if (
        form("neglected").search(asked)
        and not told
        and (question or len(asked) < 120)
        and _asks_or_orders(asked, question)
    ):
        return Guess(Intent.NEGLECTED, SURE)
    if form("assess").search(asked) and not (told and not question):
        return Guess(Intent.ASSESS, SURE)
    if form("brief").search(asked) and not form("brief_not").search(asked):
        return Guess(Intent.BRIEF, SURE)
    if question and form("plan_asked").search(asked):
        return Guess(Intent.ASSESS, LIKELY)
    return _recalled(asked, question, told)


def _asks_or_orders(asked: str, question: bool) -> bool:
    first = fold(asked).split()[0]
    return question or first in _OPENERS or first.startswith(("who", "neglect"))


def _recalled(asked: str, question: bool, told: bool) -> Guess:
    if form("recall").search(asked):
        return Guess(Intent.RECALL, LIKELY, open=not question)
    if form("wh_asked").search(asked):
        return Guess(Intent.RECALL, LIKELY if question or not told else MAYBE, open=True)
    sentences = [one.text for one in sentences_of(asked)] or [""]
    if question and len(sentences) == 1:
        return Guess(Intent.RECALL, LIKELY if form("yes_no").search(asked) else MAYBE + 0.1, open=True)
    if (
        question
        and not told
        and (form("yes_no").search(sentences[-1]) or form("wh_asked").search(sentences[-1]))
    ):
        return Guess(Intent.RECALL, MAYBE, open=True)
    words = asked.split()
    if told or len(words) > 25:
        return Guess(Intent.NOTE, LIKELY)
    return Guess(Intent.NOTE, MAYBE + 0.05, open=True)


def _asked_at_length(asked: str) -> Guess:
    """Return what a long message asks for in its very first sentence; else it is a note."""
    opening = re.split(r"(?<=[.!?:])\s+|\n", asked.strip(), maxsplit=1)[0]
    if len(opening) < 160:
        found = _asked(opening, opening.rstrip(" ?!."), opening.endswith("?"))
        if found.intent in (Intent.ASSESS, Intent.BRIEF) and found.confidence >= SURE:
            return Guess(found.intent, LIKELY)
    return Guess(Intent.NOTE, LIKELY)
