"""Themes without a model: answers that are near in meaning, or share words, quoted as they are (T5)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.roll_up import grouped
from bot.domain.themes import Themes
from bot.domain.understanding import Mode, Provenance
from bot.ports import Embedder, Unavailable


async def themes_by_rules(embedder: Embedder, texts: Sequence[str]) -> Themes:
    """Groups by the embedding and shared words; by shared words alone where the embedding fails."""
    try:
        vectors = await embedder.embed(texts) if texts else []
    except Unavailable:
        vectors = []
    return Themes(groups=grouped(texts, vectors), provenance=Provenance(mode=Mode.RULES))
