"""The subcommand of `/tactegic` that takes back the latest change."""

from __future__ import annotations

from bot.core.commands import Command, Undo
from bot.core.subcommand import Subcommand
from bot.features.importing.commands import ShowImports
from bot.features.importing.contracts.naming import file_named, names_import


def _undo(text: str) -> Command:
    """The latest change; an import that is named is shown with its own Undo instead."""
    return ShowImports(words=file_named(text)) if names_import(text) else Undo("")


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="undo",
        parse=_undo,
        from_words=lambda words: _undo(words.text),
        summary="take back your latest change",
        example="undo",
        topic="changes",
    ),
)
