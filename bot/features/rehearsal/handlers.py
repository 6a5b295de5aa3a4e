"""Shows what would come in the weeks ahead."""

from __future__ import annotations

from bot.core.deliveries import NOTHING
from bot.core.turn import Turn
from bot.features.rehearsal import cards
from bot.features.rehearsal.commands import Rehearse


async def rehearse(turn: Turn[Rehearse]) -> None:
    """Show every message that would come by itself, as things stand now."""
    rehearsing = turn.ports.rehearsing
    if rehearsing is None:
        await turn.answer(cards.not_here_card(), about=NOTHING)
        return
    coming = await rehearsing.rehearse(turn.scope, turn.now, turn.command.weeks)
    views = [
        cards.ComingView(at=each.at.astimezone(turn.zone), kind=each.kind, card=each.card) for each in coming
    ]
    about = tuple(dict.fromkeys(id for each in coming for id in each.about))
    await turn.answer(cards.rehearsal_card(views, turn.command.weeks), about=about)
