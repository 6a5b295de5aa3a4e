"""What roll-ups add to a manager's Home tab: who answered, what has no picture, what is new (T5, B5)."""

from __future__ import annotations

from typing import Any

from bot.core.members import Member
from bot.core.news import ONLY_NEWS, THE_MESSAGE, find_news
from bot.core.ports.store import StoreReader
from bot.core.schedule.times import ROLL_UP
from bot.core.sections import HOME, Section, Told, tell
from bot.core.told import read_last_told
from bot.core.turn import Turn
from bot.features.rollup.cards import home as cards
from bot.features.rollup.handlers.seeing import find_visible, leads_somebody
from bot.features.rollup.rules import fact_of, facts_of, latest_of_each, latest_voices, without_picture
from bot.features.rounds.contracts.values import period_of


async def team_at_home(reader: StoreReader, turn: Turn[Any], _: Member) -> tuple[Told, ...]:
    """For who leads somebody: what sellers shared, along confirmed lines, with one action each."""
    if not await leads_somebody(reader, turn):
        return ()
    shared, sights = await find_visible(reader, turn)
    if not shared:
        return tell(cards.nothing_shared(), ())
    last = (await read_last_told(reader, turn, ROLL_UP)).get(THE_MESSAGE)
    news = find_news(THE_MESSAGE, facts_of(shared), last, turn.today, ONLY_NEWS)
    latest = latest_of_each(shared)
    new = [each for each in latest_voices(shared) if news and fact_of(each) in news.new]
    view = cards.TeamAtHome(
        answered=[each.name for each in latest if each.period == period_of(each.kind, turn.today)],
        without=without_picture(shared),
        new=len(new),
        of=sorted({each.seller for each in new}, key=str.casefold),
    )
    about = (*(each.id for each in shared), *(id for each in new for id in each.about), *sights)
    return tell(cards.team(view), about)


SECTIONS = (Section(HOME, 10, team_at_home),)
