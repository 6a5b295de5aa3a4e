"""R1: an introduction rests on words of notes about both, and on nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.core.contacts import AccountId, Contact, ContactId
from bot.core.facts.values import Fact, FactId, FactKind, TieKind
from bot.core.identity import MemberId, WorkspaceId, own_space
from bot.core.notes import Note, NoteId, Touch, TouchId
from bot.features.introductions.contracts import introductions_asked
from bot.features.introductions.rules import (
    KnownOf,
    ReasonKind,
    find_introductions,
    know_each_other,
    telling_stems,
    wishes_of,
)

WORKSPACE, SPACE = WorkspaceId("T1"), own_space(MemberId("U1"))
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
NAMES = frozenset(("ana", "ruiz", "lars", "berg", "northwind"))


def contact(name: str, account: str | None = None) -> Contact:
    return Contact(
        id=ContactId(name),
        workspace=WORKSPACE,
        space=SPACE,
        name=name,
        created_at=NOW,
        account_id=AccountId(account) if account else None,
    )


def note(text: str, *names: str) -> Note:
    return Note(
        id=NoteId(text),
        workspace=WORKSPACE,
        space=SPACE,
        text=text,
        created_at=NOW,
        occurred_on=date(2026, 11, 20),
        contact_ids=tuple(ContactId(name) for name in names),
    )


def known(name: str, *texts: str, role: str = "") -> KnownOf:
    person = contact(name)
    wishes = wishes_of(person, [note(text, name) for text in texts], NAMES)
    return KnownOf(contact=person, wishes=wishes, role=telling_stems(role), role_words=role)


def reasons(subject: KnownOf, *others: KnownOf) -> list[tuple[str, ReasonKind]]:
    found = find_introductions(subject, others, {each.contact.id for each in others})
    return [(each.contact.name, each.kind) for each in found]


def test_r1_a_shared_interest_and_a_need_are_reasons() -> None:
    ana = known("Ana", "She worries about carbon reporting.", "Ana is looking for a lawyer for energy.")

    found = reasons(
        ana,
        known("Lars", "He works on carbon reporting in Sweden."),
        known("Jo", role="Energy lawyer"),
        known("Mia", "She cares about sales reporting and golf."),
    )

    assert found == [("Jo", ReasonKind.NEED), ("Lars", ReasonKind.INTEREST)]


def test_r1_what_somebody_else_needs_of_the_subject_is_a_reason_too() -> None:
    found = reasons(known("Ana", role="Storage engineer"), known("Lars", "He needs a storage consultant."))

    assert found == [("Lars", ReasonKind.NEEDED)]


@pytest.mark.parametrize(
    "text",
    [
        "I worry about carbon reporting.",
        "She is not interested in carbon reporting.",
        "She no longer works on carbon reporting.",
        "We are looking for carbon reporting.",
        "She needs a better price.",
        "She is interested in the project.",
    ],
)
def test_r1_what_is_the_members_own_denied_or_says_nothing_is_no_interest(text: str) -> None:
    assert reasons(known("Ana", text), known("Lars", "He works on carbon reporting.")) == []


def test_r1_a_thing_that_is_needed_is_nobodys_role() -> None:
    found = reasons(known("Ana", "She needs a data sheet."), known("Lars", role="Data protection officer"))

    assert found == []


def test_r1_of_a_note_about_two_a_sentence_counts_for_whom_it_names_alone() -> None:
    both = note("Met Ana and Lars. Lars works on carbon reporting.", "Ana", "Lars")

    assert wishes_of(contact("Ana"), [both], NAMES) == ()
    assert len(wishes_of(contact("Lars"), [both], NAMES)) == 1


def test_r1_who_knows_each_other_is_known_by_company_tie_or_a_talk_with_both() -> None:
    ana, lars = contact("Ana"), contact("Lars")
    tie = Fact(
        id=FactId("f1"),
        workspace=WORKSPACE,
        space=SPACE,
        created_at=NOW,
        kind=FactKind.TIE,
        value=TieKind.KNOWS,
        contact_id=lars.id,
        other_id=ana.id,
        told_on=date(2026, 11, 1),
    )
    talk = [
        Touch(
            id=TouchId(each.name),
            workspace=WORKSPACE,
            space=SPACE,
            contact_id=each.id,
            occurred_on=date(2026, 11, 1),
            created_at=NOW,
            note_id=NoteId("n1"),
        )
        for each in (ana, lars)
    ]

    assert not know_each_other(ana, lars, (), ())
    assert know_each_other(ana, lars, (tie,), ())
    assert know_each_other(ana, lars, (), talk)
    assert know_each_other(contact("Ana", "northwind"), contact("Lars", "northwind"), (), ())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("who should I introduce Ana to?", "Ana"),
        ("Who should meet Ana?", "Ana"),
        ("who else could Ana Ruiz meet", "Ana Ruiz"),
        ("whom could I introduce to Lars", "Lars"),
        ("who should I introduce her to?", ""),
    ],
)
def test_b4_whom_to_introduce_is_read_from_the_words(text: str, name: str) -> None:
    asked = introductions_asked(text, ("Ana Ruiz", "Lars Berg"))

    assert asked is not None
    assert asked.name == name


@pytest.mark.parametrize(
    "text",
    [
        "who can introduce me to Ana?",
        "who should I meet",
        "who should meet the budget",
        "Ana should meet Lars",
    ],
)
def test_b4_what_asks_for_something_else_suggests_nobody(text: str) -> None:
    assert introductions_asked(text, ("Ana Ruiz", "Lars Berg")) is None


@pytest.mark.parametrize(
    "need",
    [
        "Ana is looking for a lawyer who knows energy contracts.",
        "She needs a lawyer that knows energy law.",
        "She looks for somebody who has done energy contracts.",
        "Ana would love to meet a lawyer who can do energy contracts.",
        "She is searching for an energy lawyer.",
        "She needs someone who knows energy.",
        "Ana seeks a lawyer.",
    ],
)
@pytest.mark.parametrize(
    "offer",
    [
        "Jo is a lawyer who knows energy contracts.",
        "Jo works as a lawyer who can handle energy contracts.",
    ],
)
def test_r1_who_can_do_what_is_looked_for_is_a_reason_both_ways(need: str, offer: str) -> None:
    ana, jo = known("Ana", need), known("Jo", offer)

    assert reasons(ana, jo) == [("Jo", ReasonKind.NEED)]
    assert reasons(jo, ana) == [("Ana", ReasonKind.NEEDED)]


@pytest.mark.parametrize(
    "offer",
    [
        "Jo knows energy contracts.",
        "Jo has done energy contracts for years.",
        "Jo can help with energy contracts.",
        "Jo specialises in energy contracts.",
        "Jo knows a lot about energy contracts.",
    ],
)
def test_r1_what_somebody_knows_or_has_done_is_an_offer(offer: str) -> None:
    ana = known("Ana", "Ana is looking for a lawyer who knows energy contracts.")

    assert reasons(ana, known("Jo", offer)) == [("Jo", ReasonKind.NEED)]


@pytest.mark.parametrize(
    "offer",
    [
        "Jo is not a lawyer.",
        "Jo knows that energy contracts are dear.",
        "Jo is a big risk for energy contracts.",
        "Jo can't do energy contracts.",
        "Jo is a designer who knows energy.",
    ],
)
def test_r1_what_is_denied_or_is_no_skill_is_no_offer(offer: str) -> None:
    ana = known("Ana", "Ana is looking for a lawyer who knows energy contracts.")

    assert reasons(ana, known("Jo", offer)) == []
