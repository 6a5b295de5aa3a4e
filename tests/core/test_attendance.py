"""A touch is recorded only for those with whom something happened: minutes, several people, copies (B1)."""

from __future__ import annotations

import pytest

from bot.core.attendance import is_absent, took_part

NAMES = ("Ana", "Tom", "Priya", "Ruth")


def present(text: str) -> str:
    places = [(name, text.find(name)) for name in NAMES if name in text]
    there = (name for name, at in places if took_part(text, name, at, at + len(name)))
    return " ".join(sorted(there))


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("Call with Ana and Tom. Priya was absent.", "Ana Tom"),
        ("Meeting with Ana and Tom: Ruth absent, sends apologies.", "Ana Tom"),
        ("Met Ana and Tom (Ruth missing)", "Ana Tom"),
        ("Met Ana and Tom, Ruth sick", "Ana Tom"),
        ("Met Ana and Tom; Priya and Ruth could not make it", "Ana Tom"),
        ("Met Ana without Tom or Ruth", "Ana"),
        ("Spoke to Ana while Tom was on holiday", "Ana"),
        ("Call with Ana and Priya. Priya had to drop out of it before: Priya didn't join.", "Ana"),
        ("Met Ana. Present: Ana, Tom. Apologies: Priya, Ruth.", "Ana Tom"),
        ("Met Ana, cc'd Ruth on the follow-up", "Ana"),
        ("Emailed Ana, copied Tom", "Ana"),
        ("Emailed Ana with Ruth and Tom in copy. Cc: Ruth, Tom", "Ana"),
        ("Workshop with Ana. Tom joined late, Ruth never came.", "Ana Tom"),
        ("Met Ana and Tom. Action: Ruth to send the drawings by Friday.", "Ana Tom"),
        ("Met Ana. Next steps:\n- Tom sends the offer\n- Ruth to check the contract", "Ana"),
        ("Workshop minutes\nAna: wants a demo\nTom: budget is open\nTo-dos:\nRuth: offer", "Ana Tom"),
        ("Met Ana. Ana was sick last week, she said.", "Ana"),
        ("Met Ana and Priya (our engineer)", "Ana"),
    ],
)
def test_only_those_who_took_part_are_in_touch(text: str, there: str) -> None:
    assert present(text) == there


@pytest.mark.parametrize(
    "text",
    [
        "Ana is missing the list from us",
        "Met Ana, copied Tom",
        "Met Tom without Priya, and Ana joined later",
        "Ana is sick of the old system",
        "Met Ana and Ana's team was on holiday",
        "Ana can't make the budget work",
    ],
)
def test_words_that_only_look_like_an_absence_are_none(text: str) -> None:
    at = text.find("Ana")
    assert not is_absent(text, "Ana", at, at + 3)
