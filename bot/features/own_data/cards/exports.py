"""What members read about their export (B6)."""

from __future__ import annotations

from collections.abc import Mapping

from bot.core.cards import Button, Card, Confirm
from bot.core.words import join_words, quiet
from bot.features.own_data.cards.kinds import counted, counted_words
from bot.features.own_data.commands import ExportOwn, RemoveExport

COMMENT = "All that you keep with me, as one zip. Only you can see it here."
"""Stands beside the file."""


def gathering(rows: int) -> str:
    """The status while the rows are read."""
    return (
        f"gathering what you keep with me, {rows} entries so far"
        if rows
        else "gathering what you keep with me"
    )


def packing(rows: int) -> str:
    """The status while the file is made."""
    return f"packing {rows} entries into one file"


def sending(size: int) -> str:
    """The status while the file is on its way."""
    return f"sending you the file, {_size(size)}"


def sent_card(counts: Mapping[str, int], size: int, file_id: str) -> Card:
    """Say what was sent."""
    return Card(
        text=(
            f"That is everything you keep with me: {in_words(counts)}. To bring it back one day, drop the "
            "zip into this conversation.",
        ),
        context=quiet(
            (f"{_size(size)}, with tables, an address book, a calendar and pages to read",),
            ("What others share with you is theirs, and not in it",),
        ),
        buttons=(
            Button(
                label="Delete the file here",
                command=RemoveExport(file_id),
                confirm=Confirm(
                    title="Delete the file?",
                    text="It goes from this conversation and from Slack. What you keep with me stays.",
                    yes="Delete",
                ),
            ),
        ),
    )


def removed_card() -> Card:
    """Say that the file is gone."""
    return Card(
        text=("The file is gone from this conversation and from Slack. What you keep with me is as it was.",),
        buttons=(Button(label="Export again", command=ExportOwn()),),
    )


def too_much_card() -> Card:
    """Say that the file could not be made within bounds."""
    return Card(
        text=(
            "Making the file took more than I allow myself, and nothing was sent or changed. Please ask "
            "whoever runs me: they can make it on the command line.",
        )
    )


def in_words(counts: Mapping[str, int]) -> str:
    """Counts of rows as words: "3 contacts, 12 notes and 4 other entries"."""
    return join_words([counted_words(name, number) for name, number in counted(counts)]) or "nothing"


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{max(1, round(size / 1_000))} kB"
