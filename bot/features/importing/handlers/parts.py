"""Writes many rows in parts, each a commit of its own, so that nobody waits for all of them (B6).

The first part holds the row that stands for the whole: undoing it takes everything back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from bot.core.cards import Card
from bot.core.commands import Surface
from bot.core.contacts import Account, Contact
from bot.core.deliveries import NOTHING
from bot.core.notes import Touch
from bot.core.turn import Turn
from bot.features.importing.rules.imports import BulkChange

PART = 500
"""Rows of one commit."""
_TELLS_EVERY = 4
"""Parts after which the card says how far it is; fewer are over before anybody has read it."""

R = TypeVar("R")
Row = Account | Contact | Touch
Progress = Callable[[int, int], Card]
"""The card that says how many of how many are done."""


async def write_in_parts(
    turn: Turn[Any],
    bulk: BulkChange,
    rows: Sequence[Contact | Touch],
    accounts: Sequence[Account] = (),
    progress: Progress | None = None,
) -> BulkChange:
    """Write the rows, and return the row that stands for all of them.

    Tried again, it writes the same rows under the same changes.
    """
    account_chunks, row_chunks = _chunks(accounts), _chunks(rows)
    chunks: list[Sequence[Row]] = [*account_chunks, *row_chunks]
    parts = [turn.apart(f"bulk-{number}") for number in range(len(chunks))]
    changes = tuple(part.change for part in parts)
    begin, split, total = turn.apart("bulk"), len(account_chunks), len(accounts) + len(rows)
    bulk = replace(bulk, change=begin.change, account_parts=changes[:split], parts=changes[split:])
    async with begin.commit() as uow:
        await uow.of(BulkChange).put(bulk)
        await begin.remember(uow)
    for number, (part, chunk) in enumerate(zip(parts, chunks, strict=True)):
        async with part.commit() as uow:
            for kind in (Account, Contact, Touch):
                if several := [row for row in chunk if isinstance(row, kind)]:
                    await uow.of(kind).put_all(several)
            if progress and number and number % _TELLS_EVERY == 0 and _is_on_card(turn):
                uow.say(*part.update(progress(number * PART, total), about=NOTHING))
    return bulk


def _chunks(rows: Sequence[R]) -> list[Sequence[R]]:
    return [rows[at : at + PART] for at in range(0, len(rows), PART)]


def _is_on_card(turn: Turn[Any]) -> bool:
    return turn.origin.surface is Surface.BUTTON and bool(turn.origin.message)
