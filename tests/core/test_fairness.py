"""A few of many are chosen so that everybody who was asked about is among them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.core.fairness import pick_fairly

ITEMS = st.lists(st.sets(st.sampled_from("abc"), max_size=2), max_size=8)


def owners(item: tuple[int, frozenset[str]]) -> frozenset[str]:
    """Whose an item is."""
    return item[1]


@given(ITEMS, st.integers(0, 6))
def test_order_is_kept_and_everybody_has_one_where_there_is_room(sets: list[set[str]], most: int) -> None:
    items = [(place, frozenset(each)) for place, each in enumerate(sets)]

    picked = pick_fairly(items, owners, "abc", most)

    assert picked == sorted(picked, key=lambda item: item[0])
    assert len(picked) == min(most, len(items))
    if most >= 3:
        there = frozenset().union(*(each for _, each in items))
        assert frozenset().union(*(each for _, each in picked)) == there


def test_without_anybody_wanted_the_first_ones_are_taken() -> None:
    items = [(place, frozenset("a")) for place in range(5)]

    assert pick_fairly(items, owners, (), 2) == items[:2]
