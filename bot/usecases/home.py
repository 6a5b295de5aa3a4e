"""The Home tab: who was talked to, what is open, what to try (B5 in its first form)."""

from __future__ import annotations

from bot.domain.notes import Commitment, CommitmentState
from bot.messages.commands import HomeOpened
from bot.messages.deliveries import PublishHome
from bot.ports import Work
from bot.texts import home as texts
from bot.usecases.desk import Desk
from bot.usecases.nudging.nudge_lists import coming, next_nudges
from bot.usecases.people.commitments import earliest_first, with_names
from bot.usecases.people.finding import seen
from bot.usecases.situation import look

_MOST = 5


async def home_opened(work: Work[HomeOpened], desk: Desk) -> None:
    """Publish the Home tab; the conversation tab needs nothing."""
    if work.command.tab != "home":
        return
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        found = earliest_first(await books.of(Commitment).find(state=CommitmentState.OPEN))
        coming_up = await coming(books, work, situation)
        next_at = await next_nudges(books)
        recent = [await seen(books, situation, each) for each in situation.people.recent(_MOST)]
    home = texts.home(
        situation.member.name,
        commitments=with_names(found[:_MOST], situation.people),
        open_in_all=len(found),
        recent=recent,
        today=situation.today,
        coming=coming_up[:_MOST],
        next_at=next_at,
    )
    async with desk.ledger.write(work) as open_books:
        open_books.say(PublishHome(home=home))
