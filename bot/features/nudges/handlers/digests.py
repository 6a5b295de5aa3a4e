"""Posts the digest of what a week had no room for, and keeps its lines up to date (B3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.core.cards import Card
from bot.core.contacts import Contact
from bot.core.deliveries import About, Say
from bot.core.notes import Commitment, Promiser
from bot.core.ports.store import StoreReader
from bot.core.schedule.commands import Due
from bot.core.schedule.times import NUDGE_DIGEST, NUDGES
from bot.core.turn import Turn
from bot.core.words import PAGE
from bot.features.nudges.cards import digest as cards
from bot.features.nudges.cards.digest import Days, DigestLine
from bot.features.nudges.contracts.cards import Coming
from bot.features.nudges.contracts.values import Nudge, next_working_day
from bot.features.nudges.handlers.finding import DueReasons, build_nudge, find_due, latest_nudges
from bot.features.nudges.handlers.lists import row_of
from bot.features.nudges.rules import choose


async def post_digest(turn: Turn[Due]) -> None:
    """Post in one card everything that a week's budget had no room for."""
    async with turn.read() as reader:
        due = await find_due(reader, turn)
    await say_digest(turn, due)


async def say_digest(turn: Turn[Due], due: DueReasons, *, after_outage: bool = False) -> None:
    """Say what is due in one card; what it names rests from now on, so that no digest says it again."""
    ordered, _ = choose(due.open, {}, len(due.open))
    subject = f"digest:{turn.command.key}{cards.LATE if after_outage else ''}"
    lines = [
        DigestLine(
            build_nudge(turn, reason, wording="", counts=False, digest=subject),
            row_of(reason, turn),
            reason.tries,
        )
        for reason in ordered[:PAGE]
    ]
    async with turn.commit() as uow:
        await uow.cancel(NUDGE_DIGEST)
        for line in lines:
            await uow.of(Nudge).put(line.nudge)
        for reason in ordered[PAGE:] if after_outage else ():
            # Counted now, so that the days after an outage do not say it all one by one.
            await uow.of(Nudge).put(build_nudge(turn, reason, wording="", counts=False))
        if due.is_idle:
            await uow.cancel(NUDGES)
        if lines:
            card = cards.digest_card(lines, len(ordered) - len(lines), days_of(turn), late=after_outage)
            uow.say(Say(card=card, about=_about(lines), subject=subject))


def days_of(turn: Turn[Any]) -> Days:
    """The member's today and next working day."""
    weekdays = turn.settings.hours.weekdays
    return Days(today=turn.today, next=next_working_day(turn.today, weekdays), weekdays=weekdays)


def _about(lines: Sequence[DigestLine]) -> About:
    return tuple(dict.fromkeys(id for line in lines for id in line.about))


async def redraw_digest(
    reader: StoreReader, turn: Turn[Any], subject: str, *changed: Nudge, change: str = ""
) -> tuple[Card, About]:
    """A digest as its lines stand now; `changed` are nudges that this work is about to put, by `change`."""
    now = {nudge.id: nudge for nudge in await latest_nudges(reader, turn) if nudge.digest == subject}
    now |= {nudge.id: nudge for nudge in changed}
    just = {nudge.id for nudge in changed}
    ordered = sorted(now.values(), key=lambda each: (each.created_at, each.id))
    lines = [
        DigestLine(nudge, await _row(reader, turn, nudge), change=change if nudge.id in just else "")
        for nudge in ordered
    ]
    card = cards.digest_card(lines, 0, days_of(turn), late=subject.endswith(cards.LATE))
    return card, _about(lines)


async def _row(reader: StoreReader, turn: Turn[Any], nudge: Nudge) -> Coming:
    """What a line of a digest says of its contact or promise as they are now."""
    promise = await reader.of(Commitment).one(nudge.about)
    contact = await reader.of(Contact).one(nudge.contact_id)
    touched = contact.last_touch_at if contact else None
    return Coming(
        name=contact.name if contact else "",
        company="",
        on=nudge.on,
        contact_id=contact.id if contact else "",
        commitment_id=promise.id if promise else "",
        what=promise.what if promise else "",
        by=promise.by if promise else Promiser.MEMBER,
        due_on=promise.due_on if promise else None,
        touched_on=turn.day_of(touched) if touched else None,
    )
