"""What others may ask of recall: whether words are a question that the stored rows answer (B2)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.features.recall.rules.last_touch_asked import LastTouchAsked
from bot.features.recall.rules.lists_asked import MetAsked, list_asked
from bot.features.recall.rules.promises_asked import PromisesAsked
from bot.language.asking import KnownPerson

_ASKING = re.compile(
    r"(?:what|anything|is (?:there )?anything|who|whom|when|how long|am i|did i|have i|(?:the )?last)\b",
    re.IGNORECASE,
)
"""How such a question begins; "show my open promises" is a command."""


def asks_for_rows(text: str, people: Sequence[str], companies: Sequence[str], today: date) -> bool:
    """Return whether words ask for promises or touches, and for nothing else: "anything overdue".

    `people` and `companies` are the names that are known.
    """
    if "\n" in text.strip() or not _ASKING.match(text.strip()):
        return False
    known = [KnownPerson(name, (name,)) for name in people]
    return isinstance(list_asked(text, known, companies, today), PromisesAsked | LastTouchAsked | MetAsked)
