"""What operators do by the command line: asked of the bot that runs in the data folder, or done here."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Collection, Mapping
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

from bot.backup.commands import restore
from bot.backup.moving import move
from bot.backup.taking import take_backup
from bot.backup.words import NotReplaced
from bot.config import Settings
from bot.control.client import NobodyThere, ask
from bot.core.ports.time import Clock
from bot.doctor import examine, sentences
from bot.exporting import export_member, export_ratings
from bot.importing import import_file
from bot.indexing import rebuild_index
from bot.private_files import alone_in, keep_private
from bot.store.buffer import buffer_path
from bot.store.moving import BufferedRows
from bot.wiring import Parts, open_parts

Say = Callable[[str], None]
T = TypeVar("T")


async def show_state(settings: Settings, clock: Clock, *, as_json: bool, say: Say) -> None:
    """Say how the bot stands."""

    async def here(parts: Parts) -> Any:
        return await examine(settings, parts)

    findings = await _asked_or_here(settings, clock, "doctor", {}, here)
    say(json.dumps(findings, indent=2) if as_json else "\n".join(sentences(findings)))


async def show_model(settings: Settings, *, as_json: bool, say: Say) -> bool:
    """Say by which ways the language model answers, and return whether there is one that does."""
    from bot.coach.model.asking.survey import survey_lines
    from bot.wiring import model_coach

    if not settings.has_model:
        say("No language model is set: rules answer (simple mode). Set OPENAI_API_KEY or OPENAI_BASE_URL.")
        return False
    model = model_coach(settings)
    try:
        survey = await model.survey()
    finally:
        await model.close()
    say(json.dumps(asdict(survey), indent=2) if as_json else "\n".join(survey_lines(survey)))
    return survey.chosen is not None


async def try_again(settings: Settings, clock: Clock, key: str, say: Say) -> None:
    """Put a dead letter back."""

    async def here(parts: Parts) -> bool:
        return await parts.store.replay(key)

    again = await _asked_or_here(settings, clock, "replay", {"key": key}, here)
    say("It will be tried again." if again else f"There is no dead letter with the key {key}.")


async def build_index(settings: Settings, clock: Clock, *, say: Say, show: Say) -> None:
    """Build the vector index anew; `show` gets lines that replace one another."""

    async def progress(done: int) -> None:
        show(f"{done} notes")

    async def here(parts: Parts) -> int:
        return await rebuild_index(parts, progress)

    count = await _asked_or_here(settings, clock, "reindex", {}, here, lambda done: show(f"{done} notes"))
    say(f"The index holds {count} notes.")


async def back_up(settings: Settings, clock: Clock, file: Path, say: Say) -> None:
    """Write a backup into a file, named in full; raises BadBackup, RequestRefused."""
    name = str(file)

    async def here(_: Parts) -> Any:
        return {"rows": (await take_backup(settings.store_url, Path(name), clock.now())).rows}

    done = await _asked_or_here(settings, clock, "backup", {"file": name}, here)
    say(f"{name} holds {done['rows']} rows. Keep it where nobody else can read it.")


async def export_for(
    settings: Settings, clock: Clock, member: str, file: Path, *, say: Say, show: Say
) -> None:
    """Write all that a member owns into a file, named in full; raises NotNamed, RequestRefused."""

    async def progress(done: int) -> None:
        show(f"{done} entries")

    async def here(parts: Parts) -> int:
        return await export_member(parts.store, settings, clock, member, file, progress)

    values = {"member": member, "file": str(file)}
    count = await _asked_or_here(
        settings, clock, "export", values, here, lambda done: show(f"{done} entries")
    )
    say(f"{file} holds {count} entries. Give it to its member alone, and keep no copy.")


async def write_ratings(settings: Settings, clock: Clock, file: Path, *, say: Say) -> None:
    """Write what members said of answers, and let be used, into a file; raises NotNamed, RequestRefused."""

    async def here(parts: Parts) -> int:
        return await export_ratings(parts.store, file)

    count = await _asked_or_here(settings, clock, "ratings", {"file": str(file)}, here)
    say(f"{file} holds {count} rated answers of members who allow it.")


async def import_for(
    settings: Settings, clock: Clock, member: str, file: Path, *, confirmed: bool, say: Say
) -> None:
    """Hand a file, named in full, in for a member; raises NotNamed, RequestRefused."""

    async def here(parts: Parts) -> dict[str, Any]:
        return asdict(await import_file(parts.store, clock, member, file, confirmed=confirmed))

    values = {"member": member, "file": str(file), "confirmed": confirmed}
    found = await _asked_or_here(settings, clock, "import", values, here)
    say(
        f"{file.name}: {found['people']} people ({found['known']} may be known already), "
        f"{found['meetings']} meetings, {found['problems']} problems."
    )
    if confirmed:
        say(f"It comes in for {found['member']} as soon as the bot runs; whoever may be known stays out.")
    else:
        say(f"{found['member']} gets the preview as soon as the bot runs. Nothing is in before they confirm.")


async def put_back(
    settings: Settings, clock: Clock, file: Path, *, force: bool, receipts: Collection[Path], say: Say
) -> None:
    """Restore a backup; raises BadBackup, NotReplaced."""
    for each in await restore(settings, file, clock, force=force, receipts=receipts):
        say(each)


async def move_to(settings: Settings, target: str, *, say: Say, show: Say) -> None:
    """Move this installation to PostgreSQL; raises BadBackup, NotReplaced."""
    if settings.database_url is not None:
        raise NotReplaced(
            "TACTEGIC_DATABASE_URL is set: what is moved is the SQLite database of the data folder."
        )
    keep_private(settings)

    async def told(table: str, done: int) -> None:
        show(f"{table}: {done}")

    with ExitStack() as stack:
        stack.enter_context(alone_in(settings.data_dir))
        source = settings.data_dir / "tactegic.db"
        await _check_nothing_came(source)
        count = await move(source, target, told)
    say(f"{count} rows are in PostgreSQL, each compared with the row that it was made of.")
    say("Set TACTEGIC_DATABASE_URL to that address, and start the bot. The SQLite file is as it was.")


async def _check_nothing_came(source: Path) -> None:
    """Raise NotReplaced where the intake took in what is not in the database: it would be left behind."""
    buffer = buffer_path(str(source))
    if buffer is None:
        return
    rows = BufferedRows(buffer)
    try:
        count = await rows.count()
    finally:
        await rows.close()
    waiting, aside = count.get("intake waiting", 0), count.get("intake aside", 0)
    if waiting:
        raise NotReplaced(
            f"{waiting} messages that were taken in are not in the database yet. Start the bot, stop it once "
            "it is ready, and move then. Nothing was changed."
        )
    if aside:
        raise NotReplaced(
            f"{aside} messages that were taken in are set aside in {buffer.name}, since the database refused "
            "them. Start the bot, which tries them again, and stop it; where they stay, remove that file to "
            "move without them. Nothing was changed."
        )


async def _asked_or_here(
    settings: Settings,
    clock: Clock,
    command: str,
    values: Mapping[str, Any],
    here: Callable[[Parts], Awaitable[T]],
    told: Callable[[Any], None] | None = None,
) -> Any:
    """Have the running bot do it, or do it in this process where none runs in the data folder.

    Raises RequestRefused, and what `here` raises.
    """
    try:
        return await ask(settings.data_dir, command, values, told)
    except NobodyThere:
        async with open_parts(settings, clock) as parts:
            return await here(parts)
