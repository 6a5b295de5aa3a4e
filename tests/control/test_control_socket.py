"""The control socket itself: whose it is, what it refuses, and what it does when callers misbehave."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.control.client import NobodyThere, ask
from bot.control.protocol import LONGEST_REQUEST, NAME, RequestRefused
from bot.control.server import Command, ControlServer, Told


async def echo(values: Mapping[str, Any], told: Told) -> Any:
    for number in range(3):
        await told(number)
    return {"said": values["word"]}


async def no(_: Mapping[str, Any], __: Told) -> Any:
    raise RequestRefused("That cannot be done today.")


async def breaks(_: Mapping[str, Any], __: Told) -> Any:
    raise KeyError("Ana Ruiz")


class Waits:
    """A command that waits until it is let go, and remembers that it was ended before."""

    def __init__(self) -> None:
        self.begun, self.ended, self.free = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def __call__(self, _: Mapping[str, Any], __: Told) -> Any:
        self.begun.set()
        try:
            await self.free.wait()
        finally:
            self.ended.set()
        return "free"


@asynccontextmanager
async def serving(
    folder: Path, *, beat_seconds: float = 3.0, **commands: Command
) -> AsyncIterator[ControlServer]:
    server = ControlServer(
        folder, {"echo": echo, "no": no, "breaks": breaks, **commands}, beat_seconds=beat_seconds
    )
    server.open()
    running = asyncio.create_task(server.run())
    try:
        yield server
    finally:
        server.stop()
        await asyncio.wait_for(running, 10)


async def raw(folder: Path, written: bytes) -> dict[str, Any]:
    reader, writer = await asyncio.open_unix_connection(folder / NAME)
    writer.write(written)
    answer = await asyncio.wait_for(reader.readline(), 10)
    writer.close()
    await writer.wait_closed()
    return dict(json.loads(answer)) if answer else {}


async def test_what_is_asked_is_answered_with_its_progress(tmp_path: Path) -> None:
    heard: list[Any] = []
    async with serving(tmp_path):
        assert await ask(tmp_path, "echo", {"word": "grüße"}, heard.append) == {"said": "grüße"}
    assert heard == [0, 1, 2]


async def test_the_socket_is_the_users_alone_and_gone_afterwards(tmp_path: Path) -> None:
    async with serving(tmp_path):
        assert (tmp_path / NAME).stat().st_mode & 0o777 == 0o600
    assert not (tmp_path / NAME).exists()
    with pytest.raises(NobodyThere):
        await ask(tmp_path, "echo", {"word": "?"})


async def test_the_socket_of_a_bot_that_was_killed_is_nobody_and_is_replaced(tmp_path: Path) -> None:
    left = socket.socket(socket.AF_UNIX)
    left.bind(str(tmp_path / NAME))
    left.close()
    with pytest.raises(NobodyThere):
        await ask(tmp_path, "echo", {"word": "?"})

    async with serving(tmp_path):
        assert await ask(tmp_path, "echo", {"word": "here"}) == {"said": "here"}


async def test_a_folder_deeper_than_an_address_may_be_long(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["a-folder-with-a-long-name"] * 6)
    deep.mkdir(parents=True)
    async with serving(deep):
        assert await ask(deep, "echo", {"word": "deep"}) == {"said": "deep"}


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("no", "That cannot be done today."),
        ("breaks", r"That failed in the running bot \(KeyError\): see its log."),
        ("pigeon", "knows nothing called 'pigeon'"),
    ],
)
async def test_a_refusal_is_a_sentence_without_what_is_in_the_error(
    tmp_path: Path, command: str, sentence: str
) -> None:
    async with serving(tmp_path):
        with pytest.raises(RequestRefused, match=sentence) as refused:
            await ask(tmp_path, command, {})
        assert "Ana" not in str(refused.value)
        assert await ask(tmp_path, "echo", {"word": "still"}) == {"said": "still"}


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        (b"hello\n", "That is no request."),
        (b"[1]\n", "That is no request."),
        (b"[" * (LONGEST_REQUEST - 10) + b"\n", "That is no request."),
        (b"x" * (LONGEST_REQUEST + 10) + b"\n", "That is no request."),
        (b'{"v": 99, "do": "echo"}\n', "The bot that runs is of another version: start it again first."),
        (b'{"v": 1, "do": "echo", "with": 7}\n', "The bot that runs knows nothing called 'echo'."),
        (b'{"v": 1, "do": "echo", "with": {}}\n', None),
    ],
)
async def test_what_is_no_request_is_refused(tmp_path: Path, written: bytes, sentence: str | None) -> None:
    async with serving(tmp_path):
        answer = await raw(tmp_path, written)
        if sentence is not None:
            assert answer == {"refused": sentence}
        assert await ask(tmp_path, "echo", {"word": "still"}) == {"said": "still"}


async def test_one_command_runs_once_at_a_time(tmp_path: Path) -> None:
    waits = Waits()
    async with serving(tmp_path, wait=waits):
        first = asyncio.create_task(ask(tmp_path, "wait", {}))
        await waits.begun.wait()
        with pytest.raises(RequestRefused, match="it is being done"):
            await ask(tmp_path, "wait", {})
        waits.free.set()
        assert await first == "free"


async def test_a_caller_who_hangs_up_ends_what_was_asked(tmp_path: Path) -> None:
    waits = Waits()
    async with serving(tmp_path, wait=waits):
        caller = asyncio.create_task(ask(tmp_path, "wait", {}))
        await waits.begun.wait()
        caller.cancel()
        await asyncio.wait_for(waits.ended.wait(), 10)


async def test_a_bot_that_stops_says_so_to_whoever_waits(tmp_path: Path) -> None:
    waits = Waits()
    async with serving(tmp_path, wait=waits) as server:
        caller = asyncio.create_task(ask(tmp_path, "wait", {}))
        await waits.begun.wait()
        server.stop()
        with pytest.raises(RequestRefused, match="stopped before it was done"):
            await caller


async def test_a_bot_that_is_stopped_is_not_waited_for_for_ever(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as never_accepts:
        never_accepts.bind(str(tmp_path / NAME))
        never_accepts.listen()
        with pytest.raises(RequestRefused, match="does not answer"):
            await asyncio.wait_for(ask(tmp_path, "echo", {"word": "x"}, silence_seconds=0.05), 10)


async def test_what_takes_long_is_heard_of_meanwhile_and_waited_for(tmp_path: Path) -> None:
    waits = Waits()
    async with serving(tmp_path, beat_seconds=0.01, waits=waits):
        reader, writer = await asyncio.open_unix_connection(tmp_path / NAME)
        writer.write(b'{"v":1,"do":"waits","with":{}}\n')
        heard = [json.loads(await asyncio.wait_for(reader.readline(), 10)) for _ in range(3)]
        waits.free.set()
        while (last := json.loads(await asyncio.wait_for(reader.readline(), 10))) == {"working": True}:
            pass
        writer.close()
    assert heard == [{"working": True}] * 3
    assert last == {"done": "free"}
