"""Each test that the security page names is there, and each threat names at least one."""

from __future__ import annotations

import ast
import re

import pytest

from bot.config import REPOSITORY

PAGE = (REPOSITORY / "docs" / "security.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (?!threat)([^|]+) \| [^|]+ \| (`tests/[^|]+) \|$", PAGE, re.MULTILINE)


def functions_of(path: str) -> set[str]:
    tree = ast.parse((REPOSITORY / path).read_text(encoding="utf-8"))
    return {each.name for each in ast.walk(tree) if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_every_threat_has_a_row_with_tests() -> None:
    threats = PAGE.split("## Threats")[1].split("\n## ")[0]
    lines = [line for line in threats.splitlines() if line.startswith("| ")][2:]

    assert len(ROWS) == len(lines) > 20


@pytest.mark.parametrize(("threat", "tests"), ROWS)
def test_the_tests_that_show_it_exist(threat: str, tests: str) -> None:
    pairs = re.findall(r"`(tests/[\w/]+\.py)` `(test_\w+)`", tests)

    assert pairs
    assert len(pairs) == tests.count("`tests/"), f"a file without a function: {threat}"
    assert [pair for pair in pairs if pair[1] not in functions_of(pair[0])] == []
