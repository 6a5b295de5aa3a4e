"""The subcommands about the investment tests (B4, R3)."""

from __future__ import annotations

import re

from bot.messages.assessing import AssessAction, ListAssessments
from bot.messages.commands import Command
from bot.usecases.commanding.subcommand import Incomplete, Subcommand, unquote

_HISTORY = re.compile(r"^(?:history|earlier|list)(?:\s+(?:page\s+)?(\d{1,4}))?$", re.IGNORECASE)


def _test(rest: str) -> Command:
    words = unquote(rest)
    if not words:
        raise Incomplete("What are you thinking of doing? Write it after the command.")
    if found := _HISTORY.match(words):
        return ListAssessments(max(int(found[1] or 1) - 1, 0))
    return AssessAction(words)


ASSESSING: tuple[Subcommand, ...] = (
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
