"""What the command line may ask of the running bot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.backup.taking import take_backup
from bot.backup.words import BadBackup
from bot.config import Settings
from bot.control.protocol import RequestRefused
from bot.control.server import Command, ControlServer, Told
from bot.core.ports.errors import Unavailable
from bot.core.ports.time import Clock
from bot.doctor import examine
from bot.exporting import export_member, export_ratings
from bot.importing import import_file
from bot.indexing import rebuild_index
from bot.supervision import Supervisor
from bot.wiring import NotNamed, Parts


def start_control(settings: Settings, clock: Clock, parts: Parts, supervisor: Supervisor) -> None:
    """Listen in the data folder where this process alone works in it; elsewhere nobody needs to ask."""
    if settings.database_url is not None and settings.chroma_url is not None:
        return
    server = ControlServer(settings.data_dir, commands(settings, clock, parts))
    server.open()
    supervisor.start("control", server.run(), server.stop)


def commands(settings: Settings, clock: Clock, parts: Parts) -> dict[str, Command]:
    """Return what can be asked for, by its name on the command line."""

    async def doctor(_: Mapping[str, Any], __: Told) -> Any:
        return await examine(settings, parts)

    async def replay(values: Mapping[str, Any], _: Told) -> Any:
        return await parts.store.replay(str(values["key"]))

    async def reindex(_: Mapping[str, Any], told: Told) -> Any:
        return await rebuild_index(parts, told)

    async def backup(values: Mapping[str, Any], _: Told) -> Any:
        about = await take_backup(settings.store_url, Path(str(values["file"])), clock.now())
        return {"rows": about.rows}

    async def export(values: Mapping[str, Any], told: Told) -> Any:
        file = Path(str(values["file"]))
        return await export_member(parts.store, settings, clock, str(values["member"]), file, told)

    async def ratings(values: Mapping[str, Any], _: Told) -> Any:
        return await export_ratings(parts.store, Path(str(values["file"])))

    async def import_(values: Mapping[str, Any], _: Told) -> Any:
        file, confirmed = Path(str(values["file"])), bool(values["confirmed"])
        return asdict(await import_file(parts.store, clock, str(values["member"]), file, confirmed=confirmed))

    found = {"doctor": doctor, "replay": replay, "reindex": reindex, "backup": backup, "export": export}
    found |= {"import": import_, "ratings": ratings}
    return {name: _refusing(command) for name, command in found.items()}


def _refusing(command: Command) -> Command:
    """Let errors with a sentence for operators reach them."""

    async def refusing(values: Mapping[str, Any], told: Told) -> Any:
        try:
            return await command(values, told)
        except (BadBackup, NotNamed, Unavailable) as error:
            raise RequestRefused(str(error)) from None

    return refusing
