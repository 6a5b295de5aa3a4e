"""B9: what becomes of meetings, by rules alone: merged, settled, told, and the time of briefs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.calendar_meetings import MeetingGuest, MeetingSeen, WindowRead
from bot.core.contacts import Contact, ContactId
from bot.core.identity import MemberId, WorkspaceId, own_space
from bot.core.notes import Touch, TouchId
from bot.core.ports.feeds import FeedFlaw
from bot.core.schedule.recurrence import WorkingHours
from bot.features.calendar.rules.merging import Owner, guess_owner, merge, own_addresses
from bot.features.calendar.rules.settling import (
    MEETING,
    find_unknown,
    guest_id,
    offered_guests,
    settle,
    touch_id,
)
from bot.features.calendar.rules.values import (
    BriefTime,
    CalendarMeeting,
    CalendarReading,
    GuestState,
    UnknownGuest,
)
from bot.features.calendar.times import brief_at, is_told, next_look
from bot.features.importing.contracts.windows import read_window
from tests.features.calendar.calendars import ANA, LARS, OWN, TOM, calendar, event

W, M = WorkspaceId("T1"), MemberId("U1")
SPACE = own_space(M)
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
BERLIN, HOUR, DAY = ZoneInfo("Europe/Berlin"), timedelta(hours=1), timedelta(days=1)
SINCE, UNTIL = NOW - 14 * DAY, NOW + 31 * DAY
OWNER = Owner(workspace=W, member=M, space=SPACE, mails=frozenset((OWN,)))


def contact(id: str, name: str, email: str = "") -> Contact:
    return Contact(
        id=ContactId(id), workspace=W, space=SPACE, name=name, email=email, created_at=NOW - 90 * DAY
    )


KNOWN = [contact("ana", "Ana Ruiz", ANA), contact("lars", "Lars Berg")]


def read(text: str, zone: str = "Europe/Berlin") -> WindowRead:
    return read_window(text.encode(), SINCE, UNTIL, zone)


def merged(text: str, known: tuple[CalendarMeeting, ...] = ()) -> tuple[CalendarMeeting, ...]:
    found = merge(known, read(text), owner=OWNER, contacts=KNOWN, since=SINCE, now=NOW)
    return found.meetings


def settled(
    meetings: tuple[CalendarMeeting, ...], touches: tuple[Touch, ...] = ()
) -> tuple[tuple[CalendarMeeting, ...], list[Touch], list[TouchId]]:
    made = settle(meetings, KNOWN, touches, now=NOW, zone=BERLIN)
    changed = {each.id: each for each in made.meetings}
    return tuple(changed.get(each.id, each) for each in meetings), made.touches, made.gone


# -- reading -------------------------------------------------------------------------------------------------


def test_each_occurrence_has_an_id_that_it_keeps_when_it_is_moved() -> None:
    begins = NOW - 21 * DAY
    rule = ("RRULE:FREQ=WEEKLY;COUNT=6",)
    first = merged(calendar(event("w", begins, ANA, extra=rule)))
    original = (begins + 14 * DAY).strftime("%Y%m%dT%H%M%SZ")
    moved = event("w", NOW - 8 * DAY, ANA, extra=(f"RECURRENCE-ID:{original}",))
    second = merged(calendar(event("w", begins, ANA, extra=rule), moved), first)

    assert len(first) == len(second) == 4
    assert {each.id for each in first} == {each.id for each in second}
    [changed] = [each for each in second if each not in first]
    assert changed.starts_at == NOW - 8 * DAY


def test_occurrences_that_are_left_out_or_called_off_are_gone() -> None:
    begins = NOW - 13 * DAY
    rule = "RRULE:FREQ=DAILY;COUNT=5"
    left = (begins + DAY).strftime("%Y%m%dT%H%M%SZ")
    off = (begins + 2 * DAY).strftime("%Y%m%dT%H%M%SZ")
    all_of_it = merged(calendar(event("d", begins, ANA, extra=(rule,))))
    cancelled = event("d", begins + 2 * DAY, ANA, extra=(f"RECURRENCE-ID:{off}", "STATUS:CANCELLED"))
    text = calendar(event("d", begins, ANA, extra=(rule, f"EXDATE:{left}")), cancelled)
    found = merge(all_of_it, read(text), owner=OWNER, contacts=KNOWN, since=SINCE, now=NOW)

    assert len(all_of_it) == 5
    assert len(found.meetings) == 3
    assert sorted(each.starts_at for each in found.called_off) == [begins + DAY, begins + 2 * DAY]


def test_a_weekly_meeting_keeps_its_local_hour_when_clocks_change() -> None:
    """On 25 October 2026 Berlin goes back to winter time, New York a week later."""
    text = (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:w\nSUMMARY:Weekly\nRRULE:FREQ=WEEKLY;COUNT=5\n"
        f"DTSTART;TZID=Europe/Berlin:20261019T090000\nATTENDEE:mailto:{ANA}\nEND:VEVENT\n"
        f"BEGIN:VEVENT\nUID:n\nSUMMARY:Overseas\nRRULE:FREQ=WEEKLY;COUNT=5\n"
        f"DTSTART;TZID=America/New_York:20261019T090000\nATTENDEE:mailto:{ANA}\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    since, until = datetime(2026, 10, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)
    found = read_window(text.encode(), since, until, "Asia/Tokyo").meetings

    def hours(uid: str) -> list[int]:
        return [datetime.fromtimestamp(each.second, UTC).hour for each in found if each.uid == uid]

    assert hours("w") == [7, 8, 8, 8, 8]
    assert hours("n") == [13, 13, 14, 14, 14]


def test_what_is_private_free_declined_or_of_nobody_else_is_not_kept() -> None:
    at = NOW - DAY
    text = calendar(
        event("private", at, ANA, extra=("CLASS:PRIVATE",)),
        event("confidential", at, ANA, extra=("CLASS:CONFIDENTIAL",)),
        event("free", at, ANA, extra=("TRANSP:TRANSPARENT",)),
        event("outlook", at, ANA, extra=("X-MICROSOFT-CDO-BUSYSTATUS:FREE",)),
        event("declined", at, ANA, declined=True),
        event("alone", at),
        event("title", at, title="Lunch with Lars Berg"),
        event("kept", at, TOM),
    )

    assert sorted(each.title for each in merged(text)) == ["Lunch with Lars Berg", "Quarterly review"]
    assert read(text).private == 2
    assert read(text).owner == OWN


def test_a_calendar_that_has_nothing_at_all_calls_nothing_off() -> None:
    before = merged(calendar(event("one", NOW - DAY, ANA)))

    found = merge(before, read(calendar()), owner=OWNER, contacts=KNOWN, since=SINCE, now=NOW)

    assert found.meetings == before
    assert found.called_off == ()


def test_another_calendar_takes_nothing_back_and_the_same_under_a_new_address_does() -> None:
    before = merged(calendar(event("one", NOW - DAY, ANA), event("two", NOW - 2 * DAY, ANA)))
    other, same = calendar(event("three", NOW - DAY, ANA)), calendar(event("one", NOW - DAY, ANA))
    given_new = {"owner": OWNER, "contacts": KNOWN, "since": SINCE, "now": NOW, "is_new": True}

    assert merge(before, read(other), **given_new).called_off == ()  # type: ignore[arg-type]
    assert len(merge(before, read(same), **given_new).called_off) == 1  # type: ignore[arg-type]


def test_what_is_too_long_ago_is_forgotten_with_its_touch_left_alone() -> None:
    [row] = merged(calendar(event("one", NOW - 13 * DAY, ANA)))
    old = replace(row, starts_at=SINCE - DAY, touch_ids=(TouchId("t"),))

    found = merge(
        [old], read(calendar(event("two", NOW, ANA))), owner=OWNER, contacts=KNOWN, since=SINCE, now=NOW
    )

    assert found.past == (old,)
    assert found.called_off == ()


def test_of_somebody_who_is_unwanted_nothing_is_kept() -> None:
    unwanted = replace(OWNER, unwanted=frozenset((guest_id(W, SPACE, TOM),)))
    text = calendar(event("one", NOW - DAY, ANA, TOM))

    [row] = merge((), read(text), owner=unwanted, contacts=KNOWN, since=SINCE, now=NOW).meetings

    assert [each.email for each in row.guests] == [ANA]


@settings(max_examples=40)
@given(st.text(max_size=400))
def test_whatever_stands_in_an_event_is_read_or_left_out(noise: str) -> None:
    head = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20261124T090000Z\n"
    text = f"{head}{noise}\nEND:VEVENT\nEND:VCALENDAR\n"

    found = read(text)

    assert found.is_calendar
    assert all(each.minutes >= 0 for each in found.meetings)


@settings(max_examples=40)
@given(st.integers(min_value=1))
def test_a_calendar_that_ends_in_the_middle_is_told_and_nothing_of_it_is_read(at: int) -> None:
    whole = calendar(event("one", NOW - DAY, ANA), event("two", NOW + DAY, LARS))
    cut = whole[: len("BEGIN:VCALENDAR\r\n") + at % (len(whole) - len("BEGIN:VCALENDAR\r\n\r\n"))]

    assert read(cut) == WindowRead(is_cut_off=True)
    assert not read(whole).is_cut_off
    assert not read(whole.rstrip()).is_cut_off


def test_events_without_end_are_told_at_once() -> None:
    whole = calendar(event("one", NOW - DAY, ANA))

    assert read(whole.replace("END:VEVENT", "BEGIN:VEVENT\r\n" * 200_000 + "END:VEVENT")).is_cut_off
    assert read(whole.replace("END:VEVENT\r\n", "")).is_cut_off


def test_a_calendar_that_holds_too_much_is_told_and_years_of_old_events_are_not_too_much() -> None:
    crowd = [f"ATTENDEE:mailto:a{n}@x.example" for n in range(60_000)]
    days = "RDATE:" + ",".join(f"20261124T{n % 24:02}{n % 60:02}00Z" for n in range(60_000))
    many = [event(f"{n}", NOW - DAY) for n in range(5_001)]
    old = [event(f"{n}", NOW - 400 * DAY, ANA) for n in range(6_000)]

    for each in (
        event("one", NOW, extra=crowd),
        event("one", NOW, extra=(days,)),
        "".join(many),
    ):
        assert read(calendar(each)) == WindowRead(is_too_much=True)
    found = read(calendar(*old, event("now", NOW - DAY, LARS)))
    assert not found.is_too_much
    assert [each.uid for each in found.meetings] == ["now"]
    assert found.entries == 6_001


@pytest.mark.slow
def test_events_that_recur_daily_for_a_century_are_too_much() -> None:
    daily = [event(f"{n}", NOW - 36_000 * DAY, extra=("RRULE:FREQ=DAILY",)) for n in range(30)]

    assert read(calendar(*daily)) == WindowRead(is_too_much=True)
    assert len(read(calendar(*daily[:2])).meetings) == 90


@given(st.binary(max_size=300))
def test_whatever_is_no_calendar_is_told(content: bytes) -> None:
    assert read_window(content, SINCE, UNTIL, "UTC").meetings == ()


@settings(max_examples=40)
@given(
    st.lists(
        st.sampled_from(
            [
                "DTEND:20261124T080000Z", "DURATION:PT5H", "DURATION:-P1D", "DURATION:P99999D", "DTEND:x",
                "RRULE:FREQ=DAILY;COUNT=3", "RRULE:FREQ=SECONDLY", "RECURRENCE-ID:20261124T090000Z",
                "EXDATE:20261124T090000Z", "STATUS:CANCELLED", "ATTENDEE:mailto:x@y.example",
                "DTSTART:19700101",
            ]
        ),
        max_size=8,
    )
)  # fmt: skip
def test_odd_events_never_break_what_follows(lines: list[str]) -> None:
    odd = event("odd", NOW, TOM, extra=lines)

    found = merged(calendar(odd, event("sound", NOW - DAY, ANA)))

    assert "Quarterly review" in {each.title for each in found}


# -- settling ------------------------------------------------------------------------------------------------


def test_a_meeting_makes_a_touch_with_each_known_person_once_it_is_over() -> None:
    rows = merged(
        calendar(event("over", NOW - DAY, ANA, LARS), event("now", NOW - timedelta(minutes=5), ANA))
    )

    after, touches, gone = settled(rows)

    assert {(each.contact_id, each.occurred_on) for each in touches} == {
        ("ana", date(2026, 11, 23)),
        ("lars", date(2026, 11, 23)),
    }
    assert gone == []
    assert [each.channel for each in touches] == [MEETING, MEETING]
    again, more, gone = settled(after, tuple(touches))
    assert (again, more, gone) == (after, [], [])


def test_the_day_of_a_touch_is_the_members_own() -> None:
    rows = merged(calendar(event("late", datetime(2026, 11, 22, 23, 30, tzinfo=UTC), ANA)))

    [touch] = settle(rows, KNOWN, (), now=NOW, zone=BERLIN).touches
    [elsewhere] = settle(rows, KNOWN, (), now=NOW, zone=ZoneInfo("America/New_York")).touches

    assert (touch.occurred_on, elsewhere.occurred_on) == (date(2026, 11, 23), date(2026, 11, 22))


def test_who_was_in_touch_that_day_already_gets_no_second_touch() -> None:
    rows = merged(calendar(event("one", NOW - DAY, ANA), event("two", NOW - DAY + 2 * HOUR, ANA)))
    told = Touch(
        id=TouchId("told"), workspace=W, space=SPACE, contact_id=ContactId("ana"),
        occurred_on=date(2026, 11, 23), created_at=NOW,
    )  # fmt: skip

    after, touches, _ = settled(rows, (told,))
    _, once, _ = settled(rows)

    assert touches == []
    assert all(each.counted == each.touch_ids == () for each in after)
    assert len(once) == 1


def test_a_touch_gives_way_to_one_that_is_told_later_and_comes_back_when_that_is_undone() -> None:
    after, [touch], _ = settled(merged(calendar(event("one", NOW - DAY, ANA))))
    told = replace(touch, id=TouchId("told"), channel="in person")

    given, made, gone = settled(after, (touch, told))
    assert (made, gone) == ([], [touch.id])
    assert settled(given, (told,)) == (given, [], [])
    again, made, _ = settled(given, ())
    assert (again, made) == (after, [touch])


def test_a_touch_that_was_removed_by_hand_is_not_made_again() -> None:
    after, touches, _ = settled(merged(calendar(event("one", NOW - DAY, ANA))))
    assert len(touches) == 1

    later, again, _ = settled(after, ())

    assert again == []
    assert later[0].touch_ids == ()


moves = st.lists(st.integers(-13 * 24, 30 * 24), min_size=1, max_size=6)


@settings(max_examples=20)
@given(moves)
def test_wherever_a_meeting_is_moved_there_is_one_touch_of_its_day_or_none(hours: list[int]) -> None:
    rows: tuple[CalendarMeeting, ...] = ()
    touches: dict[TouchId, Touch] = {}
    for each in hours:
        rows = merged(calendar(event("one", NOW + each * HOUR, ANA), event("other", NOW - DAY, TOM)), rows)
        rows, made, gone = settled(rows, tuple(touches.values()))
        touches = {id: touch for id, touch in touches.items() if id not in gone}
        touches |= {touch.id: touch for touch in made}
    [row] = [each for each in rows if ANA in [guest.email for guest in each.guests]]

    is_over = row.ends_at <= NOW
    assert [each.occurred_on for each in touches.values()] == (
        [row.starts_at.astimezone(BERLIN).date()] if is_over else []
    )
    assert row.touch_ids == ((touch_id(row, ContactId("ana")),) if is_over else ())


# -- people who are unknown ----------------------------------------------------------------------------------


def test_who_was_met_and_is_unknown_is_counted_and_colleagues_are_not() -> None:
    rows = merged(
        calendar(
            event("one", NOW - DAY, ANA, TOM, "zoe@southwind.example"),
            event("two", NOW - 2 * DAY, TOM),
            event("to come", NOW + DAY, "new@elsewhere.example"),
        )
    )

    [tom] = find_unknown(rows, KNOWN, (), own={OWN}, now=NOW, zone=BERLIN)

    assert (tom.email, tom.name, tom.met, tom.last_met) == (TOM, "Tom Lind", 2, date(2026, 11, 23))
    assert find_unknown(rows, KNOWN, (tom,), own={OWN}, now=NOW, zone=BERLIN) == []
    never = replace(tom, state=GuestState.NEVER, email="", name="", met=0, last_met=None)
    assert find_unknown(rows, KNOWN, (never,), own={OWN}, now=NOW, zone=BERLIN) == []


def test_who_was_put_off_is_asked_about_after_four_weeks_and_only_if_met_again() -> None:
    today = date(2026, 11, 24)
    row = UnknownGuest(id="g", workspace=W, space=SPACE, created_at=NOW, email=TOM, met=1, last_met=today)
    later = replace(row, state=GuestState.LATER, asked_on=today - 30 * DAY)

    assert offered_guests([row], today) == [row]
    assert offered_guests([replace(row, asked_on=today)], today) == []
    assert offered_guests([later], today) == [later]
    assert offered_guests([replace(later, last_met=today - 40 * DAY)], today) == []
    assert offered_guests([replace(later, asked_on=today - 5 * DAY)], today) == []
    for state in (GuestState.NEVER, GuestState.ADDED):
        assert offered_guests([replace(row, state=state)], today) == []


# -- times ---------------------------------------------------------------------------------------------------


def meeting(starts_at: datetime, *, is_day: bool = False) -> CalendarMeeting:
    return CalendarMeeting(
        id="m", workspace=W, space=SPACE, created_at=NOW, starts_at=starts_at, minutes=60, is_day=is_day
    )


@pytest.mark.parametrize(
    ("wished", "expected"),
    [
        (BriefTime.OFF, None),
        (BriefTime.QUARTER, "2026-11-25T13:45"),
        (BriefTime.HOUR, "2026-11-25T13:00"),
        (BriefTime.MORNING, "2026-11-25T08:00"),
        (BriefTime.EVENING, "2026-11-24T17:00"),
    ],
)
def test_a_brief_comes_when_the_member_wants_it(wished: BriefTime, expected: str | None) -> None:
    at = brief_at(meeting(datetime(2026, 11, 25, 14, tzinfo=BERLIN)), wished, BERLIN, WorkingHours())

    assert (at.astimezone(BERLIN).strftime("%Y-%m-%dT%H:%M") if at else None) == expected


def test_a_meeting_of_whole_days_and_an_early_one_have_their_briefs_in_time() -> None:
    day = meeting(datetime(2026, 11, 25, 12, tzinfo=BERLIN), is_day=True)
    early = meeting(datetime(2026, 11, 25, 7, tzinfo=BERLIN))

    assert brief_at(day, BriefTime.HOUR, BERLIN, WorkingHours()) == datetime(2026, 11, 25, 8, tzinfo=BERLIN)
    assert brief_at(early, BriefTime.MORNING, BERLIN, WorkingHours()) == early.starts_at - HOUR


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),  # noqa: DTZ001
    st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe"]),
    st.sampled_from([each for each in BriefTime if each is not BriefTime.OFF]),
    st.integers(0, 22),
)
def test_every_brief_comes_before_its_meeting(
    naive: datetime, zone: str, wished: BriefTime, begin: int
) -> None:
    starts = naive.replace(tzinfo=UTC)
    hours = WorkingHours(time(begin), time(23))

    at = brief_at(meeting(starts), wished, ZoneInfo(zone), hours)

    assert at is not None
    assert at < starts


@given(st.integers(0, 60), st.integers(30, 1440), st.text(min_size=1, max_size=12))
def test_the_next_look_is_later_after_each_failure_and_never_more_than_a_day(
    failures: int, minutes: int, member: str
) -> None:
    after = next_look(NOW, minutes, failures, member, is_quiet=False) - NOW
    more = next_look(NOW, minutes, failures + 1, member, is_quiet=False) - NOW

    assert timedelta(minutes=minutes) <= after <= more <= 1.2 * DAY
    assert next_look(NOW, minutes, failures, member, is_quiet=True) - NOW >= DAY


def reading(flaw: str, failures: int, *told: str) -> CalendarReading:
    return CalendarReading(
        id=M, workspace=W, space=SPACE, created_at=NOW, flaw=flaw, failures=failures, told=told
    )


def test_what_is_over_soon_is_told_late_and_each_cause_once() -> None:
    assert is_told(reading(FeedFlaw.GONE, 1))
    assert not is_told(reading(FeedFlaw.GONE, 2, FeedFlaw.GONE))
    assert is_told(reading(FeedFlaw.NOT_TRUSTED, 3, FeedFlaw.GONE))
    assert not is_told(reading(FeedFlaw.SERVER, 2))
    assert is_told(reading(FeedFlaw.SERVER, 3))
    assert not is_told(reading("", 0))


# -- whose it is ---------------------------------------------------------------------------------------------


def test_the_members_own_address_is_told_by_name_or_by_being_everywhere() -> None:
    by_name = read(calendar(event("one", NOW - DAY, ANA))).meetings
    other = [
        replace(each, guests=tuple(MeetingGuest(guest.email) for guest in each.guests))
        for mail in (ANA, LARS, TOM, "new@elsewhere.example")
        for each in read(calendar(event(mail, NOW - DAY, mail))).meetings
    ]

    assert guess_owner(by_name, "Mira Vale", ()) == OWN
    assert guess_owner(by_name, "Ana Ruiz", ()) == ANA
    assert guess_owner(other, "Somebody Else", ()) == OWN
    assert guess_owner(other[:3], "Somebody Else", ()) == ""
    assert guess_owner(other, "Somebody Else", {OWN}) == ""
    assert guess_owner([other[0]] * 5, "Somebody Else", ()) == ""
    assert guess_owner((), "Mira Vale", ()) == ""


def test_own_addresses_are_compared_in_small_letters() -> None:
    assert own_addresses("Mira@Southwind.example", "") == {"mira@southwind.example"}


def test_seen_values_are_plain() -> None:
    seen = MeetingSeen(
        uid="u", occurrence=None, second=0, minutes=60, is_day=False, title="", guests=(MeetingGuest(TOM),),
        is_shown_free=False, absent=(),
    )  # fmt: skip
    assert seen.guests[0].name == ""
