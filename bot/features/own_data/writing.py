"""Writes all that a member owns into one zip; called in a process apart (B6)."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from bot.features.own_data.cards.content_lines import CALENDAR_BEGINS, CALENDAR_ENDS, events_of, vcard
from bot.features.own_data.cards.kinds import ANSWERS_PAGE, NOBODYS_NOTES, counted, name_of_kind
from bot.features.own_data.cards.pages import (
    FileNames,
    answers_page,
    company_page,
    contact_page,
    notes_page,
)
from bot.features.own_data.cards.readme import readme
from bot.features.own_data.files import new_private_file
from bot.features.own_data.rules.csv_files import columns_of, write_csv
from bot.features.own_data.rules.kinds import COMPLETE, FORMAT, PRIVATE, VERSION
from bot.features.own_data.rules.spool import Spool


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """Whose export it is, and when it was made (UTC)."""

    workspace: str
    member: str
    name: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Written:
    """How many files an export has, and its size in bytes."""

    files: int
    size: int


def write_archive(spool: str, target: str, about: Exported) -> Written:
    """Make the zip of the rows that were spooled; both are paths, and the target is new."""
    with (
        open(spool, "rb") as lines,
        new_private_file(target) as out,
        ZipFile(out, "w", ZIP_DEFLATED) as archive,
    ):
        rows, files = Spool(lines), _Files(archive, about.made_at)
        counts = {kind: len(places) for kind, places in rows.places.of_kind.items()}
        files.write("README.md", (readme(about.name, about.made_at, counted(counts)),))
        files.write(COMPLETE, _complete(rows, about))
        for kind in rows.places.of_kind:
            _write_table(files, rows, kind)
        _write_contacts(files, rows)
        _write_dates(files, rows, about)
        _write_pages(files, rows)
        count = len(archive.infolist())
    return Written(count, os.path.getsize(target))


class _Files:
    """The files of a zip, all of one time."""

    def __init__(self, archive: ZipFile, made_at: datetime) -> None:
        self._archive = archive
        self._at = made_at.timetuple()[:6]

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """A new file, to be written while the block lasts."""
        info = ZipInfo(name, self._at)
        info.compress_type = ZIP_DEFLATED
        info.external_attr = 0o600 << 16
        with self._archive.open(info, "w", force_zip64=True) as file:
            yield file

    def write(self, name: str, pieces: Iterable[str]) -> None:
        """A new file made of pieces of text."""
        with self.open(name) as file:
            for piece in pieces:
                file.write(piece.encode())


def _complete(rows: Spool, about: Exported) -> Iterator[str]:
    head = {
        "format": FORMAT,
        "version": VERSION,
        "made_at": about.made_at.isoformat(),
        "workspace": about.workspace,
        "member": about.member,
    }
    yield f'{json.dumps(head, ensure_ascii=False)[:-1]}, "rows": [\n'
    before = ""
    for kind in rows.places.of_kind:
        mark = {"private": True} if kind in PRIVATE else {}
        for row in rows.rows(kind):
            yield before + json.dumps({"kind": kind, **mark, "fields": row}, ensure_ascii=False)
            before = ",\n"
    yield "\n]}\n"


def _write_table(files: _Files, rows: Spool, kind: str) -> None:
    with (
        files.open(f"{'private' if kind in PRIVATE else 'csv'}/{name_of_kind(kind)}.csv") as file,
        io.TextIOWrapper(file, "utf-8-sig", newline="") as out,
    ):
        write_csv(out, columns_of(rows.places.columns[kind]), rows.rows(kind), rows.places.names)


def _write_contacts(files: _Files, rows: Spool) -> None:
    names = rows.places.names
    cards = (vcard(each, names.get(each.get("account_id") or "", "")) for each in rows.rows("Contact"))
    files.write("contacts.vcf", cards)


def _write_dates(files: _Files, rows: Spool, about: Exported) -> None:
    names = rows.places.names
    events = (
        event
        for kind in ("Contact", "Commitment", "Activity", "Meeting", "Reminder")
        for row in rows.rows(kind)
        for event in events_of(kind, row, names.get(row.get("contact_id") or "", ""), about.made_at)
    )
    files.write("dates.ics", (CALENDAR_BEGINS, *events, CALENDAR_ENDS))


def _write_pages(files: _Files, rows: Spool) -> None:
    names, taken = rows.places.names, FileNames()
    for each in rows.rows("Contact"):
        company = names.get(each.get("account_id") or "", "")
        wanted = f"{each['name']} ({company})" if company else each["name"]
        page = contact_page(each, company, rows.notes(each["id"]), rows.promises(each["id"]))
        files.write(f"notes/{taken.name(wanted, '.md')}", page)
    for each in rows.rows("Account"):
        if each["id"] in rows.places.notes_of:
            page = company_page(each["name"], rows.notes(each["id"]))
            files.write(f"notes/{taken.name(each['name'], '.md')}", page)
    if "" in rows.places.notes_of:
        files.write(f"notes/{taken.name(NOBODYS_NOTES, '.md')}", notes_page(rows.notes("")))
    for kind in PRIVATE & rows.places.of_kind.keys():
        files.write(ANSWERS_PAGE, answers_page(rows.rows(kind)))
