"""What served the future, and when a floor is missed (T6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.contacts import Contact, ContactId, Tier
from bot.core.identity import Space, WorkspaceId
from bot.core.notes import NoteId, Touch, TouchId
from bot.features.share_of_future.rules import (
    Deed,
    DeedReason,
    Serves,
    Share,
    classify,
    classify_all,
    classify_touch,
    is_missed,
    share_between,
    share_by_week,
)

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "serves"),
    [
        ("We talked about cold storage in 2029.", Serves.FUTURE),
        ("Asked how their customers will buy in three years", Serves.FUTURE),
        ("Called about the renewal of the licences", Serves.CURRENT),
        ("Sent the quote for the order", Serves.CURRENT),
        ("Had lunch together", Serves.UNSURE),
        ("The renewal, and what they plan for 2030", Serves.UNSURE),
    ],
)
def test_t6_words_tell_what_a_touch_served(text: str, serves: Serves) -> None:
    assert classify(text, TODAY) is serves


def touch(serves: bool | None = None) -> Touch:
    return Touch(
        id=TouchId("t"),
        workspace=WorkspaceId("T"),
        space=Space("m:U"),
        contact_id=ContactId("c"),
        occurred_on=TODAY,
        created_at=NOW,
        serves_future=serves,
    )


def contact(**more: object) -> Contact:
    return Contact(
        id=ContactId("c"),
        workspace=WorkspaceId("T"),
        space=Space("m:U"),
        name="Ana",
        created_at=NOW,
        **more,  # type: ignore[arg-type]
    )


def test_t6_without_words_it_counts_why_the_contact_is_held() -> None:
    assert classify_touch(touch(), None, contact(tier=Tier.STRATEGIC)).serves is Serves.FUTURE
    assert (
        classify_touch(touch(), None, contact(tier=Tier.STRATEGIC, deal_only=True)).serves is Serves.CURRENT
    )
    assert classify_touch(touch(), None, contact()).serves is Serves.UNSURE


@pytest.mark.parametrize("said", [True, False])
def test_t6_the_members_word_goes_before_everything(said: bool) -> None:
    deed = classify_touch(touch(said), None, contact(deal_only=True))

    assert deed.serves is (Serves.FUTURE if said else Serves.CURRENT)
    assert deed.by_member


deeds = st.lists(
    st.builds(
        Deed,
        kind=st.just("touch"),
        id=st.uuids().map(str),
        on=st.dates(TODAY - timedelta(days=70), TODAY),
        serves=st.sampled_from(Serves),
        why=st.sampled_from(DeedReason),
    )
)


@given(deeds)
def test_t6_the_weeks_part_what_happened_and_lose_nothing(found: list[Deed]) -> None:
    weeks = share_by_week(found, TODAY)

    assert len(weeks) == 8
    assert all(week.first.weekday() == 0 for week in weeks)
    inside = [deed for deed in found if deed.on >= weeks[0].first]
    assert sum(week.known + week.unsure for week in weeks) == len(inside)
    assert share_between(found, weeks[0].first, TODAY).future == sum(week.future for week in weeks)


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 100))
def test_t6_a_floor_is_missed_only_with_enough_to_tell_and_less_than_it(
    future: int, current: int, floor: int
) -> None:
    past = Share(TODAY, future, current, 9)

    assert is_missed(past, floor) == (future + current >= 3 and 100 * future < floor * (future + current))
    assert not is_missed(past, 0)
    assert past.percent is None or 0 <= past.percent <= 100


def met(id: str, whom: str, note_id: str, channel: str = "in person") -> Touch:
    made = replace(touch(), id=TouchId(id), contact_id=ContactId(whom), channel=channel)
    return replace(made, note_id=NoteId(note_id))


@given(st.permutations(["Ana", "Lars", "Omar"]), st.integers(1, 3))
def test_t6_one_dinner_with_three_people_in_two_notes_counts_once(whom: list[str], first: int) -> None:
    told = [met(f"1{each}", each, "first") for each in whom[:first]]
    told += [met(f"2{each}", each, "second") for each in whom[first - 1 :]]
    another = replace(met("3", "Ana", "third"), occurred_on=TODAY - timedelta(days=1))

    assert len(classify_all(told, [], [], [], {})) == 1
    assert len(classify_all([*told, another], [], [], [], {})) == 2


def test_t6_two_calls_with_one_person_on_one_day_count_twice() -> None:
    calls = [met("1", "Ana", "first", "phone"), met("2", "Ana", "second", "phone")]

    assert len(classify_all(calls, [], [], [], {})) == 2


def test_t6_the_members_word_on_a_talk_counts_for_all_of_it() -> None:
    dinner = [replace(met("1", "Ana", "n"), serves_future=True), met("2", "Lars", "n")]

    [deed] = classify_all(dinner, [], [], [], {})
    assert deed.serves is Serves.FUTURE
    assert deed.by_member
