"""Takes people whom the member met as contacts, or asks about them no more (B9)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.contacts import Account, Contact, ContactId
from bot.core.deliveries import NOTHING
from bot.core.notes import Touch
from bot.core.turn import Turn
from bot.features.calendar.cards import showing as cards
from bot.features.calendar.commands import AddGuest, PutGuestOff
from bot.features.calendar.handlers.keeping import schedule_briefs, settle_meetings
from bot.features.calendar.rules.values import CalendarLink, CalendarMeeting, GuestState, UnknownGuest
from bot.language.addresses import read_address


async def add_guest(turn: Turn[AddGuest]) -> None:
    """Take somebody as a contact, and count the meetings with them that were."""
    guest = await _asked_about(turn, turn.command.guest_id)
    if guest is None:
        return
    said = read_address(guest.email)
    company = said.company if said else ""
    account = turn.people.account(company) if company else None
    is_new = account is None and bool(company)
    account = turn.note_context().new_account(company) if is_new else account
    contact = Contact(
        id=ContactId(turn.new_id("guest")),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        name=guest.name or (said.name if said else "") or guest.email.partition("@")[0],
        email=guest.email,
        account_id=account.id if account else None,
    )
    wider = turn.knowing(contact)
    async with wider.commit() as uow:
        if account is not None and is_new:
            await uow.of(Account).put(account)
        await uow.of(Contact).put(contact)
        await uow.of(UnknownGuest).put(replace(guest, state=GuestState.ADDED))
        rows = await uow.of(CalendarMeeting).find(space=turn.scope.own)
        settled = await settle_meetings(uow, wider, rows, rows)
        for link in await uow.of(CalendarLink).find(space=turn.scope.own):
            await schedule_briefs(uow, wider, link, settled)
        touches = await uow.of(Touch).count(contact_id=contact.id)
        await turn.remember(uow, focus=(contact.id,))
        card = cards.added_card(contact.name, account.name if account else "", touches, turn.change)
        uow.say(*turn.reply(card, about=contact.about))


async def put_guest_off(turn: Turn[PutGuestOff]) -> None:
    """Ask about somebody some other time, or never again; then nothing of them is kept."""
    guest = await _asked_about(turn, turn.command.guest_id)
    if guest is None:
        return
    forever = turn.command.forever
    if forever:
        kept = replace(guest, state=GuestState.NEVER, email="", name="", met=0, last_met=None)
    else:
        kept = replace(guest, state=GuestState.LATER, asked_on=turn.today)
    async with turn.commit() as uow:
        await uow.of(UnknownGuest).put(kept)
        await turn.remember(uow)
        uow.say(*turn.reply(cards.put_off_card(turn.change, forever=forever), about=(guest.id,)))


async def _asked_about(turn: Turn[Any], guest_id: str) -> UnknownGuest | None:
    """Whom a button is about; where they are no longer asked about, the member is told."""
    guest = await turn.one(UnknownGuest, guest_id)
    if guest is None or guest.state in (GuestState.ADDED, GuestState.NEVER):
        await turn.answer(cards.asked_already_card(), about=NOTHING)
        return None
    return guest
