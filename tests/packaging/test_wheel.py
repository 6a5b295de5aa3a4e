"""The wheel carries everything that the image needs, and runs from there alone."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from bot.config import REPOSITORY

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=REPOSITORY,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def run(unpacked: Path, code: str, cwd: Path) -> str:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("SLACK", "TACTEGIC"))
    }
    environment["PYTHONPATH"] = str(unpacked)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=cwd, env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout


def test_texts_pages_and_migrations_are_inside(unpacked: Path) -> None:
    for part in (
        "bot/_data/prompts/understand.md",
        "bot/memory/minilm/tokenizer.json",
        "bot/_data/knowledge/investment-tests/model.json",
        "slack_sandbox/page/index.html",
        "slack_sandbox/README.md",
        "bot/store/migrations/env.py",
        "bot/store/migrations/versions/0001_first_tables.py",
    ):
        assert (unpacked / part).is_file(), part


def test_the_bot_answers_from_the_wheel_alone(unpacked: Path, tmp_path: Path) -> None:
    code = """
import asyncio, bot
from bot.config import data_root
from bot.trying import trying
from slack_sandbox.testing import text_of

async def main():
    async with trying() as (sandbox, _):
        mira = sandbox.driver("mira")
        await mira.command("/tactegic", "help")
        print(data_root("knowledge"))
        print(text_of(await mira.wait_for("Plain words are enough")))

asyncio.run(main())
"""
    printed = run(unpacked, code, tmp_path)

    assert str(unpacked / "bot" / "_data" / "knowledge") in printed
    assert "Plain words are enough" in printed


def test_the_image_names_files_that_exist() -> None:
    text = (REPOSITORY / "Dockerfile").read_text(encoding="utf-8")

    copied = [
        source
        for line in text.splitlines()
        if line.startswith("COPY ") and "--from" not in line
        for source in line.split()[1:-1]
    ]
    assert copied
    assert [source for source in copied if not (REPOSITORY / source).exists()] == []
    assert "USER 10001" in text
    assert "HEALTHCHECK" in text
