"""The parent of intake and worker: starts again what died, ends both in order, says what one refuses."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

import pytest

from bot.service.processes import ChildRefused, Pauses, supervise

QUICK = Pauses(first=0.02, longest=0.05, lasting=60.0, ending=10.0)
_CHILD = """
import json, os, signal, socket, sys, threading
name, folder, doing = sys.argv[1:4]
link, parent = (socket.socket(fileno=int(each)) for each in sys.argv[5].split(","))
def note(word):
    with open(os.path.join(folder, "log"), "a") as log:
        log.write(f"{name} {word} {os.getpid()}\\n")
def tell(**facts):
    parent.sendall(json.dumps(facts).encode() + b"\\n")
def stop(*_):
    note("stopped")
    os._exit(0)
def end_with_parent():
    try:
        parent.recv(1)
    except OSError:
        pass  # what the parent had not read yet breaks the connection instead of closing it
    note("orphaned")
    os._exit(70)
signal.signal(signal.SIGTERM, stop)
note("began")
if doing == "refuse":
    tell(refused="SLACK_BOT_TOKEN was refused.", code=2)
    os._exit(2)
if doing == "crash":
    os._exit(9)
threading.Thread(target=end_with_parent, daemon=True).start()
tell(ready=True, port=4711)
if doing == "say":
    link.send(b"hello from intake")
if doing == "hear":
    note(link.recv(100).decode().replace(" ", "-"))
if doing == "deaf":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    note("deaf")
signal.pause()
"""


def commands(folder: Path, *doing: str) -> dict[str, list[str]]:
    one = [sys.executable, "-c", _CHILD]
    return {
        name: [*one, name, str(folder), what] for name, what in zip(("intake", "worker"), doing, strict=True)
    }


def log(folder: Path) -> list[tuple[str, str, int]]:
    """Which process noted what, and its id."""
    with suppress(FileNotFoundError):
        lines = [line.split() for line in (folder / "log").read_text().splitlines()]
        return [(name, word, int(process)) for name, word, process in lines]
    return []


async def until(condition: Callable[[], object], seconds: float = 30) -> None:
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.01)


async def supervised(
    folder: Path, doing: tuple[str, str], during: Callable[[], Awaitable[None]], pauses: Pauses = QUICK
) -> None:
    """Run both until `during` is over."""
    stopped = asyncio.Event()
    running = asyncio.create_task(supervise(commands(folder, *doing), stopped, pauses=pauses))
    try:
        await during()
    finally:
        stopped.set()
        await running


def began(folder: Path, name: str) -> list[int]:
    return [process for who, word, process in log(folder) if (who, word) == (name, "began")]


async def test_the_port_is_told_once_both_are_ready_and_they_end_in_order(tmp_path: Path) -> None:
    stopped, ports = asyncio.Event(), list[int | None]()

    def ready(port: int | None) -> None:
        ports.append(port)
        stopped.set()

    await supervise(commands(tmp_path, "serve", "serve"), stopped, pauses=QUICK, on_ready=ready)

    assert ports == [4711]
    assert [who for who, word, _ in log(tmp_path) if word == "stopped"] == ["intake", "worker"]


@pytest.mark.parametrize("name", ["intake", "worker"])
async def test_one_that_is_killed_is_started_again_and_the_other_goes_on(tmp_path: Path, name: str) -> None:
    async def during() -> None:
        await until(lambda: began(tmp_path, "intake") and began(tmp_path, "worker"))
        for kills in range(1, 4):
            os.kill(began(tmp_path, name)[-1], signal.SIGKILL)
            await until(lambda kills=kills: len(began(tmp_path, name)) > kills)

    await supervised(tmp_path, ("serve", "serve"), during)

    other = {"intake": "worker", "worker": "intake"}[name]
    assert (len(began(tmp_path, name)), len(began(tmp_path, other))) == (4, 1)


async def test_what_a_process_refuses_at_the_start_ends_both_with_its_sentence_and_code(
    tmp_path: Path,
) -> None:
    with pytest.raises(ChildRefused, match="SLACK_BOT_TOKEN was refused") as refused:
        await supervise(commands(tmp_path, "serve", "refuse"), asyncio.Event(), pauses=QUICK)

    assert refused.value.code == 2
    assert len(began(tmp_path, "worker")) == 1


async def test_one_that_never_gets_ready_ends_both_after_some_tries(tmp_path: Path) -> None:
    with pytest.raises(ChildRefused, match=r"intake ends before it is ready \(code 9\)") as refused:
        await supervise(commands(tmp_path, "crash", "serve"), asyncio.Event(), pauses=QUICK)

    assert refused.value.code == 1
    assert len(began(tmp_path, "intake")) == 5


async def test_one_that_does_not_end_when_it_is_told_is_killed(tmp_path: Path) -> None:
    async def during() -> None:
        await until(lambda: any(word == "deaf" for _, word, _ in log(tmp_path)))

    await supervised(tmp_path, ("deaf", "serve"), during, Pauses(first=0.02, ending=0.2))

    [deaf] = began(tmp_path, "intake")
    with pytest.raises(ProcessLookupError):
        os.kill(deaf, 0)


async def test_they_hear_each_other_also_after_one_was_started_again(tmp_path: Path) -> None:
    async def during() -> None:
        await until(lambda: any(word == "hello-from-intake" for _, word, _ in log(tmp_path)))
        os.kill(began(tmp_path, "intake")[-1], signal.SIGKILL)
        os.kill(began(tmp_path, "worker")[-1], signal.SIGKILL)
        await until(lambda: sum(word == "hello-from-intake" for _, word, _ in log(tmp_path)) > 1)

    await supervised(tmp_path, ("say", "hear"), during)

    assert {who for who, word, _ in log(tmp_path) if word == "hello-from-intake"} == {"worker"}


async def test_one_that_told_its_parent_something_unread_ends_with_it_all_the_same() -> None:
    ours, theirs = socket.socketpair()
    with theirs:
        child = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", _TELLS_ITS_PARENT, str(theirs.fileno())),
            pass_fds=(theirs.fileno(),),
            stdout=asyncio.subprocess.PIPE,
        )
    assert child.stdout is not None
    assert await child.stdout.readline() == b"told\n"

    ours.close()

    assert await asyncio.wait_for(child.wait(), 30) == 70


_TELLS_ITS_PARENT = """
import sys, time
from bot.service.child import ParentProcess
parent = ParentProcess(int(sys.argv[1]))
parent.end_with_it()
parent.tell_ready(1)
print("told", flush=True)
time.sleep(60)
"""


async def test_they_end_at_once_when_their_parent_is_killed(tmp_path: Path) -> None:
    parent = (
        "import asyncio, sys; from tests.service.test_processes import *; "
        "asyncio.run(supervise(commands(Path(sys.argv[1]), 'serve', 'serve'), asyncio.Event(), pauses=QUICK))"
    )
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", parent, str(tmp_path))
    await until(lambda: began(tmp_path, "intake") and began(tmp_path, "worker"))

    process.kill()
    await process.wait()

    await until(lambda: {who for who, word, _ in log(tmp_path) if word == "orphaned"} == {"intake", "worker"})
