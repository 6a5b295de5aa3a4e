"""Changes a member's settings or the workspace's defaults, and pauses."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.cards import Card
from bot.core.colleagues import refuse_non_admin
from bot.core.deliveries import NOTHING
from bot.core.form_values import choices_of, text_of
from bot.core.members import Member, Role
from bot.core.ports.store import UnitOfWork
from bot.core.settings import (
    EffectiveSettings,
    MemberSettings,
    WorkspaceDefaults,
    effective_settings,
    without_wishes,
)
from bot.core.turn import Turn
from bot.features.learning.contracts import keep_wish, wants_lessons
from bot.features.settings.cards import settings as cards
from bot.features.settings.cards.form import offered_settings, settings_form
from bot.features.settings.cards.model import rule_words
from bot.features.settings.commands import EditSettings, Pause, Resume, SaveSettings
from bot.features.settings.handlers.model import choice_from_form, rule_from_form, view_of
from bot.features.settings.handlers.wishes import country_of, leave_of, off_of, wishes_of


async def edit_settings(turn: Turn[EditSettings]) -> None:
    """Fill the form with what holds now, or for admins with everybody's defaults."""
    member, for_all = turn.member, turn.command.for_all
    if for_all and (refusal := await refuse_non_admin(turn, cards.only_admins_card())) is not None:
        await turn.show(cards.refusal_form(refusal), otherwise=refusal, about=NOTHING)
        return
    async with turn.read() as reader:
        lessons = await wants_lessons(reader, turn)
    holds = effective_settings(None, turn.defaults) if for_all else replace(turn.settings, lessons=lessons)
    form = settings_form(
        member,
        holds,
        country=turn.calendars.countries().get(holds.country, ""),
        model=view_of(turn),
        today=turn.today,
        for_all=for_all,
        tag_rhythms=turn.people.tag_rhythms,
        trusted=turn.own_settings.trusted,
    )
    await turn.show(form, otherwise=cards.open_form_card(), about=NOTHING)


async def save_settings(turn: Turn[SaveSettings]) -> None:
    """Keep what differs from the defaults beneath, so that later defaults still reach the rest."""
    for_all, values = turn.command.for_all, turn.command.values
    if for_all and (refusal := await refuse_non_admin(turn, cards.only_admins_card())) is not None:
        await turn.answer(refusal, about=NOTHING)
        return
    own_beneath = without_wishes(turn.own_settings)
    beneath = EffectiveSettings() if for_all else effective_settings(own_beneath, turn.defaults)
    old = effective_settings(None, turn.defaults) if for_all else turn.settings
    country, unknown = country_of(text_of(values, "country"), old, turn)
    shown = offered_settings(turn.member.role, for_all=for_all)
    wishes = replace(
        wishes_of(values, country, beneath, for_all=for_all), off=off_of(values, shown, old, beneath)
    )
    before, member = turn.own_settings, turn.member
    ticked = choices_of(values, "trusted")
    own = replace(
        before,
        wishes=wishes,
        leave=leave_of(values, before.leave, turn.today),
        trusted=tuple(name for name in before.trusted if name in ticked),
    )
    rule = rule_from_form(turn, values) if for_all else turn.defaults.model
    if for_all:
        own = replace(before, told_model_rule=rule)
    else:
        own, member = choice_from_form(turn, own, values)
    defaults = replace(turn.defaults, wishes=wishes, model=rule)
    holds = effective_settings(None, defaults) if for_all else effective_settings(own, turn.defaults)
    card = cards.saved_card(
        holds,
        turn.change,
        today=turn.today,
        for_all=for_all,
        leads=turn.member.role is Role.LEADER and not for_all,
        country=turn.calendars.countries().get(holds.country, ""),
        unknown_country=unknown,
        model=rule_words(rule) if for_all and turn.provider else "",
    )
    async with turn.commit() as uow:
        if for_all:
            await uow.of(WorkspaceDefaults).put(defaults)
            if own != before:  # who changed it need not be told
                await uow.of(MemberSettings).put(own)
        else:
            await uow.of(MemberSettings).put(own)
            await _keep_lessons(uow, turn, text_of(values, "lessons") != "off")
            if member != turn.member:
                await uow.of(Member).put(member)
        await turn.remember(uow)
        uow.say(*turn.reply(card, about=NOTHING))


async def _keep_lessons(uow: UnitOfWork, turn: Turn[Any], wanted: bool) -> None:
    if wanted != await wants_lessons(uow, turn):
        await keep_wish(uow, turn, wanted)


async def pause(turn: Turn[Pause]) -> None:
    """Let nothing come by itself until the member resumes."""
    await _set_paused(turn, True)


async def resume(turn: Turn[Resume]) -> None:
    """Let things come by themselves again."""
    await _set_paused(turn, False)


async def _set_paused(turn: Turn[Any], paused: bool) -> None:
    if turn.own_settings.paused == paused:
        same = cards.already_paused_card() if paused else cards.not_paused_card()
        await turn.answer(same, in_place=True, about=NOTHING)
        return
    card: Card = cards.paused_card(turn.change) if paused else cards.resumed_card(turn.change)
    async with turn.commit() as uow:
        await uow.of(MemberSettings).put(replace(turn.own_settings, paused=paused))
        await turn.remember(uow)
        uow.say(*turn.update(card, about=NOTHING))
