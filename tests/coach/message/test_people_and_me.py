"""Whom a message names: what is known overrules the reader, and the member is never a contact."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.core.coaching.understanding import Understanding

Understand = Callable[..., Understanding]


def names(found: Understanding) -> list[str]:
    return [one.written for one in found.mentions if not one.is_pronoun]


@pytest.mark.parametrize(
    ("marked", "people"),
    [
        ("[P Dr. Ana Ruiz] and [P Lars's] boss", ["Ana Ruiz", "Lars"]),
        ("[P Ana Ruiz] called. [P Ana] was tired", ["Ana Ruiz"]),
        ("[P Ana] called. [P Ana Ruiz] was tired", ["Ana Ruiz"]),
        ("[P Søren Berg] met us - [P S.] is new", ["Søren Berg"]),
        ("[P Jill]'s surname is [P Sanders]", ["Jill"]),
        ("Present: [P Mira], [P Ana], me", ["Ana"]),
        ("[P Mira Vale] to call [P Ana]", ["Ana"]),
        ("thinking of sending [P Ana a] hamper", ["Ana"]),
    ],
)
def test_names_are_cut_to_the_name(understand: Understand, marked: str, people: list[str]) -> None:
    assert names(understand(marked)) == people


def test_known_people_are_found_where_the_reader_overlooks_them(understand: Understand) -> None:
    known = ("Ana Ruiz", "Will Mark", "Omar Haddad")

    assert names(understand("ana was there, omarr haddad too", people=known)) == ["ana", "omarr haddad"]
    assert names(understand("we will mark that", people=known[:1])) == []
    assert names(understand("Ask Will about it", people=known)) == ["Will"]


def test_what_is_known_to_be_a_company_is_none_of_the_people(understand: Understand) -> None:
    found = understand("[P Lumera] called", companies=("Lumera GmbH",))

    assert (names(found), found.companies) == ([], ("Lumera GmbH",))


def test_who_is_known_is_no_company(understand: Understand) -> None:
    assert names(understand("saw [C Chiara]", people=("Chiara Rossi",))) == ["Chiara"]


def test_a_pronoun_counts_where_nobody_was_named_before(understand: Understand) -> None:
    found = understand("She also wants to meet [P Lars]")

    assert [(one.written, one.is_pronoun) for one in found.mentions] == [("She", True), ("Lars", False)]
    assert [one.written for one in understand("[P Ana] called. She is fine").mentions] == ["Ana"]


def test_a_company_is_whole(understand: Understand) -> None:
    assert understand("met [P Ana] from [C Sonae] Log yesterday").companies == ("Sonae Log",)
    assert understand("met [P Ana] from [C Foo] G.m.b.H. today").companies == ("Foo G.m.b.H.",)
