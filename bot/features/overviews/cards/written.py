"""What a language model says on a card of this feature, and the notes that carry it."""

from __future__ import annotations

from bot.core.cards import Button, Part, Passage, Row
from bot.core.coaching.citing import Carried
from bot.core.rich import Day, Italic, rich
from bot.core.words import shorten
from bot.features.notes.commands import OpenNote


def written_parts(written: Carried | None, heading: str) -> tuple[Part, ...]:
    """The sentences under a heading, and a row for each note that they cite; nothing where none holds."""
    if written is None or not written.statements:
        return ()
    lines = " ".join(
        f"{each.text.strip()} {''.join(f'[{number}]' for number in each.cites)}"
        for each in written.statements
    )
    rows = tuple(
        Row(
            text=rich(
                f"[{each.number}] ", Day(each.occurred_on), " · ", Italic(f"“{shorten(each.text, 120)}”")
            ),
            button=Button(label="Open", command=OpenNote(each.note_id), opens_form=True),
        )
        for each in written.cited
    )
    return (Passage(heading=heading, text=(lines,)), *rows)
