"""Tells admins of leavers, and erases what leavers kept when the wait is over or an admin ends it."""

from __future__ import annotations

from typing import Any

from bot.core.colleagues import ask_standing, may_use, refuse_non_admin
from bot.core.deliveries import NOTHING, Retract
from bot.core.identity import WORKSPACE_SPACE, MemberId
from bot.core.members import Departure, DepartureKind, Member
from bot.core.notes import Note
from bot.core.paging import page_within
from bot.core.ports.errors import Unavailable
from bot.core.schedule.commands import Due
from bot.core.turn import Turn
from bot.core.words import PAGE
from bot.features.leavers import cards
from bot.features.leavers.commands import EndWait, EraseLeaver, ListLeavers, TellOfLeaver


async def list_leavers(turn: Turn[ListLeavers]) -> None:
    """Show an admin a page of those who are no full members any more."""
    if (refusal := await refuse_non_admin(turn, cards.only_admins_card())) is not None:
        await turn.answer(refusal, about=NOTHING)
        return
    async with turn.read() as reader:
        total = await reader.of(Departure).count(space=WORKSPACE_SPACE)
        page = page_within(turn.command.page, total)
        rows = await reader.of(Departure).find(
            space=WORKSPACE_SPACE, newest_first=True, limit=PAGE, offset=page * PAGE
        )
    card = cards.list_card(rows, total=total, page=page)
    await turn.answer(card, in_place=True, about=tuple(each.id for each in rows))


async def end_wait(turn: Turn[EndWait]) -> None:
    """Have what a leaver kept erased now."""
    if (refusal := await refuse_non_admin(turn, cards.only_admins_card())) is not None:
        await turn.answer(refusal, about=NOTHING)
        return
    departure = await turn.one(Departure, turn.command.leaver)
    if departure is None:
        await turn.answer(cards.gone_card(), in_place=True, about=NOTHING)
        return
    async with turn.commit() as uow:
        key = f"erase-leaver@{departure.created_at.isoformat()}"
        uow.enqueue(EraseLeaver(), key=key, member=departure.id)
        # About nobody: the erasure deletes every message about the leaver, and this one tells of it.
        uow.say(*turn.update(cards.erasing_card(departure), about=NOTHING))


async def tell_of_leaver(turn: Turn[TellOfLeaver]) -> None:
    """Tell an admin that a member left, where they have not come back meanwhile."""
    departure = await turn.one(Departure, turn.command.leaver)
    if departure is not None and turn.member.is_admin:
        await turn.answer(cards.told_card(departure), about=(departure.id,))


async def erase_when_due(turn: Turn[Due]) -> None:
    """Erase what a leaver kept, as the wait is over."""
    departure = await turn.one(Departure, turn.scope.member)
    if departure is not None and departure.kind is DepartureKind.LEFT:
        await _erase(turn)


async def erase_leaver(turn: Turn[EraseLeaver]) -> None:
    """Erase what a leaver kept, as an admin ended the wait."""
    if await turn.one(Departure, turn.scope.member) is not None:
        await _erase(turn)


async def _erase(turn: Turn[Any]) -> None:
    """Erase all that is the member's own; not of somebody who is back. Raises Unavailable."""
    leaver = turn.scope.member
    standing = await ask_standing(turn, leaver)
    if standing is None:
        raise Unavailable("directory")
    if may_use(standing[leaver]):
        return
    notes = [note.id for note in await turn.mine(Note) if not note.shared_with]
    if notes:
        await turn.memory.erase(turn.scope.workspace, notes)
    async with turn.commit() as uow:
        posts = await uow.erase_own()
        await uow.of(Member).remove(leaver)
        await uow.of(Departure).remove(MemberId(leaver))
        uow.say(
            *(
                Retract(conversation=each.conversation, message=each.message)
                for each in posts
                if each.conversation and each.message
            )
        )
