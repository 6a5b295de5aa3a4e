"""Forms of words that tell what a message wants, read once from knowledge/intent-forms.yaml."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import yaml

from bot.config import data_root


@cache
def form(name: str) -> re.Pattern[str]:
    """Return the forms under this name as one expression to search with; raises KeyError."""
    return _compiled("|".join(f"(?:{one})" for one in _data()["forms"][name]))


@cache
def command_forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return forms of a whole message that asks for a command, each with the equal command line."""
    return tuple((_compiled(f"^(?:{one})$"), line) for one, line in _data()["commands"])


def _compiled(expression: str) -> re.Pattern[str]:
    for part, stands_for in _data()["parts"].items():
        expression = re.sub(rf"(?<!\(\?P)<{part}>", str(stands_for).replace("\\", r"\\"), expression)
    return re.compile(expression, re.IGNORECASE)


@cache
def _data() -> Any:
    return yaml.safe_load((data_root("knowledge") / "intent-forms.yaml").read_text(encoding="utf-8"))
