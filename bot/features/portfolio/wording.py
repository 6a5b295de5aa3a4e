"""Reads shares of the portfolio out of plain words (P3)."""

from __future__ import annotations

import re

from bot.core.plain_words import PlainWords


def shares_in(words: PlainWords) -> tuple[int, ...]:
    """Shares of creation, bridge and capitalization in percent; empty where the words do not say all."""
    named = {
        phase: re.search(
            rf"(\d{{1,3}})\s*(?:%|percent)?\s*(?:in |for )?{phase}|{phase}\s*(?:at |to |is |"
            rf":)?\s*(\d{{1,3}})",
            words.text,
            re.I,
        )
        for phase in ("creation", "bridge", "capitali[sz]ation")
    }
    if all(named.values()):
        return tuple(int(found[1] or found[2]) for found in named.values() if found is not None)
    numbers = tuple(int(each) for each in re.findall(r"\b\d{1,3}\b", words.text))
    return numbers if len(numbers) == 3 else ()
