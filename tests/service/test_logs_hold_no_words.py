"""Whatever members type, no line of a log holds it at any level: every command, many forms, failures too."""

from __future__ import annotations

import asyncio
import io
import itertools
import logging
import re
import sqlite3
import sys
import threading
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
import structlog

from bot.conversation.subcommands import SUBCOMMANDS
from bot.telemetry import configure_logging
from slack_sandbox.testing import ClientRefused, Driver
from tests.features.conftest import Office, greeted
from tests.features.modelled import modelled_office, understood
from tests.features.waiting import until
from tests.support.openai_server import scripted_model

pytestmark = pytest.mark.asyncio(loop_scope="module")
NAME = "Zebedee Quillfeather"
FREE = frozenset({"note", "ask", "test", "plan", "goals", "define", "unlikely", "check", "focus"})
"""Commands whose words may be followed by others."""
ENDS = re.compile("erase|delete|undo|pause|release|dismiss", re.IGNORECASE)
"""Buttons after which there is nothing left to write about."""
_numbers = itertools.count(1)


class Everything(logging.Handler):
    """Keeps what any logger puts together, formatted or not, with the words of its exceptions."""

    def __init__(self) -> None:
        super().__init__(logging.NOTSET)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name}: {record.getMessage()}")


@pytest.fixture(scope="module")
def written() -> Iterator[io.StringIO]:
    """What the process writes as its log, at the level of debugging."""
    root = logging.getLogger()
    before = root.handlers[:], root.level, logging.getLogger("bot").level
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook, warnings.showwarning
    configure_logging("json", "debug")
    stream = io.StringIO()
    (handler,) = root.handlers
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(stream)
    yield stream
    root.handlers[:] = before[0]
    root.setLevel(before[1])
    logging.getLogger("bot").setLevel(before[2])
    sys.excepthook, threading.excepthook, sys.unraisablehook, warnings.showwarning = hooks
    structlog.reset_defaults()


@pytest.fixture(scope="module")
def everything(written: io.StringIO) -> Iterator[Everything]:
    handler = Everything()
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(everything: Everything, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Office]:
    """A bot whose model fails in every way, so that failures are logged and the rules answer."""
    async with scripted_model() as model:
        model.reply("500", "429", "drop", "cut off", "not json", understood("note", NAME))
        async with modelled_office(model, tmp_path_factory.mktemp("bot"), timeout="1") as made:
            yield made


def marker() -> str:
    """A word that nobody else writes."""
    return f"heliotrope{next(_numbers)}x"


async def idle(office: Office) -> None:
    """Wait until nothing is waiting or being worked on."""
    [file] = office.data.glob("*.db")

    def waiting() -> int:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            tables = ("inbox", "outbox")
            counts = "SELECT count(*) FROM {} WHERE state IN (0, 1, 'waiting', 'claimed')"
            return sum(connection.execute(counts.format(each)).fetchone()[0] for each in tables)

    await until(lambda: not waiting())


async def fill(person: Driver, form: dict[str, Any]) -> list[str]:
    """Write a word of its own into every field for words, and submit; return the words."""
    state: dict[str, Any] = {}
    for block in form["blocks"]:
        element = block.get("element", {})
        if element.get("type") == "plain_text_input":
            state[block["block_id"]] = {element["action_id"]: marker()}
    if not form.get("submit"):
        return []
    with suppress(ClientRefused):  # a field that wants a choice: what was typed came to the bot all the same
        await person.submit(form, state)
    return [value for values in state.values() for value in values.values()]


async def fill_what_is_open(office: Office, person: Driver) -> list[str]:
    """Fill the form on top, where there is one, and close it."""
    form = await person.view()
    if form is None:
        return []
    typed = await fill(person, form)
    await idle(office)
    if (left := await person.view()) is not None:
        await person.close_view(left, whole=True)
    return typed


def buttons(message: dict[str, Any]) -> list[str]:
    """The labels of a card's buttons."""
    elements = [e for block in message.get("blocks", []) for e in block.get("elements", [])]
    elements += [block["accessory"] for block in message.get("blocks", []) if "accessory" in block]
    return [str(each["text"]["text"]) for each in elements if each.get("type") == "button"]


@pytest.mark.slow
async def test_nothing_that_is_typed_stands_in_a_log(
    office: Office, everything: Everything, written: io.StringIO, capfd: pytest.CaptureFixture[str]
) -> None:
    person, typed = await greeted(office.member("mira")), [NAME, "Quillfeather"]
    for text in (f"Met {NAME} from Oakhurst, he grows", f"Lunch with {NAME}, I owe him a paper by Friday on"):
        typed.append(marker())
        await person.dm(f"{text} {typed[-1]}")
        await idle(office)
    typed.append(marker())
    await person.upload("paper.txt", f"{NAME} said {typed[-1]} is the future.".encode(), "check this")
    pressed: set[str] = set()
    for each in SUBCOMMANDS:
        line = re.sub(r"\b(Ana Ruiz|Ana|Omar Haddad|Omar|Lars)\b", NAME, each.example)
        if each.name in FREE:
            typed.append(marker())
            line = f"{line} {typed[-1]}"
        await person.command("/tactegic", line)
        await idle(office)
        typed += await fill_what_is_open(office, person)
        shown = (await person.messages())[-1]
        for label in [text for text in buttons(shown) if text not in pressed and not ENDS.search(text)]:
            pressed.add(label)
            with suppress(ClientRefused, LookupError, AssertionError):  # the card may be another by now
                await person.click(await person.message(shown["ts"]), label)
            await idle(office)
            typed += await fill_what_is_open(office, person)

    logged = written.getvalue() + "\n".join(everything.lines)
    out = capfd.readouterr()
    assert len(typed) > 35
    assert len(pressed) > 40
    assert "model.failed" in logged, "the model did fail"
    assert len(written.getvalue().splitlines()) > 20
    for words in typed:
        assert words not in logged + out.out + out.err, words
    stored = b"".join(path.read_bytes() for path in office.data.glob("*.db*"))
    assert sum(words.encode() in stored for words in typed) > len(typed) / 3, "the words did come to the bot"


async def test_errors_of_libraries_that_quote_what_they_were_given_are_shown_by_place(
    written: io.StringIO, tmp_path: Path
) -> None:
    before, words = len(written.getvalue()), marker()

    def fail() -> None:
        raise ValueError(words)

    logging.getLogger("aiosqlite").debug("executing %s", words)
    logging.getLogger("somewhere").setLevel(logging.DEBUG)
    logging.getLogger("somewhere").debug(words)
    logging.getLogger("somewhere").error("cannot read %s", words)
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    task = asyncio.get_running_loop().create_task(asyncio.to_thread(fail))
    await asyncio.wait([task])
    task.exception()
    asyncio.get_running_loop().call_exception_handler(
        {"message": f"lost {words}", "exception": ValueError(words)}
    )
    with closing(sqlite3.connect(tmp_path / "x.db")) as connection:
        try:
            connection.execute(f"SELECT {words}")
        except sqlite3.Error:
            structlog.get_logger("bot.t").exception("work.failed", reason=f"no {words} there")
    try:
        fail()
    except ValueError as error:
        sys.excepthook(ValueError, error, error.__traceback__)

    shown = written.getvalue()[before:]
    assert words not in shown
    for part in ("thread.failed", "library.line", "process.failed", "asyncio"):
        assert part in shown
    assert "OperationalError" in shown
