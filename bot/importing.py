"""Hands a file in for a member, for operators: what it would bring is shown to the member, who decides."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from bot.apart.pool import ApartPool
from bot.core.commands import Origin, Surface
from bot.core.identity import Scope, derive_id
from bot.core.members import Member
from bot.core.people import everybody
from bot.core.ports.apart import OutOfBounds
from bot.core.ports.time import Clock
from bot.core.ports.work import Work
from bot.features.importing.commands import ConfirmImport, OfferImport
from bot.features.importing.contracts.taking import BOUNDS, known_people
from bot.features.importing.parsing.reading import Prepared, kind_of, prepare, read_text
from bot.features.importing.rules.entries import MOST_BYTES, FileFlaw
from bot.features.importing.rules.imports import PendingImport
from bot.language.dates import day_first_in
from bot.store.store import SqlStore
from bot.wiring import NotNamed, named_scope


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What a file has: people and meetings, those who may be known, and the problems of its lines."""

    member: str
    people: int
    meetings: int
    known: int
    problems: int


async def import_file(store: SqlStore, clock: Clock, member: str, file: Path, *, confirmed: bool) -> HandedIn:
    """Hand a file in for who is named, or for the only member.

    The member gets the preview, and nothing is in before they confirm it; where that is `confirmed` already,
    what is new comes in, and whoever may be known stays out. Raises NotNamed, Unavailable.
    """
    scope = await named_scope(store, member)
    content = await asyncio.to_thread(_content, file)
    async with store.read(scope) as reader:
        known = await reader.of(Member).get(scope.member)
        people = await everybody(reader)
    try:
        async with ApartPool(most=1) as apart:
            found = await apart.run(BOUNDS, read_text, content)
            if found.flaw is not None:
                _refuse(file, found.flaw)
            prepared = await apart.run(
                BOUNDS,
                prepare,
                kind_of(file.name, found.text),
                found.text,
                roles=(),
                known=known_people(people),
                now=clock.now(),
                zone=known.zone,
                day_first=day_first_in(known.zone, known.locale),
            )
    except OutOfBounds:
        _refuse(file, FileFlaw.TOO_SLOW)
    if prepared.flaw is not None:
        _refuse(file, prepared.flaw)
    await _hand_in(store, clock, scope, file.name, found.text, confirmed=confirmed)
    return _counted(known.name, prepared)


def _content(file: Path) -> bytes:
    """The bytes of a file; raises NotNamed."""
    try:
        with file.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise NotNamed(f"{file} cannot be read ({error.strerror}).") from None
    if len(content) > MOST_BYTES:
        _refuse(file, FileFlaw.TOO_LARGE)
    return content


def _refuse(file: Path, flaw: FileFlaw) -> NoReturn:
    raise NotNamed(f"{file} cannot be imported ({flaw.value}). Nothing was changed.") from None


async def _hand_in(
    store: SqlStore, clock: Clock, scope: Scope, name: str, text: str, *, confirmed: bool
) -> None:
    key = derive_id("import", scope.workspace, scope.member, name, clock.now().isoformat())
    pending = PendingImport(
        id=derive_id(key, "pending-import"),
        workspace=scope.workspace,
        space=scope.own,
        created_at=clock.now(),
        name=name,
        kind=kind_of(name, text),
        text=text,
    )
    wanted = ConfirmImport(pending.id) if confirmed else OfferImport(pending.id)
    work = Work(key=key, scope=scope, command=wanted, origin=Origin(surface=Surface.JOB), now=clock.now())
    async with store.write(work) as uow:
        await uow.of(PendingImport).put(pending)
        uow.enqueue(wanted, key=key)


def _counted(name: str, prepared: Prepared) -> HandedIn:
    read = prepared.read
    return HandedIn(name, len(read.people), len(read.meetings), len(prepared.duplicates), len(read.problems))
