"""docs/sandbox.md names a test for each fact that the embedded workspace holds a bot to."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_test_that_the_table_names_is_there() -> None:
    text = (ROOT / "docs" / "sandbox.md").read_text(encoding="utf-8")
    table = text.partition("## What it holds the bot to")[2].partition("\n## ")[0]
    sources = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "sandbox").glob("test_*.py")
    )

    named = re.findall(r"`(test_\w+)`", table)

    assert len(named) >= 40
    assert {name for name in named if f"def {name}(" not in sources} == set()
