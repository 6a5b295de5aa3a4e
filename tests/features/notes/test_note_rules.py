"""The rules behind notes: touches, corrections, citations, silence, and what a form may hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.checking import validate
from bot.core.coaching.citing import keep_carried
from bot.core.coaching.understanding import Answer, AnswerStatement, Excerpt, Mode, Provenance
from bot.core.contacts import Contact, ContactId, Standing, Tier
from bot.core.correcting import asks_for_correction, find_corrected_note
from bot.core.identity import Space, WorkspaceId
from bot.core.notes import Note, NoteId, Promiser
from bot.core.threads import ConversationStep, focus_now, open_question
from bot.core.touching import later, touch_channel, touch_time
from bot.features.notes.commands import ChangeNote, SaveNote
from bot.features.notes.form import WrittenPromise, names_of, people_of, promises_of
from bot.features.people.commands import ChangeContact
from bot.features.people.contracts.reading import longest_silent

NOW = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)
W, S = WorkspaceId("T1"), Space("m:U1")


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("Met Ana Ruiz at the fair", "in person"),
        ("Lunch with Ana, she is on leave soon", "in person"),
        ("Called Ana about the budget", "phone"),
        ("Ana emailed me the chart", "email"),
        ("Ana told me that the plant opens in June", "talk"),
        ("Spoke with Lars. We will meet again next week", "talk"),
        ("Ana likes sailing", None),
        ("I want to call Ana tomorrow", None),
        ("We will meet next week", None),
        ("Ana cancelled our lunch", None),
        ("I did not call Ana", None),
        ("Ana's department is being called off the project", None),
    ],
)
def test_a_note_tells_of_a_touch_only_when_one_took_place(text: str, channel: str | None) -> None:
    assert touch_channel(text) == channel


@given(
    st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    st.sampled_from(sorted(available_timezones() - {"localtime"})),
)
def test_a_touch_falls_on_its_own_day_in_every_zone(day: date, zone: str) -> None:
    later_on = datetime.combine(day, datetime.min.time(), UTC) + timedelta(days=3)
    assert touch_time(day, zone, later_on).astimezone(ZoneInfo(zone)).date() == day


@given(st.datetimes(timezones=st.just(UTC)), st.datetimes(timezones=st.just(UTC)))
def test_an_old_touch_never_turns_the_clock_back(known: datetime, other: datetime) -> None:
    assert later(known, other) == max(known, other)
    assert later(None, other) == other


def note(id: str, text: str, minutes: int = 0) -> Note:
    at = NOW - timedelta(minutes=minutes)
    return Note(id=NoteId(id), workspace=W, space=S, text=text, created_at=at, occurred_on=at.date())


def test_a_correction_is_about_the_note_that_shares_the_most_words() -> None:
    pilot = note("a", "Ana wants the pilot plant in May", 9)
    lunch = note("b", "Lunch with Ana, plant tour planned", 5)
    assert find_corrected_note("correction: pilot plant in June", [lunch, pilot], None) == pilot


def test_a_correction_never_hides_a_note_on_another_matter() -> None:
    assert (
        find_corrected_note("correction: the steering group is on Tuesday", [note("a", "Ana sails")], None)
        is None
    )


def test_a_note_that_was_corrected_already_is_not_corrected_again() -> None:
    old = replace(note("a", "Ana wants the pilot plant in May"), superseded_by=NoteId("b"))
    assert find_corrected_note("correction: pilot plant in June", [old], old) is None


@pytest.mark.parametrize(
    ("text", "asks"),
    [("Correction: June", True), ("I was wrong, June", True), ("Her correction helped", False)],
)
def test_a_text_says_itself_that_it_corrects(text: str, asks: bool) -> None:
    assert asks_for_correction(text) is asks


def excerpt(number: int, text: str) -> Excerpt:
    return Excerpt(number=number, note_id=f"n{number}", text=text, occurred_on=date(2026, 3, 1))


def test_sources_are_numbered_in_the_order_they_are_cited() -> None:
    statements = (AnswerStatement("One.", (3,)), AnswerStatement("Two.", (1, 3)))
    answer = Answer(statements=statements, provenance=Provenance(Mode.MODEL))
    kept = keep_carried(answer, [excerpt(n, f"text {n}") for n in (1, 2, 3)])
    assert [each.cites for each in kept.statements] == [(1,), (1, 2)]
    assert [(each.number, each.note_id) for each in kept.cited] == [(1, "n3"), (2, "n1")]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("the plant opens in June", 1),
        ("The  plant\nopens in June", 1),
        ("the plant … in June", 1),
        ("the plant opens in July", 0),
    ],
)
def test_a_quotation_must_be_in_the_note(text: str, kept: int) -> None:
    answer = Answer(statements=(AnswerStatement(text, (1,)),), provenance=Provenance(Mode.RULES), quoted=True)
    found = keep_carried(answer, [excerpt(1, "Ana says that the plant opens in June.")])
    assert (len(found.statements), found.refused) == (kept, 1 - kept)


def contact(name: str, days: int, cadence: int | None = None, **more: object) -> Contact:
    base = Contact(id=ContactId(name), workspace=W, space=S, name=name, created_at=NOW - timedelta(days=900))
    return replace(base, last_touch_at=NOW - timedelta(days=days), cadence_days=cadence, **more)  # type: ignore[arg-type]


def test_those_past_their_rhythm_come_first_then_the_longest_silent() -> None:
    people = [
        contact("month", 40),
        contact("year", 400),
        contact("rhythm", 20, 14),
        contact("far past rhythm", 60, 14),
        contact("in rhythm", 10, 14),
        contact("fresh", 2),
        contact("parked", 400, standing=Standing.PARKED),
        contact("strategic", 41, tier=Tier.STRATEGIC),
    ]
    found = longest_silent(people, NOW)
    names = [each.contact.name for each in found]
    assert names == ["far past rhythm", "rhythm", "strategic", "year", "month"]
    assert [each.days_over for each in found] == [46, 6, None, None, None]


def turn(minutes: int, thread: str, *focus: str, asks: bool = False) -> ConversationStep:
    at = NOW - timedelta(minutes=minutes)
    ids = tuple(map(ContactId, focus))
    return ConversationStep(
        id=str(minutes), workspace=W, space=S, created_at=at, thread=thread, focus=ids, asks=asks
    )


def test_she_is_the_thread_s_person_before_the_one_of_the_last_hour() -> None:
    turns = [turn(5, "b", "lars"), turn(300, "a", "ana")]
    assert focus_now(turns, "a", NOW) == ("ana",)
    assert focus_now(turns, "c", NOW) == ("lars",)
    assert focus_now([turn(61, "b", "lars")], "c", NOW) == ()


def test_a_question_stays_open_in_its_thread_and_for_minutes_elsewhere() -> None:
    asked = turn(200, "a", asks=True)
    assert open_question([asked], "a", NOW) == asked
    assert open_question([asked], "b", NOW) is None
    fresh = turn(3, "a", asks=True)
    assert open_question([fresh], "b", NOW) == fresh
    assert open_question([turn(1, "a"), fresh], "a", NOW) is None


def test_names_are_told_apart_by_commas_outside_of_brackets() -> None:
    values = {"people": "Ana Ruiz (Northwind, Spain), Lars Berg; ,Ana Ruiz (Northwind, Spain)"}
    assert names_of(values, "people") == ["Ana Ruiz (Northwind, Spain)", "Lars Berg"]


def test_rows_of_promises_are_read_by_their_number() -> None:
    values = {
        "promise0_what": " send  the paper ",
        "promise0_by": "member",
        "promise0_whom": "c1",
        "promise0_due": "2026-03-20",
        "promise2_what": "call back",
        "promise2_by": "contact",
        "promise2_whom": "nobody",
        "promise2_due": None,
        "promise3_by": "remove",
    }
    rows = promises_of(values)
    assert rows[0] == WrittenPromise("send the paper", Promiser.MEMBER, "c1", date(2026, 3, 20))
    assert rows[2] == WrittenPromise("call back", Promiser.CONTACT, "", None)
    assert rows[3].is_removed


def test_a_chosen_contact_goes_before_a_typed_name() -> None:
    rows = people_of(
        {"person0_who": "c1", "person0_name": "Lars", "person1_who": None, "person1_name": "Lars"}
    )
    assert (rows[0].contact_id, rows[0].name) == ("c1", "")
    assert (rows[1].contact_id, rows[1].name, rows[1].company) == ("", "Lars", None)


def test_what_is_wrong_is_said_beside_its_field() -> None:
    values = {"text": "  ", "people": "x" * 121, "date": "soon"}
    wrong = validate(SaveNote(values=values), NOW)
    assert set(wrong) == {"text", "people", "date"}
    assert all(sentence.endswith(".") for sentence in wrong.values())
    assert validate(SaveNote(values={"text": "Met Ana"}), NOW) == {}
    assert validate(SaveNote(values={}), NOW) == {"text": "Write what happened; a note needs some words."}
    rows = {"promise0_what": "", "promise0_by": "member", "promise1_due": "2026-13-40"}
    assert validate(ChangeNote("n", values={"date": "2026-03-05", **rows}, promises=("p",)), NOW) == {
        "promise0_what": "Write what was promised, or choose “Remove this promise”.",
        "promise1_due": "I can't read that date. Pick one.",
    }
    people = {"person0_who": None, "person0_company": "Northwind", "person1_name": "x" * 121}
    assert set(validate(ChangeNote("n", values=people), NOW)) == {"person0_name", "person1_name"}
    assert validate(ChangeContact("c", values={"name": " "}), NOW) == {"name": "A person needs a name."}


@pytest.mark.parametrize(
    ("zone", "day", "refused"),
    [
        ("Pacific/Auckland", "2026-03-06", False),
        ("Europe/Berlin", "2026-03-06", True),
        ("Europe/Berlin", "2026-03-05", False),
        ("America/Los_Angeles", "2026-03-05", False),
    ],
)
def test_a_note_of_a_day_that_has_not_come_where_the_member_is_is_refused(
    zone: str, day: str, refused: bool
) -> None:
    evening = datetime(2026, 3, 5, 20, tzinfo=UTC)
    wrong = (
        {"date": "A note tells of today or earlier; put what is to come into the text."} if refused else {}
    )
    assert validate(SaveNote(zone=zone, values={"text": "Met Ana", "date": day}), evening) == wrong
    assert validate(ChangeNote("n", zone=zone, values={"date": day}), evening) == wrong


@given(
    st.dictionaries(
        st.sampled_from(["text", "people", "date", "commitments"]), st.none() | st.text(max_size=80)
    )
)
def test_any_values_are_checked_without_failing(values: dict[str, str | None]) -> None:
    assert all(isinstance(sentence, str) for sentence in validate(SaveNote(values=values), NOW).values())
