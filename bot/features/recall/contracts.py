"""What others may ask of recall: whether words are a question that the stored rows answer (B2)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.features.recall.rules.last_touch_asked import LastTouchAsked, TimesMetAsked
from bot.features.recall.rules.lists_asked import BirthdaysAsked, MetAsked, list_asked
from bot.features.recall.rules.promises_asked import PromisesAsked
from bot.language.asking import KnownPerson

_ASKING = re.compile(
    r"(?:what|any|anything|is (?:(?:there )?anything|anyone|anybody|somebody|someone)|who|whom|when"
    r"|how (?:long|often|frequently|many times)|am i|did i|have i|(?:the )?last)\b",
    re.IGNORECASE,
)
"""How such a question begins; "show my open promises" is a command."""


_LOOKS_FOR = re.compile(
    r"(?:(?:i|we)(?:['\u2019]m|['\u2019]re| am| are)? )?(?:(?:still|now|urgently|really) )*"
    r"(?:(?:looking|searching) for|look for|need|in need of) "
    r"(?:an? (?:\w+ ){0,2}?(?:lawyer|counsel|expert|specialist|consultant|advis[eo]r|engineer|architect|"
    r"designer|developer|mentor|coach|trainer|investor|analyst|contact|person|partner|supplier)"
    r"|some ?(?:body|one)|any ?(?:body|one))"
    r" (?:who|that|with|in|at|for)\b.{2,80}",
    re.IGNORECASE,
)
"""The member's own search for somebody: "looking for a lawyer who knows carbon rules"."""


def looks_for_somebody(text: str) -> bool:
    """Return whether a whole message asks whether somebody is known who can or knows something."""
    return _LOOKS_FOR.fullmatch(text.strip(" ?.!")) is not None


_FROM_ROWS = (PromisesAsked, LastTouchAsked, TimesMetAsked, MetAsked, BirthdaysAsked)


def asks_for_rows(text: str, people: Sequence[str], companies: Sequence[str], today: date) -> bool:
    """Return whether words ask for promises or touches, and for nothing else: "anything overdue".

    `people` and `companies` are the names that are known.
    """
    if "\n" in text.strip() or not _ASKING.match(text.strip()):
        return False
    known = [KnownPerson(name, (name,)) for name in people]
    return isinstance(list_asked(text, known, companies, today), _FROM_ROWS)
