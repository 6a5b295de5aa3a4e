"""The subcommands of `/tactegic` for notes (B1)."""

from __future__ import annotations

from bot.core.commands import Command
from bot.core.subcommand import Incomplete, Subcommand, parse_paged
from bot.features.notes.commands import ListNotes, TakeNote


def _parse_note(rest: str) -> Command:
    if not rest.strip():
        raise Incomplete("Which words shall I keep? Write them after the command.")
    return TakeNote(rest.strip())


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="note",
        arguments="WORDS",
        parse=_parse_note,
        summary="keep what you learned about somebody",
        example="note Met Ana Ruiz from Northwind, I promised her the storage paper by Friday",
        topic="notes",
        aliases=("remember",),
    ),
    Subcommand(
        name="notes",
        arguments="[NAME]",
        parse=lambda rest: parse_paged(rest, lambda name, page: ListNotes(name=name, page=page)),
        summary="list your notes, of one person or all",
        example="notes Ana",
        topic="notes",
    ),
)
