"""Forms of words that tell what a message wants, read once from knowledge/."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from bot.coach.rules.word_files import read_words
from bot.config import data_root


@cache
def form(name: str) -> re.Pattern[str]:
    """Return the forms under this name as one expression to search with; raises KeyError."""
    return _compiled("|".join(f"(?:{one})" for one in _data()["forms"][name]))


@cache
def command_forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return forms of a whole message that asks for a command, each with the equal command line.

    Where a form has no names of its own, the line is the subcommand's name alone.
    """
    with_names = ((one, str(line)) for one, line in _data()["commands"])
    by_name = (
        (one.replace("'", "['\u2019]?"), str(name))
        for name, forms in _read("command-words.yaml").items()
        for one in forms.splitlines()
    )
    return tuple((_compiled(f"^(?:{one})$"), line) for one, line in (*with_names, *by_name))


def _compiled(expression: str) -> re.Pattern[str]:
    for part, stands_for in _data()["parts"].items():
        expression = re.sub(rf"(?<!\(\?P)<{part}>", str(stands_for).replace("\\", r"\\"), expression)
    return re.compile(expression, re.IGNORECASE)


@cache
def _data() -> Any:
    return _read("intent-forms.yaml")


def _read(name: str) -> Any:
    return read_words(data_root("knowledge") / name)
