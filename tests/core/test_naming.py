"""Whom a written name means (B1): accents, initials, titles, short forms, companies, focus."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.coaching.understanding import Mention
from bot.core.contacts import Account, AccountId, Contact, ContactId, Standing
from bot.core.identity import Space, WorkspaceId
from bot.core.naming import Nobody, One, Resolution, Several, resolve
from bot.language.names import fold, one_slip, short_forms, split_name

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
W, S = WorkspaceId("T1"), Space("m:U1")
ACCOUNTS = [
    Account(id=AccountId(key), workspace=W, space=S, name=name, created_at=NOW)
    for key, name in (("n", "Northwind"), ("d", "Delta Ports GmbH"))
]


def contact(name: str, account: str = "", **more: object) -> Contact:
    key = AccountId(account) if account else None
    id = ContactId(name + account)
    return Contact(id=id, workspace=W, space=S, name=name, created_at=NOW, account_id=key, **more)  # type: ignore[arg-type]


ANA = contact("Ana Ruiz", "n")
OTHER_ANA = contact("Ana Lopes", "d")
LARS = contact("Lars Holm", "n", pronouns="he/him")
LUKASZ = contact("Łukasz Źdźbło")
LIZ = contact("Elizabeth Marsh", aliases=("Betsy",))
BERG = contact("Jan van der Berg")
ALL = [ANA, OTHER_ANA, LARS, LUKASZ, LIZ, BERG]


def who(written: str, company: str = "", *, title: str = "", focus: tuple[Contact, ...] = (),
        among: list[Contact] | None = None, pronoun: bool = False) -> Resolution:  # fmt: skip
    mention = Mention(written, 0, len(written), title=title, company=company, is_pronoun=pronoun)
    return resolve(mention, ALL if among is None else among, ACCOUNTS, tuple(one.id for one in focus))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Lars", LARS),
        ("lars", LARS),
        ("Holm", LARS),
        ("Mr. Holm", LARS),
        ("L. Holm", LARS),
        ("Holm, Lars", LARS),
        ("Ana Ruiz", ANA),
        ("Dr. Ana Ruiz", ANA),
        ("ANA RUIZ", ANA),
        ("Lukasz", LUKASZ),
        ("Lukasz Zdzblo", LUKASZ),
        ("Liz", LIZ),
        ("Liz Marsh", LIZ),
        ("Betsy", LIZ),
        ("Berg", BERG),
        ("van der Berg", BERG),
        ("Jan Berg", BERG),
        ("Ana Ruis", ANA),
    ],
)
def test_one_contact_is_meant(written: str, expected: Contact) -> None:
    assert who(written) == One(expected)


def test_a_first_name_that_two_people_have_is_asked_about() -> None:
    found = who("Ana")
    assert isinstance(found, Several)
    assert set(found.contacts) == {ANA, OTHER_ANA}


def test_a_full_name_beats_a_first_name() -> None:
    assert who("Ana", among=[contact("Ana"), ANA, LARS]) != One(ANA)
    found = who("Ana Ruiz", among=[contact("Ana"), ANA])
    assert isinstance(found, One)
    assert found.contact == ANA


@pytest.mark.parametrize("company", ["Delta Ports", "delta ports gmbh", "Delta"])
def test_the_company_decides_between_two_of_one_name(company: str) -> None:
    found = who("Ana", company)
    assert isinstance(found, One)
    assert found.contact == OTHER_ANA


def test_the_only_one_of_a_name_at_another_company_is_asked_about() -> None:
    assert who("Lars", "Delta Ports") == Several((LARS,))


def test_whom_the_thread_was_about_decides_between_two_of_one_name() -> None:
    found = who("Ana", focus=(OTHER_ANA,))
    assert isinstance(found, One)
    assert found.contact == OTHER_ANA


def test_a_first_name_spelt_almost_the_same_is_asked_about() -> None:
    assert who("Larss") == Several((LARS,))


def test_a_pronoun_means_the_last_one_it_can_stand_for() -> None:
    assert who("she", focus=(LARS, ANA), pronoun=True) == One(ANA)
    assert who("he", focus=(LARS, ANA), pronoun=True) == One(LARS)
    assert isinstance(who("she", pronoun=True), Nobody)


def test_somebody_released_does_not_stand_in_the_way() -> None:
    gone = contact("Lars Eide", standing=Standing.RELEASED)
    found = who("Lars", among=[gone, LARS])
    assert isinstance(found, One)
    assert found.contact == LARS


@pytest.mark.parametrize("written", ["Mirjam", "", "   ", "Dr.", "王伟", "Ruizmann"])
def test_an_unknown_name_is_nobody(written: str) -> None:
    assert isinstance(who(written), Nobody)


NAMES = st.sampled_from([one.name for one in ALL])


@given(NAMES, st.sampled_from([str.upper, str.lower, fold, str.title]))
def test_case_and_accents_change_nothing(name: str, change: object) -> None:
    found = who(change(name))  # type: ignore[operator]
    assert isinstance(found, One)
    assert found.contact.name == name


@given(st.text(max_size=60))
def test_no_name_breaks_the_rules(written: str) -> None:
    assert isinstance(who(written), One | Several | Nobody)
    parts = split_name(written)
    assert parts.key == fold(parts.key)


@given(st.permutations(ALL), NAMES)
def test_the_order_of_contacts_does_not_matter(order: list[Contact], name: str) -> None:
    assert who(name.split()[0], among=order) == who(name.split()[0])


@given(st.text(alphabet="abcdef", max_size=8), st.text(alphabet="abcdef", max_size=8))
def test_a_slip_goes_both_ways_and_is_no_equality(a: str, b: str) -> None:
    assert one_slip(a, b) == one_slip(b, a)
    assert not one_slip(a, a)


def test_short_forms_go_both_ways() -> None:
    assert "elizabeth" in short_forms("liz")
    assert "liz" in short_forms("elizabeth")
