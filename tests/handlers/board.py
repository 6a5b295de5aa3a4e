"""An office whose messages and Homes are kept as they stand, for everybody, after all that was posted."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from bot.codec import read_job, write
from bot.conversation.membership import receive
from bot.core.cards import Card, Home
from bot.core.commands import Command, Origin
from bot.core.deliveries import (
    Amend,
    Delivery,
    PublishHome,
    Replace,
    Retract,
    Revise,
    Say,
    Whisper,
)
from bot.core.identity import MemberId, Scope
from bot.core.ports.memory import Embedder
from bot.core.ports.queues import Outgoing, Posted
from bot.core.ports.work import Work
from tests.handlers.office import WORKSPACE, Office, Seen, open_office

Place = tuple[str, str]


@dataclass
class Board(Office):
    """What stands where: each message by conversation and time stamp, and everybody's Home."""

    messages: dict[Place, Card] = field(default_factory=dict)
    homes: dict[str, Home] = field(default_factory=dict)
    whispered: list[tuple[str, Card]] = field(default_factory=list)
    inner: Office | None = None
    """Whose clock the store goes by."""
    redrawn_by: set[type[Command]] = field(default_factory=set)
    """The commands that can draw anew what was posted."""

    async def scope_of(self, member: str) -> Scope:
        teams = await self.store.team_spaces(WORKSPACE, MemberId(member))
        return Scope(WORKSPACE, MemberId(member), teams)

    def as_member(self, member: str) -> Board:
        """The same board, at which somebody else acts from now on."""
        self.member = member
        return self

    async def do(self, command: Command, origin: Origin, key: str | None = None) -> Seen:
        work = Work(
            key=key or f"work{next(self.numbers)}",
            scope=await self.scope_of(self.member),
            command=command,
            origin=origin,
            now=self.now,
        )
        await receive(work, self.ports)
        seen = await self.settle()
        await self.wait()
        return seen

    async def wait(self, seconds: int = 20) -> None:
        """Let time pass, and everything be done that is due then."""
        self.now += timedelta(seconds=seconds)
        assert self.inner is not None
        self.inner.now = self.now
        await self.settle()

    async def settle(self) -> Seen:
        """Do all work that is due and deliver all that was said; what the member who acts is shown."""
        mine: list[tuple[Delivery, Place]] = []
        while True:
            worked, sent = await self.work_once(), await self._deliver_once()
            mine += [(each.delivery, place) for each, place in sent if each.member == self.member]
            if not worked and not sent:
                return Seen(mine)

    async def work_once(self) -> int:
        claimed = await self.store.inbox.claim(limit=20, lease_seconds=60)
        for each in claimed:
            command, origin = read_job(each.envelope.payload)
            work = Work(
                key=each.envelope.key,
                scope=await self.scope_of(each.envelope.member),
                command=command,
                origin=origin,
                now=self.now,
                lease=each.lease,
            )
            await receive(work, self.ports)
            await self.store.inbox.finish(each)
        return len(claimed)

    async def _deliver_once(self) -> list[tuple[Outgoing, Place]]:
        sent = []
        for each in await self.store.outbox.claim(limit=20, lease_seconds=60):
            posted = await self._post(each)
            await self.store.outbox.mark_delivered(each, posted)
            sent.append((each, (posted.conversation or "", posted.message or "")))
        return sent

    async def _post(self, each: Outgoing) -> Posted:
        delivery = each.delivery
        if redraw := getattr(delivery, "redraw", None):
            self.redrawn_by.add(type(redraw))
        match delivery:
            case Say():
                return self._put(
                    delivery.conversation or f"D-{each.member}", f"p{next(self.numbers)}", delivery
                )
            case Replace():
                return self._put(delivery.conversation, delivery.message, delivery)
            case Amend():
                if (delivery.conversation, delivery.message) in self.messages:
                    self._put(delivery.conversation, delivery.message, delivery)
                return Posted(conversation=delivery.conversation, message=delivery.message)
            case Revise():
                there = await self.store.outbox.find_post(each.workspace, each.member, delivery.subject)
                if there is None:
                    return Posted()
                return self._put(there.conversation or "", there.message or "", delivery)
            case Retract():
                self.messages.pop((delivery.conversation, delivery.message), None)
            case PublishHome():
                self.homes[each.member] = delivery.home
            case Whisper():
                self.whispered.append((delivery.conversation, delivery.card))
        return Posted()

    def _put(self, conversation: str, message: str, delivery: Say | Replace | Amend | Revise) -> Posted:
        self.messages[conversation, message] = delivery.card
        return Posted(conversation=conversation, message=message)

    def standing(self, *words: str, of: str = "") -> list[tuple[str, str]]:
        """Where one of these words stands now, and in what: in messages and Homes, `of` one member or all."""
        shown = {
            **{f"{place[0]} {place[1]}": str(write(card)) for place, card in self.messages.items()},
            **{f"Home of {member}": str(write(home)) for member, home in self.homes.items()},
        }
        return [
            (place, text)
            for place, text in shown.items()
            if (not of or of in place) and any(word.casefold() in text.casefold() for word in words)
        ]


@asynccontextmanager
async def open_board(folder: Path, embedder: Embedder) -> AsyncIterator[Board]:
    """An empty board."""
    async with open_office(folder, embedder) as office:
        board = Board(
            office.store, office.ports, office.memory, office.directory, office.files, office.status
        )
        board.inner = office
        yield board
