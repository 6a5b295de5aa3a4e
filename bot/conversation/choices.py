"""The ways in which words may be read, as a member chooses among them (B4)."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from bot.conversation.reading import Reading
from bot.core.coaching.understanding import Intent


class Choice(StrEnum):
    """What can be done with words. A subcommand's name may stand in its place."""

    NOTE = "note"
    RECALL = "recall"
    ASSESS = "assess"
    BRIEF = "brief"
    CHECK = "check"


_OF_INTENTS = {
    Intent.NOTE: Choice.NOTE,
    Intent.RECALL: Choice.RECALL,
    Intent.ASSESS: Choice.ASSESS,
    Intent.BRIEF: Choice.BRIEF,
}
_MOST = 3


def choices_in_doubt(reading: Reading) -> tuple[str, ...]:
    """What to ask about, the likeliest first: at most three, a command by its name."""
    found = reading.understanding
    likely = [
        reading.subcommand.name if reading.subcommand else "",
        _choice_of(found.intent) if found else "",
        _choice_of(found.alternative) if found else "",
    ]
    return _unique([*likely, Choice.NOTE, Choice.RECALL, Choice.ASSESS])[:_MOST]


def other_choice(reading: Reading) -> str:
    """The one other reading that a result offers; empty where there is none worth offering."""
    found = reading.understanding
    if found is None or found.intent in (Intent.SMALL_TALK, Intent.HELP, Intent.UNKNOWN):
        return ""
    if reading.reached == Choice.NOTE:
        return ""
    done = _choice_of(found.intent)
    if done != Choice.NOTE:
        return Choice.NOTE
    other = _choice_of(found.alternative)
    return other if other and other != done else Choice.RECALL


def _choice_of(intent: Intent | None) -> str:
    return _OF_INTENTS.get(intent, "") if intent is not None else ""


def _unique(choices: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for each in choices if each))
