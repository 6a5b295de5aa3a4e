"""Tells how an answer came about, from what was written down with it (B2)."""

from __future__ import annotations

from typing import Any

from bot.core.commands import ExplainAnswer, Surface
from bot.core.deliveries import NOTHING
from bot.core.dialogue import Exchange, earlier_in
from bot.core.notes import Note
from bot.core.turn import Turn
from bot.features.explaining import cards
from bot.features.explaining.rules import can_be_undone
from bot.language.why_asked import asks_why

_RECENT = 12


async def explain_answer(turn: Turn[ExplainAnswer]) -> None:
    """Tell how an answer came about; the latest one where none is named."""
    wanted = turn.command.exchange_id
    exchange = await turn.one(Exchange, wanted) if wanted else await _latest(turn)
    await _explain(turn, exchange)


async def explain_in_words(turn: Turn[Any], text: str) -> bool:
    """Tell how the answer before came about, where words ask for that; False where they do not.

    In a thread that is the thread's latest answer, else the latest of all that was said.
    """
    origin = turn.origin
    if not asks_why(text) or origin.surface is not Surface.DIRECT:
        return False
    if origin.thread in (None, "", origin.message):  # it begins a thread of its own
        exchange = await _latest(turn, clicked=False)
    else:
        async with turn.read() as reader:
            exchange = next(iter(await earlier_in(reader, turn.scope, turn.thread)), None)
    if exchange is None:
        return False
    await _explain(turn.instead(ExplainAnswer(exchange.id)), exchange)
    return True


async def _explain(turn: Turn[Any], exchange: Exchange | None) -> None:
    if exchange is None:
        await turn.answer(cards.forgotten_card(), about=NOTHING)
        return
    async with turn.read() as reader:
        found = await reader.of(Note).find(id=exchange.about) if exchange.about else []
    place = {id: number for number, id in enumerate(exchange.about)}
    notes = sorted(found, key=lambda note: place[note.id])
    read = exchange.made.people if exchange.made else ()
    explained = cards.Explained(
        exchange=exchange,
        notes=tuple(
            cards.NoteBeneath(note, turn.people.names(note.contact_ids), is_own=note.space == turn.scope.own)
            for note in notes
        ),
        people=turn.people.names(tuple(contact.id for contact in turn.people.some(read))),
        can_be_undone=can_be_undone(exchange, turn.history),
    )
    about = tuple(dict.fromkeys((*exchange.about, *read)))
    await turn.answer(cards.explained_card(explained), about=about, redraw=ExplainAnswer(exchange.id))


async def _latest(turn: Turn[Any], *, clicked: bool = True) -> Exchange | None:
    """The latest answer; without `clicked` the latest to what was said."""
    async with turn.read() as reader:
        found = await reader.of(Exchange).find(space=turn.scope.own, newest_first=True, limit=_RECENT)
    return next((each for each in found if clicked or not each.clicked), None)
