"""Holds an answer against what a story expects of it, letter by letter; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot.evals.lifecycle.stories import Expected
from bot.language.names import fold


def failures(expected: Expected, answer: str, *, abstains: bool) -> list[str]:
    """Return what an answer lacks or has too much; nothing where it is right."""
    return list(_failures(expected, answer, abstains))


def _failures(expected: Expected, answer: str, abstains: bool) -> Iterator[str]:
    for words in expected.says:
        if find(answer, words) is None:
            yield f"does not say {words}"
    for words in expected.never:
        if find(answer, words) is not None:
            yield f"says {words}"
    if expected.wins:
        now, before = find(answer, expected.wins), find(answer, expected.over)
        if now is None:
            yield f"does not say {expected.wins}"
        elif before is not None and before < now:
            yield f"says {expected.over} first"
    for day in expected.dates:
        if not any(find(answer, each) is not None for each in _ways_to_write(day)):
            yield f"does not date it {day.isoformat()}"
    if expected.abstains and not abstains:
        yield "does not abstain"


def find(answer: str, words: str) -> int | None:
    """Return where words stand in an answer as whole words, whatever their case; None where they do not."""
    found = re.search(rf"(?<!\w)(?<!\d[.,]){re.escape(fold(words))}(?!\w)", fold(answer)) if words else None
    return found.start() if found else None


def _ways_to_write(day: date) -> tuple[str, ...]:
    return (
        day.isoformat(),
        f"{day.day} {day:%B}",
        f"{day:%B} {day.day}",
        f"{day.day} {day:%b}",
        f"{day:%b} {day.day}",
    )
