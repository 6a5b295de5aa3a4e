"""Keeps what a member says of an answer, and whether it may be used (B2)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.deliveries import NOTHING
from bot.core.dialogue import Exchange
from bot.core.form_values import text_of
from bot.core.identity import derive_id
from bot.core.turn import Turn
from bot.features.feedback import cards
from bot.features.feedback.checks import check_complaint
from bot.features.feedback.commands import AllowRatingUse, OpenComplaint, RateAnswer, SaveComplaint
from bot.features.feedback.contracts import AnswerRating, RatingUse


async def rate_answer(turn: Turn[RateAnswer]) -> None:
    """Keep that an answer helped."""
    await _keep(turn, turn.command.exchange_id, None, helped=True, reason="")


async def open_complaint(turn: Turn[OpenComplaint]) -> None:
    """Open the form that asks what is wrong, with what was said before."""
    exchange_id = turn.command.exchange_id
    if await turn.one(Exchange, exchange_id) is None:
        await turn.answer(cards.forgotten_card(), about=NOTHING)
        return
    before = await turn.one(AnswerRating, _id_of(exchange_id))
    form = cards.complaint_form(exchange_id, turn.card_place, before.reason if before else "")
    await turn.show(form, otherwise=cards.forgotten_card(), about=NOTHING)


async def save_complaint(turn: Turn[SaveComplaint]) -> None:
    """Keep what is wrong with an answer."""
    command = turn.command
    if check_complaint(command.values):
        await turn.answer(cards.forgotten_card(), about=NOTHING)
        return
    reason = text_of(command.values, "reason")
    await _keep(turn, command.exchange_id, command.card, helped=False, reason=reason)


async def _keep(turn: Turn[Any], exchange_id: str, place: str | None, *, helped: bool, reason: str) -> None:
    exchange = await turn.one(Exchange, exchange_id)
    if exchange is None:
        await turn.answer(cards.forgotten_card(), about=NOTHING)
        return
    rating = AnswerRating(
        id=_id_of(exchange_id),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        exchange_id=exchange_id,
        helped=helped,
        reason=reason,
    )
    before = await turn.one(AnswerRating, rating.id)
    if before is not None and replace(before, created_at=rating.created_at) == rating:
        await turn.answer(cards.told_already_card(), about=NOTHING)
        return
    use = await turn.one(RatingUse, _use_of(turn))
    allowed = use is not None and use.allowed
    card = cards.kept_card(helped=helped, is_asked=use is None, allowed=allowed, change=turn.change)
    async with turn.commit() as uow:
        await uow.of(AnswerRating).put(rating)
        if use is None:
            await uow.of(RatingUse).put(_new_use(turn, allowed=False))
        await turn.remember(uow)
        thread = f"{place.partition('/')[0]}/{exchange.thread}" if place else None
        uow.say(*turn.reply_in(card, thread, about=NOTHING))


async def allow_rating_use(turn: Turn[AllowRatingUse]) -> None:
    """Keep whether the bot may be tested with the member's ratings."""
    allowed = turn.command.allowed
    async with turn.commit() as uow:
        await uow.of(RatingUse).put(_new_use(turn, allowed=allowed))
        await turn.remember(uow)
        uow.say(*turn.update(cards.use_card(allowed=allowed, change=turn.change), about=NOTHING))


def _new_use(turn: Turn[Any], *, allowed: bool) -> RatingUse:
    return RatingUse(
        id=_use_of(turn),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        allowed=allowed,
    )


def _id_of(exchange_id: str) -> str:
    return derive_id(exchange_id, "rating")


def _use_of(turn: Turn[Any]) -> str:
    return derive_id(turn.scope.member, "rating-use")
