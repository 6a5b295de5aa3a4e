"""Posts the day's nudges within the budget, and what had no room in one digest (B3)."""

from __future__ import annotations

from dataclasses import replace

from bot.core.deliveries import Say
from bot.core.schedule.commands import Due
from bot.core.schedule.learning import learn_hour
from bot.core.schedule.times import NUDGES, count_left_beside_round
from bot.core.settings import MemberSettings
from bot.core.turn import Turn
from bot.features.assessment.contracts.advice import keep_advice
from bot.features.nudges.cards import nudges as cards
from bot.features.nudges.cards.nudges import NudgeView
from bot.features.nudges.cards.third import third_card
from bot.features.nudges.contracts.values import Nudge
from bot.features.nudges.handlers.digests import say_digest
from bot.features.nudges.handlers.finding import find_due, read_scores, schedule_digest
from bot.features.nudges.handlers.views import build_views
from bot.features.nudges.rules import MOST_TRIES, NudgeReason, choose, count_left, fit_to_answers


async def post_nudges(turn: Turn[Due]) -> None:
    """Post the day's most pressing nudges within the budget; schedule the digest where there are more."""
    settings = turn.settings
    wished = settings.nudges_a_day, settings.nudges_a_week
    async with turn.read() as reader:
        due = await find_due(reader, turn)
        most = fit_to_answers(due.nudges, turn.today, a_day=wished[0], a_week=wished[1])
        places = count_left(due.nudges, turn.today, a_day=most[0], a_week=most[1])
        if turn.people.accounts:  # else there is no round
            places = count_left_beside_round(places, turn.member, settings, turn.today)
        scores = await read_scores(reader, due, places, turn)
        learned = await learn_hour(reader, turn)
    if turn.command.folded and len(due.open) > places:
        await say_digest(turn, due, after_outage=True)
        return
    now, rest = choose(due.open, scores, places)
    views = await build_views(turn, due, now, is_short=most != wished)
    async with turn.commit() as uow:
        for view, reason in zip(views, now, strict=True):
            await uow.of(Nudge).put(view.nudge)
            await keep_advice(uow, turn, view.idea_shape, view.nudge.contact_id)
            uow.say(_say(view, reason))
        if rest:
            await schedule_digest(uow, turn)
        if due.is_idle and not turn.people.tag_rhythms:  # whom these concern is found by nobody else
            await uow.cancel(NUDGES)
        if learned is not None:
            await uow.of(MemberSettings).put(learned)


def _say(view: NudgeView, reason: NudgeReason) -> Say:
    """The nudge's card, with a fit review offered where the longest pause is over."""
    card = third_card(view) if view.tries + 1 >= MOST_TRIES else cards.nudge_card(view)
    longest = reason.contact.longest_days if reason.contact else None
    if (
        view.tries + 1 < MOST_TRIES
        and reason.commitment is None
        and longest
        and reason.contact
        and reason.contact.cadence_days
    ):
        over = reason.late_days + reason.contact.cadence_days - longest
        if over > 0:
            card = replace(card, parts=(*card.parts, cards.fit_row(reason.contact.id, over)))
    return Say(card=card, about=view.about, subject=view.nudge.subject)
