"""Shows the portfolio, and sets its target and limits (P1 to P4)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.core.cards import Card
from bot.core.contacts import Contact, Phase
from bot.core.deliveries import UNSAID
from bot.core.finding import touch_day
from bot.core.identity import WORKSPACE_SPACE
from bot.core.notes import Touch
from bot.core.paging import page_within
from bot.core.ports.books import StoreReader
from bot.core.turn import Turn
from bot.core.words import PAGE
from bot.features.people.contracts.reading import longest_silent
from bot.features.portfolio.cards import limits as limit_texts
from bot.features.portfolio.cards import portfolio as texts
from bot.features.portfolio.cards import strategic as form_texts
from bot.features.portfolio.checks import target_of
from bot.features.portfolio.commands import ChangeTarget, EditTarget, SetLimits, SetTarget, ShowPortfolio
from bot.features.portfolio.handlers.settings import limits_of, settings_of, with_limits
from bot.features.portfolio.rules.portfolio import (
    PortfolioLimits,
    Target,
    balance,
    deal_share,
    is_active,
    universe_counts,
)
from bot.features.portfolio.rules.settings import PortfolioSettings, lowest
from bot.features.vision.contracts import gaps, present

EFFORT_DAYS = 90
"""Touches of so many days count as recent effort (P3)."""


async def show_portfolio(turn: Turn[ShowPortfolio]) -> None:
    """A picture, the balance, the gaps, and a page of who is in it: who is due first."""
    async with turn.read() as reader:
        seen = await overview(reader, turn, turn.command.page)
    await turn.answer(texts.overview(seen, turn.today), in_place=True, about=UNSAID)


async def overview(reader: StoreReader, turn: Turn[Any], page: int = 0) -> texts.Overview:
    """What the portfolio card, or a page with the same facts, says."""
    contacts = turn.people.contacts
    active = _by_lateness(turn)
    page = page_within(page, len(active))
    since = turn.today - timedelta(days=EFFORT_DAYS)
    touches = Counter[str](
        touch.contact_id for touch in await reader.of(Touch).find() if since <= touch.occurred_on
    )
    path = await present(reader, turn)
    by_id: dict[str, Contact] = {contact.id: contact for contact in contacts}
    return texts.Overview(
        page=active[page * PAGE : (page + 1) * PAGE],
        number=page,
        active=len(active),
        due=sum(member.days_over > 0 for member in active),
        limits=await limits_of(reader, turn),
        balance=balance(contacts, touches, (await settings_of(reader, turn)).target),
        deals=deal_share(contacts),
        universe=universe_counts(contacts),
        gaps=len(gaps(path.needs, by_id)) if path else 0,
        has_vision=path is not None,
    )


def _by_lateness(turn: Turn[Any]) -> list[texts.PortfolioEntry]:
    silent = longest_silent(turn.people.contacts, turn.now)
    over = {each.contact.id: each.days_over or 0 for each in silent}

    def member(contact: Contact) -> texts.PortfolioEntry:
        return texts.PortfolioEntry(
            contact=contact,
            company=turn.people.company(contact),
            last_touch=touch_day(turn, contact),
            days_over=over.get(contact.id, 0),
        )

    active = [member(contact) for contact in turn.people.contacts if is_active(contact)]
    return sorted(active, key=lambda each: (-each.days_over, each.contact.name.casefold()))


async def edit_target(turn: Turn[EditTarget]) -> None:
    """Fill the form for the wanted balance; typed without numbers, show the portfolio's target as it is."""
    async with turn.read() as reader:
        target = (await settings_of(reader, turn)).target
    form = form_texts.target_form(target.creation, target.bridge, target.capitalization)
    otherwise = texts.target_is({phase: target.share(phase) for phase in Phase})
    await turn.show(form, otherwise=otherwise, about=UNSAID)


async def change_target(turn: Turn[ChangeTarget]) -> None:
    """Save the wanted balance from the form."""
    target = target_of(turn.command.values)
    if target is not None:
        await _keep_target(turn, target)


async def set_target(turn: Turn[SetTarget]) -> None:
    """Save the wanted balance as typed; its parser has made sure that it adds up."""
    command = turn.command
    await _keep_target(turn, Target(command.creation, command.bridge, command.capitalization))


async def _keep_target(turn: Turn[Any], target: Target) -> None:
    async with turn.read() as reader:
        settings = await settings_of(reader, turn)
    new = replace(
        settings, creation=target.creation, bridge=target.bridge, capitalization=target.capitalization
    )
    card = texts.target_set({phase: target.share(phase) for phase in Phase}, turn.change)
    await _keep(turn, new, card)


async def set_limits(turn: Turn[SetLimits]) -> None:
    """Show the limits, or set both lower; an admin may do so for everybody."""
    command = turn.command
    async with turn.read() as reader:
        own = await settings_of(reader, turn)
        all_of_us = await settings_of(reader, turn, WORKSPACE_SPACE)
        holding = await limits_of(reader, turn)
    if not command.soft:
        active = sum(map(is_active, turn.people.contacts))
        await turn.answer(limit_texts.shown_card(holding, active), about=UNSAID)
        return
    if command.everybody and not turn.member.is_admin:
        await turn.answer(limit_texts.only_admins(), about=UNSAID)
        return
    try:
        limits = PortfolioLimits(command.soft, command.hard)
    except ValueError:
        await turn.answer(limit_texts.only_lower(), about=UNSAID)
        return
    changed = with_limits(all_of_us if command.everybody else own, limits)
    other = own if command.everybody else all_of_us
    effective = lowest((limits, other.limits))
    card = limit_texts.limits_set(limits, effective, command.everybody, turn.change)
    await _keep(turn, changed, card)


async def _keep(turn: Turn[Any], settings: PortfolioSettings, card: Card) -> None:
    async with turn.commit() as uow:
        await uow.of(PortfolioSettings).put(settings)
        await turn.remember(
            uow,
        )
        uow.say(*turn.update(card, about=UNSAID))
