"""Shows managers what recurs of what was shared, what of it is new, and one talk that it asks for (T5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.core.commands import Surface
from bot.core.deliveries import NOTHING
from bot.core.news import ONLY_NEWS, THE_MESSAGE, News, find_news
from bot.core.paging import page_within
from bot.core.schedule.times import ROLL_UP
from bot.core.told import keep_told, read_last_told
from bot.core.turn import Turn
from bot.features.rollup.cards import roll_up as cards
from bot.features.rollup.commands import RollUp, ShowTheme
from bot.features.rollup.handlers.seeing import find_themes, find_visible, leads_somebody
from bot.features.rollup.rules import (
    facts_of,
    latest_of_each,
    latest_voices,
    suggest,
    theme_voices,
    without_picture,
)
from bot.features.rounds.contracts.values import SharedRound

_DAY = timedelta(days=1)


async def roll_up(turn: Turn[RollUp]) -> None:
    """Show what recurs across accounts, what is missing and who answered, of all that was shared upward.

    By itself it comes only where something is new since it came last.
    """
    by_itself = turn.origin.surface is Surface.JOB and turn.redrawing is None
    async with turn.read() as reader:
        shared, sights = await find_visible(reader, turn)
        leads = await leads_somebody(reader, turn)
        last = (await read_last_told(reader, turn, ROLL_UP)).get(THE_MESSAGE) if by_itself else None
    news = find_news(THE_MESSAGE, facts_of(shared), last, turn.today, ONLY_NEWS)
    if by_itself and news is None:
        return
    if news is None:
        await turn.answer(cards.nothing_shared(leads=leads), about=NOTHING)
        return
    view = await _view(turn, shared, news)
    about = (*view.about, *sights)
    if not by_itself:
        await turn.answer(cards.roll_up_card(view), in_place=True, about=about)
        return
    async with turn.commit() as uow:
        await keep_told(uow, turn, ROLL_UP, (news,))
        uow.say(*turn.reply(cards.roll_up_card(view), about=about, redraw=RollUp()))


async def _view(turn: Turn[RollUp], shared: list[SharedRound], news: News) -> cards.RollUpView:
    """Find the themes of what was shared, and what of it is new where it came before."""
    themes, mode = await find_themes(turn, shared)
    voices = latest_voices(shared)
    return cards.RollUpView(
        themes=themes,
        answers=len(voices),
        shared=latest_of_each(shared),
        without=without_picture(shared),
        mode=mode,
        page=turn.command.page,
        new=news.new,
        since=news.since,
        suggestion=suggest(themes, voices, news.new, _next_working_day(turn)),
        voices=voices,
    )


def _next_working_day(turn: Turn[Any]) -> date:
    """The member's next working day, so that there is time to think about what to ask."""
    day = turn.today + _DAY
    while day.weekday() not in turn.settings.hours.weekdays:
        day += _DAY
    return day


async def show_theme(turn: Turn[ShowTheme]) -> None:
    """Show the answers of a theme with their sources, as far as they are shared still."""
    async with turn.read() as reader:
        shared, sights = await find_visible(reader, turn)
    wanted, size = set(turn.command.notes), cards.QUOTES
    quotes = latest_voices(shared)
    if wanted:
        quotes = [each for each in theme_voices(shared) if each.answer.note_id in wanted]
    page = page_within(turn.command.page, len(quotes), size)
    shown = quotes[page * size : (page + 1) * size]
    command = turn.command
    if wanted - {each.answer.note_id for each in quotes}:  # its name may be a word of an answer that is gone
        command = replace(command, name=cards.THEME)
    card = cards.theme_card(command, shown, total=len(quotes), page=page)
    about = dict.fromkeys((*(id for voice in shown for id in voice.about), *sights))
    await turn.answer(card, about=tuple(about), redraw=command)
