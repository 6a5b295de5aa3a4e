"""Reads a calendar: on time, and when the member says so (B9)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.core.calendar_meetings import WindowRead
from bot.core.deliveries import NOTHING, Say
from bot.core.ports.apart import Bounds, OutOfBounds
from bot.core.ports.feeds import CannotUnseal, FeedContent, FeedFlaw, FeedTrouble, FeedVersion
from bot.core.schedule.availability import availability_of, find_available_time
from bot.core.schedule.commands import Due
from bot.core.schedule.jobs import ScheduledJob
from bot.core.schedule.on_time import build_job
from bot.core.schedule.times import CALENDAR
from bot.core.turn import Turn
from bot.features.calendar.cards import connecting as cards
from bot.features.calendar.cards.connecting import ReadCounts
from bot.features.calendar.commands import ReadCalendarNow
from bot.features.calendar.handlers.keeping import Kept, keep_read
from bot.features.calendar.handlers.policy import is_allowed, refuse_where_not_allowed
from bot.features.calendar.rules.merging import guess_owner
from bot.features.calendar.rules.values import DAYS_AHEAD, DAYS_BACK, CalendarLink, CalendarReading
from bot.features.calendar.times import GIVES_UP_AFTER, is_told, next_look
from bot.features.importing.contracts.windows import read_window

BOUNDS = Bounds(processor_seconds=8.0, seconds=30.0)
_READ_AS_A_WHOLE = timedelta(hours=20)
"""After this time the same content is read again, since other days of it lie around today."""
_QUIET = timedelta(days=30)


async def read_on_time(turn: Turn[Due]) -> None:
    """Look at the calendar, and see to the next look first, so that nothing can end the row of them."""
    link, feeds = await turn.one(CalendarLink, turn.scope.member), turn.ports.feeds
    if link is None or link.is_paused or feeds is None:
        return
    reading = await reading_of(turn, link)
    if reading.has_given_up:
        return
    minutes = feeds.minutes_between
    at = next_look(turn.now, minutes, reading.failures, turn.scope.member, is_quiet=_is_quiet(turn))
    async with turn.apart(f"next-look:{turn.command.key}").commit() as uow:
        await uow.schedule(_look_at(turn, at))
    if not await is_allowed(turn):
        return
    reading, _ = await read_once(turn, link)
    told = is_told(reading) and _may_be_written_to(turn)
    if told:
        reading = replace(reading, told=(*reading.told, reading.flaw))
    async with turn.commit() as uow:
        if told:
            await uow.of(CalendarReading).put(reading)
            uow.say(Say(card=cards.trouble_card(reading), about=NOTHING))
        if reading.has_given_up:
            await uow.cancel(CALENDAR)


async def read_now(turn: Turn[ReadCalendarNow]) -> None:
    """Look at the calendar at once, and say what was found."""
    if await refuse_where_not_allowed(turn):
        return
    link = await turn.one(CalendarLink, turn.scope.member)
    if link is None:
        await turn.answer(cards.none_connected_card(), about=NOTHING)
        return
    await turn.status(cards.READING)
    reading, counts = await read_once(turn, link, anew=True)
    async with turn.commit() as uow:
        if reading.flaw:
            await uow.of(CalendarReading).put(replace(reading, told=(reading.flaw,)))
        if not link.is_paused and not any(each.kind == CALENDAR for each in await uow.scheduled_jobs()):
            minutes = turn.ports.feeds.minutes_between if turn.ports.feeds else 60
            await uow.schedule(_look_at(turn, turn.now + timedelta(minutes=minutes)))
        uow.say(*turn.reply(cards.connected_card(link, reading, counts, ""), about=NOTHING))


def _look_at(turn: Turn[Any], at: datetime) -> ScheduledJob:
    """The next look at the calendar, at this time."""
    return build_job(turn, CALENDAR, "", at, f"{at:%Y-%m-%dT%H:%M:%S}")


async def read_once(
    turn: Turn[Any], link: CalendarLink, *, anew: bool = False, is_new: bool = False
) -> tuple[CalendarReading, ReadCounts]:
    """Look at a calendar once, in a commit of its own, and return how that went and what it is now.

    With `anew` it is read as a whole, whatever is known of it, and earlier failures are forgotten; `is_new`
    says that its address was just given.
    """
    reading = await reading_of(turn, link)
    if anew:
        reading = replace(reading, failures=0, told=(), has_given_up=False, read_at=None)
    key = f"look:{turn.now.isoformat()}"
    try:
        content = await _fetch(turn, link, reading)
        read = await _parse(turn, content)
    except FeedTrouble as trouble:
        reading = _failed(reading, trouble)
        async with turn.apart(key).commit() as uow:
            await uow.of(CalendarReading).put(reading)
        return reading, ReadCounts()
    owner = _owner(turn, read) if read else reading.owner
    private = read.private if read else reading.private
    reading = replace(
        reading,
        etag=content.version.etag,
        modified=content.version.modified,
        owner=owner,
        read_at=turn.now if read else reading.read_at,
        looked_at=turn.now,
        private=private,
        failures=0,
        flaw="",
        status=0,
        told=(),
        has_given_up=False,
    )
    part = turn.apart(key)
    async with part.commit() as uow:
        await uow.of(CalendarReading).put(reading)
        await _seal_anew(uow, turn, link)
        counts = await keep_read(uow, part, Kept(link, reading, read, window(turn.now)[0], is_new))
    return reading, replace(counts, private=private)


def _owner(turn: Turn[Any], read: WindowRead) -> str:
    """The member's own address in the calendar, as far as it can be told."""
    known = {mail.casefold() for each in turn.people.contacts for mail in each.emails}
    return read.owner or guess_owner(read.meetings, turn.member.name, known)


async def _seal_anew(uow: Any, turn: Turn[Any], link: CalendarLink) -> None:
    """Seal the address with the newest key where it is sealed with an older one."""
    sealer = turn.ports.sealer
    if sealer is not None and not sealer.is_current(link.sealed):
        owner = owner_of(turn)
        sealed = sealer.seal(sealer.unseal(link.sealed, owner), owner)
        await uow.of(CalendarLink).put(replace(link, sealed=sealed))


def window(now: datetime) -> tuple[datetime, datetime]:
    """The time around now whose meetings are kept."""
    return now - timedelta(days=DAYS_BACK), now + timedelta(days=DAYS_AHEAD)


def owner_of(turn: Turn[Any]) -> str:
    """For whom an address is sealed: nobody else's row can hold it."""
    return f"{turn.scope.workspace}/{turn.scope.member}"


async def reading_of(turn: Turn[Any], link: CalendarLink) -> CalendarReading:
    """How reading the calendar went so far."""
    known = await turn.one(CalendarReading, link.id)
    return known or new_reading(turn)


def new_reading(turn: Turn[Any]) -> CalendarReading:
    """What is known of a calendar that was never read."""
    return CalendarReading(
        id=turn.scope.member, workspace=turn.scope.workspace, space=turn.scope.own, created_at=turn.now
    )


async def _fetch(turn: Turn[Any], link: CalendarLink, reading: CalendarReading) -> FeedContent:
    feeds, sealer = turn.ports.feeds, turn.ports.sealer
    if feeds is None or sealer is None:
        raise FeedTrouble(FeedFlaw.NO_KEY)
    try:
        address = sealer.unseal(link.sealed, owner_of(turn))
    except CannotUnseal:
        raise FeedTrouble(FeedFlaw.NO_KEY) from None
    is_fresh = reading.read_at is not None and turn.now - reading.read_at < _READ_AS_A_WHOLE
    known = FeedVersion(reading.etag, reading.modified) if is_fresh else FeedVersion()
    return await feeds.fetch(address, known)


async def _parse(turn: Turn[Any], content: FeedContent) -> WindowRead | None:
    """What a calendar says, read in a process that can be ended; None where it says the same as before."""
    if content.content is None:
        return None
    since, until = window(turn.now)
    try:
        read = await turn.bounded.run(BOUNDS, read_window, content.content, since, until, turn.member.zone)
    except OutOfBounds:
        raise FeedTrouble(FeedFlaw.UNREADABLE) from None
    if not read.is_calendar:
        raise FeedTrouble(FeedFlaw.NO_CALENDAR)
    if read.is_cut_off:
        raise FeedTrouble(FeedFlaw.CUT_OFF)
    if read.is_too_much:
        raise FeedTrouble(FeedFlaw.TOO_MUCH)
    return read


def _failed(reading: CalendarReading, trouble: FeedTrouble) -> CalendarReading:
    failures = reading.failures + 1
    return replace(
        reading,
        failures=failures,
        flaw=trouble.flaw.value,
        status=trouble.status,
        has_given_up=failures >= GIVES_UP_AFTER,
    )


def _is_quiet(turn: Turn[Any]) -> bool:
    """Whether the member has not spoken to the bot for long."""
    latest = max((each.created_at for each in turn.history), default=turn.member.created_at)
    return turn.now - latest > _QUIET


def _may_be_written_to(turn: Turn[Any]) -> bool:
    availability = availability_of(turn.member, turn.settings, turn.calendars, turn.now)
    return find_available_time(turn.now, availability) == turn.now
