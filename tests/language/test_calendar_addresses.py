"""Which addresses in words are those of calendars, which are secrets (B9)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.calendar_addresses import find_calendar_address, host_of, tidy_address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (
            "<https://calendar.example.com/private-1/basic.ics>",
            "https://calendar.example.com/private-1/basic.ics",
        ),
        ("use webcal://p07.example.com/published/2/AbC please", "https://p07.example.com/published/2/AbC"),
        ("(https://a.example/x.ICS?key=1&b=2).", "https://a.example/x.ICS?key=1&b=2"),
        ("see https://a.example/calendar and https://b.example/x.ics|there", "https://b.example/x.ics"),
        ("http://cal.example.org/private-AAA3/basic.ics", "http://cal.example.org/private-AAA3/basic.ics"),
        ("Read this: a.example/private-9/basic.ics.", "https://a.example/private-9/basic.ics"),
        ("a.example/private-9/basic.%69cs", "https://a.example/private-9/basic.%69cs"),
    ],
)
def test_a_calendars_address_is_found_in_words_as_it_stands(text: str, address: str) -> None:
    assert find_calendar_address(text) == address


@pytest.mark.parametrize(
    "address",
    [
        "https://p01-caldav.icloud.com/published/2/AAA7xyz",
        "https://p115-calendars.icloud.com/holidays/us_en",
        "https://outlook.office365.com/owa/calendar/AAA1@example.com/AAA2/reachcalendar.html",
        "https://outlook.live.com/owa/calendar/AAA1/AAA2/cid-AAA3/index.html",
        "https://outlook.office.com/calendar/published/AAA1/AAA2",
        "https://mail.example.com/owa/calendar/AAA1/AAA2/calendar.html",
        "https://calendar.google.com/calendar/ical/mira%40example.com/private-AAA3/basic",
        "https://calendar.google.com/calendar/u/0?cid=AAA3",
        "https://calendar.google.com/calendar/embed?src=AAA3&mode=WEEK",
        "https://cloud.example.org/remote.php/dav/public-calendars/AAA9tok?export",
        "https://cloud.example.org/index.php/apps/calendar/p/AAA9tok",
        "https://user.fm/calendar/v1-AAA4/Work",
        "https://caldav.fastmail.com/dav/calendars/user/mira/AAA5",
        "https://calendar.zoho.com/x/AAA6",
        "https://a.example/feed?key=AAA7&format=ics",
        "caldav://cloud.example.org/AAA8",
        "p01-caldav.icloud.com/published/2/AAA7xyz",
    ],
)
def test_where_services_keep_calendars_is_known_without_any_word(address: str) -> None:
    assert find_calendar_address(f"Here: {address}, thanks.").endswith(address.partition("://")[2] or address)
    assert find_calendar_address(f"define churn = <{address}|here>")


@pytest.mark.parametrize(
    "text",
    [
        "calendar https://northwind.example/AAA1",
        "my calendar is at https://northwind.example/AAA1",
        "My calendar:\nhttp://northwind.example/AAA1",
        "calendar northwind.example/AAA1",
        "https://northwind.example/AAA1 is my calendar",
        "https://northwind.example/AAA1, the secret calendar address",
    ],
)
def test_any_address_beside_the_word_is_taken_for_a_calendars(text: str) -> None:
    assert find_calendar_address(text).endswith("://northwind.example/AAA1")


@pytest.mark.parametrize(
    "text",
    [
        "Read https://a.example/how-to-export-an.ics-file first",
        "Met Ana Ruiz.",
        "Ana wrote at https://northwind.example/offer/2 about the cold stores",
        "Ana is at https://www.icloud.com/photos/1 and https://fastmail.com/pricing",
        "Ana shared https://calendar.google.com/calendar/event?eid=AAA and https://outlook.office.com/mail/",
        "Lars and/or Ana, 3/4 of them, write to ana.ruiz@northwind.example/x",
    ],
)
def test_other_addresses_are_none(text: str) -> None:
    assert find_calendar_address(text) == ""


_PIECES = st.lists(
    st.sampled_from(["calendar ", "http://", "https://", "webcal://", "a.", "/", "%", "[", ":9"])
)


@given(st.text(max_size=200) | _PIECES.map("".join))
def test_no_text_breaks_the_search_for_an_address(text: str) -> None:
    found = find_calendar_address(text)
    assert not found or "://" in found
    host_of(tidy_address(text))


@pytest.mark.parametrize("piece", ["a.", "https://", "calendar ", "a.aa/", "%25"])
def test_an_address_after_much_else_is_found(piece: str) -> None:
    text = "x" + piece * 3_000 + " https://b.example/x.ics"
    assert find_calendar_address(text) == "https://b.example/x.ics"
