"""Says why an attached file was not kept as a note (B1)."""

from __future__ import annotations

from bot.core.cards import Card
from bot.core.rich import Bold, rich
from bot.features.notes.cards.changes import LONGEST


def too_many_files(count: int) -> Card:
    """Says that a message has more than the one file that is read."""
    return _unread(f"{count} files", "send me one file at a time.")


def no_text_file(name: str) -> Card:
    """Says that a file is of a kind that is not read."""
    return _unread(name, "I read text (.txt, .md), and lists of people and meetings (.csv, .vcf, .ics).")


def is_sheet(name: str) -> Card:
    """Says that a spreadsheet is read as CSV alone."""
    return _unread(name, "it is a spreadsheet. Save it as CSV, and send me that.")


def file_too_large(name: str, limit: int) -> Card:
    """Says that a file has more bytes than are fetched."""
    size = "one megabyte" if limit == 1_000_000 else f"{limit // 1_000_000} megabytes"
    return _unread(name, f"it is larger than {size}.")


def not_utf8(name: str) -> Card:
    """Says that the text of a file is in an encoding that is not read."""
    return _unread(name, "its text is not in UTF-8.")


def did_not_arrive(name: str) -> Card:
    """Says that Slack did not hand over a file."""
    return _unread(name, "the file did not arrive. Try again, or send me the text.")


def no_words_in(name: str) -> Card:
    """Says that a file is empty."""
    return _unread(name, "there are no words in it.")


def text_too_long(name: str, length: int) -> Card:
    """Says that the text of a file is longer than a note may be."""
    return _unread(name, f"it has {length:,} characters; I keep up to {LONGEST:,}.")


def _unread(name: str, why: str) -> Card:
    return Card(text=rich("I couldn't take ", Bold(name), f": {why} Nothing was stored."))
