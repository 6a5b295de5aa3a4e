"""Shows the share that served the future, corrects it, and mentions a week below the floor (T6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.core.deliveries import NOTHING
from bot.core.identity import own_space
from bot.core.news import THE_MESSAGE, News, RepeatPolicy, find_news
from bot.core.notes import Note, Touch
from bot.core.paging import page_within
from bot.core.schedule.times import SHARE
from bot.core.settings import MemberSettings
from bot.core.told import forget_told, keep_told, read_last_told
from bot.core.turn import Turn
from bot.core.words import PAGE
from bot.features.plans.contracts import Activity, ActivityState, keep_activity
from bot.features.share_of_future import cards
from bot.features.share_of_future.commands import ListDeeds, Reclassify, SetFloor, ShowShare, WeighWeek
from bot.features.share_of_future.rules import (
    FEWEST,
    WEEKS,
    Deed,
    Serves,
    Share,
    classify_all,
    is_missed,
    share_between,
    share_by_week,
)

_MONTH = timedelta(days=27)
_WEEK = timedelta(days=6)
_PACE = RepeatPolicy(otherwise=timedelta(days=20), last=timedelta(days=34))
"""How long weeks below the floor may follow one another before that is mentioned again."""


async def show_share(turn: Turn[ShowShare]) -> None:
    """Show the share of the last four weeks in words, and that of the last eight as a picture."""
    deeds = await find_deeds(turn)
    today, floor = turn.today, turn.settings.floor_percent
    view = cards.ShareView(
        lately=share_between(deeds, today - _MONTH, today), weeks=share_by_week(deeds, today), floor=floor
    )
    await turn.answer(cards.share_card(view), about=NOTHING)


async def find_deeds(turn: Turn[Any]) -> list[Deed]:
    """The member's touches and done activities of the last eight weeks, classified, the latest first."""
    first = turn.today - timedelta(weeks=WEEKS)
    own = turn.member.space
    async with turn.read() as reader:
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
    found = classify_all(touches, activities, notes, turn.people.contacts, days)
    return [deed for deed in found if first <= deed.on <= turn.today]


async def weigh_week(turn: Turn[WeighWeek]) -> None:
    """Mention at the end of a week that it stayed below the member's floor; say nothing otherwise.

    Weeks that go on as the last one did are not mentioned each: once more with the time that it lasts, then
    with the offer of another floor, and then not until a week was above it.
    """
    floor = turn.settings.floor_percent
    deeds = await find_deeds(turn)
    week = share_between(deeds, turn.today - _WEEK, turn.today)
    if not is_missed(week, floor):
        if week.known >= FEWEST:
            async with turn.commit() as uow:
                await forget_told(uow, turn, SHARE)
        return
    async with turn.read() as reader:
        last = await read_last_told(reader, turn, SHARE)
    news = find_news(THE_MESSAGE, ("below",), last.get(THE_MESSAGE), turn.today, _PACE)
    if news is not None:
        await _mention(turn, deeds, week, news)


async def _mention(turn: Turn[WeighWeek], deeds: list[Deed], week: Share, news: News) -> None:
    """Say that weeks stay below the floor, in the way that it is time for."""
    floor = turn.settings.floor_percent
    lately = share_between(deeds, turn.today - _MONTH, turn.today)
    latest = next((each for each in deeds if each.serves is Serves.FUTURE), None)
    whom = _name(turn, latest) if latest else ""
    view = cards.BelowFloorView(week=week, lately=lately, floor=floor, way=news.way, latest=latest, whom=whom)
    async with turn.commit() as uow:
        await keep_told(uow, turn, SHARE, (news,))
        uow.say(
            *turn.reply(cards.below_floor_card(view, turn.today), about=latest.about if latest else NOTHING)
        )


async def list_deeds(turn: Turn[ListDeeds]) -> None:
    """List what was counted as what, the latest first, each with a way to correct it."""
    deeds = await find_deeds(turn)
    page = page_within(turn.command.page, len(deeds))
    rows = [(deed, _name(turn, deed)) for deed in deeds[page * PAGE : (page + 1) * PAGE]]
    card = cards.deeds_card(rows, total=len(deeds), page=page, today=turn.today)
    about = tuple(dict.fromkeys(id for deed, _ in rows for id in deed.about))
    await turn.answer(card, in_place=True, about=about)


def _name(turn: Turn[Any], deed: Deed) -> str:
    return next(iter(turn.people.names([deed.contact_id])), "") if deed.contact_id else ""


async def reclassify(turn: Turn[Reclassify]) -> None:
    """Keep what a touch or an activity served by the member's word, and show the list again."""
    command = turn.command
    kind: Any = Touch if command.kind == "touch" else Activity
    row = await turn.one(kind, command.id)
    if row is None:
        await turn.answer(cards.is_gone(), about=NOTHING)
        return
    async with turn.apart("word").commit() as uow:
        changed = replace(row, serves_future=command.future)
        if isinstance(changed, Activity):
            await keep_activity(uow, changed)
        else:
            await uow.of(Touch).put(changed)
        await turn.remember(uow)
    await list_deeds(turn.instead(ListDeeds(command.page)))


async def set_floor(turn: Turn[SetFloor]) -> None:
    """Set the least share that the member wants to serve the future, in percent."""
    percent = min(max(turn.command.percent, 0), 100)
    own = turn.own_settings
    async with turn.commit() as uow:
        wishes = replace(own.wishes, floor_percent=percent)
        await uow.of(MemberSettings).put(replace(own, wishes=wishes))
        await turn.remember(uow)
        uow.say(*turn.reply(cards.floor_set(percent, turn.change), about=NOTHING))
