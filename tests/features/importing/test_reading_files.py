"""B6: files of each format, written after public descriptions, are read as they are meant."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.features.importing.parsing.calendars import read_calendar
from bot.features.importing.parsing.reading import Prepared, kind_of, prepare, read_text
from bot.features.importing.rules.duplicates import ComparedPerson, Sameness
from bot.features.importing.rules.entries import FileKind, FileSource, LineFlaw, PersonRead

FILES = Path(__file__).parents[2] / "files" / "imports"
NOW = datetime(2026, 11, 30, tzinfo=UTC)
ANA = "Ana Ruiz, Head of Procurement, Northwind, ana.ruiz@northwind.test"
LARS = "Lars Holm, CTO, Tesseract, lars@tesseract.test"


def prepared(text: str, kind: FileKind = FileKind.TABLE, known: tuple[ComparedPerson, ...] = ()) -> Prepared:
    return prepare(kind, text, roles=(), known=known, now=NOW, zone="Europe/Berlin", day_first=True)


def read(name: str) -> Prepared:
    text = read_text((FILES / name).read_bytes()).text
    return prepared(text, kind_of(name, text))


def said(person: PersonRead) -> str:
    return ", ".join(filter(None, (person.name, person.title, person.company, *person.emails[:1])))


@pytest.mark.parametrize(
    ("name", "source", "people"),
    [
        *(
            (name, FileSource.LINKEDIN, [ANA, "Lars Holm, CTO, Tesseract, Inc.", MUELLER])
            for MUELLER in ["Jürgen Müller, Leiter Einkauf (Süd), Contoso GmbH, juergen@contoso.test"]
            for name in ("linkedin.csv", "linkedin-no-blank.csv", "linkedin-old.csv")
        ),
        ("google.csv", FileSource.GOOGLE, [ANA, LARS.replace("Lars", "Lars Erik")]),
        ("google-old.csv", FileSource.GOOGLE, [ANA]),
        (
            "outlook.csv",
            FileSource.OUTLOOK,
            ["Jürgen Müller, Leiter Einkauf, Contoso GmbH, juergen@contoso.test", ANA],
        ),
        ("thunderbird.csv", FileSource.THUNDERBIRD, [ANA, LARS]),
        ("hubspot.csv", FileSource.HUBSPOT, [ANA]),
        ("salesforce.csv", FileSource.SALESFORCE, [ANA, LARS]),
        (
            "free.csv",
            FileSource.OTHER,
            [
                "Jürgen Müller, Contoso GmbH, juergen@contoso.test",
                ANA.replace(", Head of Procurement", ""),
            ],
        ),
        ("cards-2.1.vcf", FileSource.OTHER, ["Jürgen Müller, Contoso GmbH, juergen@contoso.test"]),
        (
            "cards-3.0.vcf",
            FileSource.OTHER,
            [ANA.replace("Northwind", "North;wind, Ltd."), "Lars Holm, Tesseract"],
        ),
        ("cards-4.0.vcf", FileSource.OTHER, [ANA.replace(", Head of Procurement", "")]),
    ],
)
def test_people_are_read(name: str, source: FileSource, people: list[str]) -> None:
    found = read(name).read

    assert [said(each) for each in found.people] == people
    assert found.source is source


def test_all_that_is_known_of_somebody_is_read() -> None:
    ana, lars = read("google.csv").read.people
    assert ana.emails == ("ana.ruiz@northwind.test", "ana@home.test")
    assert ana.phones == ("+44 113 496 0101", "+44 7700 900101")
    assert (ana.birthday, ana.place, ana.tags) == ("1980-04-01", "Leeds, United Kingdom", ("board",))
    assert ana.links == ("https://northwind.test",)
    assert (lars.birthday, lars.tags) == ("--05-02", ())

    [card] = read("cards-4.0.vcf").read.people
    assert (card.birthday, card.phones) == ("--04-01", ("+44-113-496-0101",))
    ana = read("cards-3.0.vcf").read.people[0]
    assert (ana.place, ana.tags) == ("Leeds, United Kingdom", ("board", "met, in Leeds"))
    assert read("outlook.csv").read.people[0].birthday == "1975-04-01"
    assert read("thunderbird.csv").read.people[0].birthday == "1980-04-01"
    assert read("free.csv").read.people[0].phones == ("+49 170 1234567",)


@pytest.mark.parametrize(
    ("name", "problems"),
    [
        ("linkedin.csv", [(11, LineFlaw.FORMULA)]),
        ("hubspot.csv", [(3, LineFlaw.NO_NAME)]),
        (
            "cards-3.0.vcf",
            [
                (17, LineFlaw.NO_ADDRESS),
                (17, LineFlaw.NO_BIRTHDAY),
                (25, LineFlaw.TORN),
                (28, LineFlaw.NO_NAME),
            ],
        ),
        ("calendar.ics", [(80, LineFlaw.NO_ZONE), (97, LineFlaw.NO_DAY)]),
    ],
)
def test_what_is_wrong_is_said_of_its_line(name: str, problems: list[tuple[int, LineFlaw]]) -> None:
    assert [(each.line, each.flaw) for each in read(name).read.problems] == problems


def test_meetings_are_read_with_all_that_moves_and_cancels_them() -> None:
    found = read("calendar.ics").read

    weekly = [each for each in found.meetings if each.uid == "weekly"]
    assert [f"{each.starts_at:%d.%m. %H:%M}" for each in weekly] == [
        "02.03. 09:00",  # the 9th is left out by an EXDATE in New York, the 16th is cancelled
        "25.03. 15:00",  # moved from the 23rd
        "30.03. 08:00",  # summer time has begun
        "06.04. 08:00",
        "13.04. 08:00",
        *(f"{day} 12:00" for day in ("21.04.", "28.04.", "05.05.", "12.05.", "19.05.", "26.05.")),
    ]
    others = {f"{each.uid} {each.starts_at:%d.%m. %H:%M}" for each in found.meetings if each.uid != "weekly"}
    assert others == {
        "utc 28.03. 11:30",
        "utc 29.03. 10:30",  # it recurs by the clocks of the calendar's zone
        "day 01.06. 10:00",
        "day 03.06. 10:00",
        "odd 11.06. 00:00",
        "windows 11.06. 07:00",
        "unknown 12.06. 07:00",
    }
    assert (found.left.cancelled, found.left.coming, found.left.private) == (1, 1, 1)
    assert [each.email for each in weekly[0].attendees] == ["ana.ruiz@northwind.test"]


def test_who_declined_and_rooms_were_not_there() -> None:
    text = (FILES / "calendar.ics").read_text("utf-8-sig")
    assert "lars@tesseract.test" in text
    weekly = [each for each in read("calendar.ics").read.meetings if each.uid == "weekly"]
    assert {mail.email for each in weekly for mail in each.attendees} == {"ana.ruiz@northwind.test"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_any_encoding_and_separator(encoding: str, separator: str) -> None:
    lines = [
        ["First Name", "Last Name", "Company"],
        ["Jürgen", "Müller", "Süd\u2013Öl"],
        ["Zoë", "Ångström", "Señor"],
    ]
    content = "\r\n".join(separator.join(line) for line in lines).encode(encoding)

    people = prepared(read_text(content).text).read.people
    assert [(each.name, each.company) for each in people] == [
        ("Jürgen Müller", "Süd\u2013Öl"),
        ("Zoë Ångström", "Señor"),
    ]


@pytest.mark.parametrize(
    ("encoding", "names"),
    [("cp1251", ["Иван Петров", "Ольга Смирнова"]), ("cp932", ["山田太郎", "佐藤花子"])],
)
def test_older_encodings_are_told_by_their_letters(encoding: str, names: list[str]) -> None:
    text = "\n".join(["Name;Company", *(f"{name};Northwind" for name in names)])
    assert [each.name for each in prepared(read_text(text.encode(encoding)).text).read.people] == names


def test_a_plain_list_and_a_table_without_a_heading() -> None:
    listed = prepared("Ana Ruiz <ana@northwind.test>\n- Lars Holm, +47 400 00 001\nsee you\n").read
    assert [(each.name, each.emails, each.phones) for each in listed.people] == [
        ("Ana Ruiz", ("ana@northwind.test",), ()),
        ("Lars Holm", (), ("+47 400 00 001",)),
    ]
    bare = prepared("Ana Ruiz;Northwind;ana@northwind.test\nLars Holm;Tesseract;lars@tesseract.test\n").read
    assert bare.roles == ("name", "company", "email")


def test_reasons_tell_why_somebody_may_be_known() -> None:
    known = (
        ComparedPerson(id="mail", name="Anna R.", emails=("Ana.Ruiz@northwind.test",)),
        ComparedPerson(id="company", name="L. Holm", company="Tesseract Inc"),
        ComparedPerson(id="other", name="Bo Tram", company="Fabrikam"),
        ComparedPerson(id="far", name="Ana Keller", company="Northwind"),
    )
    text = (
        "Name,Company,Email\nAna Ruiz,Northwind,ana.ruiz@northwind.test\nLars Holm,Tesseract,\n"
        "Bo Tram,Contoso,\nCy Dee,Northwind,\nAna Ruiz,Northwind GmbH,other@northwind.test\n"
    )
    found = prepared(text, known=known)

    assert found.read.in_twice == 1
    assert [(each.contact_id, each.reasons) for each in found.duplicates] == [
        ("mail", (Sameness.MAIL,)),
        ("company", (Sameness.SIMILAR_NAME, Sameness.COMPANY)),
        ("other", (Sameness.NAME, Sameness.OTHER_COMPANY)),
    ]
    assert [each.is_sure for each in found.duplicates] == [True, False, False]


def test_entries_that_take_nobodys_time_are_no_meetings() -> None:
    head = "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260302\n"
    guest = "ATTENDEE:mailto:ana@northwind.test\nATTENDEE:mailto:lars@tesseract.test\n"
    entries = {
        "Ana Ruiz away": "TRANSP:TRANSPARENT\n",
        "Anniversary of Ana Ruiz": "RRULE:FREQ=YEARLY;COUNT=1\n",
        "Workshop with Ana Ruiz": "",
        "Offsite": f"TRANSP:TRANSPARENT\n{guest}",
    }
    events = "".join(
        f"{head}UID:{number}\nSUMMARY:{name}\n{lines}END:VEVENT\n"
        for number, (name, lines) in enumerate(entries.items())
    )
    found = read_calendar(f"BEGIN:VCALENDAR\n{events}END:VCALENDAR\n", now=NOW, zone="Europe/Berlin")
    assert {each.summary for each in found.meetings} == {"Workshop with Ana Ruiz", "Offsite"}
    assert found.left.free == 2
