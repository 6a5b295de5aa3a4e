"""Whose company is said only once for several people."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.core.coaching.understanding import Understanding

Understand = Callable[..., Understanding]


@pytest.mark.parametrize(
    ("marked", "companies"),
    [
        ("Met [P Ana Ruiz] and his colleague [P Bo Berg], both [C Northwind]", ["Northwind"] * 2),
        ("team at [C Northwind]: [P Ana] (ops), [P Bo Berg] ([T buyer]), [P Kim]", ["Northwind"] * 3),
        ("the [C Northwind] guys ([P Ana Ruiz], [P Bo Berg]) were there", ["Northwind"] * 2),
        ("[C Northwind] - [P Ana Ruiz], 30 min call. [P Bo Berg] joined late", ["Northwind"] * 2),
        ("[C Northwind] visit. [P Ana], [P Bo] and a third man", ["Northwind"] * 2),
        ("[C Northwind] told us no. [P Ana Ruiz] was sorry.", ["Northwind"]),
        ("minutes [C Northwind] 9/3\n- price\n- [P Ana Ruiz] sends the layout", ["Northwind"]),
        ("[P Ana Ruiz] from [C Northwind] introduced [P Bo Berg], who runs fleet there", ["Northwind"] * 2),
        ("[P Ana Ruiz], [T CFO] of [C Northwind], and [P Bo Berg], same firm", ["Northwind"] * 2),
        ("[P Ana]'s boss at [C Northwind], a Mr [P Berg], blocks it", ["Northwind"] * 2),
        ("[P Ana]'s successor at [C Northwind] is [P Bo Berg], now at [C Halden]", ["Northwind", "Halden"]),
        ("at [C Northwind] all day, [P Ana] and [P Bo Berg] took us round", ["Northwind"] * 2),
        ("[P Ana Ruiz] + wife [P Bo], he owns [C Northwind]", ["Northwind", ""]),
        ("visit at [C Northwind]: [P Ana Ruiz] and her husband [P Bo]", ["Northwind", ""]),
        ("[P Ana] and [P Bo] use [C Northwind] for freight", ["", ""]),
        ("call with [C Northwind]: [P Ana Ruiz] and our [T SE] [P Dev]", ["Northwind", ""]),
    ],
)  # fmt: skip
def test_a_company_said_once_is_theirs_who_are_named_with_it(
    understand: Understand, marked: str, companies: list[str]
) -> None:
    assert [one.company for one in understand(marked).mentions if not one.is_pronoun] == companies


def test_the_boss_of_somebody_known_works_where_they_do(understand: Understand) -> None:
    found = understand("[P Ana]'s [T CEO] [P Bo Berg] joined")

    assert [(one.written, one.company, one.beside) for one in found.mentions if one.beside] == [
        ("Bo Berg", "", "Ana")
    ]


def test_the_author_of_a_mail_has_the_company_below_the_name(understand: Understand) -> None:
    head = "From: [P Ana Ruiz] <ana@north.example>\nSubject: visit\n\nTuesday works.\n\n"
    mail = f"{head}[P Ana Ruiz]\nHead of Events, [C Northwind]"

    assert {one.company for one in understand(mail).mentions} == {"Northwind"}
