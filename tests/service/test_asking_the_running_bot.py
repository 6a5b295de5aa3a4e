"""All but `restore` ask the bot that runs there; that one needs it stopped."""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.slack.manifest import manifest
from slack_sandbox import User, running_sandbox
from slack_sandbox.seed import TEAM
from tests.faults.serving import answers, served, until


@dataclass
class Done:
    code: int
    out: str
    err: str


async def tactegic(data: Path, *arguments: str) -> Done:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        env=os.environ | {"TACTEGIC_DATA_DIR": str(data), "OMP_NUM_THREADS": "1"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        out, err = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return Done(process.returncode or 0, out.decode(), err.decode())


def notes_in(database: Path) -> int:
    with closing(sqlite3.connect(database)) as file:
        return int(file.execute("SELECT count(*) FROM notes").fetchone()[0])


@pytest.mark.slow
@pytest.mark.timeout(600)
async def test_operators_need_not_stop_the_bot(tmp_path: Path) -> None:
    data, backup = tmp_path / "data", tmp_path / "backup"
    async with running_sandbox(manifest("socket")) as sandbox:
        kim = User("U0KIM", TEAM, "kim", "Kim Number", "Europe/Berlin")
        sandbox.add_member(kim)
        async with served(sandbox, data):
            sent = {await sandbox.driver(kim.id).dm("Met Ana Ruiz from Northwind about storage.")}
            await until(lambda: answers(sandbox, sent))

            found = json.loads((await tactegic(data, "doctor", "--json")).out)
            assert found["database"] == "can be written"
            assert found["queue"].get("inbox done", 0) > 0

            done = await tactegic(data, "backup", str(backup))
            assert (done.code, done.err) == (0, "")
            assert notes_in(backup) == 1
            again = await tactegic(data, "backup", str(backup))
            assert again.code == 2
            assert again.err.startswith(f"{backup} is there already")

            taken = tmp_path / "kim.zip"
            done = await tactegic(data, "export", str(taken), "--member", kim.id)
            assert (done.code, done.err) == (0, "")
            assert taken.stat().st_mode & 0o777 == 0o600
            assert "storage" in ZipFile(taken).read("notes/Ana Ruiz (Northwind).md").decode()
            assert (await tactegic(data, "export", str(taken))).err.startswith(f"{taken} is there already")
            contacts = Path(__file__).parents[1] / "files" / "imports" / "linkedin.csv"
            handed = await tactegic(data, "import", str(contacts), "--member", kim.id)
            assert "linkedin.csv: 3 people (1 may be known already)" in handed.out
            assert "Kim Number gets the preview" in handed.out
            nobody = await tactegic(data, "export", str(tmp_path / "x.zip"), "--member", "U0NOBODY")
            assert nobody.err == "U0NOBODY is no member who talked to the bot.\n"

            built = await tactegic(data, "reindex")
            assert built.out == "The index holds 1 notes.\n"

            refused = await tactegic(data, "restore", str(backup), "--force")
            assert refused.code == 2
            assert "Another Tactegic works in" in refused.err

    restored = await tactegic(data, "restore", str(backup), "--force")
    assert restored.code == 0, restored.err
    assert notes_in(data / "tactegic.db") == 1
    assert not (data / "chroma").exists()
    assert "Index" in (await tactegic(data, "doctor")).out
