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


@pytest.mark.parametrize("written", ["\u0410na Ruiz", "An\u0430 Ruiz", "Ana Ruiz", "\u0391na"])
@pytest.mark.parametrize("company", ["", "Northwind"])
def test_a_name_that_differs_only_by_letters_that_look_alike_is_asked_about(
    written: str, company: str
) -> None:
    found = who(written, company)
    if written.isascii():
        assert found == who("Ana Ruiz", company)
    else:
        assert isinstance(found, Several)
        assert any(contact.name == "Ana Ruiz" for contact in found.contacts)


def test_a_name_in_another_script_is_a_name_of_its_own() -> None:
    assert who("\u0410\u043d\u043d\u0430 \u041f\u0435\u0442\u0440\u043e\u0432\u0430") == Nobody()


def test_what_shows_nothing_makes_no_second_name() -> None:
    assert who("A\u200bna Ru\u2060iz") == who("Ana Ruiz")


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


KNOWN_AND_WRITTEN = """
Lars Holm | Lars Holm, Head of Procurement
Lars Holm | CFO Lars Holm
John W. Ingram | John W. Ingram, V
Victor Ingram | Ingram, V
James Tiptree | Tiptree, James, Jr.
William Carter | William "Bill" Carter
William "Bill" Carter | Bill Carter
Robert "Skip" Carter | Skip Carter
Jenny Baker | Jenny Baker (Johnson)
Jenny Baker (Johnson) | Jenny Johnson
John Doe | JOHN DOE M.D.
Tham Jun Hoe | Jun Hoe Tham
Tham Jun Hoe | Jun Hoe
Tham Jun Hoe | Mr Tham
Kim Min-jun | Min-jun Kim
Josep Carod i Rovira | Carod
Søren Kjærgaard | S. Kjærgaard
Søren Kjærgaard | Soren Kjaergaard
Ana Ruiz | Ana R.
Ana Ruiz | ana.ruiz@northwind.com
Anna Berg | @anna.b
Anna Ivanova | Анна Иванова
Анна Иванова | Anna Ivanova
دانا الخطيب | دانا الخطيب
王伟 | 王伟
Jörg Müller | Joerg Mueller
Joerg Mueller | Jörg Müller
Sinéad O'Connell | Sinead OConnell
Jean-Luc Moreau | Jean Luc Moreau
Jean-Luc Moreau | JL Moreau
Jean-Luc Moreau | J.-L. Moreau
Ana Ruiz López | Ana Ruiz
Fatima Al-Sayed | Fatima Al Sayed
Fatima Al-Sayed | Sayed
Kwame Mensah-Boateng | Kwame Mensah
Kenichi Tanaka | 田中 健一 (Kenichi Tanaka)
Dr. Gökçe Şahin | Gokce Sahin
Donald Carter | Don Carter
"""


@pytest.mark.parametrize("row", KNOWN_AND_WRITTEN.strip().splitlines())
def test_a_name_written_in_another_way_is_the_same_contact(row: str) -> None:
    known, written = row.split(" | ")
    meant = contact(known)
    assert who(written, among=[contact("Ola Nordmann"), meant]) == One(meant)


@pytest.mark.parametrize(
    "title", ["VP Supply", "CFO", "Head of Procurement", "COO", "Sr. Buyer", "IT director", "runs supply"]
)
@pytest.mark.parametrize("written", ["Lars Holm", "Lars", "Holm"])
def test_a_job_title_makes_no_second_contact(title: str, written: str) -> None:
    assert who(written, title=title) == One(LARS)


@pytest.mark.parametrize(
    ("known", "written"),
    [
        ("Ana Ruiz", "Ana Ruiz López"),
        ("Anna Berg", "Anna Borg"),
        ("Wang Wei", "王伟"),
        ("Bob Carter", "Rob Carter"),
        ("Lars Holm", "Lara"),
    ],
)
def test_a_name_that_may_be_another_persons_is_asked_about(known: str, written: str) -> None:
    meant = contact(known)
    assert who(written, among=[meant]) == Several((meant,))


@pytest.mark.parametrize(
    ("known", "written"),
    [
        ("Ana Ruiz", "Ana Lopes"),
        ("Joana Silva", "Ana"),
        ("Ana Ruiz", "info@northwind.com"),
        ("Li Wei", "Li Na"),
    ],
)
def test_another_person_is_not_joined(known: str, written: str) -> None:
    assert who(written, among=[contact(known)]) == Nobody()


BUYER, FINANCE = contact("Lars Holm", "d", title="Buyer"), contact("Lars Holm", "n", title="CFO")


@pytest.mark.parametrize("title", ["CFO", "the CFO", "C.F.O."])
def test_the_job_decides_between_two_of_one_name(title: str) -> None:
    assert who("Lars", title=title, among=[BUYER, FINANCE]) == One(FINANCE)


def test_two_of_one_full_name_are_asked_about_whoever_the_thread_is_about() -> None:
    found = who("Lars Holm", among=[BUYER, FINANCE], focus=(BUYER,))
    assert isinstance(found, Several)
    assert set(found.contacts) == {BUYER, FINANCE}


def test_the_company_of_a_mail_address_decides() -> None:
    assert who("lars.holm@delta-ports.com", among=[BUYER, FINANCE]) == One(BUYER)
    assert who("lholm@northwind.com", among=[BUYER, FINANCE]) == One(FINANCE)


def test_a_letter_means_the_person_of_the_note_whose_name_begins_with_it() -> None:
    assert who("S.", among=[ANA, LARS, contact("Sara Lind")]) == Nobody()
    assert who("A.", focus=(ANA, LARS)) == One(ANA)
