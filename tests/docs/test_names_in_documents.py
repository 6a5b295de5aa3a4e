"""Documents name only what is there: files, links and, in the architecture, functions and classes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.config import REPOSITORY

DOCUMENTS = sorted(
    path.relative_to(REPOSITORY)
    for path in (
        *REPOSITORY.glob("*.md"),
        *(REPOSITORY / "docs").rglob("*.md"),
        *(REPOSITORY / "slack_sandbox").glob("*.md"),
    )
)
FOLDERS = ("bot", "slack_sandbox", "tests", "tools", "benchmarks", "scripts", "docs", "prompts", "knowledge")
PATH = re.compile(rf"`((?:{'|'.join(FOLDERS)})/[\w./-]+)`")
LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")
NAMED = re.compile(r"`(bot/[\w/]+\.py)`, `(\w+)(?:\.(?!py`)(\w+))?`")
ARCHITECTURE = Path("docs/architecture.md")
BESIDE_THE_CODE = {"acyclic_siblings", "protected"}
"""Contracts of import-linter."""


def text_of(document: Path) -> str:
    return (REPOSITORY / document).read_text(encoding="utf-8")


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_the_files_that_it_names_exist(document: Path) -> None:
    missing = [path for path in PATH.findall(text_of(document)) if not (REPOSITORY / path).exists()]

    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_its_links_lead_to_files(document: Path) -> None:
    folder = (REPOSITORY / document).parent
    missing = [link for link in LINK.findall(text_of(document)) if not (folder / link).exists()]

    assert missing == []


def test_the_architecture_names_functions_and_classes_of_the_modules_beside_them() -> None:
    named = NAMED.findall(text_of(ARCHITECTURE))
    missing = [
        f"{path}: {name}"
        for path, *names in named
        for name in filter(None, names)
        if not re.search(rf"\b(?:def|class) {name}\b", text_of(Path(path)))
    ]

    assert len(named) > 10
    assert missing == []


def test_every_name_in_the_architecture_is_a_name_in_the_code() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in (REPOSITORY / "bot").rglob("*.py"))
    words = set(re.findall(r"\w+", code)) | {path.stem for path in (REPOSITORY / "bot").rglob("*")}
    named = set(re.findall(r"`(?:\w+\.)*(?!py`|md`|toml`)([A-Za-z_]\w+)[`(]", text_of(ARCHITECTURE)))

    assert len(named) > 40
    assert named - words - BESIDE_THE_CODE == set()


def test_no_code_points_at_a_document_that_is_not_there() -> None:
    found = {
        (str(path.relative_to(REPOSITORY)), name)
        for folder in ("bot", "slack_sandbox", "tests", "tools", "benchmarks")
        for path in (REPOSITORY / folder).rglob("*.py")
        for name in re.findall(r"\b[A-Z]{2,}\.md\b", path.read_text(encoding="utf-8"))
    }

    assert {(path, name) for path, name in found if not (REPOSITORY / name).exists()} == set()
