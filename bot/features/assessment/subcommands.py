"""What can be typed after `/tactegic`: assessment (R3, R4)."""

from __future__ import annotations

import re

from bot.core.commands import Command
from bot.core.plain_words import PlainWords, text_after
from bot.core.subcommand import Incomplete, Subcommand, unquote
from bot.features.assessment.commands import AssessAction, ListAssessments

_HISTORY = re.compile(r"^(?:history|earlier|list)(?:\s+(?:page\s+)?(\d{1,4}))?$", re.IGNORECASE)


def _test(rest: str) -> Command:
    words = unquote(rest.strip().removeprefix(":"))
    if not words:
        raise Incomplete("What are you thinking of doing? Write it after the command.")
    if found := _HISTORY.match(words):
        return ListAssessments(max(int(found[1] or 1) - 1, 0))
    return AssessAction(words)


def _test_from_words(words: PlainWords) -> Command:
    """List earlier tests where these are asked for, else test what is said behind "test"."""
    if words.has(
        "history", "earlier", "past", "previous", "old", "list", "last", "tested", "assessments", "did i test"
    ):
        return ListAssessments()
    behind = text_after(
        words,
        r"\b(?:test|assess|judge|check)\b(?: (?:an?|the|this|my|following))?(?: (?:action|idea|"
        r"plan|move))?\b",
    )
    return _test(behind)


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="test",
        arguments="ACTION, or history",
        parse=_test,
        from_words=_test_from_words,
        summary="hold an action against the three tests of an investment",
        example="test I'm thinking of sending Ana a gift basket",
        topic="tests",
        aliases=("assess",),
        takes_colon=True,
    ),
)
