"""Whose a promise or a request is, who was met, and when, in messages of a seller's trial."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from bot.coach.reader.labels import NameLabel
from bot.coach.reader.reading import NameSpan
from bot.coach.rules.message.days import day_of_note
from bot.core.coaching.understanding import TouchReading, Understanding
from bot.core.notes import Promiser
from bot.core.touching import is_met
from bot.language.dates import find_dates

Understand = Callable[..., Understanding]
MEMBER, CONTACT = Promiser.MEMBER, Promiser.CONTACT
FRIDAY = date(2026, 12, 4)


@pytest.mark.parametrize(
    ("marked", "promises"),
    [
        (
            "[P Ana] wants the spec, I told [P Tom] {m I'd send prices [U Friday]}",
            [(MEMBER, "send prices", "Tom", FRIDAY)],
        ),
        (
            "{m promised [P Ana] the drawings [U by Wednesday]} and [P Lena] owes me the budget",
            [
                (MEMBER, "the drawings", "Ana", date(2026, 12, 2)),
                (CONTACT, "the budget", "Lena", None),
            ],
        ),
        (
            "saw [P Ana], promised her an intro to [P Felix]",
            [(MEMBER, "an intro to Felix", "Ana", None)],
        ),
        (
            "met [P Dana]'s boss [P Henrik]. nice guy, {m promised to send him the deck}",
            [(MEMBER, "send the deck", "Henrik", None)],
        ),
        (
            "lunch with [P Henrik], [P Dana]'s boss. {h will send me the plan [U by Friday]}",
            [(CONTACT, "send me the plan", "Henrik", FRIDAY)],
        ),
        (
            "[P Ngozi] wants payback and [P Tam] said {h he'll dig out the logs}",
            [(CONTACT, "dig out the logs", "Tam", None)],
        ),
        (
            "[P Mr. Parvez] showed me to [P Ms. Shalini] on mail. {m I am to send her a one-pager}",
            [(MEMBER, "send a one-pager", "Shalini", None)],
        ),
    ],
)
def test_each_promise_stays_with_whom_it_was_made(
    understand: Understand, marked: str, promises: list[tuple[Promiser, str, str, date | None]]
) -> None:
    found = understand(marked).promises

    assert [(one.by, one.what, one.whom, one.due_on) for one in found] == promises


@pytest.mark.parametrize(
    ("marked", "what", "whom"),
    [
        ("[P Annelie] asked for the certificate", "the certificate", "Annelie"),
        ("[P Annelie] asked me for an offer by Friday", "an offer by Friday", "Annelie"),
        ("met [P Dana]'s boss [P Henrik], he asked me for an offer", "an offer", "Henrik"),
        ("spoke to [P Lena], she has also asked us to call her boss", "to call her boss", "Lena"),
        ("[P Lena] wants me to visit the plant and [P Tom] laughed", "to visit the plant", "Lena"),
        ("[P Lena] needs a price from us, I said no", "a price from us", "Lena"),
    ],
)
def test_what_somebody_asks_for_is_a_request_of_theirs(
    understand: Understand, marked: str, what: str, whom: str
) -> None:
    assert [(one.what, one.whom) for one in understand(marked).requests] == [(what, whom)]


@pytest.mark.parametrize(
    "marked",
    ["I asked [P Annelie] for an offer", "if [P Lena] asked for a demo", "[P Lena] asked about her son"],
)
def test_what_the_member_asks_for_is_no_request_to_answer(understand: Understand, marked: str) -> None:
    assert understand(marked).requests == ()


@pytest.mark.parametrize(
    ("marked", "companies"),
    [
        ("signed!! [P Brauwerk] PO is in", ["Brauwerk"]),
        ("[P Vogelsang] order came in, 40k", ["Vogelsang"]),
        ("[P Lindqvist] contract finally signed", ["Lindqvist"]),
    ],
)
def test_what_is_signed_with_a_company_makes_no_person(
    understand: Understand, marked: str, companies: list[str]
) -> None:
    found = understand(marked)

    assert (list(found.companies), found.mentions) == (companies, ())


def test_a_known_person_may_have_an_order(understand: Understand) -> None:
    assert [one.written for one in understand("[P Ana] order came in", people=("Ana Ruiz",)).mentions] == [
        "Ana"
    ]


def test_who_runs_something_for_a_company_works_there(understand: Understand) -> None:
    found = understand("met [P Tom]. [P Samir] runs maintenance for [C Alpina Foods]")

    assert [(one.written, one.company) for one in found.mentions] == [("Tom", ""), ("Samir", "Alpina Foods")]


@pytest.mark.parametrize(
    ("text", "name", "was_met"),
    [
        ("met Dana's boss Henrik at the fair", "Henrik", True),
        ("met Dana's boss Henrik at the fair", "Dana", False),
        ("Met Dana, promised her an intro to our guy Felix", "Felix", False),
        ("Met Dana, promised her an intro to our guy Felix", "Dana", True),
        ("told Dana about our dinner with Felix", "Felix", True),
        ("Dana told me about her boss Henrik", "Henrik", False),
    ],
)
def test_only_who_took_part_was_met(text: str, name: str, was_met: bool) -> None:
    start = text.index(name)

    assert is_met(text, start, start + len(name)) is was_met


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Annelie cancelled the meeting on Monday", None),
        ("Dana moved our call with Tom on Monday", None),
        ("price review Monday, Annelie wants 5% off", None),
        ("Annelie cancelled on Monday", date(2026, 11, 30)),
        ("good price review Monday, she liked it", date(2026, 11, 30)),
        ("had lunch with Annelie on Monday", date(2026, 11, 30)),
    ],
)
def test_a_meeting_to_come_is_not_dated_back(text: str, day: date | None) -> None:
    today = date(2026, 12, 3)
    start = text.index("Monday")
    names = [NameSpan(start, start + 6, NameLabel.DAY_OF_NOTE, 0.9)]

    assert day_of_note(text, find_dates(text, today), names, today) == day


def test_a_meeting_that_is_only_announced_is_no_touch(understand: Understand) -> None:
    found = understand("price review with [P Annelie] [N Thursday], she wants 5% off")

    assert (found.touch, found.occurred_on) == (TouchReading.NONE, None)
