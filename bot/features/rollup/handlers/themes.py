"""Shows managers how the themes of what was shared went over the last months (T5)."""

from __future__ import annotations

from bot.core.deliveries import NOTHING
from bot.core.turn import Turn
from bot.features.rollup.cards import roll_up
from bot.features.rollup.cards.themes import themes_card
from bot.features.rollup.commands import ShowThemes
from bot.features.rollup.handlers.seeing import find_themes, find_visible, leads_somebody
from bot.features.rollup.rules import MOST_THEMES, count_by_month


async def show_themes(turn: Turn[ShowThemes]) -> None:
    """Show how often each theme came up, month by month, of all that is shared with the member now."""
    async with turn.read() as reader:
        shared, sights = await find_visible(reader, turn)
        leads = await leads_somebody(reader, turn)
    if not shared:
        await turn.answer(roll_up.nothing_shared(leads=leads), about=NOTHING)
        return
    themes, mode = await find_themes(turn, shared)
    shown = sorted(themes, key=lambda each: (-each.accounts, each.name))[:MOST_THEMES]
    months, counts = count_by_month(shown, turn.today)
    told = (id for theme in shown for voice in theme.voices for id in voice.about)
    about = dict.fromkeys((*(each.id for each in shared), *told, *sights))
    await turn.answer(themes_card(shown, months, counts, mode), about=tuple(about))
