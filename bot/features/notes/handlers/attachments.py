"""Takes the text of attached files as a note, with limits (B1)."""

from __future__ import annotations

from bot.core.cards import Card
from bot.core.commands import AttachedFile, Said
from bot.core.deliveries import UNSAID
from bot.core.notes import NoteSource
from bot.core.ports.errors import Unavailable
from bot.core.turn import Turn
from bot.core.words import without_controls
from bot.features.notes.cards import files as general
from bot.features.notes.cards.card import LONGEST
from bot.features.notes.contracts.taking import keep
from bot.features.notes.contracts.telling import Telling

MOST_BYTES = 1_000_000
"""A larger file is not fetched."""

_ENDINGS = (".txt", ".md", ".markdown", ".text")


async def keep_files(turn: Turn[Said], text: str) -> None:
    """Keep the message's words and the text of its first file as one note."""
    files = turn.command.files
    if len(files) > 1:
        await _refuse(turn, general.file_unread(f"{len(files)} files", "send me one file at a time."))
        return
    content = await _content(turn, files[0])
    if isinstance(content, Card):
        await _refuse(turn, content)
        return
    whole = f"{text}\n\n{content}" if text else content
    await keep(turn, Telling(text=whole, source=NoteSource.FILE))


async def _content(turn: Turn[Said], file: AttachedFile) -> str | Card:
    """The file's text, or a card that says why there is none."""
    if not (file.mimetype.startswith("text/") or file.name.lower().endswith(_ENDINGS)):
        return general.file_unread(file.name, "I read plain text and Markdown files (.txt, .md).")
    if file.size > MOST_BYTES:
        return general.file_unread(file.name, "it is larger than one megabyte.")
    try:
        raw = await turn.files.content(turn.scope.workspace, file, limit=MOST_BYTES)
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return general.file_unread(file.name, "its text is not in UTF-8.")
    except ValueError:
        return general.file_unread(file.name, "it is larger than one megabyte.")
    except Unavailable:
        return general.file_unread(file.name, "the file did not arrive. Try again, or send me the text.")
    kept = without_controls(text)
    if not kept:
        return general.file_unread(file.name, "there are no words in it.")
    if len(kept) > LONGEST:
        return general.file_unread(file.name, f"it has {len(kept):,} characters; I keep up to {LONGEST:,}.")
    return kept


async def _refuse(turn: Turn[Said], card: Card) -> None:
    await turn.answer(card, about=UNSAID)
