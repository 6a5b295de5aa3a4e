"""One process that works apart, from the side of who asks it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import structlog

import bot
from bot.apart.frames import FAILED, LENGTH, MOST_BYTES, NO_MEMORY, result_of
from bot.core.ports.apart import Bound, OutOfBounds

T = TypeVar("T")
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "TZ", "HOME", "XDG_CACHE_HOME", "MPLCONFIGDIR", "LD_LIBRARY_PATH")
_ROOT = Path(bot.__file__).resolve().parent.parent
_SECONDS_TO_END = 5.0
_log = structlog.get_logger(__name__)


def clean_environment() -> dict[str, str]:
    """Return what such a process may know of ours: no token, no key, no address of a database."""
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return kept | {"PYTHONPATH": str(_ROOT), "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


class ApartProcess:
    """A process that does one thing after the other, until it is ended or something ends it."""

    def __init__(self, process: Process) -> None:
        self._process = process

    @classmethod
    async def start(cls, megabytes: int) -> ApartProcess:
        """Start one; a group of its own keeps a terminal's Ctrl-C from it."""
        return cls(
            await asyncio.create_subprocess_exec(
                *(sys.executable, "-s", "-m", "bot.apart.child", str(megabytes)),
                stdin=PIPE,
                stdout=PIPE,
                stderr=DEVNULL,
                env=clean_environment(),
                cwd="/",
                process_group=0,
            )
        )

    @property
    def lives(self) -> bool:
        """Return whether it can be asked."""
        return self._process.returncode is None

    async def ask(self, question: bytes, function: Callable[..., T], seconds: float) -> T:
        """Return the result of a piece of work; raises OutOfBounds, after which it may be no more."""
        try:
            async with asyncio.timeout(seconds):
                content = await self._exchange(question)
        except TimeoutError:
            await self.end()
            raise OutOfBounds(Bound.TIME) from None
        except (asyncio.IncompleteReadError, ConnectionError):
            raise OutOfBounds(await self._why_it_ended()) from None
        except asyncio.CancelledError:
            await self.end()
            raise
        return self._read(content, function)

    async def end(self) -> None:
        """End it now, whatever it does."""
        if self.lives:
            with suppress(ProcessLookupError):
                self._process.kill()
        assert self._process.stdin is not None
        self._process.stdin.close()
        await self._process.wait()

    async def _exchange(self, question: bytes) -> bytes:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(question)
        await stdin.drain()
        length: int = LENGTH.unpack(await stdout.readexactly(LENGTH.size))[0]
        if length > MOST_BYTES:
            await self.end()
            raise OutOfBounds(Bound.MEMORY)
        return await stdout.readexactly(length)

    async def _why_it_ended(self) -> Bound:
        """Return what its exit code tells: killing asks for the code, too, and two askers race for it."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_SECONDS_TO_END):
                await self._process.wait()
        await self.end()
        code = self._process.returncode
        _log.warning("apart.ended", code=code)
        return Bound.TIME if code in (-signal.SIGPROF, -signal.SIGXCPU) else Bound.BROKEN

    def _read(self, content: bytes, function: Callable[..., T]) -> T:
        if content[:1] == NO_MEMORY:
            raise OutOfBounds(Bound.MEMORY)
        try:
            return result_of(function, content)
        except ValueError:
            failed = content[1:40].decode(errors="replace") if content[:1] == FAILED else "NoResult"
            _log.warning("apart.failed", error=failed if failed.isidentifier() else "NoResult")
            raise OutOfBounds(Bound.BROKEN) from None
