"""Lets posted nudges rest and takes them back (B3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.core import common_cards
from bot.core.cards import Card
from bot.core.commands import Surface
from bot.core.contacts import Contact, touch_due_at
from bot.core.deliveries import NOTHING, Revise
from bot.core.form_values import date_of
from bot.core.notes import Commitment, CommitmentState, Touch
from bot.core.ports.store import StoreReader
from bot.core.rhythms import TagRhythm, in_rhythm
from bot.core.turn import Turn
from bot.features.nudges.cards import answers as cards
from bot.features.nudges.commands import ChooseSnooze, LookAtNudges, Snooze, SnoozeUntil
from bot.features.nudges.contracts.values import Nudge, NudgeState, mention_from
from bot.features.nudges.handlers.digests import redraw_digest

_LONGEST_REST = 366


async def snooze(turn: Turn[Snooze]) -> None:
    """Let a nudge rest for some days."""
    days = min(max(turn.command.days, 1), _LONGEST_REST)
    await _rest(turn, turn.command.nudge_id, lambda today: today + timedelta(days=days))


async def snooze_until(turn: Turn[SnoozeUntil]) -> None:
    """Let a nudge rest until a day that was chosen."""
    until = date_of(turn.command.values, "until")
    await _rest(
        turn,
        turn.command.nudge_id,
        lambda today: max(until, today + timedelta(days=1)) if until else today + timedelta(days=7),
    )


async def _rest(turn: Turn[Any], nudge_id: str, until: Callable[[date], date]) -> None:
    nudge = await turn.one(Nudge, nudge_id)
    if nudge is None:
        await turn.answer(cards.is_gone(), about=NOTHING)
        return
    resting = replace(nudge, state=NudgeState.SNOOZED, again_on=until(turn.today))
    if nudge.digest:
        await _rest_in_digest(turn, resting)
        return
    name = _name(turn, nudge)
    card = cards.snoozed_card(name, resting.again_on, turn.change)
    async with turn.commit() as uow:
        await uow.of(Nudge).put(resting)
        await turn.remember(uow)
        if turn.origin.surface is Surface.FORM:
            uow.say(Revise(card=card, subject=nudge.subject, about=nudge.ids))
        else:
            uow.say(*turn.update(card, about=nudge.ids))


async def _rest_in_digest(turn: Turn[Any], resting: Nudge) -> None:
    """Let one line of a digest rest, and leave its other lines as they are."""
    async with turn.read() as reader:
        card, about = await redraw_digest(reader, turn, resting.digest, resting, change=turn.change)
    async with turn.commit() as uow:
        await uow.of(Nudge).put(resting)
        await turn.remember(uow)
        uow.say(*turn.update(card, about=about))


async def choose_snooze(turn: Turn[ChooseSnooze]) -> None:
    """Fill the form that asks until when a nudge shall rest."""
    nudge = await turn.one(Nudge, turn.command.nudge_id)
    if nudge is None:
        await turn.show(common_cards.gone_form(), otherwise=cards.is_gone(), about=NOTHING)
        return
    form = cards.snooze_form(nudge, _name(turn, nudge), turn.today)
    await turn.show(form, otherwise=cards.is_gone(), about=nudge.ids)


async def look_at_nudges(turn: Turn[LookAtNudges]) -> None:
    """Take back posted nudges whose reason has gone: by a touch, a settled promise or a released contact."""
    async with turn.read() as reader:
        posted = await reader.of(Nudge).find(
            about=turn.command.about, state=NudgeState.POSTED, space=turn.scope.own
        )
        over = [
            (nudge, card)
            for nudge in posted
            if (card := await _find_last_card(reader, turn, nudge)) is not None
        ]
    taken = [replace(nudge, state=NudgeState.TAKEN_BACK) for nudge, _ in over]
    digests = dict.fromkeys(nudge.digest for nudge in taken if nudge.digest)
    async with turn.commit() as uow:
        for nudge in taken:
            await uow.of(Nudge).put(nudge)
        for nudge, card in over:
            if not nudge.digest:
                uow.say(Revise(card=card, subject=nudge.subject, about=nudge.ids))
        for subject in digests:
            card, about = await redraw_digest(uow, turn, subject)
            uow.say(Revise(card=card, subject=subject, about=about))


async def _find_last_card(reader: StoreReader, turn: Turn[Any], nudge: Nudge) -> Card | None:
    """The card that takes a nudge's place when its reason has gone; None while it holds."""
    promises = await reader.of(Commitment).find(id=nudge.about)
    if promises:
        return _last_card_of_promise(turn, promises[0])
    contacts = await reader.of(Contact).find(id=nudge.about)
    if not contacts:
        return cards.no_longer_card("")
    contact = in_rhythm(contacts[0], await reader.of(TagRhythm).find(space=turn.scope.own))
    due = touch_due_at(contact)
    if due is not None and due <= turn.now:
        return None
    if due is None:
        return cards.no_longer_card(contact.name)
    touches = await reader.of(Touch).find(contact_id=contact.id, newest_first=True, limit=1)
    touched = contact.last_touch_at is not None and contact.last_touch_at.date() >= nudge.on
    if touched or any(each.created_at >= nudge.created_at for each in touches):
        return cards.taken_back_card(contact.name)
    return cards.not_due_card(contact.name)


def _name(turn: Turn[Any], nudge: Nudge) -> str:
    return "".join(turn.people.names([nudge.contact_id]) if nudge.contact_id else ())


def _last_card_of_promise(turn: Turn[Any], promise: Commitment) -> Card | None:
    """What is left to say of a promise that is settled or was moved; None while it is due."""
    if promise.state is not CommitmentState.OPEN:
        return cards.settled_card(promise.what)
    due_on = promise.due_on
    if due_on is None or mention_from(due_on, turn.settings.hours.weekdays) <= turn.today:
        return None
    return cards.moved_card("", promise.what, due_on)
