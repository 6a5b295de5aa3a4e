"""As what somebody or a company is named: a relative, a rival (B1)."""

from __future__ import annotations

import re

from bot.coach.rules.message.scene import NamePlace, PersonPlace

_NEAR = 45
_RELATIVE = re.compile(
    r"\b(?:wife|husband|son|daughter|brother|sister|mother|father|mum|mom|dad|kids?|children|girlfriend|"
    r"boyfriend|fianc\u00e9e?|cousin|uncle|aunt|nephew|niece|twins?|baby)\s+(?:is\s+|called\s+|named\s+)?$",
    re.IGNORECASE,
)
_RIVAL = re.compile(
    r"\b(?:vs\.?|versus|competitors?|comp|against|lost to|instead of|"
    r"(?:compar|benchmark|stack)\w*(?: us| me)?(?: up)? (?:to|with|against)|like|uses?|using|"
    r"quote (?:from|of)|offer (?:from|of)|buys? from|prefers?|ex)[\s:]*$",
    re.IGNORECASE,
)


_APART = re.compile(
    r"\b(?:what|how much)\s+(?:the\s+)?$|"
    r"\b(?:knows?|introduce[sd]?|intro|introduction)\b[^.;\n]{0,40}\b(?:of|at|from)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""Words before a company that is somebody else's: "knows the CFO of", "told her what Lumen pays"."""
_LOST_TO = re.compile(r"\b(?:lost|losing|loses?)\b[^.;\n]{1,40}\bto\s+(?:the\s+)?$", re.IGNORECASE)


def is_relative(text: str, person: PersonPlace) -> bool:
    """Return whether somebody is named as a relative: "her son Declan"."""
    return _RELATIVE.search(text, max(0, person.start - _NEAR), person.start) is not None


def is_rival(text: str, company: NamePlace) -> bool:
    """Return whether a company is one that others are compared with, or lose to."""
    before = max(0, company.start - _NEAR)
    return (
        _RIVAL.search(text, max(0, company.start - 24), company.start) is not None
        or _LOST_TO.search(text, before, company.start) is not None
    )


def is_apart(text: str, company: NamePlace) -> bool:
    """Return whether the people of a text do not work at a company that it names."""
    before = _APART.search(text, max(0, company.start - 2 * _NEAR), company.start)
    return before is not None or is_rival(text, company)
