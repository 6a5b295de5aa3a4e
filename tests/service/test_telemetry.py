"""No log line holds somebody's words, a token or an exception's text."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import structlog

from bot.telemetry import configure_logging

LogLines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def log_lines() -> Iterator[LogLines]:
    root = logging.getLogger()
    before = root.handlers[:], root.level
    configure_logging("json", "info")
    written = io.StringIO()
    (handler,) = root.handlers
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(written)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    root.handlers[:], level = before[0], before[1]
    root.setLevel(level)
    structlog.reset_defaults()


def test_private_fields_are_left_out(log_lines: LogLines) -> None:
    structlog.get_logger("t").info("note.taken", note_id="n1", text="Ana is ill", question="is she?")

    (line,) = log_lines()
    assert (line["event"], line["note_id"]) == ("note.taken", "n1")
    assert line["text"] == line["question"] == "[left out]"


def test_tokens_and_passwords_are_blanked_out_in_every_library(log_lines: LogLines) -> None:
    logging.getLogger("elsewhere").warning("cannot reach postgresql://me:hidden@db/x with xoxb-1234-abc")

    (line,) = log_lines()
    assert line["event"] == "cannot reach postgresql://me:[secret]@db/x with [secret]"


def test_an_exception_shows_its_kind_and_place_only(log_lines: LogLines) -> None:
    def fail() -> None:
        raise ValueError("Ana is ill")

    try:
        fail()
    except ValueError:
        structlog.get_logger("t").exception("work.failed", reference="7F3K")

    (line,) = log_lines()
    assert line["error"] == "ValueError"
    assert line["at"].startswith("test_telemetry.py:")
    assert "Ana" not in json.dumps(line)
