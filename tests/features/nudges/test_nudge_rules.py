"""Nudges within their budget, the pressing ones first, never in the same words twice in a row (B3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.contacts import Contact, ContactId, Standing, Tier, touch_due_at
from bot.core.identity import Space, WorkspaceId
from bot.core.notes import Commitment, CommitmentId, CommitmentState, Promiser
from bot.core.rich import plain
from bot.features.nudges.cards.nudges import NudgeView, due_words, snooze_label
from bot.features.nudges.contracts.cards import Coming, coming_row
from bot.features.nudges.contracts.values import (
    Nudge,
    NudgeId,
    NudgeState,
    count_unanswered,
    find_resting,
    mention_from,
    next_working_day,
)
from bot.features.nudges.rules import (
    MOST_TRIES,
    Dormant,
    NudgeReason,
    again_on,
    choose,
    choose_dormant,
    choose_wording,
    count_left,
    find_reasons,
    fit_to_answers,
    is_dormant,
    weigh,
    with_tries,
    without_people_of_late,
)
from tests.support.stores import START, contact, note

TODAY = START.date()
UTC_ZONE = ZoneInfo("UTC")


def strategic(id: str = "c1", **fields: object) -> Contact:
    values = {"tier": Tier.STRATEGIC, "standing": Standing.ACTIVE, "cadence_days": 30}
    return contact(id=id, **(values | fields))


def promise(due_on: date | None, **fields: object) -> Commitment:
    return Commitment(
        id=CommitmentId("p1"),
        workspace=WorkspaceId("T1"),
        space=Space("m:U1"),
        what="the paper",
        by=Promiser.MEMBER,
        created_at=START,
        due_on=due_on,
        **fields,  # type: ignore[arg-type]
    )


def nudge(about: str = "c1", on: date = TODAY, **fields: object) -> Nudge:
    values = {"again_on": on + timedelta(days=14), "created_at": START + (on - TODAY)}
    return Nudge(
        id=NudgeId(f"{about}-{on}"),
        workspace=WorkspaceId("T1"),
        space=Space("m:U1"),
        about=about,
        contact_id=about,
        on=on,
        wording="",
        **(values | fields),  # type: ignore[arg-type]
    )


def reason(id: str, late: int = 0, rhythm: int = 30) -> NudgeReason:
    return NudgeReason(
        about=id,
        contact=strategic(id),
        since=TODAY - timedelta(days=late),
        late_days=late,
        rhythm_days=rhythm,
    )


days = st.integers(-20, 0).map(lambda ago: TODAY + timedelta(days=ago))


@given(st.lists(days, max_size=30), st.integers(0, 5), st.integers(0, 12))
def test_a_budget_is_never_broken(sent: list[date], a_day: int, a_week: int) -> None:
    places = count_left([nudge(f"c{i}", on) for i, on in enumerate(sent)], TODAY, a_day=a_day, a_week=a_week)

    week = [on for on in sent if on.isocalendar()[:2] == TODAY.isocalendar()[:2]]
    assert places >= 0
    assert places == 0 or sent.count(TODAY) + places <= a_day
    assert places == 0 or len(week) + places <= a_week
    full = sent.count(TODAY) >= a_day or len(week) >= a_week
    assert (places == 0) is full


def test_what_stood_in_a_digest_takes_no_place() -> None:
    assert count_left([nudge(counts=False)], TODAY, a_day=1, a_week=1) == 1


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 90)), max_size=20), st.integers(0, 6))
def test_the_most_pressing_come_and_none_is_lost(rows: list[tuple[int, int]], places: int) -> None:
    due = [reason(f"c{number}", late, rhythm) for number, (late, rhythm) in enumerate(rows)]

    now, rest = choose(due, {}, places)

    assert len(now) == min(places, len(due))
    assert {each.about for each in now} | {each.about for each in rest} == {each.about for each in due}
    if now and rest:
        assert min(weigh(each, None) for each in now) >= max(weigh(each, None) for each in rest)


def test_of_two_as_late_the_stronger_relationship_comes_first() -> None:
    now, _ = choose([reason("c1", 10), reason("c2", 10)], {"c1": 20, "c2": 70}, 1)

    assert [each.about for each in now] == ["c2"]


def test_one_person_is_brought_up_once_a_day() -> None:
    both = [reason("c1", 10), replace(reason("c1", 3), about="p1", commitment=promise(TODAY))]

    now, rest = choose(both, {}, 5)

    assert (len(now), len(rest)) == (1, 1)


@given(st.integers(1, 400), st.integers(0, 800))
def test_a_contact_is_due_once_its_cadence_is_over_and_a_touch_resets_it(cadence: int, silent: int) -> None:
    known = strategic(cadence_days=cadence, last_touch_at=START - timedelta(days=silent))

    found = find_reasons([known], [], START, UTC_ZONE)

    assert bool(found) is (silent >= cadence)
    assert find_reasons([replace(known, last_touch_at=START)], [], START, UTC_ZONE) == []


def test_only_strategic_contacts_that_are_held_are_due() -> None:
    old = datetime(2020, 1, 1, tzinfo=UTC)
    for fields in (
        {"tier": Tier.FUNCTIONAL},
        {"cadence_days": None},
        {"standing": Standing.PARKED},
        {"standing": Standing.RELEASED},
    ):
        assert touch_due_at(strategic(created_at=old, **fields)) is None


@given(st.integers(-30, 30))
def test_a_promise_is_due_from_the_day_before(ahead: int) -> None:
    found = find_reasons([], [promise(TODAY + timedelta(days=ahead))], START, UTC_ZONE)

    assert bool(found) is (ahead <= 1)


def test_a_promise_that_is_settled_or_has_no_date_is_not_due() -> None:
    kept = promise(TODAY, state=CommitmentState.KEPT)

    assert find_reasons([], [kept, promise(None)], START, UTC_ZONE) == []


def test_a_promise_of_a_released_contact_is_not_brought_up() -> None:
    gone = strategic(standing=Standing.RELEASED)

    assert find_reasons([gone], [promise(TODAY, contact_id=ContactId("c1"))], START, UTC_ZONE) == []


@given(st.integers(1, 400))
def test_whoever_was_brought_up_rests(rhythm: int) -> None:
    again = again_on(reason("c1", 0, rhythm), TODAY)

    assert again >= TODAY + timedelta(days=14)
    assert find_resting([nudge(again_on=again)], again - timedelta(days=1)) == {"c1"}
    assert find_resting([nudge(again_on=again)], again) == frozenset()


def test_the_newest_nudge_counts_and_one_taken_back_holds_nothing_back() -> None:
    old = nudge(on=TODAY - timedelta(days=3), again_on=TODAY + timedelta(days=90))

    assert find_resting([old, nudge(again_on=TODAY)], TODAY) == frozenset()
    assert find_resting([replace(old, state=NudgeState.TAKEN_BACK)], TODAY) == frozenset()
    assert find_resting([replace(old, state=NudgeState.SNOOZED)], TODAY) == {"c1"}


@given(st.lists(st.text(min_size=1), min_size=2, max_size=6, unique=True), st.text(), st.integers(0, 5))
def test_no_wording_comes_twice_in_a_row(variants: list[str], key: str, last: int) -> None:
    used = variants[last % len(variants)]

    found = choose_wording(variants, key, used)

    assert found != used
    assert found == choose_wording(variants, key, used)


def test_a_nudge_speaks_of_its_contact_and_of_the_notes_that_it_draws_on() -> None:
    view = NudgeView(
        nudge=replace(nudge("p1"), contact_id="c1"),
        name="Ana",
        company="",
        span="two weeks",
        why="",
        last=note(id="n1"),
        today=TODAY,
        next_day=TODAY + timedelta(days=1),
        idea="Send her the paper",
        idea_notes=("n2", "n1"),
    )

    assert view.about == ("p1", "c1", "n1", "n2")


WORKING_WEEKS = st.frozensets(st.integers(0, 6), min_size=1)
MONDAY_TO_FRIDAY = frozenset(range(5))
FRIDAY = date(2026, 3, 6)


@given(days, WORKING_WEEKS)
def test_a_promise_is_mentioned_on_the_last_working_day_before_it_is_due(
    due: date, week: frozenset[int]
) -> None:
    since = mention_from(due, week)

    assert since < due
    assert since.weekday() in week
    between = [since + timedelta(days=n) for n in range(1, (due - since).days)]
    assert not [day for day in between if day.weekday() in week]


@given(days, WORKING_WEEKS)
def test_the_next_working_day_is_one_and_none_lies_between(today: date, week: frozenset[int]) -> None:
    ahead = next_working_day(today, week)

    assert ahead > today
    assert ahead.weekday() in week
    between = [today + timedelta(days=n) for n in range(1, (ahead - today).days)]
    assert not [day for day in between if day.weekday() in week]


def test_what_is_due_on_monday_comes_up_on_friday_for_who_works_from_monday_to_friday() -> None:
    friday = datetime(2026, 3, 6, 9, tzinfo=UTC)
    monday = promise(FRIDAY + timedelta(days=3))

    assert find_reasons([], [monday], friday, UTC_ZONE, MONDAY_TO_FRIDAY)
    assert not find_reasons([], [monday], friday - timedelta(days=1), UTC_ZONE, MONDAY_TO_FRIDAY)
    assert not find_reasons([], [monday], friday, UTC_ZONE)


def test_no_day_off_is_called_tomorrow() -> None:
    saturday = FRIDAY + timedelta(days=1)

    assert plain(due_words(saturday, FRIDAY, MONDAY_TO_FRIDAY)) == "due 7 March 2026"
    assert plain(due_words(saturday, FRIDAY, frozenset(range(7)))) == "due tomorrow"
    assert snooze_label(FRIDAY, next_working_day(FRIDAY, MONDAY_TO_FRIDAY)) == "Snooze until Monday"
    assert snooze_label(FRIDAY, saturday) == "Snooze until tomorrow"


def test_nudges_in_a_row_without_an_answer_are_counted_until_one_was_answered() -> None:
    row = [nudge(on=TODAY - timedelta(days=14 * n)) for n in range(4)]

    assert count_unanswered(row, "c1") == 4
    assert count_unanswered([*row[:2], replace(row[2], state=NudgeState.SNOOZED), row[3]], "c1") == 2
    assert count_unanswered([replace(row[0], state=NudgeState.TAKEN_BACK), *row[1:]], "c1") == 0
    assert count_unanswered(row, "c2") == 0


def test_what_came_three_times_without_an_answer_comes_no_fourth_time() -> None:
    row = [nudge(on=TODAY - timedelta(days=14 * n)) for n in range(1, MOST_TRIES + 1)]

    assert [each.tries for each in with_tries([reason("c1")], row[:2])] == [2]
    assert with_tries([reason("c1")], row) == []
    assert with_tries([reason("c2")], row)


def asked(*answered: bool) -> list[Nudge]:
    """Nudges of the last weeks, the newest first, each answered or not."""
    return [
        nudge(
            f"c{n}", TODAY - timedelta(days=4 + n), state=NudgeState.TAKEN_BACK if each else NudgeState.POSTED
        )
        for n, each in enumerate(answered)
    ]


def test_who_answers_little_gets_fewer_and_who_answers_gets_what_they_wish() -> None:
    def fit(*answered: bool) -> tuple[int, int]:
        return fit_to_answers(asked(*answered), TODAY, a_day=2, a_week=6)

    assert fit() == (2, 6)
    assert fit(False, False, False) == (2, 6)  # too few to tell
    assert fit(*[False] * 8) == (1, 1)
    assert fit(True, *[False] * 7) == (1, 3)
    assert fit(*[True, False] * 4) == (2, 6)


@given(st.lists(st.booleans(), max_size=12), st.integers(0, 5), st.integers(0, 12))
def test_nobody_gets_more_than_they_wish(answered: list[bool], a_day: int, a_week: int) -> None:
    fitted = fit_to_answers(asked(*answered), TODAY, a_day=a_day, a_week=a_week)

    assert fitted[0] <= a_day
    assert fitted[1] <= a_week


def test_whoever_was_brought_up_this_week_or_noted_just_now_waits_unless_for_a_promise() -> None:
    promised = replace(reason("c1"), about="p1", commitment=promise(TODAY))
    due = [reason("c1"), reason("c2"), reason("c3"), promised]
    lately = replace(nudge("p9", TODAY - timedelta(days=6)), contact_id="c1")
    earlier = nudge("c3", TODAY - timedelta(days=7))

    left = without_people_of_late(due, [lately, earlier], ["c2"], TODAY)

    assert [each.about for each in left] == ["c3", "p1"]


def test_whoever_was_close_once_and_quiet_for_long_is_dormant() -> None:
    known = contact(standing=Standing.KNOWN, tier=Tier.FUNCTIONAL)

    assert is_dormant(known, 3, 121, [], TODAY)
    assert not is_dormant(known, 2, 121, [], TODAY)  # never close
    assert not is_dormant(known, 3, 120, [], TODAY)
    assert not is_dormant(replace(known, standing=Standing.PARKED), 3, 300, [], TODAY)
    assert not is_dormant(known, 3, 300, [nudge(on=TODAY - timedelta(days=59))], TODAY)
    assert is_dormant(known, 3, 300, [nudge(on=TODAY - timedelta(days=60))], TODAY)
    assert is_dormant(strategic(longest_days=200), 1, 201, [], TODAY)
    assert not is_dormant(strategic(longest_days=200), 1, 199, [], TODAY)


def test_of_the_dormant_those_with_news_come_first_and_then_those_with_trust() -> None:
    def one(id: str, touches: int, kept: int, *news: str) -> Dormant:
        return Dormant(contact=contact(id=id), touches=touches, kept=kept, quiet_days=200, news=news)

    order = choose_dormant([one("a", 9, 0), one("b", 4, 3), one("c", 3, 0, "n1"), one("d", 8, 0)])

    assert [each.contact.id for each in order] == ["c", "b", "a", "d"]


@pytest.mark.parametrize("state", [None, NudgeState.POSTED, NudgeState.SNOOZED])
def test_b5_what_is_overdue_counts_for_today_although_it_rests(state: NudgeState | None) -> None:
    today = date(2027, 3, 10)
    promise = Coming(
        name="Ana Ruiz",
        company="",
        on=date(2027, 3, 17),
        contact_id="ana",
        what="the storage paper",
        by=Promiser.MEMBER,
        due_on=date(2027, 3, 3),
        rests_as=state,
    )

    assert promise.is_today(today)
    assert not replace(promise, due_on=date(2027, 3, 17)).is_today(today)
    assert "the storage paper · was due " in plain(coming_row(promise, today).text)
