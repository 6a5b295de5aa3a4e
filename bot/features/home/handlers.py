"""Publishes the Home tab: what is open, who was met of late, what is coming, what to try (B5)."""

from __future__ import annotations

from bot.core.deliveries import PublishHome
from bot.core.finding import view_contact
from bot.core.notes import Commitment, CommitmentState
from bot.core.turn import Turn
from bot.features.home.cards.home import home
from bot.features.home.commands import HomeOpened
from bot.features.nudges.contracts.coming import find_coming, next_nudges
from bot.features.people.contracts.cards import about_commitments
from bot.features.people.contracts.reading import sort_by_due_date, view_commitments

_MOST = 5
"""Lines of each section; "Show all" leads to the rest."""


async def home_opened(turn: Turn[HomeOpened]) -> None:
    """Publish the Home tab; the conversation tab needs nothing."""
    if turn.command.tab != "home":
        return
    async with turn.read() as reader:
        found = sort_by_due_date(await reader.of(Commitment).find(state=CommitmentState.OPEN))
        coming_up = await find_coming(reader, turn)
        next_at = await next_nudges(reader)
        recent = [await view_contact(reader, turn, each) for each in turn.people.recent(_MOST)]
    promises = view_commitments(found[:_MOST], turn.people)
    coming = coming_up[:_MOST]
    tab = home(
        turn.member.name,
        commitments=promises,
        open_in_all=len(found),
        recent=recent,
        today=turn.today,
        coming=coming,
        next_at=next_at,
    )
    people = (*(view.contact.id for view in recent), *(each.contact_id for each in coming if each.contact_id))
    about = tuple(dict.fromkeys((*about_commitments(promises), *people)))
    async with turn.commit() as uow:
        uow.say(PublishHome(home=tab, about=about))
