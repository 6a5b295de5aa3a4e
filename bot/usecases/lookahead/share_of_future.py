"""The share of touches and activities that served the future: seen, corrected, mentioned when missed (T6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.domain.identity import own_space
from bot.domain.notes import Note, Touch
from bot.domain.plans import Activity, ActivityState
from bot.domain.settings import MemberSettings
from bot.domain.share_of_future import WEEKS, Deed, by_week, deeds_of, missed, share
from bot.messages.rounds import ListDeeds, Reclassify, SetFloor, ShowShare, WeighWeek
from bot.ports import Books, NotFound, Work
from bot.texts import share_of_future as texts
from bot.texts.paging import page_within
from bot.texts.words import PAGE
from bot.usecases.desk import Desk
from bot.usecases.people.finding import answer
from bot.usecases.replies import instead, reply
from bot.usecases.situation import Situation, local_day, look, remember
from bot.usecases.timing.on_time import own_settings, settings_of

_MONTH = timedelta(days=27)
_WEEK = timedelta(days=6)


async def show_share(work: Work[ShowShare], desk: Desk) -> None:
    """The last four weeks in words, the last eight as a picture."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        floor = (await settings_of(books, work)).floor_percent
        deeds = await deeds_since(books, situation)
    today = situation.today
    seen = texts.ShareSeen(
        lately=share(deeds, today - _MONTH, today), weeks=by_week(deeds, today), floor=floor
    )
    await answer(work, desk, situation, texts.share_card(seen))


async def deeds_since(books: Books, situation: Situation, weeks: int = WEEKS) -> list[Deed]:
    """The member's touches and done activities of the last weeks."""
    first = situation.today - timedelta(weeks=weeks)
    own = situation.member.space
    touches = [each for each in await books.of(Touch).find(space=own) if each.occurred_on >= first]
    done = await books.of(Activity).find(space=own, state=ActivityState.DONE)
    activities = [each for each in done if own_space(each.owner) == own]
    ids = {each.note_id for each in touches} | {each.outcome_note_id for each in activities}
    wanted = tuple(id for id in ids if id)
    notes = await books.of(Note).find(id=wanted) if wanted else []
    told = {note.id: note.occurred_on for note in notes}
    days: dict[str, date] = {}
    for each in activities:
        on = told.get(each.outcome_note_id) if each.outcome_note_id else None
        days[each.id] = on or each.on or local_day(situation.member, each.created_at)
    found = deeds_of(touches, activities, notes, situation.people.contacts, days)
    return [deed for deed in found if first <= deed.on <= situation.today]


async def weigh_week(work: Work[WeighWeek], desk: Desk) -> None:
    """Mention a missed floor, kindly, at the end of a week; nothing otherwise."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        floor = (await settings_of(books, work)).floor_percent
        deeds = await deeds_since(books, situation)
    week = share(deeds, situation.today - _WEEK, situation.today)
    if missed(week, floor):
        await answer(work, desk, situation, texts.below(week, floor))


async def list_deeds(work: Work[ListDeeds], desk: Desk) -> None:
    """What was counted as what, the latest first, each with a correction."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        deeds = await deeds_since(books, situation)
    page = page_within(work.command.page, len(deeds))
    rows = [(deed, _name(situation, deed)) for deed in deeds[page * PAGE : (page + 1) * PAGE]]
    card = texts.deeds_card(rows, total=len(deeds), page=page, today=situation.today)
    await answer(work, desk, situation, card, in_place=True)


def _name(situation: Situation, deed: Deed) -> str:
    return next(iter(situation.people.names([deed.contact_id])), "") if deed.contact_id else ""


async def reclassify(work: Work[Reclassify], desk: Desk) -> None:
    """Take the member's word for what something served; the list shows it."""
    command = work.command
    kind: Any = Touch if command.kind == "touch" else Activity
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        try:
            row = await books.of(kind).get(command.id)
        except NotFound:
            row = None
    if row is None:
        await answer(work, desk, situation, texts.is_gone())
        return
    async with desk.ledger.write(replace(work, key=work.new_id("word"), lease="")) as open_books:
        await open_books.of(kind).put(replace(row, serves_future=command.future))
        await remember(open_books, work)
    await list_deeds(instead(work, ListDeeds(command.page)), desk)


async def set_floor(work: Work[SetFloor], desk: Desk) -> None:
    """Set the share that the member wants to keep."""
    percent = min(max(work.command.percent, 0), 100)
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        own = await own_settings(books, work)
    async with desk.ledger.write(work) as open_books:
        wishes = replace(own.wishes, floor_percent=percent)
        await open_books.of(MemberSettings).put(replace(own, wishes=wishes))
        await remember(open_books, work)
        open_books.say(*reply(work, situation.member, texts.floor_set(percent, work.change)))
