"""No log line holds somebody's words, a token or an exception's text."""

from __future__ import annotations

import io
import json
import logging
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import structlog

from bot.config import REPOSITORY
from bot.telemetry import configure_logging

LogLines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def log_lines() -> Iterator[LogLines]:
    root = logging.getLogger()
    before = root.handlers[:], root.level
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook, warnings.showwarning
    configure_logging("json", "info")
    written = io.StringIO()
    (handler,) = root.handlers
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(written)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    root.handlers[:], level = before[0], before[1]
    root.setLevel(level)
    logging.getLogger("bot").setLevel(logging.NOTSET)
    sys.excepthook, threading.excepthook, sys.unraisablehook, warnings.showwarning = hooks
    structlog.reset_defaults()


def test_private_fields_are_left_out(log_lines: LogLines) -> None:
    structlog.get_logger("bot.t").info("note.taken", note_id="n1", text="Ana is ill", question="is she?")

    (line,) = log_lines()
    assert (line["event"], line["note_id"]) == ("note.taken", "n1")
    assert line["text"] == line["question"] == "[left out]"


def test_a_value_that_is_no_number_and_no_code_is_left_out(log_lines: LogLines) -> None:
    structlog.get_logger("bot.t").info("x", reason="Ana is ill", found=["Ana"], key="event:T1:Ev2", count=3)

    (line,) = log_lines()
    assert line["reason"] == line["found"] == "[left out]"
    assert (line["key"], line["count"]) == ("event:T1:Ev2", 3)


def test_tokens_and_passwords_are_blanked_out(log_lines: LogLines) -> None:
    structlog.get_logger("bot.t").warning("x", url="postgresql://me:hidden@db/x", key="xoxb-1234-abc")

    (line,) = log_lines()
    assert (line["url"], line["key"]) == ("postgresql://me:[secret]@db/x", "[secret]")


def test_a_library_is_shown_by_name_and_place_and_only_from_a_warning_on(log_lines: LogLines) -> None:
    logging.getLogger("elsewhere").info("Ana is ill")
    logging.getLogger("elsewhere").warning("cannot reach %s", "Ana")

    (line,) = log_lines()
    assert (line["event"], line["logger"], line["level"]) == ("library.line", "elsewhere", "warning")
    assert line["at"].startswith("test_telemetry.py:")
    assert "Ana" not in json.dumps(line)


def test_an_exception_shows_its_kind_and_place_only(log_lines: LogLines) -> None:
    def fail() -> None:
        raise ValueError("Ana is ill")

    try:
        fail()
    except ValueError:
        structlog.get_logger("bot.t").exception("work.failed", reference="7F3K")

    (line,) = log_lines()
    assert line["error"] == "ValueError"
    assert line["at"].startswith("test_telemetry.py:")
    assert "Ana" not in json.dumps(line)


def test_what_nobody_caught_is_written_without_words() -> None:
    program = """
import threading, warnings
from bot.config import REPOSITORY
from bot.telemetry import configure_logging
configure_logging("json", "debug")
def fail():
    raise ValueError("Ana is ill")
class Odd:
    def __del__(self):
        fail()
warnings.warn("Ana is ill")
thread = threading.Thread(target=fail); thread.start(); thread.join()
odd = Odd(); del odd
fail()
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )

    events = [json.loads(line)["event"] for line in done.stderr.splitlines()]
    assert events == ["python.warning", "thread.failed", "error.ignored", "process.failed"]
    assert done.returncode == 1
    assert "Ana" not in done.stderr + done.stdout
