"""Names that end as companies' do, in many languages: "Donau Kabel", "Frost & Partner" (B1)."""

from __future__ import annotations

import re

from bot.coach.rules.lexicon import Lexicon
from bot.language.names import fold

_COMPOUND = re.compile(
    r"\w{3,}(?:technik|teknik|techniek|technologie|werke|fabrik|fabriek|logistik|logistiek|maschinen|handel|"
    r"bryggeri|brauerei|brouwerij|senter|zentrum|centrum|pharma|chemie|industrie|industries|elektronik|gruppe|"
    r"verlag|transporte|energi[ea]?|textil|textilien|plast|metall|bygg|glas|papier|kabel|software|soft)"
)
HOUSE = re.compile(
    r",? (?:&|and|und|et|y|e|og|och|en) (?:Partners?|Partnere|Associates|Co|Cie|Company|S[\u00f6o]hne|Sons?|"
    r"Daughters|T[\u00f6o]chter|Fils|Figli|Hijos|Filhos|Zonen|Zn|S\u00f8n(?:ner)?|S\u00f6ner|Bros|Brothers)\b\.?"
)
HOUSE_LAST = re.compile(rf"{HOUSE.pattern}$")
"""What makes a family name a company's: "& Partner", "et Fils"."""


def ends_in_trade(written: str, lexicon: Lexicon) -> bool:
    """Return whether a name of several words ends in a word that ends companies' names and no family name."""
    words = fold(written).split()
    return len(words) > 1 and (words[-1] in lexicon.trades or _COMPOUND.fullmatch(words[-1]) is not None)
