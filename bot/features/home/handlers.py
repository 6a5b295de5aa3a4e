"""The Home tab: who was talked to, what is open, what to try (B5 in its first form)."""

from __future__ import annotations

from bot.core.deliveries import UNSAID, PublishHome
from bot.core.finding import view_contact
from bot.core.notes import Commitment, CommitmentState
from bot.core.turn import Turn
from bot.features.home.cards import home as texts
from bot.features.home.commands import HomeOpened
from bot.features.nudges.contracts.coming import find_coming, next_nudges
from bot.features.people.contracts.reading import earliest_first, with_names

_MOST = 5


async def home_opened(turn: Turn[HomeOpened]) -> None:
    """Publish the Home tab; the conversation tab needs nothing."""
    if turn.command.tab != "home":
        return
    async with turn.read() as reader:
        found = earliest_first(await reader.of(Commitment).find(state=CommitmentState.OPEN))
        coming_up = await find_coming(reader, turn)
        next_at = await next_nudges(reader)
        recent = [await view_contact(reader, turn, each) for each in turn.people.recent(_MOST)]
    home = texts.home(
        turn.member.name,
        commitments=with_names(found[:_MOST], turn.people),
        open_in_all=len(found),
        recent=recent,
        today=turn.today,
        coming=coming_up[:_MOST],
        next_at=next_at,
    )
    async with turn.commit() as uow:
        uow.say(PublishHome(home=home, about=UNSAID))
