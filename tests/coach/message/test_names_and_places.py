"""Whole names and nothing but names, things that are none, and the company that a text begins with."""

from __future__ import annotations

import pytest

from tests.coach.message.conftest import Understand


def people_of(understand: Understand, marked: str, **known: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(one.written, one.company) for one in understand(marked, **known).mentions if not one.is_pronoun]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("call [P frm Marit Holm] today", "Marit Holm"),
        ("mind me to ring [P Roddy Kerr aboot] the valve", "Roddy Kerr"),
        ("met [P doctor Farida Qadir] again", "Farida Qadir"),
        ("met [P Captain Luis Mora] again", "Luis Mora"),
        ("met [P Mr. Rustom] Engineer again", "Rustom Engineer"),
        ("met [P Jan van der Berg] again", "Jan van der Berg"),
        ("met [P Nor binti Yusof] again", "Nor binti Yusof"),
        ("met [P maria ruiz] again", "maria ruiz"),
        ("best, [P Temi\nTemitope Oyelan]", "Temitope Oyelan"),
    ],
)
def test_a_name_has_no_small_words_at_its_ends(understand: Understand, marked: str, name: str) -> None:
    assert name in [written for written, _ in people_of(understand, marked)]


@pytest.mark.parametrize(
    "marked",
    [
        "[P ERP] is 14 years old",
        "will issue [P LOI] on Tuesday",
        "4) [C AOB]: nil",
        "met them at the [C Offshore Expo]",
        "the plan went well. her [P heliotropes] died",
        "met [P Dana], she likes [P lakritz]",
    ],
)
def test_what_is_a_thing_names_nobody(understand: Understand, marked: str) -> None:
    found = understand(marked)

    assert [one.written for one in found.mentions if one.written != "Dana" and not one.is_pronoun] == []
    assert found.companies == ()


def test_a_known_name_counts_in_small_letters_too(understand: Understand) -> None:
    known = ("Lakritz Berg",)

    assert people_of(understand, "met [P Dana], she likes [P lakritz]", people=known) == [
        ("Dana", ""),
        ("lakritz", ""),
    ]


@pytest.mark.parametrize(
    ("marked", "people"),
    [
        (
            "[P Marit Holm], [P Lofoten Pumps] - wants a quote",
            [("Marit Holm", "Lofoten Pumps")],
        ),
        ("met [P Ana Ruiz], [P Tom Becker].", [("Ana Ruiz", ""), ("Tom Becker", "")]),
        (
            "site visit [C Harbro], 2 of them: [P Derek Pirie] (maint), [P Yetunde Sal] (safety)",
            [("Derek Pirie", "Harbro"), ("Yetunde Sal", "Harbro")],
        ),
        (
            "MoM - Steering, [C Saptar], 10-Sep\nAttendees: [P Ipsita Mohan], [P Zubin Carter]",
            [("Ipsita Mohan", "Saptar"), ("Zubin Carter", "Saptar")],
        ),
        ("regarding [C Konkan] I spoke with [P Luis Mora]", [("Luis Mora", "Konkan")]),
        (
            "Visited [C Ahilya], [C Indore]. Owner [P Kamlesh Baf] was there",
            [("Kamlesh Baf", "Ahilya")],
        ),
        (
            "rang [P Priya Aga]. her cover is [P Hew Dal]. Both [C Brora]",
            [("Priya Aga", "Brora"), ("Hew Dal", "Brora")],
        ),
        ("We lost to [C Zentrix]. Met [P Ana Ruiz]", [("Ana Ruiz", "")]),
        ("Heard that [C Zentrix] grows. Met [P Ana Ruiz]", [("Ana Ruiz", "")]),
        (
            "[P Bruno Keller] left [C Adler]. started monday at [C Genova] as COO",
            [("Bruno Keller", "Genova")],
        ),
    ],
)
def test_whose_company_it_is(understand: Understand, marked: str, people: list[tuple[str, str]]) -> None:
    assert people_of(understand, marked) == people
