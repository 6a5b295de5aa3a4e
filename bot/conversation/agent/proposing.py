"""What a model may propose: commands that a member can confirm and undo, in the member's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.conversation import subcommands
from bot.core.commands import Command
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
)
"""Subcommands that are undone by a click or only show something: none that erases, shares or hands over."""
_BECOMES_KNOWN = ("note", "touch")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class ProposedLine:
    """A command line that may be done, and the subcommand that it is of."""

    line: str
    name: str
    command: Command

    @property
    def can_be_trusted(self) -> bool:
        """Whether it may be done without a click, once the member wants that.

        Not what opens a form, and not what becomes something known: the same words in another order say
        another thing.
        """
        return not self.command.needs_form and self.name not in _BECOMES_KNOWN


def proposals_of(lines: Iterable[str], said: Iterable[str]) -> list[ProposedLine]:
    """Those lines that may be proposed; `said` are the member's words and known names.

    A telling word that the member did not use is refused: a note that was read may have put it there.
    """
    words = {fold(word) for text in said for word in _WORD.findall(text)} | COMMON
    proposed = filter(None, map(proposal_of, lines))
    return [each for each in proposed if _telling(each) <= words]


def _telling(proposal: ProposedLine) -> set[str]:
    """The words behind the subcommand's name."""
    return {fold(word) for word in _WORD.findall(proposal.line.partition(" ")[2])}


def commands_to_propose() -> tuple[str, ...]:
    """The commands that may be proposed, a line for each."""
    found = filter(None, map(subcommands.find_subcommand, MAY_PROPOSE))
    return tuple(f"{each.name} {each.arguments}".strip() + f": {each.summary}" for each in found)


def proposal_of(line: str) -> ProposedLine | None:
    """The proposal of a line; None where it is no whole command, or none that may be proposed."""
    subcommand = subcommands.find_subcommand(line.split(" ", 1)[0].rstrip(":"))
    if subcommand is None or subcommand.name not in MAY_PROPOSE:
        return None
    parsed = subcommands.parse_line(line)
    return ProposedLine(line, subcommand.name, parsed) if isinstance(parsed, Command) else None
