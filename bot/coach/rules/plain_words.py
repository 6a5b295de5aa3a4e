"""Plain words that ask for what a slash command does, and the equal command line (B4)."""

from __future__ import annotations

from bot.coach.rules.forms import command_forms
from bot.language.courtesy import without_courtesy

_LONGEST = 160
"""A message longer than this is no command."""


def command_line(text: str) -> str:
    """Return the slash command line that says the same as a message, empty where there is none.

    It may be the name of a subcommand alone: then the subcommand finds its arguments in the words
    (`Subcommand.from_words`).
    """
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
