"""The command line's end of the control socket."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from bot.control.protocol import LONGEST_ANSWER, VERSION, RequestRefused, line, read, short_path

_SILENCE_SECONDS = 30.0
"""How long a bot that works may say nothing: it tells every few seconds that it is still at it."""


class NobodyThere(Exception):
    """No bot listens in this folder."""


async def ask(
    folder: Path,
    command: str,
    values: Mapping[str, Any],
    told: Callable[[Any], None] | None = None,
    *,
    silence_seconds: float = _SILENCE_SECONDS,
) -> Any:
    """Have the bot that runs in a folder do something, and return what it answers.

    `told` hears how far it is. Raises NobodyThere, RequestRefused.
    """
    reader, writer = await asyncio.open_connection(sock=await _connected(folder), limit=LONGEST_ANSWER)
    try:
        writer.write(line({"v": VERSION, "do": command, "with": dict(values)}))
        while True:
            async with asyncio.timeout(silence_seconds):
                answer = read(await reader.readuntil())
            if "done" in answer:
                return answer["done"]
            if "refused" in answer:
                raise RequestRefused(str(answer["refused"]))
            if told is not None and "told" in answer:
                told(answer["told"])
    except TimeoutError:
        raise RequestRefused(
            f"The bot that runs in {folder} does not answer: its worker is stopped, or stuck. Start it again."
        ) from None
    except (asyncio.IncompleteReadError, ConnectionError):
        raise RequestRefused("The bot stopped before it was done.") from None
    except (asyncio.LimitOverrunError, ValueError):
        raise RequestRefused("The bot's answer cannot be read: is it of another version?") from None
    finally:
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()


async def _connected(folder: Path) -> socket.socket:
    asking = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    asking.setblocking(False)
    try:
        with short_path(folder) as path:
            await asyncio.get_running_loop().sock_connect(asking, path)
    except (FileNotFoundError, NotADirectoryError, ConnectionRefusedError):
        asking.close()
        raise NobodyThere from None
    except OSError as error:
        asking.close()
        raise RequestRefused(f"The bot in {folder} cannot be asked ({error.strerror}).") from None
    return asking
