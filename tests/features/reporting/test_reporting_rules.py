"""Who confirms, declines and ends a reporting line, and that lines close no circle."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.identity import WORKSPACE_SPACE, MemberId, WorkspaceId
from bot.features.reporting.contracts import LineId, LineState, ReportingLine, above
from bot.features.reporting.rules import Refused, answer_request, check, end_reporting, first_state

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
W = WorkspaceId("T1")
PEOPLE = st.sampled_from([MemberId(f"U{n}") for n in range(5)])


def line(seller: MemberId, manager: MemberId, state: LineState = LineState.CONFIRMED) -> ReportingLine:
    return ReportingLine(
        id=LineId("1"), workspace=W, space=WORKSPACE_SPACE, created_at=NOW, seller=seller, manager=manager,
        set_by=seller, state=state,
    )  # fmt: skip


@given(PEOPLE, PEOPLE, PEOPLE, st.booleans())
def test_a_line_is_confirmed_by_seller_or_admin_and_never_by_the_manager_alone(
    seller: MemberId, manager: MemberId, by: MemberId, is_admin: bool
) -> None:
    try:
        state = first_state(seller, manager, by, is_admin=is_admin)
    except Refused:
        assert not is_admin
        assert by not in (seller, manager)
        return
    if state is LineState.CONFIRMED:
        assert by == seller or (is_admin and by != manager)
    else:
        assert by == manager


@given(PEOPLE, st.booleans())
def test_only_the_seller_answers_a_request(by: MemberId, accepts: bool) -> None:
    asked = line(MemberId("U0"), MemberId("U1"), LineState.REQUESTED)
    if by == "U0":
        state = answer_request(asked, by, accepts=accepts).state
        assert state is (LineState.CONFIRMED if accepts else LineState.DECLINED)
    else:
        with pytest.raises(Refused):
            answer_request(asked, by, accepts=accepts)


@given(PEOPLE, st.booleans())
def test_those_on_a_line_and_admins_end_it(by: MemberId, is_admin: bool) -> None:
    held = line(MemberId("U0"), MemberId("U1"))
    if is_admin or by in ("U0", "U1"):
        assert end_reporting(held, by, is_admin=is_admin).state is LineState.ENDED
    else:
        with pytest.raises(Refused):
            end_reporting(held, by, is_admin=is_admin)


@given(st.lists(st.tuples(PEOPLE, PEOPLE), max_size=12))
def test_lines_that_pass_the_check_never_close_a_circle(pairs: list[tuple[MemberId, MemberId]]) -> None:
    held: list[ReportingLine] = []
    for seller, manager in pairs:
        try:
            check(held, seller, manager)
        except Refused:
            continue
        held.append(line(seller, manager))
    assert all(each.seller not in above(held, each.seller) for each in held)
