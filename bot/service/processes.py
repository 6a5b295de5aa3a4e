"""The parent of intake and worker: starts both, starts again what died, and ends them in order.

It imports nothing of what they do, so that it is small and they are started at once.
"""

from __future__ import annotations

import asyncio
import json
import socket
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from typing import Any

_NEVER_READY_MOST = 5
"""How often a process may end before it was ever ready, until the whole is given up."""
_LAST_WORDS_SECONDS = 1.0


MakeLog = Callable[[], Any]
"""Returns the log, which is loaded when there is something to say."""


class ChildRefused(Exception):
    """A process that cannot work; the text says why, `code` is what the whole ends with."""

    def __init__(self, sentence: str, code: int) -> None:
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class Pauses:
    """Seconds before a process that ended is started again: twice as many each time, until it lasts."""

    first: float = 0.1
    longest: float = 5.0
    lasting: float = 30.0
    """A process that ran that long has the first pause again."""
    ending: float = 40.0
    """How long one that was told to end may take."""


class Child:
    """One process that is kept running."""

    def __init__(
        self, name: str, command: Sequence[str], link: socket.socket, pauses: Pauses, make_log: MakeLog
    ) -> None:
        """`link` is its end of the pair of sockets over which the processes speak to each other."""
        self._log = make_log
        self.name = name
        self.ready = asyncio.Event()
        self.port: int | None = None
        self._command = command
        self._link = link
        self._pauses = pauses
        self._process: asyncio.subprocess.Process | None = None
        self._stopping = asyncio.Event()
        self._refused: ChildRefused | None = None
        self._never_ready = 0

    async def keep(self) -> None:
        """Run the process, again and again, until `stop`. Raises ChildRefused where it never gets ready."""
        pause = self._pauses.first
        while not self._stopping.is_set():
            began = time.monotonic()
            code = await self._run_once()
            if self._stopping.is_set():
                return
            self._give_up(code)
            if time.monotonic() - began >= self._pauses.lasting:
                pause = self._pauses.first
            self._log().error("process.ended", process=self.name, code=code, again_in=pause)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), pause)
            pause = min(2 * pause, self._pauses.longest)

    async def stop(self) -> None:
        """Tell the process to end, and wait until it has."""
        self._stopping.set()
        process = self._process
        if process is None or process.returncode is not None:
            return
        with suppress(ProcessLookupError):
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), self._pauses.ending)
        except TimeoutError:
            self._log().warning("process.late", process=self.name)
            with suppress(ProcessLookupError):
                process.kill()

    async def _run_once(self) -> int:
        """Run the process to its end, and return how it ended."""
        ours, theirs = socket.socketpair()
        link, parent = self._link.fileno(), theirs.fileno()
        try:
            with theirs:
                # A group of its own: what ends the parent from a terminal must not end the others beside it.
                process = await asyncio.create_subprocess_exec(
                    *self._command,
                    "--link",
                    f"{link},{parent}",
                    pass_fds=(link, parent),
                    process_group=0,
                )
        except OSError as error:
            ours.close()
            self._log().error("process.not_started", process=self.name, problem=type(error).__name__)
            return -1
        self._process = process
        if self._stopping.is_set():
            process.terminate()
        listening = asyncio.create_task(self._listen(ours))
        code = await process.wait()
        await asyncio.wait({listening}, timeout=_LAST_WORDS_SECONDS)
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
        return code

    async def _listen(self, ours: socket.socket) -> None:
        reader, writer = await asyncio.open_connection(sock=ours)
        try:
            while line := await reader.readline():
                self._hear(json.loads(line))
        finally:
            writer.close()

    def _hear(self, told: Mapping[str, Any]) -> None:
        if told.get("ready"):
            self.port, self._refused, self._never_ready = told.get("port"), None, 0
            self.ready.set()
        elif "refused" in told:
            self._refused = ChildRefused(str(told["refused"]), int(told["code"]))

    def _give_up(self, code: int) -> None:
        """Raise ChildRefused where it ended before it ever worked: it says why, or ends again and again."""
        refused, self._refused = self._refused, None
        if self.ready.is_set():
            if refused is not None:
                self._log().error("process.refused", process=self.name, problem=str(refused))
            return
        if refused is not None:
            raise refused
        self._never_ready += 1
        if self._never_ready >= _NEVER_READY_MOST:
            raise ChildRefused(f"The process of the {self.name} ends before it is ready (code {code}).", 1)


async def supervise(
    commands: Mapping[str, Sequence[str]],
    stopped: asyncio.Event,
    *,
    pauses: Pauses | None = None,
    make_log: MakeLog | None = None,
    on_ready: Callable[[int | None], None] = lambda _: None,
) -> None:
    """Keep two processes running until `stopped` is set; then end them, the first of them first.

    `on_ready` is called with the port of the first once both are ready. The log is made when there is
    something to say: loading it would hold up the processes. Raises ChildRefused.
    """
    with ExitStack() as stack:
        ends = [stack.enter_context(end) for end in socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)]
        children = [
            Child(name, command, end, pauses or Pauses(), make_log or unset_log)
            for (name, command), end in zip(commands.items(), ends, strict=True)
        ]
        keeping = [asyncio.create_task(child.keep(), name=child.name) for child in children]
        telling = asyncio.create_task(_tell_ready(children, on_ready))
        stopping = asyncio.create_task(stopped.wait())
        try:
            await asyncio.wait({stopping, *keeping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            telling.cancel()
            stopping.cancel()
            for child in children:
                await child.stop()
            ended = await asyncio.gather(*keeping, return_exceptions=True)
        for error in ended:
            if isinstance(error, BaseException):
                raise error


async def _tell_ready(children: Sequence[Child], on_ready: Callable[[int | None], None]) -> None:
    for child in children:
        await child.ready.wait()
    on_ready(children[0].port)


def unset_log() -> Any:
    """Return a log as nobody set it up."""
    import structlog

    return structlog.get_logger(__name__)
