"""What stands around the words of a request and asks for nothing: marks, greeting, please and thanks."""

from __future__ import annotations

import re

_PLEASE = re.compile(
    r"^(?:(?:hey|hi|hello|ok|okay|so|well|now|and|then|please|pls|bot|tactegic|@?tactegic)[\s,:]+)*"
    r"(?:(?:can|could|would|will) you\s+(?:please\s+)?|"
    r"(?:i['\u2019]?d like|i want|i would like) (?:you )?to\s+)?(?:please\s+|pls\s+)?",
    re.IGNORECASE,
)
_THANKS = re.compile(r"[\s,.!]*(?:please|pls|thanks|thank you|thx|for me)?[\s.!?]*$", re.IGNORECASE)


def bare_line(text: str) -> str:
    """Return words on one line, with plain apostrophes and without the marks at the ends of a sentence."""
    return " ".join(text.replace("\u2019", "'").split()).strip(" ?.!")


def without_courtesy(text: str) -> str:
    """Return a short message without greeting, please and thanks around it."""
    return _THANKS.sub("", _PLEASE.sub("", text.strip(), count=1)).strip()
