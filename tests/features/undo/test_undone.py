"""An undo says what it put back."""

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.core.contacts import Contact, ContactId
from bot.core.identity import Space, WorkspaceId
from bot.core.notes import Commitment, CommitmentId, CommitmentState, Promiser, Touch, TouchId
from bot.core.rich import plain
from bot.features.undo.cards import PutBack, undone_card

W, S, NOW = WorkspaceId("T1"), Space("member:U1"), datetime(2026, 3, 5, tzinfo=UTC)
ANA = Contact(id=ContactId("c1"), workspace=W, space=S, name="Ana Ruiz", created_at=NOW)
TOUCH = Touch(
    id=TouchId("t1"), workspace=W, space=S, contact_id=ANA.id, occurred_on=date(2026, 3, 5), created_at=NOW
)
PAPER = Commitment(
    id=CommitmentId("p1"), workspace=W, space=S, what="the paper", by=Promiser.MEMBER, created_at=NOW
)


def says(*rows: PutBack) -> str:
    return plain(undone_card("k", rows, {"c1": "Ana Ruiz"}).text)


def test_each_kind_of_change_is_named() -> None:
    moved = replace(ANA, last_touch_at=NOW)
    kept = replace(PAPER, state=CommitmentState.KEPT)
    assert says(PutBack(None, TOUCH)) == "Undone: the touch with Ana Ruiz is gone."
    assert says(PutBack(ANA, None)) == "Undone: Ana Ruiz is back."
    assert says(PutBack(PAPER, kept)) == "Undone: the promise “the paper” is as it was before."
    assert says(PutBack(ANA, moved)) == "Undone: everything about Ana Ruiz is as it was before."


def test_what_came_or_went_is_told_before_what_only_changed() -> None:
    moved = replace(ANA, last_touch_at=NOW)
    assert says(PutBack(ANA, moved), PutBack(None, TOUCH)) == "Undone: the touch with Ana Ruiz is gone."


def test_what_has_no_name_for_members_is_told_as_a_whole() -> None:
    assert says() == "Undone: everything is as it was before."
    assert says(PutBack(NOW, None)) == "Undone: everything is as it was before."
