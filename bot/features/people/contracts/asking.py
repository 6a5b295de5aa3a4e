"""What others may ask of people: whether words ask for the page of a company that is known (B4)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.core.naming import company_key

_ASKS = re.compile(
    r"(?:(?:and|so|now|ok),? )?(?:what about|how about|show(?: me)?|open|pull up|let['\u2019]?s see)"
    r"\s+(?:the )?(?:(?:page|account|company)(?: (?:of|for))? )?(?P<who>[^,;:?!\n]{2,80}?)"
    r"(?:['\u2019]s)?(?: (?:account|company|page|account page))?\s*[?.!]*",
    re.IGNORECASE,
)


def account_asked(text: str, companies: Sequence[str], people: Sequence[str] = ()) -> str:
    """The known company whose page a whole message asks for: "what about Northwind?"; empty for none.

    A name that is a known person's, too, asks for that person.
    """
    found = _ASKS.fullmatch(text.strip())
    if found is None:
        return ""
    wanted = company_key(found["who"])
    if not wanted or any(company_key(each) == wanted for each in people):
        return ""
    begins = [each for each in companies if company_key(each).startswith(f"{wanted} ")]
    exact = [each for each in companies if company_key(each) == wanted]
    return (exact or begins if len(exact or begins) == 1 else [""])[0]


_BRIEFED = re.compile(
    r"(?:(?:can|could|may) (?:i|we) (?:please )?(?:get|have|see)"
    r"|(?:i|we) (?:really |quickly |just )?(?:need|want)"
    r"|i['\u2019]d like|(?:give|get|send|show) me|need)\s+"
    r"(?:an? |the |some )?(?:quick |short |fast |brief )?"
    r"(?:brief(?:ing)?|rundown|run-down|run down|prep|update)\s+"
    r"(?:on|about|of|for|re)\s+(?P<who>[^,;:?!\n]{2,80}?)"
    r"(?:\s+(?:before|ahead of|for (?:the|my|our)|in time for)\b[^?!\n]{0,60})?"
    r"(?:\s+(?:please|pls|thanks|thx|now))*"
    r"\s*[?.!]*",
    re.IGNORECASE,
)


def brief_asked(text: str) -> str:
    """Whom a message politely asks to be briefed on: "can I get a brief about Northwind?"; empty for none."""
    found = _BRIEFED.fullmatch(" ".join(text.split()))
    return found["who"] if found else ""
