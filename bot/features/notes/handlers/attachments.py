"""Takes the text of attached files as a note, with limits (B1)."""

from __future__ import annotations

from bot.core.cards import Card
from bot.core.commands import AttachedFile, Said
from bot.core.deliveries import NOTHING
from bot.core.notes import NoteSource
from bot.core.ports.errors import Unavailable
from bot.core.turn import Turn
from bot.core.words import without_controls
from bot.features.notes.cards import files as cards
from bot.features.notes.cards.changes import LONGEST
from bot.features.notes.contracts.taking import keep
from bot.features.notes.contracts.telling import Telling

MOST_BYTES = 1_000_000
"""A larger file is not fetched."""

_ENDINGS = (".txt", ".md", ".markdown", ".text")


async def keep_files(turn: Turn[Said], text: str) -> None:
    """Keep the message's words and the text of its first file as one note."""
    files = turn.command.files
    content = await _read(turn, files[0]) if len(files) == 1 else cards.too_many_files(len(files))
    if isinstance(content, Card):
        await turn.answer(content, about=NOTHING)
        return
    whole = f"{text}\n\n{content}" if text else content
    await keep(turn, Telling(text=whole, source=NoteSource.FILE))


async def _read(turn: Turn[Said], file: AttachedFile) -> str | Card:
    """The file's text, or a card that says why there is none."""
    if not (file.mimetype.startswith("text/") or file.name.lower().endswith(_ENDINGS)):
        return cards.no_text_file(file.name)
    if file.size > MOST_BYTES:
        return cards.file_too_large(file.name)
    try:
        raw = await turn.files.content(turn.scope.workspace, file, limit=MOST_BYTES)
        text = without_controls(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return cards.not_utf8(file.name)
    except ValueError:
        return cards.file_too_large(file.name)
    except Unavailable:
        return cards.did_not_arrive(file.name)
    if not text:
        return cards.no_words_in(file.name)
    return text if len(text) <= LONGEST else cards.text_too_long(file.name, len(text))
