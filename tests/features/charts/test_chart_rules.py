"""What is counted for pictures: every touch of the year in its month, and nothing twice."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.core.contacts import ContactId
from bot.core.identity import MemberId, WorkspaceId, own_space
from bot.core.notes import Touch, TouchId
from bot.features.charts.rules import last_months, touches_by_month

DAYS = st.dates(date(2024, 6, 1), date(2026, 12, 31))


def touch(on: date) -> Touch:
    return Touch(
        id=TouchId("t"),
        workspace=WorkspaceId("T"),
        space=own_space(MemberId("U")),
        contact_id=ContactId("ana"),
        occurred_on=on,
        created_at=datetime(2026, 11, 24, tzinfo=UTC),
    )


@given(st.lists(DAYS), DAYS)
def test_each_touch_of_the_year_counts_in_one_month(days: list[date], today: date) -> None:
    months = touches_by_month(map(touch, days), {"ana"}, today)

    assert [each.month for each in months] == last_months(today)
    assert len({each.month for each in months}) == 12
    first = last_months(today)[0]
    assert sum(each.strategic for each in months) == sum(first <= day <= today for day in days)
    assert not any(each.others for each in months)
