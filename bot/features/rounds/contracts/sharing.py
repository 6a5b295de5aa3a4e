"""Shares a round upward, and takes it back (T5)."""

from __future__ import annotations

from bot.core.ports.store import UnitOfWork
from bot.features.rounds.contracts.values import SharedRound


async def share(uow: UnitOfWork, shared: SharedRound) -> None:
    """Let those whom it names see a round from now on."""
    await uow.of(SharedRound).put(shared)


async def take_back(uow: UnitOfWork, shared_id: str) -> None:
    """Let nobody see a round any more."""
    await uow.of(SharedRound).remove(shared_id)
