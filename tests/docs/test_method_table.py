"""docs/method.md says which command carries a rule, which folder holds it and which test shows it."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest

from bot.config import REPOSITORY
from bot.conversation.subcommands import SUBCOMMANDS
from bot.features.listing import FEATURES

RULES = (
    [f"T{n}" for n in range(1, 7)]
    + [f"R{n}" for n in range(1, 5)]
    + [f"P{n}" for n in range(1, 7)]
    + [f"F{n}" for n in range(1, 8)]
    + [f"S{n}" for n in range(1, 8)]
    + [f"B{n}" for n in range(1, 10)]
    + ["B12"]
)


class Row(NamedTuple):
    rule: str
    commands: list[str]
    folders: list[str]
    shown_by: str


def rows() -> list[Row]:
    page = (REPOSITORY / "docs" / "method.md").read_text(encoding="utf-8")
    cells = [[cell.strip() for cell in line.split("|")[1:-1]] for line in page.splitlines() if "|" in line]
    return [
        Row(rule, re.findall(r"`([^`]+)`", commands), re.findall(r"`([^`]+)`", folders), shown)
        for rule, _, commands, folders, shown in cells[2:]
    ]


def flow_tests() -> str:
    return "\n".join(
        path.read_text(encoding="utf-8") for path in (REPOSITORY / "tests" / "features").rglob("test_*.py")
    )


def test_every_rule_of_the_method_has_its_row() -> None:
    assert [row.rule for row in rows()] == RULES


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.rule)
def test_its_commands_exist(row: Row) -> None:
    assert set(row.commands) <= {each.name for each in SUBCOMMANDS}


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.rule)
def test_its_folders_are_those_of_the_features_that_hold_it(row: Row) -> None:
    assert set(row.folders) == {feature.name for feature in FEATURES if row.rule in feature.rules}


@pytest.mark.parametrize(
    "row", [row for row in rows() if row.shown_by != "to come"], ids=lambda row: row.rule
)
def test_a_flow_test_is_named_after_it(row: Row) -> None:
    assert row.shown_by == f"`test_{row.rule.lower()}_`"
    assert re.search(rf"^async def test_{row.rule.lower()}_", flow_tests(), re.MULTILINE)
