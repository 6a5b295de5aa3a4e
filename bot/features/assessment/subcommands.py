"""What can be typed after `/tactegic`: assessment (R3, R4)."""

from __future__ import annotations

import re

from bot.core.commands import Command
from bot.core.subcommand import Incomplete, Subcommand, unquote
from bot.features.assessment.commands import AssessAction, ListAssessments

_HISTORY = re.compile(r"^(?:history|earlier|list)(?:\s+(?:page\s+)?(\d{1,4}))?$", re.IGNORECASE)


def _test(rest: str) -> Command:
    words = unquote(rest)
    if not words:
        raise Incomplete("What are you thinking of doing? Write it after the command.")
    if found := _HISTORY.match(words):
        return ListAssessments(max(int(found[1] or 1) - 1, 0))
    return AssessAction(words)


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="test",
        arguments="ACTION, or history",
        parse=_test,
        summary="hold an action against the three tests of an investment",
        example="test I'm thinking of sending Ana a gift basket",
        topic="tests",
        aliases=("assess",),
    ),
)
