"""Does work that a member waits for: says soon that it goes on, and ends it where they press Stop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

import structlog

from bot.conversation.cards import stopping as cards
from bot.core.attending import BEGINS, Attendance, RunningWork, StopAnswering, Stopped, is_waited_for
from bot.core.commands import Said, Surface
from bot.core.deliveries import NOTHING, Delivery, Replace, Revise, Say
from bot.core.ports.queues import Post, PostState
from bot.core.turn import Handler, Turn
from bot.core.words import shorten

SOON = 0.6
"""Seconds after which a member is told that work goes on."""
_BETWEEN_LOOKS = 0.4
"""Seconds between two looks whether it was stopped."""
_LONGEST_TITLE = 60
_log = structlog.get_logger(__name__)


async def attend(turn: Turn[Any], handle: Handler) -> None:
    """Do a piece of work; where its member stops it, nothing is changed and they are told so."""
    if not is_waited_for(turn.work):
        await handle(turn)
        return
    turn.ledger.stopwatch = _stopwatch()
    attendance = Attendance(turn.work)
    can_be_stopped = _can_be_stopped(turn)
    row = await _row_of(turn, attendance) if can_be_stopped else None
    if row is not None:  # left by an earlier try
        attendance.is_shown = True
        attendance.stream = await stream_of(turn, row)
        if row.stopped:
            await _say_stopped(turn, attendance)
            return
    attendance.can_stream = can_be_stopped and not attendance.stream
    over = asyncio.Event()
    doing = asyncio.ensure_future(handle(replace(turn, attendance=attendance)))
    watching = asyncio.create_task(_watch(turn, attendance, doing, over, can_be_stopped=can_be_stopped))
    try:
        await doing
    except Stopped:
        await _say_stopped(turn, attendance)
    except asyncio.CancelledError:
        task = asyncio.current_task()
        if not attendance.is_ended or (task is not None and task.cancelling()):  # the bot itself ends
            watching.cancel()
            raise
        await _say_stopped(turn, attendance)
    finally:
        over.set()
        with suppress(asyncio.CancelledError):
            await watching
        if attendance.is_shown:
            await turn.ports.progress.rest(turn.work)
    if attendance.is_shown and not attendance.has_left:
        await _leave(turn, attendance)


def _stopwatch() -> Callable[[], float]:
    clock = asyncio.get_running_loop().time
    began = clock()
    return lambda: clock() - began


def _can_be_stopped(turn: Turn[Any]) -> bool:
    """Whether it is something that a model is asked about, in words: nothing else takes long."""
    said = isinstance(turn.command, Said) and turn.origin.surface is Surface.DIRECT
    return said and turn.ports.conversing is not None and turn.model_allowed


async def _watch(
    turn: Turn[Any],
    attendance: Attendance,
    doing: asyncio.Future[None],
    over: asyncio.Event,
    *,
    can_be_stopped: bool,
) -> None:
    """Tell the member soon that it goes on, and end it once it is stopped."""
    try:
        if await _passes(over, SOON):
            return
        if not attendance.has_status:
            await turn.ports.progress.status(turn.work, cards.working_status(turn.command))
        if not can_be_stopped:
            return
        await _show(turn, attendance)
        while not await _passes(over, _BETWEEN_LOOKS):
            if not attendance.may_end:
                continue
            if await _is_stopped(turn, attendance) and attendance.may_end:
                attendance.is_ended = doing.cancel()
                return
    except Exception as problem:  # what is shown of work must not be in its way
        _log.warning("attending.lost", problem=type(problem).__name__)


async def _passes(event: asyncio.Event, seconds: float) -> bool:
    """Wait; whether the event came within that time."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
    return event.is_set()


async def _show(turn: Turn[Any], attendance: Attendance) -> None:
    """Have a stop find the work, and only then show that it can be stopped."""
    row = attendance.row(turn.thread)
    attendance.is_shown = True
    async with attendance.noting, turn.ports.store.write(turn.work.apart("shown")) as uow:
        if await uow.of(RunningWork).one(row.id) is None:
            await uow.of(RunningWork).put(row)
    await turn.ports.progress.work(turn.work, shorten(" ".join(_words(turn).split()), _LONGEST_TITLE))


def _words(turn: Turn[Any]) -> str:
    return turn.command.text if isinstance(turn.command, Said) else ""


async def _row_of(turn: Turn[Any], attendance: Attendance) -> RunningWork | None:
    async with turn.ports.store.read(turn.scope) as reader:
        return await reader.of(RunningWork).one(attendance.row_id)


async def _is_stopped(turn: Turn[Any], attendance: Attendance) -> bool:
    row = await _row_of(turn, attendance)
    return row is not None and row.stopped


async def stream_of(turn: Turn[Any], row: RunningWork) -> str:
    """The message that an earlier try of work let grow, and nobody closed; empty where there is none.

    One that was asked for by a process that ended before it heard of it is looked for in the thread.
    """
    if row.stream != BEGINS or turn.ports.streams is None:
        return row.stream
    return await turn.ports.streams.find(turn.work)


async def _say_stopped(turn: Turn[Any], attendance: Attendance) -> None:
    """Say that it ended, in the place of what was shown of it."""
    attendance.has_filled = attendance.grows = False
    reply = turn.reply(cards.stopped_card(), about=NOTHING)
    said = [attendance.fill(each) if isinstance(each, Say) else each for each in reply]
    async with turn.commit() as uow:
        await attendance.leave(uow)
        uow.say(*said)


async def _leave(turn: Turn[Any], attendance: Attendance) -> None:
    """Take the row away that was written while the work was done already."""
    async with turn.ports.store.write(turn.work.apart("left")) as uow:
        await attendance.leave(uow)


def proposals_in(thread: str) -> str:
    """The subject of what was proposed in a thread and waits for a click."""
    return f"proposed:{thread}" if thread else ""


async def stop_answering(turn: Turn[StopAnswering]) -> None:
    """Tell the work that goes on in the thread, and take back what waits for a click there.

    A stop that comes too late finds nothing that goes on, and says nothing.
    """
    async with turn.commit() as uow:
        for row in await uow.of(RunningWork).find(space=turn.scope.own, thread=turn.thread):
            if not row.stopped:
                await uow.of(RunningWork).put(replace(row, stopped=True))
        subject = proposals_in(turn.thread)
        for post in await uow.find_posts(subject=subject):
            uow.say(_taken_back(post, subject))
    await turn.ports.progress.rest(turn.work)


def _taken_back(post: Post, subject: str) -> Delivery:
    card, place = cards.not_done_card(), post.place
    if post.state is PostState.POSTED and place.conversation and place.message:
        return Replace(card=card, conversation=place.conversation, message=place.message, about=NOTHING)
    return Revise(card=card, subject=subject, about=NOTHING)
