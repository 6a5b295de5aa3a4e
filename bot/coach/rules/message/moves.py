"""Who left one company for another, or for one of their own (B1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.coach.rules.message.apposed_companies import OUTFIT
from bot.coach.rules.message.colleagues import COMPANY
from bot.coach.rules.message.scene import NamePlace, PersonPlace

_LEFT_FOR = re.compile(
    rf"(?:[\s,]|\b(?:has|have|had|just|is|was|who|she|he|now|finally|recently|already)\b)*"
    rf"(?:left|leaves|leaving|quits?|departed|resigned from|"
    rf"(?:moved|moves|moving|switched|went) (?:over )?from)\s+"
    rf"(?:the\s+)?{COMPANY}++,?\s+(?:for|to join|to)\s+(?:the\s+)?",
    re.IGNORECASE,
)
"""What stands between somebody and their new company: "left Lumen for"."""
_FAR = 160


def with_moves(
    text: str, marked: str, people: Sequence[PersonPlace], companies: Sequence[NamePlace]
) -> list[PersonPlace]:
    """Return the people; who left a company for another, or has one of their own now, works there."""
    own = {found.start("name") for found in OUTFIT.finditer(text)}
    found = list(people)
    for company in companies:
        before = [at for at, one in enumerate(found) if one.end <= company.start]
        if not before or company.start - found[before[-1]].end > _FAR:
            continue
        last = found[before[-1]]
        went = not last.company and _LEFT_FOR.fullmatch(marked, last.end, company.start)
        if company.start in own or went:
            found[before[-1]] = replace(last, company=company.written, has_moved=True)
    return found
