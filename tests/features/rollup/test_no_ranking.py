"""Nobody is ranked: what several people see never sorts or compares members (docs/purpose.md)."""

from __future__ import annotations

import ast
import dataclasses
import re
from collections.abc import Iterator
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.config import REPOSITORY
from bot.core.coaching.understanding import Mode
from bot.features.listing import FEATURES
from bot.features.rollup.cards.one_on_one import OneOnOneView, one_on_one_card, whom_card
from bot.features.rollup.cards.roll_up import RollUpView, roll_up_card
from bot.features.rollup.rules import facts_of, latest_of_each, latest_voices
from bot.features.rounds.contracts.values import SharedRound
from tests.features.rollup.test_roll_up_rules import shared

ABOUT_SEVERAL = ("leavers", "reporting", "rollup", "teams")
"""The features that show several members at once."""
MEASURES = re.compile(r"\b(?:len|sum|count|total|score|points|answers|answered)\b|-\w")
NO_MEASURE = {("MutualObjective", "version")}
"""Numbers in records that others may see, which say nothing about a person."""
SELLERS = ["Zoe", "ana", "Mira", "Bo"]

amounts = st.fixed_dictionaries({name: st.integers(1, 6) for name in SELLERS})
orders = st.permutations(SELLERS)


def rounds(answers: dict[str, int], order: list[str]) -> list[SharedRound]:
    return [shared(name, *(f"Answer {n} of {name}" for n in range(answers[name]))) for name in order]


def names_in(text: str) -> list[str]:
    return [name for name in re.findall(r"\w+", text) if name in SELLERS]


@given(amounts, orders)
def test_who_answered_is_listed_by_name_however_much_each_answered(
    answers: dict[str, int], order: list[str]
) -> None:
    found = rounds(answers, order)
    view = RollUpView(
        themes=[],
        answers=sum(answers.values()),
        shared=latest_of_each(found),
        without=(),
        mode=Mode.RULES,
        voices=latest_voices(found),
    )

    [who] = [part for part in roll_up_card(view).parts if getattr(part, "heading", "") == "Who answered"]

    assert names_in(str(who.text)) == sorted(SELLERS, key=str.casefold)  # type: ignore[union-attr]
    assert not re.search(r"\d+ (?:answer|time)", str(who.text))  # type: ignore[union-attr]
    again = dataclasses.replace(view, since=date(2026, 11, 19), new=frozenset(facts_of(found)))
    assert names_in(str(roll_up_card(again).text)) == sorted(SELLERS, key=str.casefold)


@given(amounts, orders)
def test_with_whom_to_talk_is_asked_in_the_order_of_names(answers: dict[str, int], order: list[str]) -> None:
    sellers = {each.seller: each.name for each in rounds(answers, order)}

    labels = names_in(str(whom_card("", {str(id): name for id, name in sellers.items()}).parts))

    assert list(dict.fromkeys(labels)) == sorted(SELLERS, key=str.casefold)


@given(st.integers(1, 9))
def test_what_prepares_a_talk_counts_nothing_of_the_seller(answers: int) -> None:
    own = rounds({"Mira": answers}, ["Mira"])
    view = OneOnOneView(
        name="Mira",
        seller="Mira",
        rounds=[(each.id, each.period) for each in own],
        voices=latest_voices(own),
        alike=[],
        without=(),
        week=3,
    )

    said = "".join(map(str, one_on_one_card(view).text))

    assert said == "What Mira shared, the latest in the look ahead of the week of 16 November."


def test_no_record_that_others_may_see_holds_a_number_about_a_person() -> None:
    found = set()
    for record in (each for feature in FEATURES for each in feature.records):
        fields = {field.name: str(field.type) for field in dataclasses.fields(record.type)}
        if "shared_with" in fields:
            numbers = (name for name, kind in fields.items() if re.search(r"\b(?:int|float)\b", kind))
            found |= {(record.type.__name__, name) for name in numbers}

    assert found == NO_MEASURE


def sorts() -> Iterator[tuple[str, str]]:
    """What the features that show several members sort by a key, or take the most of: file and source."""
    for feature in ABOUT_SEVERAL:
        for path in sorted((REPOSITORY / "bot/features" / feature).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.Call):
                    continue
                name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                if name in ("sorted", "sort", "max", "min", "most_common", "nlargest", "nsmallest"):
                    yield path.name, ast.unparse(node)


def test_only_themes_are_sorted_by_how_many_there_are() -> None:
    by_measure = [source for _, source in sorts() if MEASURES.search(source.partition("key=")[2] or source)]

    assert len(list(sorts())) > 5
    assert [source for source in by_measure if "themes" in source] != []
    assert [source for source in by_measure if "themes" not in source and "page" not in source] == []
