"""Connects a calendar: by an address in a message, or by the form (B9)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.commands import Surface
from bot.core.deliveries import NOTHING
from bot.core.form_values import parts_of, text_of
from bot.core.ports.feeds import CannotUnseal
from bot.core.turn import Turn
from bot.features.calendar.cards import connecting as cards
from bot.features.calendar.cards.forms import calendar_form
from bot.features.calendar.cards.showing import connect_card
from bot.features.calendar.commands import (
    ConnectOffered,
    DeclineOffered,
    OfferCalendar,
    OpenCalendar,
    SaveCalendar,
)
from bot.features.calendar.handlers.keeping import schedule_briefs
from bot.features.calendar.handlers.policy import is_allowed, refuse_where_not_allowed
from bot.features.calendar.handlers.reading import new_reading, owner_of, read_once
from bot.features.calendar.rules.values import (
    BriefTime,
    CalendarLink,
    CalendarMeeting,
    CalendarOffer,
    CalendarReading,
)
from bot.language.calendar_addresses import host_of, tidy_address


async def offer_calendar(turn: Turn[OfferCalendar]) -> None:
    """Seal the address of a message at once, and ask whether the calendar there is to be read."""
    if await refuse_where_not_allowed(turn):
        return
    address = tidy_address(turn.command.address)
    host = host_of(address)
    if not host:
        await turn.answer(cards.no_address_card(), about=NOTHING)
        return
    sealed = _sealed(turn, address)
    if sealed is None:
        await turn.answer(cards.cannot_keep_card(), about=NOTHING)
        return
    offer = CalendarOffer(
        id=turn.new_id("calendar offer"),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        sealed=sealed,
        host=host,
    )
    old = await turn.mine(CalendarOffer)
    async with turn.commit() as uow:
        await uow.of(CalendarOffer).remove_all([each.id for each in old])
        await uow.of(CalendarOffer).put(offer)
        card = cards.offer_card(
            host,
            offer.id,
            told_more=turn.command.told_more,
            is_public=turn.origin.surface is Surface.CHANNEL,
        )
        uow.say(*turn.reply(card, about=(offer.id,)))


async def decline_offered(turn: Turn[DeclineOffered]) -> None:
    """Forget the address that was asked about."""
    offer = await turn.one(CalendarOffer, turn.command.offer_id)
    async with turn.commit() as uow:
        if offer is not None:
            await uow.of(CalendarOffer).remove(offer.id)
        uow.say(*turn.update(cards.forgotten_card(), about=NOTHING))


async def connect_offered(turn: Turn[ConnectOffered]) -> None:
    """Read the calendar that was asked about from now on."""
    if await refuse_where_not_allowed(turn):
        return
    offer = await turn.one(CalendarOffer, turn.command.offer_id)
    if offer is None:
        await turn.answer(cards.offer_gone_card(), about=NOTHING)
        return
    known = await turn.one(CalendarLink, turn.scope.member)
    link = replace(known or _new_link(turn), sealed=offer.sealed, host=offer.host, is_paused=False)
    await _connect(turn, link, None, offer)


async def open_calendar(turn: Turn[OpenCalendar]) -> None:
    """Open the form of a calendar, or say that calendars are off."""
    if not await is_allowed(turn):
        refusal = cards.not_allowed_card(is_admin=turn.member.is_admin)
        await turn.show(cards.none_connected_form(), otherwise=refusal, about=NOTHING)
        return
    link = await turn.one(CalendarLink, turn.scope.member)
    await turn.show(calendar_form(link, turn.card_place), otherwise=connect_card(), about=NOTHING)


async def save_calendar(turn: Turn[SaveCalendar]) -> None:
    """Keep what the form says, and read the calendar where its address is new."""
    if await refuse_where_not_allowed(turn):
        return
    values = turn.command.values
    known = await turn.one(CalendarLink, turn.scope.member)
    address = tidy_address(text_of(values, "address"))
    link = replace(
        known or _new_link(turn),
        own_mails=tuple(each.casefold() for each in parts_of(values, "mails")),
        brief=_brief_time(text_of(values, "brief")),
    )
    if not address:
        await _save(turn, link, known)
        return
    sealed, host = _sealed(turn, address), host_of(address)
    if sealed is None or not host:
        card = cards.cannot_keep_card() if host else cards.no_address_card()
        await turn.answer(card, about=NOTHING)
        return
    await _connect(turn, replace(link, sealed=sealed, host=host, is_paused=False), turn.command.card, None)


async def _save(turn: Turn[SaveCalendar], link: CalendarLink, known: CalendarLink | None) -> None:
    if known is None:
        await turn.answer(cards.none_connected_card(), about=NOTHING)
        return
    async with turn.commit() as uow:
        await uow.of(CalendarLink).put(link)
        rows = await uow.of(CalendarMeeting).find(space=turn.scope.own)
        await schedule_briefs(uow, turn, link, rows)
        await turn.remember(uow)
        uow.say(*turn.reply(cards.saved_card(turn.change), about=NOTHING))


async def _connect(
    turn: Turn[Any], link: CalendarLink, place: str | None, offer: CalendarOffer | None
) -> None:
    """Keep the calendar in a commit of its own, which Undo takes back, and read it for the first time.

    Tried again after a crash in between, it keeps the same and reads again.
    """
    begin = turn.apart("connected calendar")
    async with begin.commit() as uow:
        await uow.of(CalendarLink).put(link)
        await uow.of(CalendarReading).put(new_reading(turn))
        await begin.remember(uow)
    await turn.status(cards.READING)
    reading, counts = await read_once(turn, link, anew=True, is_new=True)
    card = cards.connected_card(link, reading, counts, begin.change)
    async with turn.commit() as uow:
        if reading.flaw:
            await uow.of(CalendarReading).put(replace(reading, told=(reading.flaw,)))
        if offer is not None:
            await uow.of(CalendarOffer).remove_all([offer.id])
        uow.say(*turn.put_at(card, place, about=NOTHING))


def _new_link(turn: Turn[Any]) -> CalendarLink:
    return CalendarLink(
        id=turn.scope.member,
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        sealed="",
        host="",
    )


def _sealed(turn: Turn[Any], address: str) -> str | None:
    """An address as it is kept; None where there is no key to seal it with."""
    sealer = turn.ports.sealer
    try:
        return sealer.seal(address, owner_of(turn)) if sealer is not None else None
    except CannotUnseal:
        return None


def _brief_time(value: str) -> BriefTime:
    return BriefTime(value) if value in list(BriefTime) else BriefTime.HOUR
