"""The subcommands of `/tactegic` for notes (B1)."""

from __future__ import annotations

from bot.core.commands import Command
from bot.core.plain_words import PlainWords, text_after
from bot.core.subcommand import Incomplete, Subcommand, parse_paged, unquote
from bot.features.notes.commands import FindNote, ListNotes, TakeNote


def _parse_note(rest: str) -> Command:
    if not rest.strip():
        raise Incomplete("Which words shall I keep? Write them after the command.")
    return TakeNote(rest.strip())


def _note_from_words(words: PlainWords) -> Command:
    """Keep what stands behind "note that", else the whole message."""
    lead = (
        r"^(?:(?:take|make|add|write|keep|save)(?: me)? (?:a |an |the |this |that |quick )*(?:note|down)"
        r"(?: for (?:me|later|myself))?|"
        r"note|remember|jot down|for the record|fyi)\b(?: (?:that|of|this|down))?\s*[:,\u2013-]?\s*"
    )
    return _parse_note(text_after(words, lead) or words.text)


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="note",
        arguments="WORDS",
        parse=_parse_note,
        from_words=_note_from_words,
        summary="keep what you learned about somebody",
        example="note Met Ana Ruiz from Northwind, I promised her the storage paper by Friday",
        topic="notes",
        aliases=("remember",),
    ),
    Subcommand(
        name="notes",
        arguments="[NAME]",
        parse=lambda rest: parse_paged(rest, lambda name, page: ListNotes(name=name, page=page)),
        from_words=lambda words: ListNotes(name=words.whom),
        summary="list your notes, of one person or all",
        example="notes Ana",
        topic="notes",
    ),
    Subcommand(
        name="edit",
        arguments="[NAME]",
        parse=lambda rest: FindNote(name=unquote(rest)),
        from_words=lambda words: FindNote(name=words.person),
        summary="change or delete your latest note, or the latest about somebody",
        example="edit Ana",
        topic="notes",
    ),
)
