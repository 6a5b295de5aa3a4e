"""What can be typed after `/tactegic`: vision (P4, P6, F2)."""

from __future__ import annotations

import re

from bot.core.commands import Command
from bot.core.subcommand import Subcommand, unquote
from bot.features.vision.commands import ShowUnlikely, ShowVision

_OWN = frozenset({"me", "mine", "my", "own", "my own"})


def _vision(rest: str) -> Command:
    words = re.sub(r"^(?:(?:of|for|with)\s+)?(?:(?:the|our)\s+)?|\s+team$", "", unquote(rest), flags=re.I)
    return ShowVision("" if words.casefold() in _OWN else words)


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="vision",
        arguments="[ACCOUNT]",
        parse=_vision,
        summary="your picture of the future, or an account team's, and whom it needs",
        example="vision Northwind",
        topic="vision",
        aliases=("path",),
    ),
    Subcommand(
        name="unlikely",
        parse=lambda _: ShowUnlikely(),
        summary="people outside your usual circle who contribute",
        example="unlikely",
        topic="vision",
    ),
)
