"""What members read about an export that they bring back (B6)."""

from __future__ import annotations

from collections.abc import Mapping

from bot.core.cards import Button, Card, Style
from bot.core.commands import Dismiss
from bot.core.common_cards import undo_button
from bot.core.labels import NamesById
from bot.core.rich import Rich
from bot.core.words import plural, quiet
from bot.features.own_data.cards.exports import in_words
from bot.features.own_data.commands import BringBack, LookIntoExport
from bot.features.own_data.reading import ArchiveFlaw
from bot.features.own_data.rules.bringing import BroughtBack

READING = "reading the export"
"""The status while it is read."""


def preview_card(asked: LookIntoExport, counts: Mapping[str, int], *, of_another: bool) -> Card:
    """Say what an export would bring back."""
    whose = "an export of somebody else, or of another workspace" if of_another else "an export of yours"
    return Card(
        text=(f"That is {whose}: {in_words(counts)}. Shall I bring back what is not here any more?",),
        context=quiet(
            ("What is here stays as it is",),
            ("What was shared comes back private",),
            ("One click takes all of it back",),
        ),
        buttons=(
            Button(
                label="Bring it back",
                command=BringBack(asked.file_id, asked.name, asked.size),
                style=Style.PRIMARY,
            ),
            Button(label="Leave it", command=Dismiss("Nothing was brought back.")),
        ),
    )


def brought_card(change: str, added: Mapping[str, int], there: int, left_out: int) -> Card:
    """Say what came back."""
    if not added:
        return Card(text=("Nothing came back: all that the export holds is here already.",))
    kept = f"Here already: {plural(there, 'entry', 'entries')}" if there else ""
    out = f"Left out, as they rest on others or are unknown to me: {left_out}" if left_out else ""
    return Card(
        text=(f"Back again: {in_words(added)}.",),
        context=quiet(*((each,) for each in (kept, out) if each)),
        buttons=(undo_button(change),),
    )


def flaw_card(name: str, flaw: ArchiveFlaw) -> Card:
    """Say why nothing can be brought back from a zip."""
    return Card(text=(f"{_FLAWS[flaw].format(name=name)} Nothing was changed.",))


def did_not_arrive_card(name: str) -> Card:
    """Say that Slack did not hand over the file."""
    return Card(text=(f"“{name}” did not arrive, so nothing was changed. Please send it again.",))


def brought_label(brought: BroughtBack, _: NamesById) -> Rich:
    """What an undo calls it."""
    return (f"what came back from the export, {plural(brought.count, 'entry', 'entries')},",)


_FLAWS = {
    ArchiveFlaw.NO_EXPORT: (
        "“{name}” is no export of mine, and I read no other zip files. Unpack it, and send me what is in it."
    ),
    ArchiveFlaw.NEWER: "“{name}” was made by a newer version of me, which I can't read yet.",
    ArchiveFlaw.DAMAGED: "“{name}” is an export of mine, but it is damaged or was changed.",
    ArchiveFlaw.TOO_LARGE: "“{name}” is larger than I can read here.",
}
