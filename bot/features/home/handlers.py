"""Publishes the Home tab: what each feature has to say of today, by the member's role (B5)."""

from __future__ import annotations

from bot.core.deliveries import PublishHome
from bot.core.home import HOME_SUBJECT, RefreshHome
from bot.core.sections import HOME
from bot.core.turn import Turn
from bot.features.first_day.contracts import remind_once
from bot.features.home.cards.home import home
from bot.features.home.commands import HomeOpened


async def home_opened(turn: Turn[HomeOpened]) -> None:
    """Publish the Home tab; in the conversation, who left their first steps is reminded of them once."""
    if turn.command.tab != "home":
        await remind_once(turn)
        return
    async with turn.read() as reader:
        told = await turn.sections(reader, HOME, turn.member)
    tab = home(turn.member.name, [each.parts for each in told])
    about = tuple(dict.fromkeys(id for each in told for id in each.about))
    withdrawal = turn.redrawing.withdrawal if turn.redrawing else ""
    async with turn.commit() as uow:
        uow.say(PublishHome(home=tab, about=about, withdrawal=withdrawal))


async def refresh_home(turn: Turn[RefreshHome]) -> None:
    """Publish the Home tab again as it is now, if the member has opened it before."""
    async with turn.read() as reader:
        shown = await reader.find_posts(subject=HOME_SUBJECT)
    if shown:
        await home_opened(turn.instead(HomeOpened("home")))
