"""Files that are torn and forged: the parsers of imports end, raise nothing and invent nothing odd."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.features.importing.parsing.reading import kind_of, prepare, read_text
from bot.features.importing.rules.entries import FileKind

FILES = sorted((Path(__file__).parents[1] / "files" / "imports").iterdir())
NOW = datetime(2026, 11, 30, tzinfo=UTC)
ODD = [
    b"", b"\x00", b"\xff\xfe", b'"', b'""', b"\n\n", b"\r", b"=", b";", b":", b"\\", b"=3D=",
    b"BEGIN:VCARD\n",
    b"END:VCARD\n", b"BEGIN:VEVENT\n", b"END:VEVENT\n", b"RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\n",
    b"RRULE:FREQ=SECONDLY\n", b"RRULE:FREQ=DAILY;COUNT=99999999\n", b"DTSTART:00010101T000000\n",
    b"DTSTART;TZID=../../etc/passwd:20260101T000000\n", b"DTSTART:99991231T235959Z\n", b"X" * 3000,
    b"\xf0\x9f\x8e\x89",
    b"RECURRENCE-ID;RANGE=THISANDFUTURE:20260420T080000Z\n", b"EXDATE:20260309\n", b"=cmd|' /C calc'!A0",
    b"\xe2\x80\xae",
    b"TZID:Mitteleurop\xc3\xa4ische Zeit\n", b"RDATE;VALUE=PERIOD:20260309T100000Z/P99999W\n", b"INTERVAL=0;",
]  # fmt: skip


def spoiled(content: bytes, chance: random.Random) -> bytes:
    """The file with pieces cut out, doubled, changed and put in."""
    for _ in range(chance.choice((1, 1, 2, 4, 8))):
        at = chance.randrange(len(content) + 1)
        end = min(len(content), at + chance.choice((0, 1, 3, 40, 400)))
        put = chance.choice(
            (chance.choice(ODD), content[at:end] * 2, bytes(chance.randrange(256) for _ in "12"))
        )
        content = content[:at] + put + content[end:]
    return content


@pytest.mark.parametrize("count", [4, pytest.param(300, marks=[pytest.mark.slow, pytest.mark.timeout(900)])])
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_spoiled_files_are_read_as_far_as_they_can_be(file: Path, count: int) -> None:
    chance = random.Random(f"{file.name} {count}")
    for _ in range(count):
        text = read_text(spoiled(file.read_bytes(), chance)).text
        for kind in {kind_of(file.name, text), FileKind.TABLE}:
            found = prepare(
                kind, text, roles=(), known=(), now=NOW, zone="Europe/Berlin", day_first=True
            ).read

            for person in found.people:
                assert any(map(str.isalpha, person.name))
                assert person.name[0] not in "=@"
                assert not {"\n", "\x00", "\r"} & set(person.name + person.company + person.title)
                assert all("@" in mail and " " not in mail for mail in person.emails)
            assert all(meeting.starts_at <= NOW for meeting in found.meetings)
            assert all(problem.line >= 1 for problem in found.problems)
