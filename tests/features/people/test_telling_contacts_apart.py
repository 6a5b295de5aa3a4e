"""B1: two contacts that may become one are told apart on the buttons that say whose name stays."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.core.common_cards import ContactView
from bot.core.contacts import Contact, ContactId
from bot.core.identity import MemberId, WorkspaceId, own_space
from bot.features.people.cards.contacts import which_stays

TODAY = date(2027, 3, 1)


def view(id: str, *, day: int = 1, title: str = "", notes: int = 0, touch: date | None = None) -> ContactView:
    contact = Contact(
        id=ContactId(id), workspace=WorkspaceId("T"), space=own_space(MemberId("U")), name="Lars Berg",
        created_at=datetime(2027, 1, day, tzinfo=UTC), title=title,
    )  # fmt: skip
    return ContactView(contact=contact, company="Sorano", notes=notes, last_touch=touch)


@pytest.mark.parametrize(
    ("first", "other", "said"),
    [
        (view("a", title="CFO"), view("b", title="CTO"), ("CFO", "CTO")),
        (view("a", title="CFO"), view("b"), ("CFO", "no title")),
        (view("a", touch=date(2027, 2, 28)), view("b"), ("in touch yesterday", "no touch yet")),
        (view("a", notes=1), view("b", notes=3), ("1 note", "3 notes")),
        (view("a", day=2), view("b", day=1), ("newer", "older")),
    ],
)
def test_no_two_buttons_say_the_same(first: ContactView, other: ContactView, said: tuple[str, str]) -> None:
    labels = [button.label for button in which_stays(first, other, TODAY).buttons[:2]]

    assert labels == [f"Keep Lars Berg (Sorano), {each}" for each in said]
