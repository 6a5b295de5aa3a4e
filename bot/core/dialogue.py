"""The conversation of a thread: what was asked there and what was answered, for its member alone.

The next words in the same thread are read with it: "and Lars?", "put it on my plan". Words are kept for
thirty days after the last ones of their thread, and go at once with what they quote.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.core.answer_records import AnswerRecord
from bot.core.cards import Card
from bot.core.coaching.understanding import Intent
from bot.core.commands import Surface
from bot.core.common_cards import why_button
from bot.core.deliveries import About
from bot.core.events import Change
from bot.core.identity import Scope, Space, WorkspaceId
from bot.core.ports.store import StoreReader, UnitOfWork
from bot.core.ports.work import Work
from bot.core.rich import plain
from bot.core.words import shorten
from bot.language.names import words_of, words_that_name

if TYPE_CHECKING:
    from bot.core.turn import Turn

REMEMBERED_DAYS = 30
"""How long a thread is remembered after its last word."""
_READ = 12
"""How many exchanges of a thread are looked at, the newest first."""
_LONGEST = 600
"""Characters of an answer that are remembered."""
_MOST_QUOTED = 60
_MENU_HOLDS = 5
_CLICKED = (Surface.BUTTON, Surface.FORM, Surface.HOME, Surface.SLASH, Surface.SHORTCUT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """What a member asked for in a thread, and what they were shown."""

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    thread: str
    """The thread's root message."""
    words: str
    """What the member wrote, in full where it went on from words before; empty for a note, which is kept as
    one."""
    intent: Intent
    command: str = ""
    """The subcommand that the words reached, by name."""
    shown: str = ""
    """The beginning of the answer."""
    about: About = ()
    """The ids of the rows that the answer quoted, in their order there."""
    clicked: bool = False
    """Nobody said anything: a button, a form or a command did it. Later words do not go on from that."""
    made: AnswerRecord | None = None
    """How the answer came about; None where that was not written down yet."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The member's words that a Turn answers, and what it answers; filled while the work is done."""

    words: str
    intent: Intent
    command: str = ""
    in_full: bool = False
    """The words are the bot's reading of fewer ones, and it says so."""


@asynccontextmanager
async def remembering(
    commit: AbstractAsyncContextManager[UnitOfWork], turn: Turn[Any]
) -> AsyncIterator[UnitOfWork]:
    """The commit, which also keeps what the member said, or changed by a click, with what was shown."""
    try:
        async with commit as uow:
            yield uow
            if _is_remembered(turn) and not uow.erases:
                await uow.of(Exchange).put(_exchange(turn))
    finally:
        turn.ledger.begin_anew()


def _is_remembered(turn: Turn[Any]) -> bool:
    was_asked = turn.heard is not None or bool(turn.ledger.change and turn.origin.surface in _CLICKED)
    return was_asked and bool(turn.ledger.sent)


def _exchange(turn: Turn[Any]) -> Exchange:
    heard, sent = turn.heard, turn.ledger.sent
    about = dict.fromkeys(id for _, each in sent for id in each)
    return Exchange(
        id=turn.new_id("exchange"),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        # What was asked elsewhere belongs to no thread: each has its own term, and no words go on from it.
        thread=turn.thread if heard and turn.thread else turn.new_id("alone"),
        words=heard.words if heard else "",
        intent=heard.intent if heard else Intent.COMMAND,
        command=heard.command if heard else "",
        shown=shorten(plain(sent[0][0].text), _LONGEST),
        about=tuple(about)[:_MOST_QUOTED],
        clicked=heard is None,
        made=turn.ledger.close(),
    )


def with_why(turn: Turn[Any], card: Card) -> Card:
    """The card of an answer, with a way to ask how it came about where that is remembered."""
    if turn.heard is None or turn.redrawing is not None or len(card.menu) >= _MENU_HOLDS:
        return card
    return replace(card, menu=(*card.menu, why_button(turn.new_id("exchange"))))


async def earlier_in(reader: StoreReader, scope: Scope, thread: str) -> tuple[Exchange, ...]:
    """What was said in a thread before, the newest first."""
    if not thread:
        return ()
    found = await reader.of(Exchange).find(space=scope.own, thread=thread, newest_first=True, limit=_READ)
    return tuple(found)


async def last_showing(
    reader: StoreReader, scope: Scope, thread: str, kind: type[Any]
) -> tuple[Exchange | None, list[Any]]:
    """The answer of a thread that quoted rows of a kind last, and these as they are now, in its order."""
    for exchange in await earlier_in(reader, scope, thread):
        rows: list[Any] = await reader.of(kind).find(id=exchange.about) if exchange.about else []
        if rows:
            place = {id: number for number, id in enumerate(exchange.about)}
            return exchange, sorted(rows, key=lambda row: place[row.id])
    return None, []


async def forget_removed(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """Forget what was said of rows that are there no more."""
    await forget_exchanges(uow, work.scope, [change.id for change in changes])


async def forget_erased_names(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """Forget what names somebody who is erased."""
    gone = [change.before for change in changes if change.before is not None]
    words = words_that_name(name for contact in gone for name in (contact.name, *contact.aliases))
    for each in await uow.of(Exchange).find(space=work.scope.own):
        looked_at = " ".join(each.made.looked_at) if each.made else ""
        if words & words_of(f"{each.words} {each.shown} {looked_at}"):
            await uow.of(Exchange).remove(each.id)


async def forget_exchanges(uow: UnitOfWork, scope: Scope, about: Collection[str]) -> None:
    """Forget what the member was told of these rows, which are gone or may be seen no more.

    Every row of the last weeks is looked at: that is rare, while a link to each row that is quoted would be
    written with every answer.
    """
    for each in await uow.of(Exchange).find(space=scope.own):
        read = each.made.people if each.made else ()
        if not set(about).isdisjoint((*each.about, *read)):
            await uow.of(Exchange).remove(each.id)
