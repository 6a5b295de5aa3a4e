"""What the tests of the pool have done apart: a process there imports it by its name."""

from __future__ import annotations

import os
import resource
import signal
from dataclasses import dataclass
from enum import StrEnum


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Painted:
    things: tuple[str, ...]
    colour: Colour | None = None


def paint(things: tuple[str, ...], colour: Colour | None = None) -> Painted:
    return Painted(things, colour)


def as_bytes(word: str) -> bytes:
    return word.encode()


def number() -> int:
    return os.getpid()


def environment() -> dict[str, str]:
    return dict(os.environ)


def nice() -> int:
    return os.nice(0)


def lies() -> int:
    return "three"  # type: ignore[return-value]


def fails() -> int:
    raise RuntimeError("Ana Ruiz")


def spins() -> int:
    while True:
        pass


def a_regular_expression_that_never_ends() -> bool:
    import re

    return re.match(r"(a+)+$", "a" * 60 + "b") is not None


def sleeps() -> int:
    signal.pause()
    return 0


def swells() -> int:
    held = []
    while True:
        held.append(bytearray(10_000_000))


def dies() -> int:
    os.kill(os.getpid(), signal.SIGSEGV)
    return 0


def prints() -> int:
    print("Ana Ruiz")  # noqa: T201
    os.write(1, b"Ana Ruiz")
    return 7


def core_size() -> int:
    return resource.getrlimit(resource.RLIMIT_CORE)[0]
