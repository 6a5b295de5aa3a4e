"""No cache is keyed by what somebody wrote: names and words would outlive their erasure in it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from bot.config import REPOSITORY

HARMLESS = {
    "bot/calendars.py:_of_year": "a country and a year",
    "bot/coach/rules/forms.py:form": "names of our own forms",
    "bot/codec.py:_fields_reader": "names of our own commands",
    "bot/codec.py:_fields_writer": "names of our own commands",
    "bot/core/wellformed.py:_marks": "kinds of our own commands",
    "bot/language/form_parts.py:_compiled": "our own patterns of dates",
    "bot/features/text_check/rules.py:_compiled": "cues of the knowledge files",
    "bot/store/inbox.py:_finishing": "which database it is",
    "bot/store/inserting.py:insert_new": "our own tables",
    "bot/store/kinds.py:_fields": "kinds of our own rows",
    "bot/store/lexical.py:_search": "which database it is, and which of our own fields are asked for",
    "bot/store/selections.py:selection": "kinds and fields, no values",
    "bot/store/selections.py:one_row": "kinds",
}
"""What each cache of a function with arguments is keyed by."""


def cached(path: Path) -> list[str]:
    """The functions of a file that take arguments and keep their results."""
    return [
        f"{path.relative_to(REPOSITORY)}:{each.name}"
        for each in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)
        and each.args.args
        and any(is_cache(ast.unparse(mark)) for mark in each.decorator_list)
    ]


def is_cache(mark: str) -> bool:
    return mark.partition("(")[0].rpartition(".")[2] in ("cache", "lru_cache")


@pytest.mark.slow
def test_every_cache_with_a_key_is_known_to_hold_nobodys_words() -> None:
    found = {each for path in sorted((REPOSITORY / "bot").rglob("*.py")) for each in cached(path)}
    assert found == set(HARMLESS)
