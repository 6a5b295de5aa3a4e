"""What a process of the bot says to the parent that started it, and that it ends with it."""

from __future__ import annotations

import json
import os
import socket
import threading
from contextlib import suppress

_ORPHANED = 70


class ParentProcess:
    """The way to the parent: a socket that closes when the parent ends, however it ends."""

    def __init__(self, descriptor: int) -> None:
        os.set_inheritable(descriptor, False)
        self._socket = socket.socket(fileno=descriptor)

    def tell_ready(self, port: int | None) -> None:
        """Say that this process works; `port` is where its pages are."""
        self._tell({"ready": True, "port": port})

    def refuse(self, sentence: str, code: int) -> None:
        """Say why this process cannot work, to be shown once, and the exit code that stands for it."""
        self._tell({"refused": sentence, "code": code})

    def end_with_it(self) -> None:
        """End this process at once when the parent is gone: somebody may start another one in its place."""
        threading.Thread(target=self._wait_for_its_end, name="parent", daemon=True).start()

    def _wait_for_its_end(self) -> None:
        with suppress(OSError):  # what it had not read yet breaks the connection instead of closing it
            while self._socket.recv(1024):
                pass
        os._exit(_ORPHANED)

    def _tell(self, facts: dict[str, object]) -> None:
        self._socket.sendall(json.dumps(facts).encode() + b"\n")
