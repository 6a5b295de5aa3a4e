"""The share of touches and activities that served the future: seen, corrected, mentioned when missed (T6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.core.deliveries import UNSAID
from bot.core.identity import own_space
from bot.core.notes import Note, Touch
from bot.core.paging import page_within
from bot.core.ports.books import StoreReader
from bot.core.ports.errors import NotFound
from bot.core.settings import MemberSettings
from bot.core.turn import Turn
from bot.core.words import PAGE
from bot.features.plans.contracts import Activity, ActivityState, keep_activity
from bot.features.share_of_future import cards as texts
from bot.features.share_of_future.commands import ListDeeds, Reclassify, SetFloor, ShowShare, WeighWeek
from bot.features.share_of_future.rules import WEEKS, Deed, by_week, deeds_of, is_missed, share

_MONTH = timedelta(days=27)
_WEEK = timedelta(days=6)


async def show_share(turn: Turn[ShowShare]) -> None:
    """The last four weeks in words, the last eight as a picture."""
    async with turn.read() as reader:
        deeds = await deeds_since(reader, turn)
    today, floor = turn.today, turn.settings.floor_percent
    view = texts.ShareView(
        lately=share(deeds, today - _MONTH, today), weeks=by_week(deeds, today), floor=floor
    )
    await turn.answer(texts.share_card(view), about=UNSAID)


async def deeds_since(reader: StoreReader, turn: Turn[Any], weeks: int = WEEKS) -> list[Deed]:
    """The member's touches and done activities of the last weeks."""
    first = turn.today - timedelta(weeks=weeks)
    own = turn.member.space
    touches = [each for each in await reader.of(Touch).find(space=own) if each.occurred_on >= first]
    done = await reader.of(Activity).find(space=own, state=ActivityState.DONE)
    activities = [each for each in done if own_space(each.owner) == own]
    ids = {each.note_id for each in touches} | {each.outcome_note_id for each in activities}
    wanted = tuple(id for id in ids if id)
    notes = await reader.of(Note).find(id=wanted) if wanted else []
    told = {note.id: note.occurred_on for note in notes}
    days: dict[str, date] = {}
    for each in activities:
        on = told.get(each.outcome_note_id) if each.outcome_note_id else None
        days[each.id] = on or each.on or turn.day_of(each.created_at)
    found = deeds_of(touches, activities, notes, turn.people.contacts, days)
    return [deed for deed in found if first <= deed.on <= turn.today]


async def weigh_week(turn: Turn[WeighWeek]) -> None:
    """Mention a missed floor, kindly, at the end of a week; nothing otherwise."""
    floor = turn.settings.floor_percent
    async with turn.read() as reader:
        deeds = await deeds_since(reader, turn)
    week = share(deeds, turn.today - _WEEK, turn.today)
    if is_missed(week, floor):
        await turn.answer(texts.below(week, floor), about=UNSAID)


async def list_deeds(turn: Turn[ListDeeds]) -> None:
    """What was counted as what, the latest first, each with a correction."""
    async with turn.read() as reader:
        deeds = await deeds_since(reader, turn)
    page = page_within(turn.command.page, len(deeds))
    rows = [(deed, _name(turn, deed)) for deed in deeds[page * PAGE : (page + 1) * PAGE]]
    card = texts.deeds_card(rows, total=len(deeds), page=page, today=turn.today)
    await turn.answer(card, in_place=True, about=UNSAID)


def _name(turn: Turn[Any], deed: Deed) -> str:
    return next(iter(turn.people.names([deed.contact_id])), "") if deed.contact_id else ""


async def reclassify(turn: Turn[Reclassify]) -> None:
    """Take the member's word for what something served; the list shows it."""
    command = turn.command
    kind: Any = Touch if command.kind == "touch" else Activity
    async with turn.read() as reader:
        try:
            row = await reader.of(kind).get(command.id)
        except NotFound:
            row = None
    if row is None:
        await turn.answer(texts.is_gone(), about=UNSAID)
        return
    async with turn.apart("word").commit() as uow:
        changed = replace(row, serves_future=command.future)
        if isinstance(changed, Activity):
            await keep_activity(uow, changed)
        else:
            await uow.of(Touch).put(changed)
        await turn.remember(
            uow,
        )
    await list_deeds(turn.instead(ListDeeds(command.page)))


async def set_floor(turn: Turn[SetFloor]) -> None:
    """Set the share that the member wants to keep."""
    percent = min(max(turn.command.percent, 0), 100)
    own = turn.own_settings
    async with turn.commit() as uow:
        wishes = replace(own.wishes, floor_percent=percent)
        await uow.of(MemberSettings).put(replace(own, wishes=wishes))
        await turn.remember(
            uow,
        )
        uow.say(*turn.reply(texts.floor_set(percent, turn.change), about=UNSAID))
