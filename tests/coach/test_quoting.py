"""B2: how notes are cut into passages that can be quoted."""

from __future__ import annotations

import pytest

from bot.coach.rules.quoting import passages_of


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("Ben called. He wants the price list.", ["Ben called. He wants the price list."]),
        ("Ben called.", ["Ben called."]),
        ("Hm.\nBen is back.", ["Hm.", "Ben is back."]),
        (
            "The team: N. wants EVs, I. wants none. K. is fine with both.",
            ["The team: N. wants EVs, I. wants none.", "K. is fine with both."],
        ),
        (
            "She likes sports, e.g. sailing and golf. He likes none of that.",
            ["She likes sports, e.g. sailing and golf.", "He likes none of that."],
        ),
        (
            "The RFP comes on Dec. 8 at the latest. We answer it in a week.",
            ["The RFP comes on Dec. 8 at the latest.", "We answer it in a week."],
        ),
    ],
)
def test_passages_are_whole_sentences_and_more_than_a_name(text: str, passages: list[str]) -> None:
    assert passages_of(text) == passages
