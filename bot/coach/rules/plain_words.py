"""Plain words that ask for what a slash command does, and the equal command line (B4)."""

from __future__ import annotations

import re

from bot.coach.rules.forms import command_forms

_PLEASE = re.compile(
    r"^(?:(?:hey|hi|hello|ok|okay|so|well|now|and|then|please|pls|bot|tactegic|@?tactegic)[\s,:]+)*"
    r"(?:(?:can|could|would|will) you\s+(?:please\s+)?|"
    r"(?:i['\u2019]?d like|i want|i would like) (?:you )?to\s+)?(?:please\s+|pls\s+)?",
    re.IGNORECASE,
)
_THANKS = re.compile(r"[\s,.!]*(?:please|pls|thanks|thank you|thx|for me)?[\s.!?]*$", re.IGNORECASE)
_LONGEST = 160
"""A message longer than this is no command."""


def without_courtesy(text: str) -> str:
    """Return a short message without greeting, please and thanks around it."""
    return _THANKS.sub("", _PLEASE.sub("", text.strip(), count=1)).strip()


def command_line(text: str) -> str:
    """Return the slash command line that says the same as a message, empty where there is none."""
    if len(text) > _LONGEST or "\n" in text.strip():
        return ""
    asked = without_courtesy(text)
    for pattern, line in command_forms():
        match = pattern.match(asked)
        if match is not None:
            named = {"a": "", "b": ""} | {key: value or "" for key, value in match.groupdict().items()}
            filled = line.format(**{key: value.strip(" .\"'") for key, value in named.items()})
            return " ".join(filled.split())
    return ""
