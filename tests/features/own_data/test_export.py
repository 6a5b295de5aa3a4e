"""B6 through the real thing: everything that a member owns comes as one file, to them alone."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import Any

import pytest

from bot.features.own_data.rules.csv_files import plain_cell
from slack_sandbox.seed import ACCOUNTS
from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, greeted, opened_form

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def run(person: Driver, line: str) -> dict[str, Any]:
    """What comes back for a command line."""
    await person.command("/tactegic", line)
    return await person.next_message()


async def exported(person: Driver, words: str = "give me everything you have of mine") -> zipfile.ZipFile:
    """The file that somebody is sent for these words."""
    asked = await person.dm(words)
    shared = await person.next_message(where=lambda message: "files" in message)
    assert shared["thread_ts"] == asked
    [file] = shared["files"]
    return zipfile.ZipFile(io.BytesIO(await person.download(file)))


def rows_of(archive: zipfile.ZipFile) -> dict[str, list[dict[str, Any]]]:
    """The fields of every row, by kind."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in json.loads(archive.read("everything.json"))["rows"]:
        found.setdefault(row["kind"], []).append(row["fields"])
    return found


async def answered_privately(person: Driver, name: str, answer: str) -> None:
    """Answer the private question about somebody."""
    await person.command("/tactegic", f"mindset {name}")
    form = await opened_form(person)
    await person.submit(form, {"answer": {"answer": answer}})
    await person.next_message()


async def test_b6_everything_comes_as_one_file_to_its_member_alone(office: Office, seller: Driver) -> None:
    other = await greeted(office.member("devan"))
    await other.dm("Met Lars Holm from Southwind, he breeds axolotls.")
    await other.next_message()
    await seller.dm("Met Ana Ruiz from Northwind yesterday, I promised her the storage paper by 3 December.")
    await seller.next_message()
    await run(seller, "note Ana Ruiz =HYPERLINK(1) is what she calls a joke")
    await run(seller, "plan Ana Ruiz: show her the harbour sketch on 4 December")
    await run(seller, "remind every Monday at 8:00 to look at the harbour list")
    await answered_privately(seller, "Ana", "quizzical-marmalade")

    archive = await exported(seller)

    said = await seller.next_message(where=lambda message: "everything you keep" in text_of(message))
    assert "1 contact, " in text_of(said)
    assert "2 notes, " in text_of(said)
    assert "quizzical-marmalade" not in str(await seller.thread(said["thread_ts"]))
    rows = rows_of(archive)
    assert [each["name"] for each in rows["Contact"]] == ["Ana Ruiz"]
    assert rows["Attitude"][0]["answer"] == "quizzical-marmalade"
    assert "axolotls" not in "".join(archive.read(name).decode() for name in archive.namelist())
    notes = list(csv.DictReader(io.StringIO(archive.read("csv/notes.csv").decode("utf-8-sig"))))
    assert [each["Contacts"] for each in notes] == ["Ana Ruiz", "Ana Ruiz"]
    assert plain_cell(notes[1]["Text"]) == next(
        each["text"] for each in rows["Note"] if "HYPERLINK" in each["text"]
    )
    assert "FN:Ana Ruiz" in archive.read("contacts.vcf").decode()
    dates = archive.read("dates.ics").decode()
    assert "DTSTART;VALUE=DATE:20261203" in dates
    assert "DTSTART;VALUE=DATE:20261204" in dates
    assert "DTSTART:20261130T080000" in dates
    assert "RRULE:FREQ=WEEKLY\r\n" in dates
    page = archive.read("notes/Ana Ruiz (Northwind).md").decode()
    assert "You promised: the storage paper, by 2026-12-03" in page
    assert "quizzical-marmalade" in archive.read("private/mindset answers.md").decode()
    assert list((office.data / "scratch").iterdir()) == []

    await seller.click(said, "Delete the file here")
    gone = await seller.next_update(said["ts"])
    assert "The file is gone" in text_of(gone)
    assert "as one zip" not in str(await seller.thread(said["thread_ts"]))
    place, files = await seller.dm_channel(), office.sandbox.world.files.values()
    assert not any(file.name.startswith("tactegic-export") and place in file.channels for file in files)


async def test_b6_an_export_that_was_asked_for_in_a_channel_goes_to_the_member_alone(
    office: Office, seller: Driver
) -> None:
    await office.join(ACCOUNTS, seller)
    await seller.command("/tactegic", "export", channel=ACCOUNTS)
    shared = await seller.next_message(where=lambda message: "files" in message)
    assert shared["channel"] == await seller.dm_channel()
