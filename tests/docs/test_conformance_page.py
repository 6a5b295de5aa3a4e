"""docs/slack-conformance.md names a test for each behaviour that is held."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_test_that_the_page_names_is_there() -> None:
    text = (ROOT / "docs" / "slack-conformance.md").read_text(encoding="utf-8")
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    named = re.findall(r"`(test_\w+)`", text)
    assert len(named) >= 15
    assert {name for name in named if f"def {name}(" not in sources} == set()
