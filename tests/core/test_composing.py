"""The rows that a mention makes: a new contact by their plain name, and none for somebody known (B1, P1)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.core.coaching.understanding import Intent, Mention, Mode, Provenance, Understanding
from bot.core.composing import Composition, compose
from bot.core.contacts import Account, AccountId, Contact, ContactId
from bot.core.identity import Space, WorkspaceId
from bot.core.note_context import NoteContext
from bot.core.notes import NoteSource

NOW = datetime(2026, 4, 15, 9, tzinfo=UTC)
W, S = WorkspaceId("T1"), Space("m:U1")
NORTHWIND = Account(id=AccountId("n"), workspace=W, space=S, name="Northwind", created_at=NOW)
ANA = Contact(
    id=ContactId("a"), workspace=W, space=S, name="Ana Ruiz", created_at=NOW, account_id=NORTHWIND.id
)


def noted(mention: Mention, *known: Contact, also: tuple[Mention, ...] = ()) -> Composition:
    understood = Understanding(
        intent=Intent.NOTE,
        confidence=1,
        provenance=Provenance(Mode.RULES),
        mentions=(mention, *also),
        occurred_on=date(2026, 4, 15),
    )
    context = NoteContext(
        workspace=W,
        space=S,
        now=NOW,
        zone="Europe/Vienna",
        new_id=lambda *parts: "-".join(map(str, parts)),
        contacts=known,
        accounts=(NORTHWIND,),
    )
    return compose(f"Met {mention.written}.", understood, context, source=NoteSource.MESSAGE)


@pytest.mark.parametrize(
    ("written", "name", "aliases"),
    [
        ("lars.holm@northwind.com", "Lars Holm", ()),
        ("Jenny Baker (Johnson)", "Jenny Baker", ("Jenny Johnson",)),
        ("Tiptree, James, Jr.", "James Tiptree", ()),
        ("דוד לוי", "דוד לוי", ()),
    ],
)
def test_a_new_contact_has_the_plain_name(written: str, name: str, aliases: tuple[str, ...]) -> None:
    made = noted(Mention(written, 4, 4 + len(written)), ANA)
    [person] = made.people
    assert (person.name, person.aliases) == (name, aliases)
    assert made.new_people == {person.id}


def test_a_mail_address_brings_the_company() -> None:
    [person] = noted(Mention("lars.holm@northwind.com", 4, 27)).people
    assert person.account_id == NORTHWIND.id


@pytest.mark.parametrize("title", ["", "VP Supply", "CFO", "head of procurement"])
@pytest.mark.parametrize("written", ["Ana Ruiz", "Ana", "ana.ruiz@northwind.com", "A. Ruiz", "RUIZ, Ana"])
def test_somebody_known_makes_no_second_contact(written: str, title: str) -> None:
    made = noted(Mention(written, 4, 4 + len(written), title=title), ANA)
    assert [person.id for person in made.people] == [ANA.id]
    assert made.new_people == frozenset()


def test_an_address_of_nobody_in_particular_makes_nobody() -> None:
    assert noted(Mention("info@northwind.com", 4, 22), ANA).people == ()


def test_the_boss_of_a_known_contact_works_at_the_same_account() -> None:
    made = noted(Mention("Raj Patel", 0, 9, beside="Ana"), ANA, also=(Mention("Ana", 10, 13),))

    assert {person.name: person.account_id for person in made.people}["Raj Patel"] == NORTHWIND.id
