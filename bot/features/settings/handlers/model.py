"""Keeps the member's choice about the language model, and the rule that an admin sets for everybody (B7)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.colleagues import refuse_non_admin
from bot.core.commands import FormValues
from bot.core.deliveries import NOTHING, Say
from bot.core.form_values import text_of
from bot.core.members import Member
from bot.core.settings import (
    MemberSettings,
    ModelRule,
    WorkspaceDefaults,
    must_hear_of_model,
)
from bot.core.turn import Turn
from bot.features.settings.cards import model as cards
from bot.features.settings.cards.settings import only_admins_card
from bot.features.settings.commands import AllowModel, SetModelRule, ShowModelChoice, TellAboutModel


def view_of(turn: Turn[Any]) -> cards.ModelView:
    """How the member stands to the language model now."""
    return cards.ModelView(
        provider=turn.provider,
        rule=turn.defaults.model,
        allowed=turn.member.model_allowed,
        agreed=turn.own_settings.agreed_to_model,
    )


async def tell_about_model(turn: Turn[TellAboutModel]) -> None:
    """Tell the member once what goes to a model provider, and later of a rule that is new to them."""
    member, own, rule = turn.member, turn.own_settings, turn.defaults.model
    told = member.told_about_model
    if not turn.provider or not must_hear_of_model(rule, told=told, told_rule=own.told_model_rule):
        return
    view = view_of(turn)
    card = cards.rule_changed_card(view) if told else cards.about_model_card(turn.provider, rule)
    subject = f"model-rule/{turn.change}" if told else "about-model"
    async with turn.commit() as uow:
        await uow.of(Member).put(replace(member, told_about_model=True))
        await uow.of(MemberSettings).put(replace(own, told_model_rule=rule))
        uow.say(Say(card=card, about=NOTHING, subject=subject))


async def allow_model(turn: Turn[AllowModel]) -> None:
    """Keep the member's choice about the model."""
    own, member = _chosen(turn, turn.own_settings, turn.command.allowed)
    view = replace(view_of(turn), allowed=member.model_allowed, agreed=own.agreed_to_model)
    async with turn.commit() as uow:
        await uow.of(Member).put(member)
        await uow.of(MemberSettings).put(own)
        await turn.remember(uow)
        uow.say(*turn.update(cards.model_chosen_card(view, turn.change), about=NOTHING))


async def show_model_choice(turn: Turn[ShowModelChoice]) -> None:
    """Show who decided what about the language model."""
    await turn.answer(cards.choice_card(view_of(turn), is_admin=turn.member.is_admin), about=NOTHING)


async def set_model_rule(turn: Turn[SetModelRule]) -> None:
    """Set the rule for everybody, for those who are admins at this moment."""
    if (refusal := await refuse_non_admin(turn, only_admins_card())) is not None:
        await turn.answer(refusal, about=NOTHING)
        return
    rule = ModelRule(turn.command.rule)
    if rule is turn.defaults.model:
        await turn.answer(cards.rule_holds_card(rule), about=NOTHING, in_place=True)
        return
    async with turn.commit() as uow:
        await uow.of(WorkspaceDefaults).put(replace(turn.defaults, model=rule))
        await uow.of(MemberSettings).put(replace(turn.own_settings, told_model_rule=rule))
        await turn.remember(uow)
        uow.say(*turn.update(cards.rule_set_card(rule, turn.change), about=NOTHING))


def rule_from_form(turn: Turn[Any], values: FormValues) -> ModelRule:
    """The rule that an admin ticked; the one that holds where the form showed none."""
    chosen = text_of(values, "model_rule")
    return ModelRule(chosen) if chosen in set(ModelRule) else turn.defaults.model


def choice_from_form(
    turn: Turn[Any], own: MemberSettings, values: FormValues
) -> tuple[MemberSettings, Member]:
    """The member's settings and the member with the choice of the form; as they are where it showed none.

    A form that was sent as it was shown says nothing new: what was not chosen is not agreed to.
    """
    chosen = text_of(values, "model")
    if not chosen or (chosen == cards.ON) == view_of(turn).is_wished:
        return own, turn.member
    return _chosen(turn, own, chosen == cards.ON)


def _chosen(turn: Turn[Any], own: MemberSettings, allowed: bool) -> tuple[MemberSettings, Member]:
    kept = replace(own, agreed_to_model=allowed, told_model_rule=turn.defaults.model)
    return kept, replace(turn.member, model_allowed=allowed, told_about_model=True)
