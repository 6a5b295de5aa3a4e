"""Shows the portfolio, and sets its target and limits (P1 to P4)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.domain.choosing import PortfolioSettings, lowest
from bot.domain.contacts import Contact, Phase
from bot.domain.identity import WORKSPACE_SPACE
from bot.domain.notes import Touch
from bot.domain.portfolio import Limits, Target, balance, deal_share, is_active, universe_counts
from bot.domain.silence import longest_silent
from bot.domain.vision import gaps
from bot.messages.cards import Card
from bot.messages.portfolio import ChangeTarget, EditTarget, SetLimits, SetTarget, ShowPortfolio
from bot.ports import Books, Work
from bot.texts import limits as limit_texts
from bot.texts import portfolio as texts
from bot.texts import strategic as form_texts
from bot.texts.paging import page_within
from bot.texts.words import PAGE
from bot.usecases.desk import Desk
from bot.usecases.people.finding import answer, touch_day
from bot.usecases.people.paths import present
from bot.usecases.portfolios.portfolio_forms import target_of
from bot.usecases.portfolios.portfolio_settings import limits_of, settings_of, with_limits
from bot.usecases.replies import show, update
from bot.usecases.situation import Situation, look, remember

EFFORT_DAYS = 90
"""Touches of so many days count as recent effort (P3)."""


async def show_portfolio(work: Work[ShowPortfolio], desk: Desk) -> None:
    """A picture, the balance, the gaps, and a page of who is in it: who is due first."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        seen = await overview(books, work, situation, work.command.page)
    await answer(work, desk, situation, texts.overview(seen, situation.today), in_place=True)


async def overview(books: Books, work: Work[Any], situation: Situation, page: int = 0) -> texts.Overview:
    """What the portfolio card, or a page with the same facts, says."""
    contacts = situation.people.contacts
    active = _by_lateness(situation)
    page = page_within(page, len(active))
    since = situation.today - timedelta(days=EFFORT_DAYS)
    touches = Counter[str](
        touch.contact_id for touch in await books.of(Touch).find() if since <= touch.occurred_on
    )
    path = await present(books, work)
    by_id: dict[str, Contact] = {contact.id: contact for contact in contacts}
    return texts.Overview(
        page=active[page * PAGE : (page + 1) * PAGE],
        number=page,
        active=len(active),
        due=sum(member.days_over > 0 for member in active),
        limits=await limits_of(books, work),
        balance=balance(contacts, touches, (await settings_of(books, work)).target),
        deals=deal_share(contacts),
        universe=universe_counts(contacts),
        gaps=len(gaps(path.needs, by_id)) if path else 0,
        has_vision=path is not None,
    )


def _by_lateness(situation: Situation) -> list[texts.Member]:
    silent = longest_silent(situation.people.contacts, situation.now)
    over = {each.contact.id: each.days_over or 0 for each in silent}

    def member(contact: Contact) -> texts.Member:
        return texts.Member(
            contact=contact,
            company=situation.people.company(contact),
            last_touch=touch_day(situation, contact),
            days_over=over.get(contact.id, 0),
        )

    active = [member(contact) for contact in situation.people.contacts if is_active(contact)]
    return sorted(active, key=lambda each: (-each.days_over, each.contact.name.casefold()))


async def edit_target(work: Work[EditTarget], desk: Desk) -> None:
    """Fill the form for the wanted balance; typed without numbers, show the portfolio's target as it is."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        target = (await settings_of(books, work)).target
    form = form_texts.target_form(target.creation, target.bridge, target.capitalization)
    otherwise = texts.target_is({phase: target.share(phase) for phase in Phase})
    async with desk.ledger.write(work) as open_books:
        open_books.say(*show(work, situation.member, form, otherwise))


async def change_target(work: Work[ChangeTarget], desk: Desk) -> None:
    """Save the wanted balance from the form."""
    target = target_of(work.command.values)
    if target is not None:
        await _keep_target(work, desk, target)


async def set_target(work: Work[SetTarget], desk: Desk) -> None:
    """Save the wanted balance as typed; its parser has made sure that it adds up."""
    command = work.command
    await _keep_target(work, desk, Target(command.creation, command.bridge, command.capitalization))


async def _keep_target(work: Work[Any], desk: Desk, target: Target) -> None:
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        settings = await settings_of(books, work)
    new = replace(
        settings, creation=target.creation, bridge=target.bridge, capitalization=target.capitalization
    )
    card = texts.target_set({phase: target.share(phase) for phase in Phase}, work.change)
    await _keep(work, desk, situation, new, card)


async def set_limits(work: Work[SetLimits], desk: Desk) -> None:
    """Show the limits, or set both lower; an admin may do so for everybody."""
    command = work.command
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        own = await settings_of(books, work)
        all_of_us = await settings_of(books, work, WORKSPACE_SPACE)
        holding = await limits_of(books, work)
    if not command.soft:
        active = sum(map(is_active, situation.people.contacts))
        await answer(work, desk, situation, limit_texts.shown(holding, active))
        return
    if command.everybody and not situation.member.is_admin:
        await answer(work, desk, situation, limit_texts.only_admins())
        return
    try:
        limits = Limits(command.soft, command.hard)
    except ValueError:
        await answer(work, desk, situation, limit_texts.only_lower())
        return
    changed = with_limits(all_of_us if command.everybody else own, limits)
    other = own if command.everybody else all_of_us
    effective = lowest((limits, other.limits))
    card = limit_texts.limits_set(limits, effective, command.everybody, work.change)
    await _keep(work, desk, situation, changed, card)


async def _keep(
    work: Work[Any], desk: Desk, situation: Situation, settings: PortfolioSettings, card: Card
) -> None:
    async with desk.ledger.write(work) as books:
        await books.of(PortfolioSettings).put(settings)
        await remember(books, work)
        books.say(*update(work, situation.member, card))
