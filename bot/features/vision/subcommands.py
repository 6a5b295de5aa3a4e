"""What can be typed after `/tactegic`: vision (P4, P6, F2)."""

from __future__ import annotations

import re

from bot.core.commands import Command
from bot.core.from_words import as_bare
from bot.core.plain_words import PlainWords, text_after
from bot.core.subcommand import Subcommand, unquote
from bot.features.vision.commands import EditVision, ShowUnlikely, ShowVision

_LONGEST = 900
"""Characters of a picture that a button can carry to its form."""
_OWN = frozenset({"me", "mine", "my", "own", "my own"})


def _vision(rest: str) -> Command:
    words = re.sub(r"^(?:(?:of|for|with)\s+)?(?:(?:the|our)\s+)?|\s+team$", "", unquote(rest), flags=re.I)
    return ShowVision("" if words.casefold() in _OWN else words)


def _vision_from_words(words: PlainWords) -> Command:
    """The team's picture where a company is named with "our", "team" or "for"; else the member's own."""
    written = text_after(words, r"^(?:my|our|the) (?:vision|picture of the future)\s*(?::|is\b(?: that)?)")
    if written and not words.company and len(written) <= _LONGEST:
        return EditVision(text=written)
    is_team = words.has("our", "team", "for", "with", "of") or not words.has("my")
    return ShowVision(words.company if is_team and not words.has("my vision", "my picture") else "")


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="vision",
        arguments="[ACCOUNT]",
        parse=_vision,
        from_words=_vision_from_words,
        summary="your picture of the future, or an account team's, and whom it needs",
        example="vision Northwind",
        topic="vision",
        aliases=("path",),
    ),
    Subcommand(
        name="unlikely",
        parse=lambda _: ShowUnlikely(),
        from_words=as_bare(lambda _: ShowUnlikely()),
        summary="people outside your usual circle who contribute",
        example="unlikely",
        topic="vision",
    ),
)
