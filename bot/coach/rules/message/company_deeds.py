"""What only companies do or have, where a single unknown word is named: "Corvane's tender" (B1)."""

from __future__ import annotations

import re

from bot.coach.rules.lexicon import Lexicon
from bot.coach.rules.message.scene import PersonPlace
from bot.language.names import fold

_DEAL = (
    r"(?:quotes?|quotations?|tenders?|rf[pqi]s?|proposals?|bids?|renewals?|contracts?|purchase orders?|pos?|"
    r"ndas?|msas?|slas?|pilots?|offers?|licen[cs]es?|subscriptions?|discounts?|framework agreements?|orders?)"
)
_ITS = (
    rf"['\u2019]s? (?:\w+ )?(?:{_DEAL}|procurement|purchasing|legal(?: team)?|security team|it team|budget|"
    r"c[efoti]o)\b"
)
_WANTS = (
    r" (?:(?:now|also|just|still|has|have|finally)\s+)*(?:wants?|needs?|asked(?: us)? for|asks(?: us)? for|"
    r"requested|requests|issued|published|launched|opened|awarded|cancelled|signed|signs|renewed|renews|extended|"
    r"won|lost|sent(?: us| over| out)?|is (?:signing|renewing|issuing|preparing|running|waiting for)) "
    rf"(?:(?!(?:him|her|me)\b)[\w-]+ ){{0,4}}?{_DEAL}\b"
)
_DOES = (
    r" (?:(?:now|also|just|finally|will)\s+)*(?:(?:is|are) (?:renewing|tendering|signing)|renew(?:s|ed)?|"
    r"tendered|churned|signs?(?= (?:on|in|by|next|this|tomorrow|the|a|after|before)\b|\s*(?:[.,;!]|$)))\b"
)
_THEIRS = (
    r"(?:,| -| and| but)? (?:wants[^.;!?\n]{1,60},? )?their (?:c[efoti]o|board|procurement|purchasing|legal|"
    r"buyers?)\b"
)
_DEEDS = re.compile(rf"(?:{_ITS}|{_WANTS}|{_DOES}|{_THEIRS})", re.IGNORECASE)
_BEFORE = re.compile(rf"\b{_DEAL} (?:for|from|with|at) $", re.IGNORECASE)
_LEAD = 40
_SOMEBODY = re.compile(r"\b(?:she|he|him|her|his|hers)\b", re.IGNORECASE)
"""A pronoun for a person: then the word is somebody's name."""


def acts_as_company(text: str, person: PersonPlace, lexicon: Lexicon) -> bool:
    """Return whether a single word that is nobody's known name does or has what companies do and have.

    A word that is a given or family name stays a person, and so does one of whom the text says "she".
    """
    word = fold(person.written)
    if " " in person.written or person.honorific or not person.written[:1].isupper():
        return False
    if word in lexicon.given_names or word in lexicon.family_names or word in lexicon.names_that_are_words:
        return False
    if _SOMEBODY.search(text):
        return False
    before = text[max(0, person.start - _LEAD) : person.start]
    return _DEEDS.match(text, person.end) is not None or _BEFORE.search(before) is not None
