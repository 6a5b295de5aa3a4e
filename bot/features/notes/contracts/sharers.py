"""Who shared a note that is not the member's own, and through which team (B6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bot.core.colleagues import names_of
from bot.core.identity import member_of
from bot.core.notes import Note
from bot.core.ports.store import StoreReader
from bot.core.rich import Rich
from bot.core.turn import Turn
from bot.features.notes.contracts.cards import shared_by
from bot.features.teams.contracts.reading import accounts_shared_with


async def find_sharers(turn: Turn[Any], notes: Iterable[Note]) -> Mapping[str, Rich]:
    """`sharers_in` for who has no reader open."""
    others = [note for note in notes if note.space != turn.scope.own]
    if not others:
        return {}
    async with turn.read() as reader:
        return await sharers_in(reader, turn, others)


async def sharers_in(reader: StoreReader, turn: Turn[Any], notes: Iterable[Note]) -> Mapping[str, Rich]:
    """Who shared each note that others shared, by the note's id, e.g. "shared by Mira Vale"."""
    others = [note for note in notes if note.space != turn.scope.own]
    names = await names_of(turn, [member for note in others if (member := member_of(note.space))])
    accounts = {note.id: await accounts_shared_with(reader, turn, note.shared_with) for note in others}
    return {note.id: shared_by(names.get(member_of(note.space) or ""), accounts[note.id]) for note in others}
