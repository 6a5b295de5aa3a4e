"""Whose promise it is, to whom, what and by when; what was done, and what is no promise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from bot.core.coaching.understanding import Understanding
from bot.core.notes import Promiser

Understand = Callable[..., Understanding]
MEMBER, CONTACT = Promiser.MEMBER, Promiser.CONTACT
FRIDAY = date(2026, 12, 4)


@pytest.mark.parametrize(
    ("marked", "by", "what", "whom", "due"),
    [
        (
            "Met [P Ana], I {m promised her the paper [U by Friday]}",
            MEMBER,
            "the paper",
            "Ana",
            FRIDAY,
        ),
        ("promised [P Ana] {m a quote} [U by Friday]", MEMBER, "a quote", "Ana", FRIDAY),
        ("{m send [P Ana] the deck [U on Friday]}", MEMBER, "send Ana the deck", "Ana", FRIDAY),
        (
            "[P Ana] met [P Lars]. I'll {m introduce him to [P Bo]}",
            MEMBER,
            "introduce him to Bo",
            "Ana",
            None,
        ),
        ("{m Mira to share the plan [U by Friday]} with [P Ana]", MEMBER, "share the plan", "Ana", FRIDAY),
        ("{h Mira will send the plan}, says [P Ana]", MEMBER, "send the plan", "Ana", None),
        ("- {m [P Ed] -> share the list}", CONTACT, "share the list", "Ed", None),
        (
            "1. {m [P Lars] to confirm the budget [U by Friday]}",
            CONTACT,
            "confirm the budget",
            "Lars",
            FRIDAY,
        ),
        (
            "Spoke to [P Ana]. She will {h send the numbers [U by Friday]}",
            CONTACT,
            "send the numbers",
            "Ana",
            FRIDAY,
        ),
        ("Dinner with [P Ana] of [C Halden]. [P Bo]'d {h ask around}", CONTACT, "ask around", "Bo", None),
        (
            "[P Ana] sent the form, {H it came}. {m need to return it [U by Friday]}",
            MEMBER,
            "return it",
            "Ana",
            FRIDAY,
        ),
        (
            "[P Ana] {r wants prices for 4 depots}, I'd {m have it [U Friday]}",
            MEMBER,
            "have wants prices for 4 depots",
            "Ana",
            FRIDAY,
        ),
    ],
)
def test_a_promise_is_decided_on(
    understand: Understand, marked: str, by: Promiser, what: str, whom: str, due: date | None
) -> None:
    [promise] = understand(marked).promises

    assert (promise.by, promise.what, promise.whom, promise.due_on) == (by, what, whom, due)


@pytest.mark.parametrize(
    ("marked", "promises"),
    [
        (
            "AI me: spec sheet to [P Lars]\nAI [P Ingrid]: {m floor plans}",
            [(MEMBER, "Lars"), (CONTACT, "Ingrid")],
        ),
        ("[P Kwame] -> intro to Bo [U by Friday]; me -> one pager", [(CONTACT, "Kwame"), (MEMBER, "Kwame")]),
        ("Next steps: [P Ana] to share the org chart", [(CONTACT, "Ana")]),
        ("[P Ana] to speak at the fair", []),
        ("saw [P Ana], [P Bo] to share the plan with [P Jill]", []),
    ],
)
def test_actions_of_minutes_are_found_where_the_reader_overlooks_them(
    understand: Understand, marked: str, promises: list[tuple[Promiser, str]]
) -> None:
    assert [(one.by, one.whom) for one in understand(marked).promises] == promises


@pytest.mark.parametrize(
    "marked",
    [
        "[P Ana] {h wants to send me the plan}",
        "[P Ana] {h hopes to sign in May}",
        "{h Budget gets approved next week}, [P Ana] says",
    ],
)
def test_what_is_hoped_or_happens_is_no_promise(understand: Understand, marked: str) -> None:
    assert understand(marked).promises == ()


@pytest.mark.parametrize(
    ("marked", "by"),
    [
        ("She promised me {m an introduction}", CONTACT),
        ("I'll {h send the minutes}", MEMBER),
        ("[P Ana] was there, {h f/u thurs}", MEMBER),
        ('[P Ana] said: "{h we\'ll send the plan}"', CONTACT),
    ],
)
def test_the_words_before_say_who_promises(understand: Understand, marked: str, by: Promiser) -> None:
    assert [one.by for one in understand(marked).promises] == [by]


def test_an_echo_only_says_when(understand: Understand) -> None:
    [promise] = understand("{m not sent yet: pricing for [P Ana]}, {m will do [U tomorrow]}").promises

    assert (promise.what, promise.due_on) == ("pricing for Ana", date(2026, 12, 1))


def test_a_day_belongs_to_one_promise(understand: Understand) -> None:
    found = understand("I'll {m send [P Ana] the deck [U tomorrow]} and {m call [P Lars] [U on Friday]}")

    assert [(one.what, one.due_on) for one in found.promises] == [
        ("send Ana the deck", date(2026, 12, 1)),
        ("call Lars", FRIDAY),
    ]


def test_what_was_done_is_told_with_whom(understand: Understand) -> None:
    found = understand("{M sent [P Ana] the sheet} [N today]; {H [P Lars] came through with the names}")

    assert [(one.by, one.whom) for one in found.done] == [(MEMBER, "Ana"), (CONTACT, "Lars")]
    assert found.promises == ()


def test_what_was_asked_and_assumed_is_no_promise(understand: Understand) -> None:
    found = understand("[P Ana] wants {r a demo}. {a They sign in May.}")

    assert [(one.what, one.whom) for one in found.requests] == [("a demo", "Ana")]
    assert [one.quote for one in found.assumptions] == ["They sign in May"]
    assert found.promises == ()


def test_the_day_of_the_note_is_the_one_that_the_reader_says(understand: Understand) -> None:
    assert understand("Called [P Ana] [N yesterday], audit [O in march]").occurred_on == date(2026, 11, 29)
    assert understand("[P Ana] fears the audit [O in march]").occurred_on is None
    assert understand("seeing [P Ana] [N tomorrow]").occurred_on is None


MAIL = """FW: next steps

From: [P Ana Ruiz] <ana@northwind.example>
To: [P Mira Vale]
Date: [N Fri, 27 Nov 2026] 16:12

Hi [P Mira],
{h we need the DPA signed}. I will {m get you the list [U by Wednesday]}.
Best,
[P Ana]

On Thu, 26 Nov 2026 Mira Vale wrote:
> {h I'll send the minutes [U tomorrow]}."""


def test_in_a_mail_i_is_the_one_who_wrote_it(understand: Understand) -> None:
    found = understand(MAIL)

    assert [(one.by, one.what, one.whom, one.due_on) for one in found.promises] == [
        (CONTACT, "get you the list", "Ana Ruiz", date(2026, 12, 2)),
        (MEMBER, "send the minutes", "Ana Ruiz", date(2026, 11, 27)),
    ]
    assert found.occurred_on == date(2026, 11, 27)
    assert [one.written for one in found.mentions] == ["Ana Ruiz"]
