"""Shows and changes the role of a member, which says what is offered first (T5)."""

from __future__ import annotations

from dataclasses import replace

from bot.core.deliveries import NOTHING
from bot.core.members import Member, Role
from bot.core.turn import Turn
from bot.features.reporting.cards import roles as cards
from bot.features.reporting.commands import SetRole, ShowRole
from bot.language.names import fold


async def show_role(turn: Turn[ShowRole]) -> None:
    """Show the member's role, with the others to choose from."""
    await turn.answer(cards.role_card(turn.member.role), in_place=True, about=NOTHING)


async def set_role(turn: Turn[SetRole]) -> None:
    """Change the member's role."""
    said = fold(turn.command.role).replace("-", " ").strip()
    role = next((each for each in Role if said in (each.value, each.value.split()[0])), None)
    if role is None:
        await turn.answer(cards.no_such_role_card(turn.command.role), about=NOTHING)
        return
    async with turn.commit() as uow:
        await uow.of(Member).put(replace(turn.member, role=role))
        await turn.remember(uow)
        uow.say(*turn.update(cards.role_card(role, change=turn.change), about=NOTHING))
