"""Who works where, was where before, and does what, by the words between."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.core.coaching.understanding import Understanding

Understand = Callable[..., Understanding]


@pytest.mark.parametrize(
    ("marked", "companies"),
    [
        ("Met [P Ana Ruiz] from [C Northwind]", ["Northwind"]),
        ("Lunch with [P Ana Ruiz], [T CFO] at [C Northwind]", ["Northwind"]),
        ("[P Ana Ruiz] ([C Northwind], [T CFO]) called", ["Northwind"]),
        ("[P Ana Ruiz], [C Northwind]'s [T CFO], called", ["Northwind"]),
        ("[C Northwind]'s [T CFO] [P Ana Ruiz] called", ["Northwind"]),
        ("[C Northwind]: [P Ana Ruiz] said no", ["Northwind"]),
        ("mtg w/ [P Ana] + [P Lars Berg] @ [C Northwind]", ["Northwind", "Northwind"]),
        ("[P Ana Ruiz], [P Lars Berg] and [P Bo Lind] from [C Northwind]", ["Northwind"] * 3),
        ("zoom w/ [P Ana Ruiz] + her boss [P Rajesh], [C Northwind]", ["Northwind", "Northwind"]),
        (
            "Met [P Ana Ruiz] of [C Northwind]. She introduced me to her [T CTO] [P Paul Imre].",
            ["Northwind"] * 2,
        ),
        ("Met [P Ana] from [C Northwind] and [P Lars] from [C Halden]", ["Northwind", "Halden"]),
        ("[P Ana] works at [C Northwind]", ["Northwind"]),
        ("told [P Ana] that [C Northwind] is slow", [""]),
        ("[P Ana Ruiz] told me [C Northwind] plans a depot", [""]),
        ("sent [P Ana] the offer of [C Halden]", [""]),
        ("[P Ana] knows everybody. We lost to [C Halden] last year", [""]),
        (
            "QBR w/ [C Northwind]. Present: [P Ana Ruiz], [P Bo Berg] ([T IT dir]), [P Dev A] (our SE)\n- ok",
            ["Northwind", "Northwind", ""],
        ),
    ],
)
def test_who_works_where(understand: Understand, marked: str, companies: list[str]) -> None:
    assert [one.company for one in understand(marked).mentions if not one.is_pronoun] == companies


@pytest.mark.parametrize(
    ("marked", "company", "former", "job"),
    [
        ("[P Ana Ruiz] left [C Northwind] and is now with [C Halden]", "Halden", "Northwind", ""),
        (
            "[P Ana Ruiz] left [C Northwind]!! now [T VP Supply] at [C Halden].",
            "Halden",
            "Northwind",
            "VP Supply",
        ),
        ("[P Ana Ruiz] moved from [C Northwind] to [C Halden] as [T COO]", "Halden", "Northwind", "COO"),
        ("lunch with [P Ana Ruiz] from [C Halden], ex [C Northwind]", "Halden", "Northwind", ""),
        ("ran into [P Ana], she left [C Northwind]. She joined [C Halden].", "Halden", "Northwind", ""),
    ],
)
def test_who_moves_belongs_to_where_they_went(
    understand: Understand, marked: str, company: str, former: str, job: str
) -> None:
    [one] = [each for each in understand(marked).mentions if not each.is_pronoun]

    assert (one.company, one.former_company, one.job) == (company, former, job)
    assert one.has_moved


def test_who_replaces_somebody_works_where_they_left(understand: Understand) -> None:
    found = understand("[P Anneke de Vries] left [C Halden], her replacement is [P Bram Visser]")

    assert [(one.company, one.former_company) for one in found.mentions] == [("", "Halden"), ("Halden", "")]


@pytest.mark.parametrize(
    ("marked", "jobs"),
    [
        ("[P Ana Ruiz], [T head of IT] at [C Northwind]", ["head of IT"]),
        ("[T CFO] [P Ana Ruiz] was there", ["CFO"]),
        ("[P Ana Ruiz] is the new [T CFO]", ["CFO"]),
        ("the new [T CFO] is [P Ana Ruiz]", ["CFO"]),
        ("[P Ana] and [P Lars], [T buyer], were there", ["", "buyer"]),
    ],
)
def test_who_does_what(understand: Understand, marked: str, jobs: list[str]) -> None:
    assert [one.job for one in understand(marked).mentions] == jobs
