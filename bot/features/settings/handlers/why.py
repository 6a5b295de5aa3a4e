"""Says why something comes by itself, and all that does (B3)."""

from __future__ import annotations

from bot.core.deliveries import NOTHING
from bot.core.schedule.commands import WhyAsked
from bot.core.schedule.kinds import SCHEDULED_KINDS
from bot.core.turn import Turn
from bot.features.settings.cards.why import REASONS, all_card, why_card


async def why_asked(turn: Turn[WhyAsked]) -> None:
    """Say why a kind of message comes, and when; without one, list all that comes to the member."""
    member, settings, kind = turn.member, turn.settings, turn.command.kind
    if kind in REASONS:
        await turn.answer(why_card(kind, SCHEDULED_KINDS[kind].when(member, settings)), about=NOTHING)
        return
    found = [(each, SCHEDULED_KINDS[each].when(member, settings)) for each in REASONS]
    await turn.answer(all_card([(each, when) for each, when in found if when is not None]), about=NOTHING)
