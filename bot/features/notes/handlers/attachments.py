"""Reads the text of attached files, with limits (B1)."""

from __future__ import annotations

import codecs

from bot.core.cards import Card
from bot.core.commands import AttachedFile, Said
from bot.core.ports.errors import Unavailable
from bot.core.turn import Turn
from bot.core.words import without_controls
from bot.features.notes.cards import files as cards
from bot.features.notes.cards.changes import LONGEST

MOST_BYTES = 1_000_000
"""A larger file is not fetched."""

_SHEETS = (".xlsx", ".xls", ".xlsm", ".ods", ".numbers")
_ENDINGS = (".txt", ".md", ".markdown", ".text")


async def read_text(turn: Turn[Said], text: str) -> str | Card:
    """The message's words with the text of its one file, or a card that says why there is none."""
    files = turn.command.files
    content = await _read(turn, files[0]) if len(files) == 1 else cards.too_many_files(len(files))
    if isinstance(content, Card):
        return content
    return f"{text}\n\n{content}" if text else content


async def fetch(turn: Turn[Said], file: AttachedFile, limit: int) -> bytes | Card:
    """The file's bytes, or a card that says why there are none."""
    if file.size > limit:
        return cards.file_too_large(file.name, limit)
    try:
        return await turn.files.content(turn.scope.workspace, file, limit=limit)
    except ValueError:
        return cards.file_too_large(file.name, limit)
    except Unavailable:
        return cards.did_not_arrive(file.name)


async def _read(turn: Turn[Said], file: AttachedFile) -> str | Card:
    """The file's text, or a card that says why there is none."""
    if file.name.casefold().endswith(_SHEETS):
        return cards.is_sheet(file.name)
    if not (file.mimetype.startswith("text/") or file.name.lower().endswith(_ENDINGS)):
        return cards.no_text_file(file.name)
    raw = await fetch(turn, file, MOST_BYTES)
    if isinstance(raw, Card):
        return raw
    try:
        wide = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        text = without_controls(raw.decode("utf-16" if wide else "utf-8-sig"))
    except UnicodeDecodeError:
        return cards.not_utf8(file.name)
    if not text:
        return cards.no_words_in(file.name)
    return text if len(text) <= LONGEST else cards.text_too_long(file.name, len(text))
