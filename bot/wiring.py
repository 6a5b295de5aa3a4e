"""The composition root: opens the store, the index and the coach that the settings name."""

from __future__ import annotations

import fcntl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.config import BadSettings, Settings, data_root
from bot.core.identity import MemberId, Scope, WorkspaceId
from bot.core.ports.coach import Coach
from bot.core.ports.memory import Embedder
from bot.core.ports.time import Clock
from bot.files.knowledge import FileKnowledge
from bot.store.outbox import Pace
from bot.store.store import SqlStore, open_store

if TYPE_CHECKING:
    from bot.memory.chroma import ChromaMemory


class SystemClock:
    """The machine's time."""

    def now(self) -> datetime:
        """Aware UTC time."""
        return datetime.now(UTC)


class AlreadyRunning(Exception):
    """Another process works in the same data folder."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What every command line entry needs: the store, the index and the coach."""

    store: SqlStore
    memory: ChromaMemory
    embedder: Embedder
    coach: Coach
    knowledge: FileKnowledge


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Hold a data folder for this process alone; raises AlreadyRunning."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(
                f"Another Tactegic works in {folder}. Stop it, or use PostgreSQL and a Chroma server "
                "(TACTEGIC_DATABASE_URL, TACTEGIC_CHROMA_URL) to run several."
            ) from None
        yield


@asynccontextmanager
async def open_parts(settings: Settings, clock: Clock, pace: Pace | None = None) -> AsyncIterator[Parts]:
    """Open store, index and coach for the block; raises BadSettings, AlreadyRunning, Unavailable."""
    from bot.memory import open_memory

    async with AsyncExitStack() as stack:
        if settings.database_url is None or settings.chroma_url is None:
            stack.enter_context(alone_in(settings.data_dir))
        store = await open_store(settings.store_url, clock, pace=pace)
        stack.push_async_callback(store.close)
        embedder = open_embedder(settings)
        memory = open_memory(embedder, folder=settings.chroma_dir, url=settings.chroma_url)
        stack.push_async_callback(memory.close)
        coach = await open_coach(settings, embedder, stack)
        yield Parts(store, memory, embedder, coach, FileKnowledge(data_root("knowledge")))


def open_embedder(settings: Settings) -> Embedder:
    """Return the embedder that is set; it loads its model on first use. Raises BadSettings."""
    from bot.memory.embedding import embedder_from

    key = settings.openai_api_key
    try:
        return embedder_from(
            settings.embeddings,
            openai_api_key=key.get_secret_value() if key else None,
            openai_base_url=settings.openai_base_url,
        )
    except ValueError as error:
        raise BadSettings(f"TACTEGIC_EMBEDDINGS is not usable: {error}.") from None


async def open_coach(settings: Settings, embedder: Embedder, stack: AsyncExitStack) -> Coach:
    """Open the model with the rules behind it, or the rules alone where none is set; the stack closes it."""
    from bot.coach.rules.coach import RulesCoach

    rules = RulesCoach(embedder, knowledge=data_root("knowledge"))
    if not settings.has_model:
        return rules
    from bot.coach.fallback import FallbackCoach
    from bot.coach.model.coach import ModelCoach
    from bot.conversation.subcommands import SUBCOMMANDS
    from bot.prompting import load_prompts

    model = ModelCoach(
        load_prompts(data_root("prompts")),
        model=settings.model,
        api_key=settings.openai_api_key.get_secret_value() if settings.openai_api_key else None,
        base_url=settings.openai_base_url,
        timeout_seconds=settings.model_timeout_seconds,
        commands=[f"{each.name} {each.arguments}".strip() + f": {each.summary}" for each in SUBCOMMANDS],
    )
    stack.push_async_callback(model.close)
    await model.open()
    return FallbackCoach(model, rules)


def scopes(store: SqlStore) -> Callable[[WorkspaceId, MemberId], Awaitable[Scope]]:
    """Return a function that reads a member's scope: their own space, and those of their account teams."""

    async def scope_of(workspace: WorkspaceId, member: MemberId) -> Scope:
        return Scope(workspace, member, await store.team_spaces(workspace, member))

    return scope_of
