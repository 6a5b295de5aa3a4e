"""A long paste takes time in proportion to its length."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from bot.core.coaching.understanding import Understanding

pytestmark = pytest.mark.slow

Understand = Callable[..., Understanding]
LONG = {
    "a note": "Met [P Ana Ruiz] from [C Northwind], she will {h send the numbers [U by Friday]}. ",
    "promises": "I'll {m send it to [P Bo]} and ",
    "emoji": "\N{GRINNING FACE}",
    "controls": "\x00\x01",
    "Han": "\u738b\u4f1f\u5f88\u597d\u3002",
    "capitals": "Aa Bb ",
    "one word": "a",
    "corrections": "not x but ",
    "lines": "\n",
    "brackets": "(",
    "mails": "From: Bo Lind\nDate: 3 May 2026\n> I will\n",
}


@pytest.mark.parametrize("kind", LONG)
def test_the_longest_message_takes_time_in_proportion(understand: Understand, kind: str) -> None:
    def seconds(length: int) -> float:
        text = LONG[kind] * (length // len(LONG[kind]))
        begun = time.thread_time()  # other threads of the process may be busy
        understand(text, people=("Ana Ruiz", "Omar Haddad"), companies=("Northwind",))
        return time.thread_time() - begun

    seconds(1_000)
    assert min(seconds(40_000) for _ in range(2)) < 12 * max(seconds(10_000), 0.02)
