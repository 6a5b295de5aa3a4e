"""The process that works apart: reads one piece of work after the other, and ends with its standard input.

It has a bound on its memory from its start, and for each piece of work a timer of the processor's time, which
ends it wherever it is.
"""

from __future__ import annotations

import os
import pickle
import resource
import signal
import sys
from typing import BinaryIO

from bot.apart.frames import FAILED, LENGTH, NO_MEMORY, answer, framed

_LARGEST_FILE = 512_000_000
"""Bytes of a file that it may write: an export of all that a member has, or what drawing keeps of fonts."""
_NICE = 2


def main() -> None:
    """Work until nothing comes any more; the one argument is the memory in megabytes."""
    limit_memory(int(sys.argv[1]))
    os.nice(_NICE)
    out = _standard_output()
    while (length := sys.stdin.buffer.read(LENGTH.size)) and len(length) == LENGTH.size:
        out.write(framed(_answered(sys.stdin.buffer.read(LENGTH.unpack(length)[0]))))
        out.flush()


def limit_memory(megabytes: int) -> None:
    """Let this process have so much memory and no more, and leave no image of it behind."""
    size = megabytes * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST_FILE, _LARGEST_FILE))


def _standard_output() -> BinaryIO:
    """Return what the answers are written to; whatever a library prints goes nowhere."""
    out = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return out


def _answered(content: bytes) -> bytes:
    try:
        seconds, function, args, kwargs = pickle.loads(content)  # noqa: S301  written by the bot itself
        signal.setitimer(signal.ITIMER_PROF, seconds)  # ends the process, in the middle of whatever it does
        try:
            return answer(function(*args, **kwargs))
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
    except MemoryError:
        return NO_MEMORY
    except Exception as error:  # what went wrong is told by its kind; its words may quote what was read
        return FAILED + type(error).__name__.encode()


if __name__ == "__main__":
    main()
