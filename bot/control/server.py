"""The running bot's end of the control socket: for its own user, each command once at a time."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import structlog

from bot.control.protocol import (
    LONGEST_REQUEST,
    NAME,
    VERSION,
    RequestRefused,
    line,
    read,
    short_path,
    user_at,
)

_MOST_CALLERS = 8
_REQUEST_SECONDS = 10.0
_BEAT_SECONDS = 3.0
"""How often whoever asked hears that it is still being done."""
_log = structlog.get_logger(__name__)

Told = Callable[[Any], Awaitable[None]]
"""Tells whoever asked how far it is."""
Command = Callable[[Mapping[str, Any], Told], Awaitable[Any]]
"""Does what was asked, with its values; raises RequestRefused."""


class ControlServer:
    """Answers on the socket of a folder that this process alone works in."""

    def __init__(
        self, folder: Path, commands: Mapping[str, Command], *, beat_seconds: float = _BEAT_SECONDS
    ) -> None:
        self._folder = folder
        self._beat = beat_seconds
        self._commands = commands
        self._busy: set[str] = set()
        self._callers: set[asyncio.Task[None]] = set()
        self._stopped = asyncio.Event()
        self._listening: socket.socket | None = None

    def open(self) -> None:
        """Listen, in the place of a predecessor that was killed."""
        (self._folder / NAME).unlink(missing_ok=True)
        listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        mask = os.umask(0o177)
        try:
            with short_path(self._folder) as path:
                listening.bind(path)
        finally:
            os.umask(mask)
        listening.listen(_MOST_CALLERS)
        listening.setblocking(False)
        self._listening = listening

    async def run(self) -> None:
        """Answer until `stop` is called."""
        loop = asyncio.get_running_loop()
        stopping = asyncio.create_task(self._stopped.wait())
        try:
            while not self._stopped.is_set() and self._listening is not None:
                accepting = asyncio.create_task(loop.sock_accept(self._listening))
                await asyncio.wait({accepting, stopping}, return_when=asyncio.FIRST_COMPLETED)
                if not accepting.done():
                    accepting.cancel()
                    break
                if accepting.exception() is not None:  # no more open files, for instance
                    await asyncio.wait({stopping}, timeout=1.0)
                    continue
                self._take(accepting.result()[0])
        finally:
            stopping.cancel()
            self._close()
            for caller in self._callers:
                caller.cancel()
            await asyncio.gather(*self._callers, return_exceptions=True)

    def stop(self) -> None:
        """End what is being answered, and listen no more."""
        self._stopped.set()

    def _close(self) -> None:
        if self._listening is not None:
            self._listening.close()
            self._listening = None
            (self._folder / NAME).unlink(missing_ok=True)

    def _take(self, caller: socket.socket) -> None:
        if user_at(caller) not in (os.geteuid(), 0, None) or len(self._callers) >= _MOST_CALLERS:
            caller.close()
            return
        task = asyncio.create_task(self._answer(caller))
        self._callers.add(task)
        task.add_done_callback(self._callers.discard)

    async def _answer(self, caller: socket.socket) -> None:
        reader, writer = await asyncio.open_connection(sock=caller, limit=LONGEST_REQUEST)
        try:
            try:
                async with asyncio.timeout(_REQUEST_SECONDS):
                    request = read(await reader.readuntil())
            except (
                asyncio.IncompleteReadError,
                asyncio.LimitOverrunError,
                TimeoutError,
                ValueError,
                RecursionError,
            ):
                answer = {"refused": "That is no request."}
            else:
                answer = await self._unless_gone(self._done(request, writer), reader, writer)
            writer.write(line(answer))
            await writer.drain()
        except (ConnectionError, _CallerGone):
            _log.info("control.caller_gone")
        finally:
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()

    async def _unless_gone(
        self, answering: Awaitable[dict[str, Any]], reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> dict[str, Any]:
        """Return the answer, and say meanwhile that it is being done; end it where whoever asked hangs up."""
        work, gone = asyncio.ensure_future(answering), asyncio.ensure_future(reader.read(1))
        try:
            while not await _any_done(work, gone, seconds=self._beat):
                writer.write(line({"working": True}))
            if work.done():
                return work.result()
            raise _CallerGone
        finally:
            for each in (work, gone):
                each.cancel()
            await asyncio.gather(work, gone, return_exceptions=True)

    async def _done(self, request: dict[str, Any], writer: asyncio.StreamWriter) -> dict[str, Any]:
        name, values = str(request.get("do", "")), request.get("with", {})
        if request.get("v") != VERSION:
            return {"refused": "The bot that runs is of another version: start it again first."}
        command = self._commands.get(name)
        if command is None or not isinstance(values, dict):
            return {"refused": f"The bot that runs knows nothing called {name[:40]!r}."}
        if name in self._busy:
            return {"refused": f"Somebody has asked for {name} already, and it is being done."}

        async def told(content: Any) -> None:
            writer.write(line({"told": content}))
            await writer.drain()

        self._busy.add(name)
        _log.info("control.asked", command=name)
        try:
            return {"done": await command(values, told)}
        except RequestRefused as refused:
            return {"refused": str(refused)}
        except ConnectionError:
            raise
        except Exception as error:  # whoever asks must not end the bot
            _log.error("control.failed", command=name, error_kind=type(error).__name__)
            return {"refused": f"That failed in the running bot ({type(error).__name__}): see its log."}
        finally:
            self._busy.discard(name)


async def _any_done(*awaited: asyncio.Future[Any], seconds: float) -> bool:
    done, _ = await asyncio.wait(awaited, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    return bool(done)


class _CallerGone(Exception):
    """Whoever asked does not listen any more."""
