"""What is said of a file that could not be checked, and of a check that is gone (P5)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.cards import Button, Card
from bot.core.documents import DocumentFlaw
from bot.core.rich import Bold, Code, rich
from bot.core.words import shorten
from bot.features.text_check.commands import OpenCheck


def describe_flaw(flaw: DocumentFlaw, has: int = 0, limit: int = 0) -> str:
    """What is wrong with a file, as a sentence: "It has 90 pages; I read up to 60."."""
    match flaw:
        case DocumentFlaw.TOO_LARGE:
            return f"It is larger than {limit // 1_000_000} megabytes."
        case DocumentFlaw.TOO_LONG:
            return f"It has {has:,} characters; I read up to {limit:,} at once."
        case DocumentFlaw.TOO_MANY_PAGES:
            return f"It has {has} pages; I read up to {limit}."
        case DocumentFlaw.TOO_MANY_SENTENCES:
            return f"It has {has:,} sentences or lines; I check up to {limit:,} at once."
    return _FLAWS[flaw]


_FLAWS = {
    DocumentFlaw.WRONG_KIND: "I read text, Markdown, Word (.docx) and PDF files.",
    DocumentFlaw.TOO_SLOW: "It took too long to read. Send me the part that matters as text.",
    DocumentFlaw.TOO_HEAVY: "It asks for more than I can give to one text. Send me the part that matters.",
    DocumentFlaw.NO_WORDS: "There are no words in it; a scanned page is only a picture to me.",
    DocumentFlaw.NOT_UTF8: "Its text is not in UTF-8.",
    DocumentFlaw.NO_TEXT: "It is called a text, but there is something else in it.",
    DocumentFlaw.NO_WORD_FILE: "It is no Word document that I can open. Save it again, or as text.",
    DocumentFlaw.UNPACKS_TO_TOO_MUCH: "It unpacks to far more than it should. Send me its text instead.",
    DocumentFlaw.LOCKED: "It is locked with a password.",
    DocumentFlaw.NO_PDF: "It is no PDF that I can open. Save it again, or send me its text.",
    DocumentFlaw.NOT_ARRIVED: "It did not arrive. Try again, or paste the text.",
}


def unread_card(name: str, flaw: DocumentFlaw, has: int = 0, limit: int = 0) -> Card:
    """Say that a file could not be checked, and what is wrong with it."""
    why = describe_flaw(flaw, has, limit)
    return Card(
        text=rich("I couldn't check ", Bold(shorten(name, 60) or "that file"), f". {why}"),
        context=("Nothing was kept",),
        buttons=(Button(label="Paste the text instead", command=OpenCheck(), opens_form=True),),
    )


def one_at_a_time_card(names: Sequence[str]) -> Card:
    """Say that files are checked one at a time."""
    return Card(text=(f"Those are {len(names)} files. Send me one at a time, and I check it.",))


def forgotten_card() -> Card:
    """Say that the check of a button is no longer there."""
    return Card(
        text=("That check is no longer there. Check the text again with ", Code("/tactegic check"), ".")
    )
