"""What an import did, what was imported before, and why a file is not read (B6)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.cards import Button, Card, Form, Passage, Row
from bot.core.commands import ListContacts, Undo
from bot.core.common_cards import undo_button
from bot.core.labels import NamesById
from bot.core.paging import page_buttons, pages
from bot.core.rich import Bold, Code, Day, Rich, rich
from bot.core.words import join_words, plural, quiet, shorten
from bot.features.importing.cards.wording import file_name, people_words
from bot.features.importing.commands import EditMany, ShowImports
from bot.features.importing.rules.entries import MOST_BYTES, MOST_ENTRIES, FileFlaw
from bot.features.importing.rules.imports import BulkChange, BulkKind, PendingImport

TAKEN_BACK = "is taken back"
"""What an undo says of an import: what was changed since may have stayed, which a card of its own says."""
_NAMED = 3
_SOURCES = "a CSV from LinkedIn, Google, Outlook, Thunderbird, HubSpot, Salesforce or a sheet, a vCard (.vcf)"


def progress_card(name: str, done: int, total: int) -> Card:
    """Says how far an import is."""
    return Card(text=rich("Importing ", Bold(file_name(name)), f": {done:,} of {total:,} …"))


def imported_card(bulk: BulkChange) -> Card:
    """Says what an import brought, with the way to take all of it back."""
    brought = [
        people_words(bulk.people) if bulk.people else "",
        f"{bulk.merged:,} merged with people you knew" if bulk.merged else "",
        f"{bulk.touches:,} touches" if bulk.touches > 1 else "1 touch" if bulk.touches else "",
    ]
    said = join_words([each for each in brought if each])
    buttons = [undo_button(bulk.change)]
    if bulk.people:
        buttons.append(Button(label="Change them all", command=EditMany(import_id=bulk.id), opens_form=True))
    return Card(
        text=rich("Imported ", Bold(file_name(bulk.name)), f": {said}."),
        context=quiet(
            "Whoever is new is known, not active" if bulk.people else "",
            "Undo takes all of it back; who you have noted something about since stays"
            if bulk.people
            else "",
        ),
        buttons=(*buttons, Button(label="Show contacts", command=ListContacts())),
    )


def dropped_card(pending: PendingImport) -> Card:
    """Says that a file was thrown away."""
    return Card(text=rich("I left ", Bold(file_name(pending.name)), " alone. Nothing of it was kept."))


def pending_gone() -> Card:
    """Says that an import was settled already."""
    return Card(
        text=("This file is settled already: it was imported, or thrown away. Send it again to start anew.",)
    )


def pending_gone_form() -> Form:
    """Says the same in a form."""
    return Form(title="Import", parts=(Passage(text=pending_gone().text),))


def nothing_to_import(pending: PendingImport) -> Card:
    """Says that an import would bring nothing."""
    return Card(
        text=rich("Nothing of ", Bold(file_name(pending.name)), " is new to me, so nothing was changed.")
    )


def refused_card(name: str, flaw: FileFlaw, entries: int = 0) -> Card:
    """Says why a file is not read."""
    return Card(
        text=rich("I couldn't read ", Bold(file_name(name)), f": {_why(flaw, entries)} Nothing was changed."),
        context=(f"I read {_SOURCES} and a calendar (.ics)",),
    )


def _why(flaw: FileFlaw, entries: int) -> str:
    match flaw:
        case FileFlaw.TOO_LARGE:
            return f"it is larger than {MOST_BYTES // 1_000_000} megabytes. Send it in parts."
        case FileFlaw.TOO_MANY:
            return f"it has {entries:,} entries; I read up to {MOST_ENTRIES:,} at once. Send it in parts."
        case FileFlaw.TOO_SLOW:
            return "it took too long to read. Send it in parts."
        case FileFlaw.EMPTY:
            return "there is nothing in it."
        case FileFlaw.NO_TEXT:
            return "it is a picture or another file without text, not a list of people."
        case FileFlaw.SHEET:
            return "it is a spreadsheet. Save it as CSV, and send me that."
        case FileFlaw.NO_PEOPLE:
            return "I find nobody in it. A first line with the names of the columns helps."


def imports_card(bulks: Sequence[BulkChange], *, total: int, page: int, words: str = "") -> Card:
    """Says how to import, and lists what was imported; with `words`, the imports of files so named alone."""
    if words:
        return Card(
            text=(f"What you brought in from “{shorten(words, 60)}”. Undo takes it back.",),
            parts=tuple(map(_row, bulks)),
            context=quiet(pages(page, total)),
            buttons=page_buttons(page, total, lambda number: ShowImports(number, words)),
        )
    how = rich(
        f"Send me a file here, or paste it: {_SOURCES}, or a calendar (.ics). "
        "I show what it would bring, and nothing is in before you confirm.",
    )
    rows = tuple(map(_row, bulks))
    return Card(
        header="Import",
        text=how,
        parts=rows,
        context=quiet(pages(page, total) if total else "Nothing was imported yet"),
        buttons=page_buttons(page, total, ShowImports),
    )


def _row(bulk: BulkChange) -> Row:
    name = Bold(shorten(file_name(bulk.name), 60))
    if bulk.is_left:
        return Row(text=rich(name, f" · taken back, but {_left(bulk)} · ", Day(bulk.created_at.date())))
    return Row(
        text=rich(name, f" · {_brought(bulk)} · ", Day(bulk.created_at.date())),
        button=Button(label="Undo", command=Undo(bulk.change)),
    )


def _left(bulk: BulkChange) -> str:
    """What stayed of an import or a change that was taken back: "2 people and 1 merged stay"."""
    count = bulk.people + bulk.merged
    return f"{_brought(bulk)} {'stays' if count == 1 else 'stay'}"


def _brought(bulk: BulkChange) -> str:
    if bulk.kind is BulkKind.EDIT:
        return people_words(bulk.people) if bulk.is_left else f"changed {people_words(bulk.people)}"
    said = [
        people_words(bulk.people) if bulk.people else "",
        f"{bulk.merged:,} merged" if bulk.merged else "",
        plural(bulk.touches, "touch", "touches") if bulk.touches else "",
    ]
    return join_words([each for each in said if each])


def bulk_label(bulk: BulkChange, _names: NamesById) -> Rich:
    """What an undo calls an import, or a change of many."""
    if bulk.kind is BulkKind.EDIT:
        return (f"the change of {people_words(bulk.people)}",)
    return rich("the import of ", Bold(file_name(bulk.name)), f" ({_brought(bulk)})")


def stayed_card(new: Sequence[str], merged: Sequence[str]) -> Card:
    """Says what stays although an import was taken back: who was noted about, or changed, since."""
    said = []
    if new:
        said.append(
            f"{_some(new)} stayed: you noted something about them, or changed them, after the import."
        )
    if merged:
        said.append(
            f"{_some(merged)} {'keeps' if len(merged) == 1 else 'keep'} what the file added, such as a name, "
            "an address or a tag: you changed them after the import."
        )
    code: Rich = rich("Whoever should go, too: ", Code("/tactegic delete NAME")) if new else ()
    return Card(
        text=(" ".join(said),),
        context=code or ("You can take it out with “Edit” on their card",),
    )


def still_changed_card(names: Sequence[str]) -> Card:
    """Says who stays as a change of many made them, although it was taken back."""
    return Card(text=(f"{_some(names)} stayed as they are: you changed them after that.",))


def _some(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return join_words([*names[:_NAMED], *([f"{more:,} more"] if more > 0 else [])])
