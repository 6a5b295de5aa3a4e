"""When two names are one company, and two words one word misspelt: legal forms, slips, likeness (B1)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.naming import company_key, same_company
from bot.language.legal_forms import is_dotted_form
from bot.language.likeness import CLOSE, likeness
from bot.language.names import one_slip

FORMS = [
    "S.p.A.", "S.p.A", "SpA", "S. p. A.", "G.m.b.H.", "GmbH", "gmbh", "GmbH & Co. KG", "Ltd.", "Ltd",
    "Limited", "Inc.", "Inc", "Corp.", "Corporation", "LLC", "L.L.C.", "PLC", "AG", "A.G.", "SE", "KG",
    "S.A.", "SA", "S.A. de C.V.", "N.V.", "NV", "B.V.", "AB", "Oy", "OÜ", "AS", "A/S", "ApS", "s.r.o.",
    "d.o.o.", "Sp. z o.o.", "K.K.", "Pty. Ltd.", "Pte. Ltd.", "Co.", "& Co.", "Company", "Group", "Holding",
    "Holding AG", "Corp., Inc.",
]  # fmt: skip
WORDS = st.text(alphabet="bdfghjklmnqrtuwxyzßéø", min_size=5, max_size=9)
NAMES = st.lists(WORDS.map(str.title), min_size=1, max_size=3).map(" ".join)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Bar S.p.A.", "bar"),
        ("Foo G.m.b.H.", "foo"),
        ("Baz Ltd.", "baz"),
        ("Ernst & Young GmbH", "ernst & young"),
        ("AT&T Inc.", "at&t"),
        ("AT&amp;T", "at&t"),
        ("3M Company", "3m"),
        ("Ernst and Young", "ernst & young"),
        ("The University of Vienna", "university of vienna"),
        ("Northwind,Inc.", "northwind"),
        ("Smith & Co", "smith"),
        ("Polar Rail Holding AG", "polar rail"),
        ("J.P. Morgan", "j.p. morgan"),
        ("U.S. Steel", "u.s. steel"),
        ("Philips NL", "philips nl"),
        ("Shell UK", "shell uk"),
        ("Mercury Private", "mercury private"),
        ("Yahoo!", "yahoo!"),
        ("The Limited", "the limited"),
        ("GmbH", "gmbh"),
        ("S.p.A.", "s.p.a"),
        ("", ""),
    ],
)
def test_a_key_is_the_name_without_its_legal_form(written: str, key: str) -> None:
    assert company_key(written) == key


@given(NAMES, st.sampled_from(FORMS), st.sampled_from([" ", ", "]))
def test_a_legal_form_makes_no_other_company(name: str, form: str, between: str) -> None:
    assert company_key(f"{name}{between}{form}") == company_key(name)


@given(NAMES, st.sampled_from(FORMS), st.sampled_from(FORMS))
def test_two_forms_of_one_name_agree_whatever_their_case(name: str, one: str, other: str) -> None:
    assert same_company(company_key(f"{name} {one}".upper()), company_key(f"{name} {other}".lower()))


@given(
    st.text(max_size=40)
    | st.lists(st.sampled_from([*FORMS, "The", "A", "B.", "&", ",", "Polar"])).map(" ".join)
)
def test_a_key_of_a_key_is_itself_and_no_word_is_lost_entirely(written: str) -> None:
    key = company_key(written)
    assert company_key(key) == key
    assert bool(key) == bool(written.strip())


@pytest.mark.parametrize(
    ("written", "is_form"),
    [
        ("S.p.A.", True), ("G.m.b.H", True), ("d.o.o.", True), ("N.V.", True), ("SpA", False), ("Co.", False),
        ("As.", False), ("U.S.", False), ("e.g.", False), ("p.m.", False), ("3.5.", False), ("", False),
    ],
)  # fmt: skip
def test_only_legal_forms_with_dots_are_dotted_forms(written: str, is_form: bool) -> None:
    assert is_dotted_form(written) is is_form


def edits(word: str) -> set[str]:
    """Every word with one letter of "abc" added, lost or changed, or two swapped, behind the first letter."""
    cuts = range(1, len(word) + 1)
    return (
        {word[:i] + letter + word[i:] for i in cuts for letter in "abc"}
        | {word[:i] + word[i + 1 :] for i in cuts}
        | {word[:i] + letter + word[i + 1 :] for i in cuts[:-1] for letter in "abc"}
        | {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in cuts[:-2]}
    ) - {word}


@given(st.text(alphabet="abc", min_size=4, max_size=7), st.text(alphabet="abc", min_size=4, max_size=7))
def test_a_slip_is_one_edit_behind_the_first_letter(a: str, b: str) -> None:
    expected = a[0] == b[0] and (b in edits(a) or a in edits(b))
    assert one_slip(a, b) is expected


@given(st.text(alphabet="abc", min_size=4, max_size=7), st.data())
def test_every_edit_of_a_word_is_a_slip(word: str, data: st.DataObject) -> None:
    slip = data.draw(st.sampled_from(sorted(each for each in edits(word) if len(each) >= 4)))
    assert one_slip(word, slip) is True


@given(st.text(max_size=12), st.text(max_size=12))
def test_likeness_is_a_share_and_one_for_equal_texts(a: str, b: str) -> None:
    assert 0 <= likeness(a, b) <= 1
    assert likeness(a, b) == likeness(b, a)
    assert likeness(a, a) == 1


@pytest.mark.parametrize(
    ("a", "b", "is_close"),
    [
        ("northwind", "nortwind", True),
        ("northwind", "norhtwnd", True),
        ("portfolio", "portfoio", True),
        ("ana", "lars", False),
        ("goals", "plan", False),
    ],
)
def test_close_names_are_offered_and_others_are_not(a: str, b: str, is_close: bool) -> None:
    assert (likeness(a, b) >= CLOSE) is is_close


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("Booking.com", "Booking", True),
        ("Booking.com B.V.", "booking.com", True),
        ("Northwind", "Northwind Logistics", True),
        ("the University of Vienna", "University of Vienna", True),
        ("University", "University of Vienna", False),
        ("Deutsche", "Deutsche Bank", False),
        ("North", "Northwind", False),
    ],
)
def test_a_short_name_means_the_long_one_unless_it_says_too_little(one: str, other: str, agree: bool) -> None:
    assert same_company(company_key(one), company_key(other)) is agree
