"""An undo says what it put back."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.conversation.offers import LABELS
from bot.core.contacts import Contact, ContactId
from bot.core.identity import MemberId, Space, WorkspaceId
from bot.core.labels import labels_of
from bot.core.notes import Commitment, CommitmentId, CommitmentState, Promiser, Touch, TouchId
from bot.core.rich import plain
from bot.features.goals.contracts import Goal, GoalId, GoalPeriod
from bot.features.plans.contracts import Activity, ActivityId
from bot.features.undo.cards.undone import undone_card
from bot.features.undo.cards.wording import PutBack

W, S, NOW = WorkspaceId("T1"), Space("member:U1"), datetime(2026, 3, 5, tzinfo=UTC)
ANA = Contact(id=ContactId("c1"), workspace=W, space=S, name="Ana Ruiz", created_at=NOW)
TOUCH = Touch(
    id=TouchId("t1"), workspace=W, space=S, contact_id=ANA.id, occurred_on=date(2026, 3, 5), created_at=NOW
)
PAPER = Commitment(
    id=CommitmentId("p1"), workspace=W, space=S, what="the paper", by=Promiser.MEMBER, created_at=NOW
)


def says(*rows: PutBack) -> str:
    return plain(undone_card("k", rows, {"c1": "Ana Ruiz"}, LABELS).text)


def test_each_kind_of_change_is_named() -> None:
    moved = replace(ANA, last_touch_at=NOW)
    kept = replace(PAPER, state=CommitmentState.KEPT)
    assert says(PutBack(None, TOUCH)) == "Undone: the touch with Ana Ruiz is gone."
    assert says(PutBack(ANA, None)) == "Undone: Ana Ruiz is back."
    assert says(PutBack(PAPER, kept)) == "Undone: the promise “the paper” is open again."
    assert says(PutBack(ANA, moved)) == "Undone: the last contact with Ana Ruiz is as it was before."


def test_the_records_of_features_are_named_as_their_features_say() -> None:
    activity = Activity(
        id=ActivityId("a1"), workspace=W, space=S, created_at=NOW, text="Send the paper", owner=MemberId("U1")
    )
    goal = Goal(
        id=GoalId("g1"),
        workspace=W,
        space=S,
        created_at=NOW,
        text="A pilot",
        period=GoalPeriod.MONTH,
        begins=date(2026, 3, 1),
    )
    assert says(PutBack(None, goal)) == "Undone: the goal “A pilot” is gone."
    assert says(PutBack(activity, None)) == "Undone: “Send the paper” on the plan is back."
    assert says(PutBack(activity, None), PutBack(goal, None)) == "Undone: the goal “A pilot” is back."


def test_no_two_kinds_may_have_the_same_rank() -> None:
    with pytest.raises(TypeError, match="rank 70"):
        labels_of({**LABELS, PutBack: LABELS[Touch]})


def test_what_came_or_went_is_told_before_what_only_changed() -> None:
    moved = replace(ANA, last_touch_at=NOW)
    assert says(PutBack(ANA, moved), PutBack(None, TOUCH)) == "Undone: the touch with Ana Ruiz is gone."


def test_what_has_no_name_for_members_is_told_as_a_whole() -> None:
    assert says() == "Undone: everything is as it was before."
    assert says(PutBack(NOW, None)) == "Undone: everything is as it was before."
