"""The composition root: opens the store, the index and the coach that the settings name."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.request import getproxies_environment

from bot.config import BadSettings, Settings, data_root
from bot.core.guarding import Guard, Guards, make_guards
from bot.core.identity import MemberId, Scope, WorkspaceId
from bot.core.ports.answering import AnswerModel
from bot.core.ports.coach import Coach
from bot.core.ports.memory import Embedder
from bot.core.ports.time import Clock
from bot.feeds.fetching import FeedBounds, HttpsFeeds
from bot.files.knowledge import FileKnowledge
from bot.files.scratch import FileScratch
from bot.private_files import alone_in, keep_private
from bot.store.outbox import Pace
from bot.store.store import SqlStore, open_store

if TYPE_CHECKING:
    from bot.coach.model.coach import ModelCoach
    from bot.memory.chroma import ChromaMemory


@dataclass(frozen=True, slots=True)
class Parts:
    """What every command line entry needs: the store, the index, the coach and the answer model."""

    store: SqlStore
    memory: ChromaMemory
    embedder: Embedder
    coach: Coach
    knowledge: FileKnowledge
    answering: AnswerModel
    guards: Guards
    """Which dependencies are left alone just now."""
    model: ModelCoach | None = None
    """The language model, where one is set."""


@asynccontextmanager
async def open_parts(
    settings: Settings, clock: Clock, pace: Pace | None = None, *, patience_seconds: float = 0.0
) -> AsyncIterator[Parts]:
    """Open store, index and coach for the block; raises BadSettings, AlreadyRunning, Unavailable.

    A data folder that another process works in is waited for that many seconds.
    """
    from bot.coach.answering.model import local_answer_model
    from bot.memory import open_memory
    from bot.memory.cache import MEGABYTE
    from bot.memory.remembering import RememberingEmbedder

    keep_private(settings)
    async with AsyncExitStack() as stack:
        if settings.database_url is None or settings.chroma_url is None:
            stack.enter_context(alone_in(settings.data_dir, patience_seconds=patience_seconds))
        store = await open_store(settings.store_url, clock, pace=pace)
        stack.push_async_callback(store.close)
        embedder = RememberingEmbedder(open_embedder(settings))
        guards = make_guards()
        model = await open_model(settings, stack, guards.model)

        def forget_texts() -> None:
            embedder.forget()
            if model is not None:
                model.forget()

        memory = open_memory(
            embedder,
            folder=settings.chroma_dir,
            url=settings.chroma_url,
            cache_bytes=settings.vector_cache_mb * MEGABYTE,
            on_erasure=forget_texts,
        )
        stack.push_async_callback(memory.close)
        coach = coach_with(model, embedder, guards.model)
        knowledge = FileKnowledge(data_root("knowledge"))
        yield Parts(store, memory, embedder, coach, knowledge, local_answer_model(), guards, model)


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


def model_coach(settings: Settings) -> ModelCoach:
    """Return the coach by the language model that is set; nothing is loaded yet."""
    from bot.coach.model.asking.record import known_price
    from bot.coach.model.asking.rungs import Rung
    from bot.coach.model.coach import ModelCoach
    from bot.conversation.subcommands import SUBCOMMANDS
    from bot.prompting import load_prompts

    return ModelCoach(
        load_prompts(data_root("prompts")),
        model=settings.model,
        api_key=settings.openai_api_key.get_secret_value() if settings.openai_api_key else None,
        base_url=settings.openai_base_url,
        timeout_seconds=settings.model_timeout_seconds,
        attempt_seconds=settings.model_attempt_seconds,
        make=settings.model_server,
        effort=settings.model_effort,
        temperature=settings.model_temperature,
        rung=None if settings.model_answers == "auto" else Rung(settings.model_answers),
        remember_seconds=settings.model_remember_seconds,
        tokens_a_day=settings.model_tokens_a_day,
        price=known_price(settings.model_price, settings.model, is_openai=settings.openai_base_url is None),
        commands=[f"{each.name} {each.arguments}".strip() + f": {each.summary}" for each in SUBCOMMANDS],
    )


async def open_model(
    settings: Settings, stack: AsyncExitStack, guard: Guard | None = None
) -> ModelCoach | None:
    """Open the language model that is set, or None where none is; the stack closes it."""
    if not settings.has_model:
        return None
    model = model_coach(settings)
    stack.push_async_callback(model.close)
    await model.open()
    if guard is not None:
        guard.look = model.look
    return model


def coach_with(model: ModelCoach | None, embedder: Embedder, guard: Guard | None = None) -> Coach:
    """Return the coach that members meet: this model with the rules behind it, or the rules alone."""
    from bot.coach.fallback import FallbackCoach
    from bot.coach.rules.coach import RulesCoach

    rules = RulesCoach(embedder, knowledge=data_root("knowledge"))
    return FallbackCoach(model, rules, guard) if model else rules


def open_scratch(settings: Settings) -> FileScratch:
    """Return the place for passing files, in the data folder where this process works in it alone."""
    alone = settings.database_url is None or settings.chroma_url is None
    return FileScratch(settings.data_dir if alone else None)


def open_feeds(settings: Settings) -> HttpsFeeds:
    """Return what reads members' calendars, through the proxy that the environment names for https."""
    bounds = FeedBounds(
        megabytes=settings.calendar_megabytes,
        seconds=settings.calendar_seconds,
        minutes_between=settings.calendar_minutes,
    )
    return HttpsFeeds(bounds, proxy=getproxies_environment().get("https", ""))


class NotNamed(Exception):
    """What the command line asks for a member cannot be done; the text is a sentence that says why."""


async def named_scope(store: SqlStore, member: str) -> Scope:
    """The scope of who is named by their Slack id, or of the only member; raises NotNamed."""
    keys = [key async for key in store.member_keys() if member in ("", key[1])]
    if not keys:
        raise NotNamed(f"{member or 'Nobody'} is no member who talked to the bot.")
    if len(keys) > 1:
        raise NotNamed("There are several members: name one with --member and the member's Slack id.")
    [(workspace, id)] = keys
    return Scope(workspace, id, await store.team_spaces(workspace, id))


def scopes(store: SqlStore) -> Callable[[WorkspaceId, MemberId], Awaitable[Scope]]:
    """Return a function that reads a member's scope: their own space, and those of their account teams."""

    async def scope_of(workspace: WorkspaceId, member: MemberId) -> Scope:
        return Scope(workspace, member, await store.team_spaces(workspace, member))

    return scope_of
