"""B4: what is asked in doubt, what is offered besides, and what is recognized as no message at all."""

from __future__ import annotations

from datetime import date

import pytest

from bot.conversation.choices import choices_in_doubt, other_choice
from bot.conversation.reading import Reading
from bot.core.coaching.understanding import Intent, Mode, Provenance, Understanding
from bot.core.plain_words import PlainWords
from bot.core.rhythm_words import rhythm_in
from bot.features.portfolio.wording import shares_in
from bot.features.settings.wording import settings_from_words
from bot.language.pastes import Paste, PasteKind, recognize_paste


def reading(
    intent: Intent, confidence: float, alternative: Intent | None = None, command: str = ""
) -> Reading:
    found = Understanding(
        intent=intent,
        confidence=confidence,
        provenance=Provenance(Mode.RULES),
        alternative=alternative,
        command=command,
    )
    return Reading("the pilot for Ana and its costs", understanding=found)


@pytest.mark.parametrize(
    ("found", "choices"),
    [
        (reading(Intent.NOTE, 0.4), ("note", "recall", "assess")),
        (reading(Intent.RECALL, 0.4, Intent.BRIEF), ("recall", "brief", "note")),
        (reading(Intent.COMMAND, 0.4, Intent.NOTE, "score"), ("score", "note", "recall")),
        (reading(Intent.UNKNOWN, 0.2, Intent.ASSESS), ("assess", "note", "recall")),
    ],
)
def test_doubt_asks_about_the_likeliest_three_and_keeps_nothing(
    found: Reading, choices: tuple[str, ...]
) -> None:
    assert found.asks
    assert not found.keeps_note
    assert choices_in_doubt(found) == choices


@pytest.mark.parametrize(
    ("found", "other"),
    [
        (reading(Intent.NOTE, 0.9), "recall"),
        (reading(Intent.NOTE, 0.9, Intent.ASSESS), "assess"),
        (reading(Intent.RECALL, 0.9), "note"),
        (reading(Intent.COMMAND, 0.9, command="score"), "note"),
        (reading(Intent.SMALL_TALK, 0.9), ""),
        (reading(Intent.HELP, 0.9), ""),
    ],
)
def test_a_result_offers_the_other_reading(found: Reading, other: str) -> None:
    assert other_choice(found) == other


CONNECTIONS = "First Name,Last Name,Email Address,Company\nAna,Ruiz,,Northwind\nBo,Tram,,Contoso\nLe,Ho,,Acme"
SHEET = (
    "Name\tCompany\tE-Mail\nAna Ruiz\tNorthwind\ta@n.test\nBo Tram\tContoso\tb@c.test\nLe Ho\tAcme\tl@a.test"
)
ADDRESSES = "\n".join(f"Person Number{n} person{n}@northwind.test" for n in range(8))


@pytest.mark.parametrize(
    ("text", "paste"),
    [
        (CONNECTIONS, Paste(PasteKind.TABLE, 3)),
        (SHEET, Paste(PasteKind.TABLE, 3)),
        (ADDRESSES, Paste(PasteKind.LIST, 8)),
        ("begin:vcard\nfn:Ana\nend:vcard\nbegin:vcard\nfn:Bo\nend:vcard", Paste(PasteKind.VCARD, 2)),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR", Paste(PasteKind.CALENDAR, 1)),
    ],
)
def test_lists_and_calendars_are_recognized(text: str, paste: Paste) -> None:
    assert recognize_paste(text) == paste


@pytest.mark.parametrize(
    "text",
    [
        "Met Ana Ruiz, Lars Holm and Bo Tram, all of Northwind",
        "Minutes 24 Nov\nAttendees: Ana, Lars\n- Ana to send the plan by Friday\n- AI me: invite "
        "Bo\n- next: 3 Dec",
        "From: Ana Ruiz <ana@northwind.test>\nTo: me\nSubject: pilot\n\nHi,\nwe decide on Friday.\nBest, Ana",
        "Ana Ruiz | Northwind | wants a pilot\nLars Holm | Tesseract | has no budget",
        "",
    ],
)
def test_notes_minutes_and_mails_are_no_lists(text: str) -> None:
    assert recognize_paste(text) is None


def words(text: str) -> PlainWords:
    return PlainWords(text=text, today=date(2026, 11, 24))


@pytest.mark.parametrize(
    ("text", "rhythm"),
    [
        ("talk to Ana every two weeks", (14, 0)),
        ("every other week with Ana", (14, 0)),
        ("once a quarter is enough for Ana", (90, 0)),
        ("Ana monthly, at most 60 days", (30, 60)),
        ("a rhythm of 14 days with Ana", (14, 0)),
        ("no rhythm for Ana", (0, 0)),
        ("the rhythm with Ana", None),
    ],
)
def test_a_rhythm_is_read_in_words(text: str, rhythm: tuple[int, int] | None) -> None:
    assert rhythm_in(words(text)) == rhythm


def test_shares_of_the_phases_are_read_in_words() -> None:
    assert shares_in(words("target of 30 40 30")) == (30, 40, 30)
    assert shares_in(words("50 percent bridge, creation 20 and 30 capitalization")) == (20, 50, 30)
    assert shares_in(words("half of it in creation")) == ()


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("my hours are nine to five", {"begin": "09:00", "end": "17:00"}),
        ("I work 7:30 to 15:30", {"begin": "07:30", "end": "15:30"}),
        ("only write to me between 9 and 12", {"begin": "09:00", "end": "12:00"}),
        ("nothing after six", {"end": "18:00"}),
        ("I'm away from 1 December to 4 December", {"leave_first": "2026-12-01", "leave_last": "2026-12-04"}),
        ("on vacation until Friday", {"leave_first": "2026-11-24", "leave_last": "2026-11-27"}),
        ("cancel my leave", {"end_leave": True}),
        ("no more than three nudges a week", {"nudges_a_week": 3}),
        ("switch off the rounds", {"off": ("rounds",)}),
        ("turn the rounds back on", {"on": ("rounds",)}),
    ],
)
def test_settings_are_read_in_words(text: str, fields: dict[str, object]) -> None:
    made = settings_from_words(words(text))

    assert {name: getattr(made, name) for name in fields} == fields
