"""B6: files and pastes are shown before anything of them is there, and taken back in one click."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, opened_form

pytestmark = pytest.mark.asyncio(loop_scope="module")

LIST = b"Wer;Wo;Adresse\nAna Ruiz;Northwind;ana@northwind.test\nLars Holm;Tesseract;lars@tesseract.test\n"
TAGGED = b"Name;Company;Email;Tags\nAna Ruiz;Northwind;ana@northwind.test;nordics\n"
FILES = Path(__file__).parents[2] / "files" / "imports"


def rows(office: Office, person: Driver, table: str, where: str = "1") -> int:
    """How many rows of a table are the person's own."""
    [file] = office.data.glob("*.db")
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        found = database.execute(
            f"SELECT COUNT(*) FROM {table} WHERE space LIKE ? AND {where}", (f"%{person.user}",)
        ).fetchone()
        return int(found[0])


async def sent(person: Driver, name: str, content: bytes | None = None) -> dict[str, Any]:
    """The card that answers a file."""
    await person.upload(name, (FILES / name).read_bytes() if content is None else content)
    return await person.next_message()


def filled(**values: str) -> dict[str, dict[str, str]]:
    """What is typed and chosen in a form."""
    return {name: {name: value} for name, value in values.items()}


async def shown(person: Driver, line: str, where: str = "") -> str:
    await person.command("/tactegic", line)
    return text_of(await person.next_message(where=lambda message: where in text_of(message)))


async def test_b6_a_linkedin_export_is_shown_imported_and_undone(office: Office, seller: Driver) -> None:
    card = await sent(seller, "linkedin.csv")

    said = text_of(card)
    assert "linkedin.csv is a LinkedIn export with 3 people. Nothing of it is in yet." in said
    assert "company from “Company”" in said
    assert "Line 11 (=HYPERLINK" in said
    assert (rows(office, seller, "notes"), rows(office, seller, "contacts")) == (0, 0)

    await seller.click(card, "Import 3 people")
    done = await seller.next_update()
    assert "Imported linkedin.csv: 3 people." in text_of(done)
    assert rows(office, seller, "contacts", "standing = 'known'") == 3
    assert rows(office, seller, "accounts") == 3
    person = await shown(seller, "contact Jürgen Müller", "Contoso")
    assert "Leiter Einkauf (Süd)" in person
    assert "juergen@contoso.test" in person
    assert "Jürgen Müller" in await shown(seller, "contacts juergen@contoso", "contacts")

    await seller.click(done, "Undo")
    undone = await seller.next_update()
    assert "Undone: the import of linkedin.csv (3 people) is taken back." in text_of(undone)
    assert (rows(office, seller, "contacts"), rows(office, seller, "accounts")) == (0, 0)

    await seller.click(undone, "Put it back")
    await seller.next_update()
    assert (rows(office, seller, "contacts"), rows(office, seller, "accounts")) == (3, 3)


async def test_b6_who_may_be_known_is_merged_by_choice_and_who_was_noted_about_stays(
    office: Office, seller: Driver
) -> None:
    await seller.dm("Met A. Ruiz from Northwind today.")
    await seller.next_message()
    await seller.dm("Met Lars Holm from Fabrikam today.")
    await seller.next_message()
    card = await sent(seller, "linkedin-no-blank.csv")
    assert "May be known already*\n2" in text_of(card)

    await seller.click(card, "Decide on 2")
    form = await opened_form(seller)
    asked = text_of(form)
    assert "Perhaps A. Ruiz (Northwind): similar name, same company" in asked
    assert "Perhaps Lars Holm (Fabrikam): same name, but another company" in asked
    await seller.submit(form, filled(line_5="merge", line_6="new"))
    card = await seller.next_update()
    assert "To be merged*\n1" in text_of(card)

    await seller.click(card, "Import 3 people")
    done = await seller.next_update()
    assert "2 people and 1 merged with people you knew" in text_of(done)
    assert rows(office, seller, "contacts") == 4
    assert "ana.ruiz@northwind.test" in await shown(seller, "contact A. Ruiz", "Northwind")

    await seller.dm("Met Jürgen Müller today, he wants a pilot.")
    await seller.next_message()
    await seller.click(done, "Undo")
    stayed = await seller.next_message(where=lambda message: "stayed" in text_of(message))
    assert "Jürgen Müller stayed" in text_of(stayed)
    assert "what the file added" not in text_of(stayed)
    assert rows(office, seller, "contacts") == 3
    assert "ana.ruiz" not in await shown(seller, "contact A. Ruiz", "Northwind")


async def test_b6_columns_are_guessed_shown_and_changed(office: Office, seller: Driver) -> None:
    card = await sent(seller, "people.csv", LIST)
    assert "Import 2 people" in text_of(card)
    await seller.click(card, "Columns")
    form = await opened_form(seller)
    refused = await seller.submit(form, filled(column_0="nothing", column_1="company", column_2="email"))
    assert "Say which column has the names." in str(refused)
    await seller.submit(form, filled(column_0="company", column_1="name"))
    card = await seller.next_update()
    assert "Northwind, Ana Ruiz" in text_of(card)

    await seller.click(card, "Leave it")
    assert "I left people.csv alone." in text_of(await seller.next_update())
    assert rows(office, seller, "contacts") == 0


async def test_b6_a_calendar_brings_touches_once_and_keeps_no_titles(office: Office, seller: Driver) -> None:
    imported = await sent(seller, "google.csv")
    await seller.click(imported, "Import 2 people")
    await seller.next_update()

    card = await sent(seller, "calendar.ics")
    said = text_of(card)
    assert "Add 17 touches" in said
    assert "Still to come*\n1" in said
    assert "Private*\n1" in said
    assert "The first ones" in said
    await seller.click(card, "Add 17 touches")
    done = await seller.next_update()
    assert rows(office, seller, "touches") == 17
    assert "Last in touch*\n6 months ago" in await shown(seller, "contact Ana Ruiz", "Northwind")

    again = await sent(seller, "calendar.ics")
    assert "On record already*\n17" in text_of(again)
    assert rows(office, seller, "records", "body LIKE '%Weekly%' AND kind <> 'PendingImport'") == 0
    await seller.click(done, "Undo")
    await seller.next_update()
    assert rows(office, seller, "touches") == 0
    assert rows(office, seller, "contacts", "last_touch_at IS NULL") == 2


async def test_b6_many_are_changed_at_once(office: Office, seller: Driver) -> None:
    card = await sent(seller, "salesforce.csv")
    await seller.click(card, "Import 2 people")
    done = await seller.next_update()
    await seller.click(done, "Change them all")
    form = await opened_form(seller)
    refused = await seller.submit(form, filled(add_tags="board", standing="active"))
    assert "Say what these relationships are for" in str(refused)
    await seller.submit(form, filled(add_tags="board, fair", standing="active", purpose="b", ideal="30"))
    changed = await seller.next_message(where=lambda message: "Changed 2 people" in text_of(message))
    assert "tagged board and fair, a touch every 30 days, active, with a purpose" in text_of(changed)
    assert rows(office, seller, "contacts", "standing = 'active' AND cadence_days = 30") == 2
    assert "2 people matching “board”" in await shown(seller, "contacts board", "matching")

    await seller.click(changed, "Undo")
    await seller.next_update()
    assert rows(office, seller, "contacts", "standing = 'known' AND tags = '[]'") == 2
    assert "Import" in await shown(seller, "import", "Send me a file")


async def test_b6_large_files_are_taken_or_refused_in_words_and_what_was_written_is_kept(
    office: Office, seller: Driver
) -> None:
    filler = (b" " * 1_000 + b"\n") * 1_200
    await seller.upload("large.csv", LIST + filler, "Met Kofi Mensah from Fabrikam today.")
    card = await seller.next_message()
    assert "large.csv is a table with 2 people" in text_of(card)
    await seller.click(card, "Keep your words as a note")
    assert "Kofi Mensah" in text_of(await seller.next_message())

    await seller.upload("huge.csv", b"x" * 10_000_001, "Met Ines Sato from Litware today.")
    refused = await seller.next_message()
    assert "huge.csv: it is larger than 10 megabytes." in text_of(refused)
    await seller.click(refused, "Keep your words as a note")
    assert "Ines Sato" in text_of(await seller.next_message())
    assert rows(office, seller, "notes") == 2


async def test_b6_two_previews_and_what_stays_of_a_merge_when_an_import_is_taken_back(
    office: Office, seller: Driver
) -> None:
    first, second = await sent(seller, "one.csv", LIST), await sent(seller, "two.csv", TAGGED)
    await seller.click(first, "Import 2 people")
    await seller.next_update()
    await seller.click(second, "Import 1 person")
    asked = await seller.next_update()
    assert "May be known already*\n1" in text_of(asked)
    await seller.click(asked, "Decide on 1")
    form = await opened_form(seller)
    await seller.submit(form, filled(line_2="merge"))
    await seller.click(await seller.next_update(), "Import 1 person")
    done = await seller.next_update()
    assert "1 merged with people you knew" in text_of(done)

    await seller.dm("Met Ana Ruiz from Northwind today.")
    await seller.next_message(where=lambda message: "Noted" in text_of(message))
    await seller.dm("undo the import of two.csv")
    listed = await seller.next_message(where=lambda message: "two.csv" in text_of(message))
    assert "one.csv" not in text_of(listed)
    await seller.click(listed, "Undo")
    stayed = await seller.next_message(where=lambda message: "what the file added" in text_of(message))
    assert "Ana Ruiz keeps" in text_of(stayed)
    undone = await seller.next_update()
    assert "is taken back" in text_of(undone)
    assert "gone" not in text_of(undone)
    assert "two.csv* · taken back, but 1 merged stays" in await shown(seller, "import", "Send me a file")
    assert rows(office, seller, "notes") == 1
    await seller.click(undone, "Put it back")
    await seller.next_update()
    assert "two.csv* · 1 merged ·" in await shown(seller, "import", "Send me a file")


async def test_b6_short_lists_are_shown_as_lists_and_what_is_none_is_said(
    office: Office, seller: Driver
) -> None:
    pastes = {
        "Name, Company, Email\nAna Ruiz, Northwind, ana@northwind.test": "is a table with 1 person",
        "First Name,Last Name,Company\nAna,Ruiz,Northwind\nLars,Holm,Tesseract": "is a table with 2 people",
        "Ana Ruiz <ana@northwind.test>; Kofi Mensah <kofi@fabrikam.test>": "is a table with 2 people",
    }
    for pasted, said in pastes.items():
        await seller.dm(pasted)
        assert said in text_of(await seller.next_message())
    files = {
        "photo.csv": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not a list of people"),
        "people.xlsx": (b"PK\x03\x04", "Save it as CSV"),
        "invoices.csv": (
            b"Invoice;Amount;Date\n1001;450,00;2026-02-01\n1002;90,00;2026-02-03\n",
            "seems to be no list of people",
        ),
        "team.vcf": (b"BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:The team\nEND:VCARD\n", "a group"),
    }
    for name, (content, said) in files.items():
        assert said in text_of(await sent(seller, name, content))
    assert (rows(office, seller, "notes"), rows(office, seller, "contacts")) == (0, 0)


async def test_b6_questions_are_answered_from_what_was_imported(office: Office, seller: Driver) -> None:
    people = (
        "Name;Company;Email;Tags;Birthday\nZoë Lind;Northwind;ana.ruiz@northwind.test;nordics;1980-04-12\n"
    )
    await seller.click(await sent(seller, "zoe.csv", people.encode()), "Import 1 person")
    await seller.next_update()
    await seller.dm("what's Zoë's birthday?")
    assert "The birthday of Zoë Lind is 12 April 1980." in text_of(await seller.next_message()).replace(
        "*", ""
    )
    await seller.dm("who has the tag nordics?")
    assert "Zoë Lind" in text_of(await seller.next_message())
    await seller.click(await sent(seller, "calendar.ics"), "Add 11 touches")
    await seller.next_update()
    await seller.dm("What happened with Zoë since January?")
    assert "You were in touch on 11 days" in text_of(await seller.next_message())
