"""Every file of knowledge/ parses in its strict shape, and none lies there that no shape describes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from tests.knowledge.schema import (
    BANKS,
    KNOWLEDGE,
    Exemplars,
    Lesson,
    Rubric,
    exemplar_files,
    read,
    read_markdown,
)


@pytest.mark.parametrize("path", sorted(BANKS))
def test_a_bank_has_its_shape_and_is_named_after_its_file(path: str) -> None:
    bank = read(path, BANKS[path])

    assert getattr(bank, "id").endswith(path.rsplit("/", 1)[-1].removesuffix(".yaml"))  # noqa: B009


@pytest.mark.parametrize("path", exemplar_files(), ids=lambda path: path.stem)
def test_a_file_of_exemplars_has_its_shape(path: Path) -> None:
    found = read(str(path.relative_to(KNOWLEDGE)), Exemplars)

    assert found.id == path.stem
    assert all(row.id.startswith(f"{path.stem}-") for row in found.exemplars)
    assert {row.network for row in found.exemplars} == {path.stem.split("-")[0]}


def test_the_rubric_has_its_shape() -> None:
    rubric = read_markdown(KNOWLEDGE / "investment-tests" / "rubric.md", Rubric)

    assert {"R3", "R4"} <= set(rubric.rules)


def test_no_file_is_left_without_a_shape() -> None:
    described = {KNOWLEDGE / path for path in BANKS} | set(exemplar_files())
    described |= {KNOWLEDGE / "investment-tests" / name for name in ("rubric.md", "model.json")}
    described |= set((KNOWLEDGE / "investment-tests" / "contrasts").glob("*.txt"))
    described |= set((KNOWLEDGE / "lessons").glob("*.md"))

    folders = ("glossary", "investment-tests", "lessons", "nudges", "questions")
    assert {
        path for folder in folders for path in (KNOWLEDGE / folder).rglob("*") if path.is_file()
    } == described


def test_an_unknown_key_or_rule_is_refused() -> None:
    good = {
        "id": "x-x",
        "title": "A title",
        "rules": ["R3"],
        "moments": ["first-day"],
        "source": {"article": "An article", "author": "Somebody"},
        "reviewed": date(2026, 11, 22),
        "body": "Some words.",
    }
    assert Lesson.model_validate(good).id == "x-x"

    wrongs: list[dict[str, Any]] = [
        {"colour": "red"},
        {"rules": ["R9"]},
        {"moments": ["noon"]},
        {"rules": []},
    ]
    for wrong in wrongs:
        with pytest.raises(ValidationError):
            Lesson.model_validate({**good, **wrong})


def test_no_text_uses_an_exclamation_mark_at_a_reader() -> None:
    texts = [*(KNOWLEDGE / "lessons").glob("*.md"), *(KNOWLEDGE / "questions").glob("*.yaml")]

    assert [path.name for path in texts if "!" in path.read_text(encoding="utf-8").replace("(?!", "")] == []
