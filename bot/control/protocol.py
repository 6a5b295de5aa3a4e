"""One request and its answers, each a line of JSON, on a socket of the data folder.

`{"v": 1, "do": "doctor", "with": {…}}` is answered by any number of `{"told": …}`, and
`{"working": true}` every few seconds, and then one of `{"done": …}` and `{"refused": "a whole sentence"}`.
"""

from __future__ import annotations

import json
import os
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

VERSION = 1
NAME = "control.sock"
LONGEST_REQUEST = 64 * 1024
LONGEST_ANSWER = 16 * 1024 * 1024
"""Bytes of a line."""
_CREDENTIALS = struct.Struct("3i")
"""Process, user and group."""


class RequestRefused(Exception):
    """What was asked is not done; the text is a whole sentence for whoever asked."""


def line(content: dict[str, Any]) -> bytes:
    """Write one line."""
    return json.dumps(content, separators=(",", ":")).encode() + b"\n"


def read(written: bytes) -> dict[str, Any]:
    """Read one line; raises ValueError."""
    content = json.loads(written)
    if not isinstance(content, dict):
        raise ValueError("no object")
    return content


@contextmanager
def short_path(folder: Path) -> Iterator[str]:
    """Name the socket so that it fits into an address of 107 bytes, however deep the folder lies."""
    held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        through = f"/proc/self/fd/{held}"
        yield f"{through}/{NAME}" if os.path.isdir(through) else str(folder / NAME)
    finally:
        os.close(held)


def user_at(other_end: socket.socket) -> int | None:
    """The user of the process at the other end; None where the system does not say."""
    if not hasattr(socket, "SO_PEERCRED"):
        return None
    found = other_end.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    _, user, _ = _CREDENTIALS.unpack(found)
    return int(user)
