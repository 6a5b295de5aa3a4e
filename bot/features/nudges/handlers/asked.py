"""Does what a member asks for about somebody: a message to copy, or a while of rest (B3)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from bot.core import common_cards
from bot.core.coaching.drafting import Drafted, DraftWish
from bot.core.contacts import Contact
from bot.core.deliveries import NOTHING, About
from bot.core.excerpts import excerpts_of
from bot.core.finding import person_named
from bot.core.notes import Commitment, CommitmentState, Note, Promiser
from bot.core.turn import Turn
from bot.features.nudges.cards import answers as cards
from bot.features.nudges.commands import DraftFor, DraftMessage, SnoozeAbout
from bot.features.nudges.contracts.values import Nudge, NudgeId, NudgeState
from bot.features.nudges.handlers.views import find_latest_notes

_REST = timedelta(days=14)
_LONGEST_REST = timedelta(days=366)


async def draft_message(turn: Turn[DraftMessage]) -> None:
    """Fill a form with the beginning of a message to copy; nothing is sent."""
    contact = turn.people.get(turn.command.contact_id)
    if contact is None:
        await turn.show(common_cards.gone_form(), otherwise=common_cards.is_gone(), about=NOTHING)
        return
    await _show_draft(turn, contact, turn.command.commitment_id)


async def draft_for(turn: Turn[DraftFor]) -> None:
    """The same for somebody who is named; without an open form it comes as a message."""
    contact = await person_named(turn, lambda id: DraftFor(contact_id=id))
    if contact is not None:
        await _show_draft(turn, contact, short=turn.command.short)


async def _show_draft(
    turn: Turn[Any], contact: Contact, commitment_id: str = "", *, short: bool = False
) -> None:
    """Draft what speaks of the promise that is named, else of what the member owes this person next."""
    async with turn.read() as reader:
        notes = await find_latest_notes(reader, contact.id)
        found = await reader.of(Commitment).find(
            contact_id=contact.id, state=CommitmentState.OPEN, space=turn.scope.own
        )
    owed = [each for each in found if each.by is Promiser.MEMBER]
    first = min(owed, key=lambda each: (each.due_on or date.max, each.created_at), default=None)
    promise = next((each for each in found if each.id == commitment_id), first)
    mine = promise is not None and promise.by is Promiser.MEMBER
    wish = DraftWish(
        name=contact.name,
        sender=turn.member.name,
        promise=promise.what if promise and mine else "",
        due_on=promise.due_on if promise else None,
        owed="" if promise is None or mine else promise.what,
        short=short,
    )
    drafted = await turn.coach.draft(wish, excerpts_of(notes), turn.circumstances())
    await _show(turn, contact, drafted, notes, (promise.id,) if promise else ())


async def _show(turn: Turn[Any], contact: Contact, drafted: Drafted, notes: list[Note], more: About) -> None:
    last = next(iter(notes), None)
    mode = drafted.provenance.mode
    form = cards.draft_form(contact.name, drafted.text, mode, last, turn.today)
    card = cards.draft_card(contact.name, contact.id, drafted.text, mode)
    await turn.show(form, otherwise=card, about=(contact.id, *more, *(note.id for note in notes)))


async def snooze_about(turn: Turn[SnoozeAbout]) -> None:
    """Let somebody rest: what is due about them comes again from that day on."""
    until = turn.command.until
    contact = await person_named(turn, lambda id: SnoozeAbout(until=until, contact_id=id))
    if contact is None:
        return
    again_on = _day(until, turn.today)
    rest = Nudge(
        id=NudgeId(turn.new_id("rest")),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        about=contact.id,
        contact_id=contact.id,
        on=turn.today,
        again_on=again_on,
        wording="",
        state=NudgeState.SNOOZED,
        counts=False,
    )
    async with turn.commit() as uow:
        await uow.of(Nudge).put(rest)
        await turn.remember(uow, focus=(contact.id,))
        uow.say(*turn.reply(cards.snoozed_card(contact.name, again_on, turn.change), about=(contact.id,)))


def _day(written: str, today: date) -> date:
    """The day from which things come again: tomorrow at the earliest, in a year at the latest."""
    try:
        wanted = date.fromisoformat(written) if written else today + _REST
    except ValueError:
        wanted = today + _REST
    return min(max(wanted, today + timedelta(days=1)), today + _LONGEST_REST)
