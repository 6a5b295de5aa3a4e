"""The rules of what is remembered of a server, and of how long it is waited for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coach.model.asking.patience import MOST_ATTEMPTS, pause_before_next
from bot.coach.model.asking.purposes import ALLOWANCES
from bot.coach.model.asking.record import Price, known_price
from bot.coach.model.asking.rungs import Dialect, Learnt, RequestField, Rung
from bot.coach.model.asking.server import ServerSettings
from bot.coach.model.asking.troubles import sorted_out
from bot.config import data_root
from bot.prompting import load_prompts

EVERY = frozenset(RequestField)


@given(st.lists(st.text(max_size=60) | st.sampled_from([each.value for each in RequestField]), max_size=30))
def test_each_field_is_dropped_once_at_most_whatever_a_server_says(complaints: list[str]) -> None:
    dialect, drops = Dialect(keeps_store=False), 0
    for complaint in complaints:
        other = dialect.without(complaint, frozenset(each for each in RequestField if dialect.takes(each)))
        if other is not None:
            assert dialect.dropped < other.dropped
            dialect, drops = other, drops + 1
    assert drops <= len(RequestField)


@pytest.mark.parametrize("complaint", ["store is not allowed", "Unknown parameter: 'store'."])
def test_where_answers_are_kept_unless_told_not_to_store_is_never_left_out(complaint: str) -> None:
    assert Dialect(keeps_store=True).without(complaint, EVERY) is None
    other = Dialect(keeps_store=False).without(complaint, EVERY)
    assert other is not None
    assert not other.takes(RequestField.STORE)


def test_the_other_name_of_the_cap_is_tried_before_there_is_none() -> None:
    first = Dialect(has_old_cap=True)
    second = first.without("max_tokens is not supported", frozenset({RequestField.OLD_CAP}))
    assert second is not None
    assert second.takes(RequestField.NEW_CAP)
    third = second.without("max_completion_tokens: extra", frozenset({RequestField.NEW_CAP}))
    assert third is not None
    assert not third.takes(RequestField.NEW_CAP)
    assert not third.takes(RequestField.OLD_CAP)


@pytest.mark.parametrize(
    ("base_url", "keeps"),
    [
        (None, True),
        ("https://api.openai.com/v1", True),
        ("https://eu.api.openai.com/v1", True),
        ("https://northwind.openai.azure.com/openai/v1/", True),
        ("http://localhost:11434/v1", False),
        ("https://openai.com.example.test/v1", False),
        ("https://notopenai.com/v1", False),
    ],
)
def test_whose_servers_keep_answers(base_url: str | None, keeps: bool) -> None:
    assert ServerSettings(model="m", base_url=base_url).dialect().keeps_store is keeps


@given(st.integers(1, 5), st.none() | st.floats(-10, 1e6), st.floats(0, 120), st.floats(0, 1))
def test_no_pause_is_longer_than_what_is_left(
    attempts: int, asked: float | None, left: float, spread: float
) -> None:
    pause = pause_before_next(attempts, asked=asked, left=left, spread=spread)
    if pause is not None:
        assert attempts < MOST_ATTEMPTS
        assert 0 <= pause < left
        assert asked is None or pause == asked


def test_a_way_is_forgotten_after_three_misses_in_a_row() -> None:
    learnt = Learnt().worked(Rung.JSON)
    assert learnt.missed().missed().rung is Rung.JSON
    assert learnt.missed().missed().missed().rung is None
    assert learnt.missed().missed().worked(Rung.JSON).missed().rung is Rung.JSON


def test_every_prompt_has_what_it_may_cost() -> None:
    assert set(ALLOWANCES) == set(load_prompts(data_root("prompts"))) - {"form", "probe"}


def test_prices() -> None:
    assert Price(1, 5).of(1_000_000, 200_000) == pytest.approx(2.0)
    assert known_price("0.25/2", "anything", is_openai=False) == Price(0.25, 2)
    assert known_price(None, "gpt-6.1-terra", is_openai=True) == Price(1, 5)
    assert known_price(None, "gpt-6.1-terra", is_openai=False) is None


def test_an_error_of_another_kind_is_named_by_its_class_alone() -> None:
    trouble = sorted_out(KeyError("Ana Ruiz"))
    assert (trouble.code, str(trouble)) == ("KeyError", "KeyError")
