"""Words in quotation marks that no source has letter by letter (B2)."""

from __future__ import annotations

import re

_QUOTED = re.compile(
    r"[“\"„«]([^”\"“»„«]{3,})[”\"“»]|(?<![\w])['\u2018]([^'\u2018\u2019]{3,})['\u2019](?![\w])"
)
_DOTS = re.compile(r"\s*(?:…|\.\.\.|\[[^\]]*\])\s*")


def new_quotation(text: str, known: str) -> str:
    """Return the first quotation of a text that does not stand in what is known, empty where all do."""
    plain = _plain(known)
    for double, single in _QUOTED.findall(text):
        quote = str(double or single)
        pieces = (_plain(piece).strip(" .,;:!?") for piece in _DOTS.split(quote))
        if not all(piece in plain for piece in pieces):
            return quote
    return ""


def without_quotations(text: str) -> str:
    """Return a text in which what stands in quotation marks is blank: it is checked letter by letter."""
    return _QUOTED.sub(lambda found: " " * len(found[0]), text)


def _plain(text: str) -> str:
    return " ".join(text.replace("\u2019", "'").replace("\u2018", "'").split()).casefold()
