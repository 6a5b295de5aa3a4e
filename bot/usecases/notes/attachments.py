"""Takes the text of attached files as a note, with limits (B1)."""

from __future__ import annotations

from bot.domain.notes import NoteSource
from bot.messages.cards import Card
from bot.messages.commands import AttachedFile, Said
from bot.ports import Unavailable, Work
from bot.texts import general
from bot.texts.notes import LONGEST
from bot.usecases.desk import Desk
from bot.usecases.notes.take_note import Telling, keep, without_controls
from bot.usecases.people.finding import answer
from bot.usecases.situation import look

MOST_BYTES = 1_000_000
"""A larger file is not fetched."""

_ENDINGS = (".txt", ".md", ".markdown", ".text")


async def keep_files(work: Work[Said], desk: Desk, text: str) -> None:
    """Keep the message's words and the text of its first file as one note."""
    files = work.command.files
    if len(files) > 1:
        await _refuse(work, desk, general.file_unread(f"{len(files)} files", "send me one file at a time."))
        return
    content = await _content(work, desk, files[0])
    if isinstance(content, Card):
        await _refuse(work, desk, content)
        return
    whole = f"{text}\n\n{content}" if text else content
    await keep(work, desk, Telling(text=whole, source=NoteSource.FILE))


async def _content(work: Work[Said], desk: Desk, file: AttachedFile) -> str | Card:
    """The file's text, or a card that says why there is none."""
    if not (file.mimetype.startswith("text/") or file.name.lower().endswith(_ENDINGS)):
        return general.file_unread(file.name, "I read plain text and Markdown files (.txt, .md).")
    if file.size > MOST_BYTES:
        return general.file_unread(file.name, "it is larger than one megabyte.")
    try:
        raw = await desk.files.content(work.scope.workspace, file, limit=MOST_BYTES)
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


async def _refuse(work: Work[Said], desk: Desk, card: Card) -> None:
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
    await answer(work, desk, situation, card)
