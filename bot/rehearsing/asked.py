"""Rehearses for whom the command line names."""

from __future__ import annotations

from pathlib import Path

from bot.config import Settings
from bot.core.members import Member
from bot.core.ports.errors import NotFound
from bot.core.ports.time import Clock
from bot.rehearsing.page import page
from bot.rehearsing.rehearsing import Rehearser
from bot.store.store import open_store
from bot.wiring import NotNamed, named_scope


async def rehearse_for(settings: Settings, clock: Clock, member: str, weeks: int) -> str:
    """The page of a member's weeks ahead; the bot may be running meanwhile.

    Raises NotNamed, and Unavailable where the database cannot be read.
    """
    if settings.database_url is None and not _is_there(settings.data_dir):
        raise NotNamed(f"There is no database in {settings.data_dir} yet.")
    store = await open_store(settings.store_url, clock, migrated=True)
    try:
        scope = await named_scope(store, member)
        async with store.read(scope) as reader:
            known = await reader.of(Member).get(scope.member)
        coming = await Rehearser(store).rehearse(scope, clock.now(), weeks)
    except NotFound:
        raise NotNamed(f"{member} is no member who talked to the bot.") from None
    finally:
        await store.close()
    return page(known.name, known.zone, weeks, coming)


def _is_there(folder: Path) -> bool:
    return any(folder.glob("tactegic.db*"))
