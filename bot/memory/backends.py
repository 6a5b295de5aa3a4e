"""The ways to a Chroma, and the one that is embedded in this process."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, Protocol, TypeVar

from bot.core.ports.errors import Unavailable
from bot.memory import rebuilding
from bot.memory.folder import Folder
from bot.threads import one_thread

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.config import Settings

T = TypeVar("T")
_LOOK_SECONDS = 30.0
"""How often at most a folder on which calls fail is read as a whole, which takes seconds."""


class IndexLost(Unavailable):
    """The index was damaged and is set aside: an empty one is in its place, to be built from the notes."""


class BeingBuilt(Unavailable):
    """The index can be written, but notes are missing: whoever searches it now would miss them."""


class Backend(Protocol):
    """Runs calls on a Chroma client off the event loop."""

    @property
    def is_shared(self) -> bool:
        """Whether other processes may write, too."""

    @property
    def folder(self) -> Path | None:
        """Where its files are, if this process alone has them open."""

    first: Callable[[Client], None] | None
    """What is done before each call, if anything."""
    lost: asyncio.Event
    """Set when the index was set aside as damaged; whoever has built it anew clears it."""

    async def run(self, call: Callable[[Client], T]) -> T:
        """Return the call's result; raises Unavailable for any failure of Chroma, IndexLost among them."""

    async def run_beside(self, do: Callable[[], None]) -> bool:
        """Do something between two calls, where the index is open and its files are there; whether it did."""

    async def run_scrubbed(self, names: Sequence[str], call: Callable[[Client], None]) -> None:
        """Make a call that deletes from these collections, so that nothing deleted stays on disk."""

    async def tidy(self) -> None:
        """Delete damaged indexes that were set aside long ago."""

    async def close(self) -> None:
        """Release the client, its files and threads."""


class EmbeddedChroma:
    """Chroma in this process, over a folder that it alone has open. Calls run one at a time.

    One thread makes erasure exclusive. A folder that is damaged is set aside, before it is opened or when a
    call on it fails.
    """

    is_shared = False

    def __init__(self, path: Path) -> None:
        """Take the folder's lock; raises FolderInUse."""
        self.lost = asyncio.Event()
        self.first: Callable[[Client], None] | None = None
        self._folder = Folder(path)
        self._worker = one_thread("chroma")
        self._client: Client | None = None
        self._next_look = 0.0

    @property
    def folder(self) -> Path | None:
        """The folder of the index."""
        return self._folder.path

    async def run(self, call: Callable[[Client], T]) -> T:
        """Return the call's result; raises Unavailable, IndexLost."""
        return await self._off_loop(lambda: self._called(call))

    async def run_beside(self, do: Callable[[], None]) -> bool:
        """Do something between two calls, where the index is open and its files are there; whether it did.

        Raises Unavailable.
        """

        def beside() -> bool:
            if self._client is None or self._folder.is_gone:
                return False
            do()
            return True

        return await self._off_loop(beside)

    async def run_scrubbed(self, names: Sequence[str], call: Callable[[Client], None]) -> None:
        """Delete, rebuild the collections without what was deleted, and clean the folder's files.

        What is pending is written down first, so that a crash in between is made up for later. Damaged
        indexes that were set aside go first, since they hold what is deleted.
        """

        def scrub(client: Client) -> None:
            self._folder.remember(names)
            call(client)
            self._finish(client)

        await self._off_loop(lambda: self._folder.remove_aside(all_of_them=True))
        await self.run(scrub)

    async def tidy(self) -> None:
        """Delete damaged indexes that were set aside long ago."""
        await self._off_loop(lambda: self._folder.remove_aside(all_of_them=False))

    async def close(self) -> None:
        """Close the client and give the lock back."""

        def shut() -> None:
            self._shut()
            self._folder.release()

        await self._off_loop(shut)
        self._worker.shutdown()

    async def _off_loop(self, call: Callable[[], T]) -> T:
        try:
            return await off_loop(self._worker, call)
        except IndexLost:
            self.lost.set()
            raise

    def _called(self, call: Callable[[Client], T]) -> T:
        """Make a call; raises IndexLost where it failed since the folder is damaged."""
        client = self._opened()
        try:
            if self._folder.is_gone:
                raise FileNotFoundError
            with self._folder.usage.calling():
                if self.first is not None:
                    self.first(client)
                return call(client)
        except BaseException as error:
            if _tells_of_damage(error) and (reason := self._look_closely()):
                self._lose(reason)
            if isinstance(error, Exception):
                raise
            raise RuntimeError(type(error).__name__) from error

    def _opened(self) -> Client:
        if self._client is not None:
            return self._client
        if reason := self._folder.find_damage():
            self._lose(reason)
        self._folder.usage.open()
        try:
            with self._folder.usage.calling():
                self._client = _open_folder(self._folder.path)
                rebuilding.recover(self._client)
                self._finish(self._client)
        except BaseException as error:
            if _tells_of_damage(error) and (reason := self._look_closely()):
                self._lose(reason)
            self._shut()
            raise
        return self._client

    def _look_closely(self) -> str:
        """Close the folder, and return a code for what is wrong with it; not asked more than now and then."""
        if time.monotonic() < self._next_look and not self._folder.is_gone:
            return ""
        self._shut()
        found = self._folder.try_out()
        self._next_look = time.monotonic() + _LOOK_SECONDS
        return found

    def _lose(self, reason: str) -> NoReturn:
        self._shut()
        self._folder.set_aside(reason)
        raise IndexLost("the vector index was damaged; it is being built anew") from None

    def _shut(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            client.close()
            self._folder.blank()
        _forget_system(self._folder.path)
        self._folder.usage.closed_cleanly()

    def _finish(self, client: Client) -> None:
        names = self._folder.read_pending()
        if names is None:
            return
        for name in names:
            rebuilding.rebuild(client, name)
        self._folder.clean()
        self._folder.forget()


async def off_loop(workers: ThreadPoolExecutor, call: Callable[[], T]) -> T:
    """Return what the call returns, made in one of these threads; raises Unavailable."""
    try:
        return await asyncio.get_running_loop().run_in_executor(workers, call)
    except IndexLost:
        raise
    except Exception as error:
        raise Unavailable(f"the vector index failed ({type(error).__name__})") from error


def _open_folder(path: Path) -> Client:
    import chromadb

    return client_of(chromadb.PersistentClient(str(path), settings=settings_of_chroma()))


def _forget_system(path: Path) -> None:
    """Forget what Chroma keeps for this folder; after an opening that failed, it would keep half of one."""
    from chromadb.api.shared_system_client import SharedSystemClient

    SharedSystemClient._identifier_to_system.pop(str(path), None)
    SharedSystemClient._identifier_to_refcount.pop(str(path), None)


def _tells_of_damage(error: BaseException) -> bool:
    """Whether the folder may be the reason: an error of Chroma's own, or of a file."""
    from chromadb.errors import ChromaError

    if isinstance(error, (ChromaError, OSError, AttributeError)):
        return True
    return type(error).__name__ == "PanicException"  # of Rust code; it is no Exception


def client_of(made: object) -> Client:
    """Chroma's functions promise an interface that lacks `close`, which the client they give has."""
    from chromadb.api.client import Client

    if not isinstance(made, Client):
        raise TypeError("another kind of Chroma client")
    return made


def settings_of_chroma() -> Settings:
    """Return what either way to Chroma is set to."""
    from chromadb.config import Settings

    # no .env: it belongs to the bot, and Chroma refuses what it does not know in it
    return Settings(_env_file=None, anonymized_telemetry=False)  # type: ignore[call-arg]
