"""Tells a member that something failed for good."""

from __future__ import annotations

from bot.domain.members import Member
from bot.messages.commands import Apologize
from bot.ports import Work
from bot.texts import general
from bot.usecases.desk import Desk
from bot.usecases.replies import reply


async def apologize(work: Work[Apologize], desk: Desk) -> None:
    """Say that it did not work, with the reference that the log has too."""
    async with desk.ledger.read(work.scope) as books:
        member = await books.of(Member).get(work.scope.member)
    async with desk.ledger.write(work) as books:
        books.say(*reply(work, member, general.went_wrong(work.command.reference)))
