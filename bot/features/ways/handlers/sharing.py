"""Lets colleagues know whom a member knows, by an explicit choice, and takes it back (B6)."""

from __future__ import annotations

from typing import Any

from bot.core.common_cards import gone_form, is_gone, only_sample
from bot.core.contacts import Contact, is_sample
from bot.core.deliveries import NOTHING
from bot.core.finding import person_named, person_with_id
from bot.core.form_values import choices_of, text_of
from bot.core.identity import WORKSPACE_SPACE, Space, team_space
from bot.core.paging import page_within
from bot.core.ports.store import StoreReader
from bot.core.turn import Turn
from bot.core.words import PAGE
from bot.features.teams.contracts.reading import my_teams
from bot.features.ways import events
from bot.features.ways.cards import sharing as cards
from bot.features.ways.commands import (
    AskToShareAnew,
    ListAcquaintances,
    SaveAcquaintance,
    ShareAcquaintance,
    TakeBackAcquaintance,
    TakeBackAcquaintances,
)
from bot.features.ways.values import Acquaintance, Closeness, acquaintance_id


async def share_acquaintance(turn: Turn[ShareAcquaintance]) -> None:
    """Fill the form that shows what colleagues would read; where none is open, say what sharing means."""
    command = turn.command
    if command.contact_id and turn.people.get(command.contact_id) is None:
        await turn.show(gone_form(), otherwise=is_gone(), about=NOTHING)
        return
    contact = await person_named(turn, lambda id: ShareAcquaintance(contact_id=id))
    if contact is None:
        return
    if is_sample(contact.id):
        await turn.answer(only_sample(), about=NOTHING)
        return
    company = turn.people.company(contact)
    async with turn.read() as reader:
        known = await _own(reader, turn, contact.id)
        teams = await my_teams(reader, turn)
    submit = SaveAcquaintance(contact.id, turn.card_place)
    latest = known[0] if known else None
    form = cards.sharing_form(turn.member.name, contact, company, latest, teams, submit)
    about = (*contact.about, *(each.id for each in known), *(each.id for each in teams))
    await turn.show(form, otherwise=cards.offer_card(contact, company), about=about)


async def _own(reader: StoreReader, turn: Turn[Any], contact_id: str) -> list[Acquaintance]:
    """What the member shares of a contact, the newest first; after a merge that may be two rows."""
    return await reader.of(Acquaintance).find(contact_id=contact_id, space=turn.scope.own, newest_first=True)


async def save_acquaintance(turn: Turn[SaveAcquaintance]) -> None:
    """Share the one sentence with exactly those who were chosen; teams that the form had no room for stay."""
    contact = await person_with_id(turn)
    if contact is None:
        return
    if is_sample(contact.id):
        await turn.answer(only_sample(), about=NOTHING)
        return
    values = turn.command.values
    chosen = set(choices_of(values, "with"))
    async with turn.read() as reader:
        mine = await my_teams(reader, turn)
        known = await _own(reader, turn, contact.id)
    teams = cards.teams_meant(known[0] if known else None, mine, chosen)
    everybody = cards.EVERYBODY in chosen
    spaces: tuple[Space, ...] = (
        (WORKSPACE_SPACE,) if everybody else tuple(each.shared_space for each in teams)
    )
    closeness = text_of(values, "closeness")
    if not spaces or closeness not in list(Closeness):
        await turn.answer(cards.nothing_shared(contact.name), about=(contact.id,))
        return
    one = _build(turn, contact, Closeness(closeness), spaces)
    shared = cards.with_whom(everybody, [each.account for each in teams])
    card = cards.shared_card(turn.member.name, one, shared, turn.change)
    async with turn.commit() as uow:
        for older in known:
            if older.id != one.id:
                await uow.of(Acquaintance).remove(older.id)
        await uow.of(Acquaintance).put(one)
        await turn.remember(uow, focus=(contact.id,))
        about = (one.id, contact.id, *(each.id for each in teams))
        uow.say(*turn.put_at(card, turn.command.card, about=about))


def _build(
    turn: Turn[Any], contact: Contact, closeness: Closeness, spaces: tuple[Space, ...]
) -> Acquaintance:
    return Acquaintance(
        id=acquaintance_id(contact.id),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        contact_id=contact.id,
        name=contact.name,
        company=turn.people.company(contact),
        closeness=closeness,
        shared_with=spaces,
    )


async def take_back_acquaintance(turn: Turn[TakeBackAcquaintance]) -> None:
    """Let nobody read any more that the member knows a contact; every answer that says so is drawn anew."""
    contact_id = turn.command.contact_id
    if not contact_id:
        named = await person_named(turn, lambda id: TakeBackAcquaintance(contact_id=id))
        if named is None:
            return
        contact_id = named.id
    async with turn.read() as reader:
        known = await _own(reader, turn, contact_id)
    contact = turn.people.get(contact_id)
    if not known:
        if contact is None:
            await turn.answer(is_gone(), about=NOTHING)
        else:
            await turn.answer(cards.nothing_shared(contact.name), about=(contact.id,))
        return
    card = cards.taken_back(known[0].name, turn.change)
    async with turn.commit() as uow:
        for one in known:
            await uow.of(Acquaintance).remove(one.id)
        await turn.remember(uow)
        about = (known[0].contact_id, *(one.id for one in known))
        uow.say(*turn.receipt(uow, card, about=about))


async def take_back_acquaintances(turn: Turn[TakeBackAcquaintances]) -> None:
    """Share nothing more with a team that somebody took the member off."""
    async with turn.commit() as uow:
        await events.take_back_from(uow, turn.work, team_space(turn.command.team_id))


async def ask_to_share_anew(turn: Turn[AskToShareAnew]) -> None:
    """Say once that a sentence is shared no more, where the contact is there and not shared."""
    contact = turn.people.get(turn.command.contact_id)
    if contact is None:
        return
    async with turn.read() as reader:
        if await _own(reader, turn, contact.id):
            return
    card = cards.share_anew_card(turn.command.was, contact, turn.people.company(contact))
    await turn.answer(card, about=contact.about)


async def list_acquaintances(turn: Turn[ListAcquaintances]) -> None:
    """Show a page of whom the member lets colleagues know that they know."""
    async with turn.read() as reader:
        found = await reader.of(Acquaintance).find(space=turn.scope.own, newest_first=True)
        teams = {each.shared_space: each.account for each in await my_teams(reader, turn)}
    page = page_within(turn.command.page, len(found))
    here = found[page * PAGE : (page + 1) * PAGE]
    rows = [
        cards.SharedView(
            each,
            cards.with_whom(
                WORKSPACE_SPACE in each.shared_with,
                [teams[space] for space in each.shared_with if space in teams],
            ),
        )
        for each in here
    ]
    about = tuple(dict.fromkeys(id for each in here for id in (each.id, each.contact_id)))
    await turn.answer(cards.list_card(rows, total=len(found), page=page), in_place=True, about=about)
