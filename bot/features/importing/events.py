"""What follows where an import or a change of many is undone: all that it did is taken back (B6)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from bot.core.contacts import Contact, Standing
from bot.core.deliveries import Say
from bot.core.events import Change
from bot.core.notes import Commitment, Note, Touch
from bot.core.ports.errors import NotFound
from bot.core.ports.store import UnitOfWork
from bot.core.ports.work import Work
from bot.features.importing.cards.done import stayed_card, still_changed_card
from bot.features.importing.rules.applying import MEETING
from bot.features.importing.rules.imports import BulkChange, BulkKind, PendingImport

_NAMED = 3


async def take_back(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """Take back what an import or a change of many did; who was noted about or changed since stays."""
    if uow.erases:
        return
    for change in changes:
        bulk: BulkChange = change.before
        if bulk.is_left:
            continue
        if bulk.kind is BulkKind.IMPORT:
            await _take_back_import(uow, work, bulk)
        else:
            await _take_back_edit(uow, bulk)


async def _take_back_edit(uow: UnitOfWork, bulk: BulkChange) -> None:
    changed = await _changed_since(uow, bulk)
    for part in reversed(bulk.parts):
        await _undo(uow, part, keep=())
    if changed:
        await uow.of(BulkChange).put(replace(bulk, people=len(changed), is_left=True))
        card = still_changed_card([each.name for each in changed])
        uow.say(Say(card=card, about=tuple(each.id for each in changed[:_NAMED])))


async def _take_back_import(uow: UnitOfWork, work: Work[Any], bulk: BulkChange) -> None:
    own = work.scope.own
    stay = await _who_stays(uow, await uow.of(Contact).find(import_id=bulk.id, space=own))
    changed = await _changed_since(uow, bulk) if bulk.merged else []
    merged = [each for each in changed if each.import_id != bulk.id]
    kept = {str(each.id) for each in stay}
    for part in reversed(bulk.parts):
        await _undo(uow, part, keep=kept)
    left = await uow.of(Contact).find(import_id=bulk.id, space=own)
    # Of those a tag or a rhythm was changed since, but nothing was told.
    await uow.of(Contact).remove_all([each.id for each in left if each.id not in kept])
    in_use = {str(each.account_id) for each in await uow.of(Contact).find(space=own)}
    in_use |= {id for note in await uow.of(Note).find(space=own) for id in note.account_ids}
    for part in bulk.account_parts:
        await _undo(uow, part, keep=in_use)
    if stay or merged:
        stayed = replace(bulk, people=len(stay), merged=len(merged), touches=0, is_left=True)
        await uow.of(BulkChange).put(stayed)
        card = stayed_card([each.name for each in stay], [each.name for each in merged])
        uow.say(Say(card=card, about=tuple(each.id for each in (*stay[:_NAMED], *merged[:_NAMED]))))


async def _changed_since(uow: UnitOfWork, bulk: BulkChange) -> list[Contact]:
    """The contacts that an import or a change of many wrote, and that were changed since."""
    found: dict[str, Contact] = {}
    for part in bulk.parts:
        try:
            rows = await uow.changed_since(part)
        except NotFound:
            continue
        found |= {each.id: each for each in rows if isinstance(each, Contact)}
    return list(found.values())


async def _who_stays(uow: UnitOfWork, brought: Sequence[Contact]) -> list[Contact]:
    """The contacts of an import about whom something was noted or decided since."""
    ids = tuple(each.id for each in brought)
    if not ids:
        return []
    told = {id for note in await uow.of(Note).find(contact_ids=ids) for id in note.contact_ids}
    told |= {each.contact_id for each in await uow.of(Touch).find(contact_id=ids) if each.channel != MEETING}
    promises = await uow.of(Commitment).find(contact_id=ids)
    told |= {each.contact_id for each in promises if each.contact_id}
    return [each for each in brought if each.id in told or each.standing is not Standing.KNOWN]


async def _undo(uow: UnitOfWork, change: str, *, keep: Collection[str]) -> None:
    """Undo a part; one that was never written, since the work ended before it, has nothing to undo."""
    try:
        await uow.undo(change, keep=keep)
    except NotFound:
        return


async def forget_pending(uow: UnitOfWork, work: Work[Any], _: Sequence[Change]) -> None:
    """Throw files away that wait where a contact is erased: they may hold the same person."""
    for pending in await uow.of(PendingImport).find(space=work.scope.own):
        await uow.of(PendingImport).remove(pending.id)
