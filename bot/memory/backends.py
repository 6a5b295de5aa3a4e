"""The two ways to a Chroma: embedded in this process, or a server of its own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar
from urllib.parse import urlsplit

from bot.core.ports.errors import Unavailable
from bot.memory import rebuilding
from bot.memory.folder import Folder

if TYPE_CHECKING:
    import httpx
    from chromadb.api.client import Client
    from chromadb.config import Settings

T = TypeVar("T")


class Backend(Protocol):
    """Runs calls on a Chroma client off the event loop."""

    async def run(self, call: Callable[[Client], T]) -> T:
        """Return the call's result; raises Unavailable for any failure of Chroma."""

    async def run_scrubbed(self, names: Sequence[str], call: Callable[[Client], None]) -> None:
        """Make a call that deletes from these collections, so that nothing deleted stays on disk."""

    async def close(self) -> None:
        """Release the client, its files and threads."""


class EmbeddedChroma:
    """Chroma in this process, over a folder that it alone has open. Calls run one at a time.

    One thread makes erasure exclusive, and costs little: a query takes milliseconds.
    """

    def __init__(self, path: Path) -> None:
        """Take the folder's lock; raises FolderInUse."""
        self._folder = Folder(path)
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="chroma")
        self._client: Client | None = None

    async def run(self, call: Callable[[Client], T]) -> T:
        """Return the call's result; raises Unavailable."""
        return await _off_loop(self._worker, lambda: call(self._opened()))

    async def run_scrubbed(self, names: Sequence[str], call: Callable[[Client], None]) -> None:
        """Delete, rebuild the collections without what was deleted, and clean the folder's files.

        What is pending is written down first, so that a crash in between is made up for later.
        """

        def scrub() -> None:
            client = self._opened()
            self._folder.remember(names)
            call(client)
            self._finish(client)

        await _off_loop(self._worker, scrub)

    async def close(self) -> None:
        """Close the client and give the lock back."""

        def shut() -> None:
            if self._client is not None:
                self._client.close()
                self._client = None
                self._folder.blank()
            self._folder.release()

        await _off_loop(self._worker, shut)
        self._worker.shutdown()

    def _opened(self) -> Client:
        if self._client is None:
            import chromadb

            client = _client(chromadb.PersistentClient(str(self._folder.path), settings=_settings()))
            rebuilding.recover(client)
            self._client = client
            self._finish(client)
        return self._client

    def _finish(self, client: Client) -> None:
        names = self._folder.read_pending()
        if names is None:
            return
        for name in names:
            rebuilding.rebuild(client, name)
        self._folder.clean()
        self._folder.forget()


class ChromaServer:
    """A Chroma server over HTTP, which several processes may share. It has no authentication of its own."""

    def __init__(self, url: str, *, timeout_seconds: float = 10.0) -> None:
        """Nothing is connected yet; raises ValueError when the address is none."""
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("TACTEGIC_CHROMA_URL: use http://host:port")
        self._ssl = parts.scheme == "https"
        self._host = parts.hostname
        self._port = parts.port or (443 if self._ssl else 8000)
        self._timeout = timeout_seconds
        self._workers = ThreadPoolExecutor(max_workers=8, thread_name_prefix="chroma")
        self._client: Client | None = None
        self._connecting = threading.Lock()

    async def run(self, call: Callable[[Client], T]) -> T:
        """Return the call's result; raises Unavailable."""
        return await _off_loop(self._workers, lambda: call(self._connected()))

    async def run_scrubbed(self, names: Sequence[str], call: Callable[[Client], None]) -> None:  # noqa: ARG002
        """Delete through the API; the server's disk is its operator's (docs/operations.md: vacuum)."""
        await self.run(call)

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

                client = _client(chromadb.HttpClient(self._host, self._port, self._ssl, settings=_settings()))
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


async def _off_loop(workers: ThreadPoolExecutor, call: Callable[[], T]) -> T:
    try:
        return await asyncio.get_running_loop().run_in_executor(workers, call)
    except Exception as error:
        raise Unavailable(f"the vector index failed ({type(error).__name__})") from error


def _sessions(client: Client) -> list[httpx.Client]:
    """Return the client's own connections and those of its inner one for databases; it closes neither."""
    both: list[Any] = [client, client._admin_client]
    return [inner._server._session for inner in both]


def _client(made: object) -> Client:
    """Chroma's functions promise an interface that lacks `close`, which the client they give has."""
    from chromadb.api.client import Client

    if not isinstance(made, Client):
        raise TypeError("another kind of Chroma client")
    return made


def _settings() -> Settings:
    from chromadb.config import Settings

    # no .env: it belongs to the bot, and Chroma refuses what it does not know in it
    return Settings(_env_file=None, anonymized_telemetry=False)  # type: ignore[call-arg]
