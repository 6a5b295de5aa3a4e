"""Prepares a manager's talk with one seller, from what that seller shared and nothing else (T5)."""

from __future__ import annotations

from bot.core.deliveries import NOTHING
from bot.core.turn import Turn
from bot.features.rollup.cards import one_on_one as cards
from bot.features.rollup.cards import roll_up
from bot.features.rollup.commands import OneOnOne
from bot.features.rollup.handlers.seeing import find_themes, find_visible, leads_somebody
from bot.features.rollup.rules import latest_of_each, latest_voices, sellers_meant, without_picture


async def one_on_one(turn: Turn[OneOnOne]) -> None:
    """Show what a seller shared last, what others see alike, and what to ask; or ask which seller."""
    async with turn.read() as reader:
        shared, sights = await find_visible(reader, turn)
        leads = await leads_somebody(reader, turn)
    if not shared:
        await turn.answer(roll_up.nothing_shared(leads=leads), about=NOTHING)
        return
    meant = sellers_meant(shared, turn.command.seller or turn.command.name or "@")
    if len(meant) != 1:
        everybody: dict[str, str] = {each.seller: each.name for each in shared}
        about = tuple(dict.fromkeys((*(each.id for each in shared), *sights)))
        await turn.answer(cards.whom_card(turn.command.name, meant or everybody), about=about)
        return
    [(seller, name)] = meant.items()
    own = [each for each in shared if each.seller == seller]
    themes, _ = await find_themes(turn, shared)
    view = cards.OneOnOneView(
        name=name,
        rounds=[(each.id, each.period) for each in latest_of_each(own)],
        voices=sorted(latest_voices(own), key=lambda each: each.answer.told_on, reverse=True),
        alike=[each for each in themes if {voice.seller_id for voice in each.voices} > {seller}],
        seller=seller,
        without=without_picture(own),
        week=turn.today.toordinal() // 7,
    )
    about = tuple(dict.fromkeys((*view.about, *sights)))
    await turn.answer(cards.one_on_one_card(view), about=about, redraw=OneOnOne(seller=seller))
