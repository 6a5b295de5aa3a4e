"""Asks at the end of a period: goals, meetings, fit, attitude, vision, looks back (F3 to F5, P4, S1, R2)."""

from __future__ import annotations

from bot.core.deliveries import Say
from bot.core.schedule.commands import Due
from bot.core.schedule.on_time import put_off_to_another_day
from bot.core.told import keep_told, read_last_told
from bot.core.turn import Turn
from bot.features.period_ends.prompts import PROMPTS, ask_country, ask_fit
from bot.features.period_ends.rules import LatestPrompt, has_room


async def end_period(turn: Turn[Due]) -> None:
    """Ask what the end of a period gives reason to ask; say nothing where there is nothing new to ask.

    Where something else was asked on this day, it waits for the next.
    """
    due, me = turn.command, turn.scope.member
    async with turn.read() as reader:
        last = await read_last_told(reader, turn, due.kind)
        found = (
            await PROMPTS[due.kind](reader, turn, last)
            or await ask_fit(reader, turn, due.kind)
            or await ask_country(reader, turn)
        )
        latest = await reader.of(LatestPrompt).one(me)
    if found is None:
        return
    if not has_room(latest, due.kind, due.key, turn.today):
        await put_off_to_another_day(turn)
        return
    prompt = LatestPrompt(
        id=me,
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        kind=due.kind,
        key=due.key,
        on=turn.today,
    )
    async with turn.commit() as uow:
        await uow.of(LatestPrompt).put(prompt)
        await keep_told(uow, turn, found.kind or due.kind, found.told)
        if found.keep is not None:
            await found.keep(uow)
        uow.say(Say(card=found.card, about=found.about, redraw=found.redraw))
