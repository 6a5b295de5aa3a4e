"""Sends a member all that they own, into their own conversation alone (B6)."""

from __future__ import annotations

from typing import Any

from bot.core.commands import Surface
from bot.core.deliveries import NOTHING
from bot.core.ports.apart import OutOfBounds
from bot.core.ports.errors import Unavailable
from bot.core.turn import Turn
from bot.features.own_data.cards import exports as cards
from bot.features.own_data.commands import ExportOwn, RemoveExport, TakeFileBack
from bot.features.own_data.contracts import SentExport, delete_sent
from bot.features.own_data.exporting import Archive, make_archive
from bot.features.own_data.writing import Exported


async def export_own(turn: Turn[ExportOwn]) -> None:
    """Make the file, send it, and say what is in it; the copy on this machine goes at once."""
    uploads, scratch = turn.ports.uploads, turn.ports.scratch
    if uploads is None or scratch is None:
        raise Unavailable("uploads")
    async with turn.read() as reader:
        rows = sum((await reader.count_own()).values())
    with scratch.folder() as folder:
        try:
            made = await make_archive(turn.read(), turn.bounded, folder, _about(turn), _telling(turn, rows))
        except OutOfBounds:
            await turn.answer(cards.too_much_card(), about=NOTHING)
            return
        await turn.status(cards.sending(made.written.size))
        file_id = await uploads.send(
            turn.scope.workspace,
            turn.scope.member,
            made.file,
            comment=cards.COMMENT,
            thread=_thread(turn),
        )
    await _say_sent(turn, made, file_id)


async def _say_sent(turn: Turn[ExportOwn], made: Archive, file_id: str) -> None:
    sent = SentExport(
        id=file_id,
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        thread=_thread(turn),
    )
    async with turn.commit() as uow:
        await uow.of(SentExport).put(sent)
        # About nothing: it holds counts alone.
        uow.say(*turn.reply(cards.sent_card(made.counts, made.written.size, file_id), about=NOTHING))


async def remove_export(turn: Turn[RemoveExport]) -> None:
    """Delete a file that was sent."""
    sent = await delete_sent(turn, turn.command.file_id)
    async with turn.commit() as uow:
        if sent is not None:
            await uow.of(SentExport).remove(sent.id)
        uow.say(*turn.update(cards.removed_card(), about=NOTHING))


def _about(turn: Turn[Any]) -> Exported:
    return Exported(
        workspace=turn.scope.workspace,
        member=turn.scope.member,
        name=turn.member.name,
        made_at=turn.now,
    )


def _telling(turn: Turn[Any], rows: int) -> Any:
    async def told(done: int) -> None:
        await turn.status(cards.gathering(done) if done < rows else cards.packing(rows))

    return told


async def take_file_back(turn: Turn[TakeFileBack]) -> None:
    """Delete a file that quotes what is gone; one that is gone already is well."""
    sent = await delete_sent(turn, turn.command.file_id)
    async with turn.commit() as uow:
        if sent is not None:
            await uow.of(SentExport).remove(sent.id)


def _thread(turn: Turn[Any]) -> str:
    """The thread in which the member asked for a file, where that was in their own conversation."""
    return turn.thread if turn.origin.surface is Surface.DIRECT else ""
