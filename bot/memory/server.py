"""A Chroma server of its own, which several processes may share."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from bot.memory.backends import client_of, off_loop, settings_of_chroma

if TYPE_CHECKING:
    import httpx
    from chromadb.api.client import Client

T = TypeVar("T")


class ChromaServer:
    """A Chroma server over HTTP, which several processes may share. It has no authentication of its own."""

    is_shared = True

    def __init__(self, url: str, *, timeout_seconds: float = 10.0) -> None:
        """Nothing is connected yet; raises ValueError when the address is none."""
        self.first: Callable[[Client], None] | None = None
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("TACTEGIC_CHROMA_URL: use http://host:port")
        self.lost = asyncio.Event()
        self._ssl = parts.scheme == "https"
        self._host = parts.hostname
        self._port = parts.port or (443 if self._ssl else 8000)
        self._timeout = timeout_seconds
        self._workers = ThreadPoolExecutor(max_workers=8, thread_name_prefix="chroma")
        self._client: Client | None = None
        self._connecting = threading.Lock()

    @property
    def folder(self) -> Path | None:
        """None: the files are the server's."""
        return None

    async def run_beside(self, do: Callable[[], None]) -> bool:  # noqa: ARG002
        """Do nothing: others may write, too, and are to see at once what was written."""
        return False

    async def run(self, call: Callable[[Client], T]) -> T:
        """Return the call's result; raises Unavailable."""
        return await off_loop(self._workers, lambda: call(self._connected()))

    async def run_scrubbed(self, names: Sequence[str], call: Callable[[Client], None]) -> None:  # noqa: ARG002
        """Delete through the API; the server's disk is its operator's (docs/operations.md: vacuum)."""
        await self.run(call)

    async def tidy(self) -> None:
        """Do nothing: the server's files are its operator's."""

    async def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            for session in _sessions(self._client):
                session.close()
            self._client.close()
            self._client = None
        self._workers.shutdown(wait=False, cancel_futures=True)

    def _connected(self) -> Client:
        with self._connecting:
            if self._client is None:
                self._check()
                import chromadb

                client = client_of(
                    chromadb.HttpClient(self._host, self._port, self._ssl, settings=settings_of_chroma())
                )
                # Chroma's client waits for ever, and has no setting for it
                for session in _sessions(client):
                    session.timeout = self._timeout
                self._client = client
        return self._client

    def _check(self) -> None:
        """Ask for a sign of life with a time limit: Chroma's own way to connect has none."""
        import httpx

        scheme = "https" if self._ssl else "http"
        url = f"{scheme}://{self._host}:{self._port}/api/v2/heartbeat"
        httpx.get(url, timeout=self._timeout, trust_env=False).raise_for_status()


def _sessions(client: Client) -> list[httpx.Client]:
    """Return the client's own connections and those of its inner one for databases; it closes neither."""
    both: list[Any] = [client, client._admin_client]
    return [inner._server._session for inner in both]
