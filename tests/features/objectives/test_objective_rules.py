"""F7: an objective is mutual where it states a benefit of every party."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.objectives.contracts.values import Benefit
from bot.features.objectives.rules import Lack, find_missing, lack_of


@given(st.lists(st.sampled_from(["value", "more", "success", "win-win", "n/a", "for you", "-"]), max_size=4))
def test_f7_empty_words_are_no_benefit(words: list[str]) -> None:
    assert lack_of(" ".join(words), is_own=False) is not None


@pytest.mark.parametrize(
    "text",
    [
        "We sell them the big package",
        "They buy more from us",
        "It helps our quota",
        "We close the deal",
        "They get our good products",
        "Northwind benefits from our excellent service and our platform",
        "Access to our experts and know-how",
    ],
)
def test_f7_what_the_seller_gains_is_not_the_other_partys_benefit(text: str) -> None:
    assert lack_of(text, is_own=False) is Lack.OTHERS_BENEFIT
    both = [Benefit("Our side", "We hit our sales target early"), Benefit("Northwind", text)]
    assert [each.party for each in find_missing(both, own_side="Our side")] == ["Northwind"]


@given(
    st.sampled_from(
        [
            "They use our platform to halve their waste",
            "Two weeks less work per report",
            "Fewer outages at night",
            "Audits pass at once",
        ]
    )
)
def test_f7_a_concrete_benefit_of_each_party_makes_it_mutual(text: str) -> None:
    both = [Benefit("Our side", "We learn how audits work"), Benefit("Northwind", text)]
    assert find_missing(both, own_side="Our side") == ()
