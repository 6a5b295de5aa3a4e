"""B12: a promise that was never made, or shall be deleted, is found on the list by its words."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.core.contacts import Contact, ContactId
from bot.core.notes import Commitment, CommitmentId, CommitmentState, Promiser
from bot.core.promise_news import drops_it, pointed_at, read_bare_change
from bot.core.promises_denied import find_denied, read_denied_promise

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)


def promise(what: str, person: str, by: Promiser = Promiser.MEMBER) -> Commitment:
    return Commitment(
        id=CommitmentId(what),
        workspace="w",
        space="s",
        created_at=NOW,
        what=what,
        by=by,
        contact_id=ContactId(person),
        state=CommitmentState.OPEN,
    )


def contact(name: str) -> Contact:
    return Contact(id=ContactId(name.split()[0]), workspace="w", space="s", created_at=NOW, name=name)


PEOPLE = [contact("Marek Holt"), contact("Dan Moss")]
OPEN = [
    promise("new slot", "Marek"),
    promise("send the rebate letter", "Marek"),
    promise("hasn't sent the RFP draft", "Dan", Promiser.CONTACT),
    promise("a training in March", "Marek", Promiser.CONTACT),
]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("I never promised Marek a new slot", "new slot"),
        ("no, I didn't promise a new slot", "new slot"),
        ("Sorry, we never promised to send the rebate letter.", "send the rebate letter"),
        ("I made no promise to Marek about a rebate letter", "send the rebate letter"),
        ("delete the promise 'hasn't sent the RFP draft', that's nonsense", "hasn't sent the RFP draft"),
        ("Please remove the promise \u201chasn\u2019t sent the RFP draft\u201d", "hasn't sent the RFP draft"),
        ("drop that promise about the RFP draft", "hasn't sent the RFP draft"),
        ("Marek never promised us a training", "a training in March"),
        ("delete Marek's promise of a training", "a training in March"),
        ("scrap the promise on the rebate letter please", "send the rebate letter"),
    ],
)
def test_a_denied_promise_is_found(text: str, what: str) -> None:
    denied = read_denied_promise(text)
    assert denied is not None
    assert [each.what for each in find_denied(text, denied, OPEN, PEOPLE)] == [what]


@pytest.mark.parametrize(
    "text",
    [
        "I never promised Dan a new slot",
        "I never promised training",
        "delete the promise about the audit",
    ],
)
def test_what_is_on_no_list_is_not_found(text: str) -> None:
    denied = read_denied_promise(text)
    assert denied is not None
    assert find_denied(text, denied, OPEN, PEOPLE) == []


@pytest.mark.parametrize(
    "text",
    [
        "I promised Marek a new slot",
        "did I ever promise Marek a slot?",
        "I didn't promise Marek the deck but a draft",
        "I never promised that",
        "drop the price",
        "Marek never promises anything lightly",
    ],
)
def test_other_words_deny_no_promise(text: str) -> None:
    assert read_denied_promise(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("second one is done", 1),
        ("the second one is done", 1),
        ("first is done", 0),
        ("2nd one is sent", 1),
        ("third done", 2),
        ("last one is done", -1),
    ],
)
def test_a_place_on_the_list_needs_no_article(text: str, number: int) -> None:
    at, words = pointed_at(text)
    change = read_bare_change(words, NOW.date())
    assert at == number
    assert change is not None


@pytest.mark.parametrize(
    ("text", "number"),
    [("drop the first one", 0), ("cancel the second one please", 1), ("delete the last one", -1)],
)
def test_one_of_a_list_is_dropped(text: str, number: int) -> None:
    at, words = pointed_at(text)
    assert (at, drops_it(words)) == (number, True)


@pytest.mark.parametrize("text", ["first meeting is done", "last week is over", "second thoughts about it"])
def test_other_words_point_at_nothing(text: str) -> None:
    assert pointed_at(text)[0] is None or read_bare_change(pointed_at(text)[1], date(2026, 11, 30)) is None
