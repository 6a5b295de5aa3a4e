"""Tells a member that something failed for good."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation.attending import stream_of
from bot.conversation.cards import general
from bot.core.attending import RunningWork, row_of_failed
from bot.core.commands import Apologize, Origin, Surface
from bot.core.deliveries import NOTHING, Say
from bot.core.turn import Turn


async def apologize(turn: Turn[Apologize]) -> None:
    """Say that it did not work, with the reference that the log has too.

    Where a message shows how the work went on, it is said in its place.
    """
    card = general.went_wrong(turn.command.reference)
    row = await turn.one(RunningWork, row_of_failed(turn.work))
    if row is None:
        await turn.answer(card, about=NOTHING)
        return
    place = Origin(
        surface=Surface.DIRECT,
        conversation=turn.member.conversation,
        message=row.thread,
        thread=row.thread,
    )
    there = replace(turn, work=replace(turn.work, origin=place))
    stream = await stream_of(there, row)
    async with turn.commit() as uow:
        await uow.of(RunningWork).remove(row.id)
        for said in there.reply(card, about=NOTHING):
            fits = isinstance(said, Say) and said.conversation and said.thread
            uow.say(replace(said, stream=stream) if fits and isinstance(said, Say) else said)
