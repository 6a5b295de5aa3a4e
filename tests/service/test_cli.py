"""The command line says what is wrong in a sentence and ends with 2, and its reports hold no texts."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.config import REPOSITORY, BadSettings
from bot.store.forgetting import Forgetting
from bot.trying import trying


def tactegic(
    tmp_path: Path, *arguments: str, given: str | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("SLACK_", "TACTEGIC_", "OPENAI_"))
    }
    clean |= {"TACTEGIC_DATA_DIR": str(tmp_path / "data"), **environment}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=REPOSITORY,
        env=clean,
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_a_new_database_is_made_and_doctor_looks_at_it(tmp_path: Path) -> None:
    assert tactegic(tmp_path, "migrate").stdout == "The database is up to date.\n"

    done = tactegic(tmp_path, "doctor", "--json")

    findings = json.loads(done.stdout)
    assert done.stderr == ""
    assert findings["dead_letters"] == []
    assert findings["calendars"] == "none is connected"
    assert "simple mode" in findings["settings"]["model"]


@pytest.mark.slow
def test_doctor_says_when_an_erasure_waits_for_a_reader(tmp_path: Path) -> None:
    tactegic(tmp_path, "migrate")
    database = tmp_path / "data" / "tactegic.db"
    with closing(sqlite3.connect(database, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM notes").fetchall()
        with closing(sqlite3.connect(database)) as writer:
            writer.execute("PRAGMA user_version = 7")
        Forgetting(str(database)).begin()
        assert "Erasure: unfinished on disk: another program reads" in tactegic(tmp_path, "doctor").stdout

    assert "Erasure: finished on disk" in tactegic(tmp_path, "doctor").stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "environment", "sentence"),
    [
        (["serve"], {}, "SLACK_BOT_TOKEN is missing"),
        (["serve"], {"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN is missing"),
        (["doctor"], {"TACTEGIC_EMBEDDINGS": "magic"}, "TACTEGIC_EMBEDDINGS is not usable"),
        (["manifest", "--mode", "http"], {}, "--mode http needs --url"),
        (["manifest", "--mode", "pigeon"], {}, "--mode is socket or http, not pigeon."),
        (["eval", "recall", "tests/evals/messages-dev.jsonl"], {}, "line 1 has no occurred_at."),
        (["eval", "mood", "tests/evals/messages-dev.jsonl"], {}, "nothing to measure called mood"),
    ],
)
def test_what_is_wrong_is_one_sentence(
    tmp_path: Path, arguments: list[str], environment: dict[str, str], sentence: str
) -> None:
    done = tactegic(tmp_path, *arguments, **environment)

    assert done.returncode == 2
    assert sentence in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_where_to_move_is_read_from_standard_input_or_the_environment(tmp_path: Path) -> None:
    from_input = tactegic(tmp_path, "migrate", "--to", "-", given="mysql://kim:secret@host/name\n")
    from_environment = tactegic(tmp_path, "migrate", TACTEGIC_MIGRATE_TO="mysql://kim:secret@host/name")
    in_sight = tactegic(tmp_path, "migrate", "--to", "mysql://kim:secret@host/name")

    for done in (from_input, from_environment):
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
        assert done.stderr.startswith("--to is the address of a PostgreSQL database")
    assert in_sight.stderr.startswith("Who can list this machine's processes sees this address")


async def test_a_page_on_a_port_that_is_taken_is_one_sentence() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(BadSettings, match=r"cannot be used \(.*\): choose another with --port, or 0"),
    ):
        async with trying(page_port=taken.getsockname()[1]):
            pass


def test_no_bot_is_not_well(tmp_path: Path) -> None:
    done = tactegic(tmp_path, "health", TACTEGIC_HTTP_PORT="1")

    assert done.returncode == 1
    assert done.stderr.startswith("not well:")
