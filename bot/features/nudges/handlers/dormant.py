"""Brings up one person a month who was close once, by what is new there and by trust so far (B3)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from bot.core.contacts import Contact
from bot.core.deliveries import Say
from bot.core.news import ONLY_NEWS, LastTold, News, find_news
from bot.core.notes import Commitment, CommitmentState, Note, Touch
from bot.core.ports.store import StoreReader
from bot.core.schedule.commands import Due
from bot.core.schedule.on_time import put_off_to_another_day
from bot.core.schedule.times import DORMANT
from bot.core.told import keep_told, read_last_told
from bot.core.turn import Turn
from bot.features.nudges.cards.dormant import dormant_card
from bot.features.nudges.contracts.values import Nudge
from bot.features.nudges.handlers.finding import build_nudge, latest_nudges
from bot.features.nudges.rules import Dormant, NudgeReason, choose_dormant, count_left, is_dormant

_QUIET = "quiet"


async def post_dormant(turn: Turn[Due]) -> None:
    """Post one, within the day's budget, of whom nothing was said yet or there is news; else nothing."""
    settings = turn.settings
    async with turn.read() as reader:
        nudges = await latest_nudges(reader, turn)
        last = await read_last_told(reader, turn, DORMANT)
        found = choose_dormant(await _find(reader, turn, nudges))
        chosen = next(((each, news) for each in found if (news := _news(each, last, turn))), None)
        note = await _latest(reader, chosen[0]) if chosen else None
    if chosen is None:
        return
    if not count_left(nudges, turn.today, a_day=settings.nudges_a_day, a_week=settings.nudges_a_week):
        await put_off_to_another_day(turn)
        return
    dormant, news = chosen
    await _post(turn, dormant, news, note)


async def _post(turn: Turn[Due], dormant: Dormant, news: News, note: Note | None) -> None:
    contact = dormant.contact
    assert contact.last_touch_at is not None
    nudge = _nudge(turn, dormant)
    last_touch = turn.day_of(contact.last_touch_at)
    card = dormant_card(nudge, dormant, turn.people.company(contact), last_touch, note, turn.today)
    async with turn.commit() as uow:
        await uow.of(Nudge).put(nudge)
        await keep_told(uow, turn, DORMANT, (news,))
        about = (contact.id, note.id) if note else (contact.id,)
        uow.say(Say(card=card, about=about, subject=nudge.subject))


def _nudge(turn: Turn[Due], dormant: Dormant) -> Nudge:
    """The nudge that takes a place in the budget, and lets the person rest as long as they were quiet."""
    reason = NudgeReason(
        about=dormant.contact.id,
        contact=dormant.contact,
        since=turn.today,
        late_days=dormant.quiet_days,
        rhythm_days=2 * dormant.quiet_days,
    )
    return replace(build_nudge(turn, reason, wording=""), counts=True)


def _news(found: Dormant, last: dict[str, LastTold] | Any, turn: Turn[Any]) -> News | None:
    subject = found.contact.id
    return find_news(subject, found.news or (_QUIET,), last.get(subject), turn.today, ONLY_NEWS)


async def _find(reader: StoreReader, turn: Turn[Any], nudges: list[Nudge]) -> list[Dormant]:
    touches = Counter(each.contact_id for each in await reader.of(Touch).find(space=turn.scope.own))
    kept = await reader.of(Commitment).find(space=turn.scope.own, state=CommitmentState.KEPT)
    promises = Counter(each.contact_id for each in kept)
    found: list[Dormant] = []
    for contact in turn.people.in_rhythm():
        if contact.last_touch_at is None or contact.space != turn.scope.own:
            continue
        quiet, often = (turn.today - turn.day_of(contact.last_touch_at)).days, touches[contact.id]
        if not is_dormant(contact, often, quiet, nudges, turn.today):
            continue
        news = await _find_news(reader, contact)
        found.append(
            Dormant(
                contact=contact, touches=often, kept=promises[contact.id], quiet_days=quiet, news=tuple(news)
            )
        )
    return found


async def _find_news(reader: StoreReader, contact: Contact) -> list[str]:
    """Ids of the notes on somebody or their company since the last touch, the newest first."""
    notes = await reader.of(Note).find(contact_ids=contact.id, superseded_by=None)
    if contact.account_id:
        notes += await reader.of(Note).find(account_ids=contact.account_id, superseded_by=None)
    since = contact.last_touch_at
    new = {each.id: each for each in notes if since is not None and each.created_at > since}
    return [each.id for each in sorted(new.values(), key=lambda each: each.created_at, reverse=True)]


async def _latest(reader: StoreReader, dormant: Dormant) -> Note | None:
    """The newest note on what is new there."""
    return await reader.of(Note).one(dormant.news[0]) if dormant.news else None
