"""A post that is drawn anew: whatever its Turn sends takes the post's place."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field

from bot.core.cards import Card
from bot.core.commands import Command
from bot.core.deliveries import About, Amend, Delivery, Say
from bot.core.ports.queues import Post, PostState
from bot.core.ports.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class Redrawing:
    """The post that a Turn draws anew, and the withdrawal that it does so for."""

    post: Post
    withdrawal: str
    sent: list[Delivery] = field(default_factory=list)
    """The deliveries that take the post's place, filled while the command runs."""

    def put(self, card: Card, about: About, redraw: Command | None) -> tuple[Delivery, ...]:
        """Return the delivery that shows a card in the post's place, or as a new post instead of it."""
        place = self.post.place
        made: Delivery = Say(card=card, about=about, subject=self.post.subject, redraw=redraw)
        if place.conversation and place.message:
            made = Amend(
                card=card,
                conversation=place.conversation,
                message=place.message,
                about=about,
                redraw=redraw,
                withdrawal=self.withdrawal,
            )
        self.sent.append(made)
        return (made,)

    def instead_of_waiting(
        self, commit: AbstractAsyncContextManager[UnitOfWork]
    ) -> AbstractAsyncContextManager[UnitOfWork]:
        """Return the commit; it drops a post that was not sent yet, since `put` sends a new one for it."""
        return _dropping(commit, self.post) if self.post.state is PostState.WAITING else commit


@asynccontextmanager
async def _dropping(
    commit: AbstractAsyncContextManager[UnitOfWork], waiting: Post
) -> AsyncIterator[UnitOfWork]:
    async with commit as uow:
        await uow.drop_waiting(waiting)
        yield uow
