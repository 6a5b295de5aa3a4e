"""Sets the limits of the portfolio and its target (P1, P3)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.cards import Card
from bot.core.colleagues import refuse_non_admin
from bot.core.deliveries import NOTHING
from bot.core.turn import Turn
from bot.features.portfolio.cards import limits as limit_texts
from bot.features.portfolio.cards import target as target_texts
from bot.features.portfolio.checks import target_of
from bot.features.portfolio.commands import ChangeTarget, EditTarget, SetLimits, SetTarget
from bot.features.portfolio.handlers.settings import read_own_settings, read_settings_of_everybody
from bot.features.portfolio.rules.balance import Target
from bot.features.portfolio.rules.limits import PortfolioLimits, is_active, lowest_limits
from bot.features.portfolio.rules.settings import PortfolioSettings


async def edit_target(turn: Turn[EditTarget]) -> None:
    """Fill the form for the wanted balance; typed without numbers, show the target as it is."""
    target = (await read_own_settings(turn)).target
    form, card = target_texts.target_form(target), target_texts.target_card(target)
    await turn.show(form, otherwise=card, about=NOTHING)


async def change_target(turn: Turn[ChangeTarget]) -> None:
    """Save the wanted balance from the form."""
    target = target_of(turn.command.values)
    if target is not None:
        await _save_target(turn, target)


async def set_target(turn: Turn[SetTarget]) -> None:
    """Save the wanted balance as typed; its parser has made sure that it adds up."""
    command = turn.command
    await _save_target(turn, Target(command.creation, command.bridge, command.capitalization))


async def _save_target(turn: Turn[Any], target: Target) -> None:
    settings = replace(
        await read_own_settings(turn),
        creation=target.creation,
        bridge=target.bridge,
        capitalization=target.capitalization,
    )
    await _save(turn, settings, target_texts.target_set_card(target, turn.change))


async def set_limits(turn: Turn[SetLimits]) -> None:
    """Show the limits, or set both lower; an admin may do so for everybody."""
    command = turn.command
    own, of_all = await read_own_settings(turn), await read_settings_of_everybody(turn)
    if not command.soft:
        active = sum(map(is_active, turn.people.contacts))
        in_force = lowest_limits((own.limits, of_all.limits))
        await turn.answer(limit_texts.limits_card(in_force, active), about=NOTHING)
        return
    refusal = await refuse_non_admin(turn, limit_texts.only_admins_card()) if command.everybody else None
    if refusal is not None:
        await turn.answer(refusal, about=NOTHING)
        return
    try:
        limits = PortfolioLimits(command.soft, command.hard)
    except ValueError:
        await turn.answer(limit_texts.only_lower_card(), about=NOTHING)
        return
    changed, other = (of_all, own) if command.everybody else (own, of_all)
    effective = lowest_limits((limits, other.limits))
    card = limit_texts.limits_set_card(limits, effective, turn.change, of_everybody=command.everybody)
    await _save(turn, replace(changed, soft=limits.soft, hard=limits.hard), card)


async def _save(turn: Turn[Any], settings: PortfolioSettings, card: Card) -> None:
    async with turn.commit() as uow:
        await uow.of(PortfolioSettings).put(settings)
        await turn.remember(uow)
        uow.say(*turn.update(card, about=NOTHING))
