"""Themes without a model: words of known fields are counted, what is left is compared in meaning (T5)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from bot.coach.rules.word_files import read_words
from bot.config import data_root
from bot.core.coaching.themes import ThemeField, Themes, group
from bot.core.coaching.understanding import Mode, Provenance
from bot.core.ports.errors import Unavailable
from bot.core.ports.memory import Embedder


async def themes_by_rules(embedder: Embedder, texts: Sequence[str]) -> Themes:
    """Groups by fields, then by the embedding and shared words; by words alone where the embedding fails."""
    try:
        vectors = await embedder.embed(texts) if texts else []
    except Unavailable:
        vectors = []
    return Themes(groups=group(texts, vectors, load_fields()), provenance=Provenance(mode=Mode.RULES))


@cache
def load_fields() -> tuple[ThemeField, ...]:
    """Return the fields of the project's own knowledge folder."""
    return read_fields(data_root("knowledge") / "questions" / "themes.yaml")


def read_fields(path: Path) -> tuple[ThemeField, ...]:
    """Return the fields of a file, where `a+b` are words in a row; raises OSError or KeyError."""
    found = read_words(path)
    return tuple(
        ThemeField(
            each["name"], frozenset(tuple(phrase.casefold().split("+")) for phrase in each["words"].split())
        )
        for each in found["fields"]
    )
