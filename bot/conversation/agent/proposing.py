"""What a model may propose: commands that a member can confirm and undo, in the member's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.conversation import subcommands
from bot.core.cards import Button
from bot.core.commands import Command
from bot.core.words import shorten
from bot.language.names import fold
from bot.language.question_words import COMMON

MAY_PROPOSE = (
    "note",
    "plan",
    "goals",
    "remind",
    "touch",
    "draft",
    "test",
    "snooze",
    "cadence",
    "brief",
    "contact",
    "account",
    "score",
    "chart",
    "define",
)
"""Subcommands that are undone by a click or only show something: none that erases, shares or hands over."""
_WORD = re.compile(r"\w+")
_LABEL = 70


def proposal_buttons(lines: Iterable[str], said: Iterable[str]) -> list[Button]:
    """The buttons for those lines that may be proposed; `said` are the member's words and known names.

    A telling word that the member did not use is refused: a note that was read may have put it there.
    """
    words = {fold(word) for text in said for word in _WORD.findall(text)} | COMMON
    buttons: list[Button] = []
    for line in lines:
        command = _command_of(line)
        rest = line.partition(" ")[2]
        if command is not None and {fold(word) for word in _WORD.findall(rest)} <= words:
            buttons.append(
                Button(label=shorten(line, _LABEL), command=command, opens_form=command.needs_form)
            )
    return buttons


def commands_to_propose() -> tuple[str, ...]:
    """The commands that may be proposed, a line for each."""
    found = filter(None, map(subcommands.find_subcommand, MAY_PROPOSE))
    return tuple(f"{each.name} {each.arguments}".strip() + f": {each.summary}" for each in found)


def _command_of(line: str) -> Command | None:
    subcommand = subcommands.find_subcommand(line.split(" ", 1)[0].rstrip(":"))
    if subcommand is None or subcommand.name not in MAY_PROPOSE:
        return None
    parsed = subcommands.parse_line(line)
    return parsed if isinstance(parsed, Command) else None
