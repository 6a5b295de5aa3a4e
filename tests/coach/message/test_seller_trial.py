"""Messages of a trial, with what the reader reads marked: what code decides on them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from bot.coach.rules.message.english import is_english
from bot.coach.rules.message.fillers import blank_fillers, without_fillers
from bot.core.coaching.understanding import Intent, TouchReading, Understanding
from bot.core.notes import Promiser
from bot.features.assessment.rules import without_weighing
from bot.language.pastes import Paste, PasteKind, recognize_file, recognize_paste

Understand = Callable[..., Understanding]
MEMBER, CONTACT = Promiser.MEMBER, Promiser.CONTACT
FRIDAY = date(2026, 12, 4)


@pytest.mark.parametrize(
    ("marked", "by", "what", "whom", "due"),
    [
        (
            "[P Linnea] {h will share the draft [U by 20.12.]}, I'm to book the Osaka workshop",
            MEMBER,
            "book the Osaka workshop",
            "Linnea",
            None,
        ),
        (
            "Spoke to [P Colin]. Told him {m I'd get [P Tess] to arrange it}",
            MEMBER,
            "get Tess to arrange it",
            "Colin",
            None,
        ),
        (
            "[P Colin] wants a tour. I'd get [P Tess] to arrange it.",
            MEMBER,
            "get Tess to arrange it",
            "Colin",
            None,
        ),
        ("[P Nora] will send the plan [O on Friday]", CONTACT, "send the plan", "Nora", FRIDAY),
        ("[P Nora] {h will send the plan [O on Friday]}", CONTACT, "send the plan", "Nora", FRIDAY),
        ("[P Tim] has to send us the terms [U by Friday]", CONTACT, "send us the terms", "Tim", FRIDAY),
        (
            "[P Nora] promised to {h hold the price [O until 2028]}",
            CONTACT,
            "hold the price until 2028",
            "Nora",
            None,
        ),
        ("promised [P Jonas] to {m postpone to [U Friday]}", MEMBER, "postpone to Friday", "Jonas", FRIDAY),
        ("[P Priya] {h will um send the uh deck}", CONTACT, "send the deck", "Priya", None),
        (
            "[P Nora] said {m she'd send [P Tess] the draft [U by Friday]}",
            CONTACT,
            "send Tess the draft",
            "Nora",
            FRIDAY,
        ),
    ],
)
def test_whose_promise_it_is_what_and_by_when(
    understand: Understand, marked: str, by: Promiser, what: str, whom: str, due: date | None
) -> None:
    promise = understand(marked).promises[-1]

    assert (promise.by, promise.what, promise.whom, promise.due_on) == (by, what, whom, due)


@pytest.mark.parametrize(
    "marked",
    [
        "promised [P Jonas] to {m postpone to}",
        "I hope [P Nora] will send the plan [O on Friday]",
        "we need it, if [P Nora] will send the plan",
    ],
)
def test_a_fragment_or_a_hope_is_no_promise(understand: Understand, marked: str) -> None:
    assert understand(marked).promises == ()


def test_what_both_are_promised_is_promised_to_each(understand: Understand) -> None:
    found = understand("Met [P Nora] and [P Ben]. I {m promised both the report [U by Friday]}")

    assert [(one.what, one.whom, one.due_on) for one in found.promises] == [
        ("the report", "Nora", FRIDAY),
        ("the report", "Ben", FRIDAY),
    ]


def test_both_plans_are_two_plans_and_not_two_people(understand: Understand) -> None:
    found = understand("Met [P Nora] and [P Ben]. I'll {m send Ben both plans [U by Friday]}")

    assert [one.what for one in found.promises] == ["send Ben both plans"]


def test_a_company_in_brackets_is_that_of_both(understand: Understand) -> None:
    found = understand("Met [P Max Orr] and [P May Lin] (both [C Lumen])")

    assert [(one.written, one.company) for one in found.mentions] == [
        ("Max Orr", "Lumen"),
        ("May Lin", "Lumen"),
    ]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("Met [P Dr. h.c. Wilhelmina van] 't Hoff", "Wilhelmina van 't Hoff"),
        ("Met [P Prof. Dr. h.c. mult. Wilhelmina] from [C Lumen]", "Wilhelmina"),
        ("Met [P Jan van der] Berg", "Jan van der Berg"),
        ("saw [P um Priya]", "Priya"),
    ],
)
def test_a_name_is_whole_and_nothing_but_the_name(understand: Understand, marked: str, name: str) -> None:
    assert [one.written for one in understand(marked).mentions] == [name]


def test_days_of_a_mail_count_from_its_own_day(understand: Understand) -> None:
    found = understand(
        "From: [P Nora Beck]\nSent: 27 November\n\nHi Mira, {h I'll get you the figures [U next week]}."
    )

    assert [(one.by, one.what, one.due_on) for one in found.promises] == [
        (CONTACT, "get you the figures", FRIDAY)
    ]


def test_you_in_a_mail_of_ones_own_is_whom_it_is_written_to(understand: Understand) -> None:
    found = understand(
        "From: Mira Vale\nTo: [P Nora Beck]\nSent: 27 November\n\n{m I'll get you the figures [U next week]}."
    )

    assert [(one.by, one.what, one.whom) for one in found.promises] == [
        (MEMBER, "get Nora Beck the figures", "Nora Beck")
    ]


def test_a_day_that_does_not_exist_leaves_the_touch_open(understand: Understand) -> None:
    found = understand("Met with [P Ivo] [N on 31 November]")

    assert (found.touch, found.occurred_on, found.unread_days) == (
        TouchReading.NONE,
        None,
        ("31 November",),
    )


@pytest.mark.parametrize(
    ("text", "people", "command"),
    [
        ("whats ARR", (), "what is ARR"),
        ("how many people do I know", (), "contacts"),
        ("remove Linnea's promise", ("Linnea Holm",), "promises Linnea"),
        ("delete the promise to Linnea", ("Linnea Holm",), "promises Linnea"),
        ("she's Linnea Björk now", ("Linnea Holm",), "rename Linnea Holm to Linnea Björk"),
        ("Linnea is now called Linnea Björk", ("Linnea Holm",), "rename Linnea Holm to Linnea Björk"),
        ("keep a note: Linnea likes sailing", (), "note"),
    ],
)
def test_plain_words_ask_for_a_command(
    understand: Understand, text: str, people: tuple[str, ...], command: str
) -> None:
    found = understand(text, people=people)

    assert (found.intent, found.command) == (Intent.COMMAND, command)


@pytest.mark.parametrize(
    "text",
    ["My wife's name is Hannah", "she's Linnea Björk now", "Linnea is happy now"],
)
def test_what_is_told_is_a_note(understand: Understand, text: str) -> None:
    assert understand(text, people=("Tess Orr",)).intent is Intent.NOTE


def test_a_question_without_its_mark_is_no_command_with_a_slip(understand: Understand) -> None:
    found = understand("whats my manager's name", intent=Intent.RECALL)

    assert found.intent is Intent.RECALL


@pytest.mark.parametrize(
    "text",
    [
        "Bitte lösche die letzte Notiz",
        "Treffen mit Anna",
        "rendez-vous avec Marie demain",
        "Borra la última nota por favor",
        "会議、田中さんは来週返事する",
    ],
)
def test_a_few_words_of_another_language_are_known(text: str) -> None:
    assert not is_english(text)


@pytest.mark.parametrize(
    "text",
    ["met ana", "Maria de la Cruz CFO Lumen", "call w/ Jonas", "Met 田中 today", "est. revenue 5m", "田中"],
)
def test_a_few_words_of_english_and_bare_names_stay(text: str) -> None:
    assert is_english(text)


def test_fillers_are_taken_out_and_words_stay_where_they_are() -> None:
    said = "saw um Priya, uh, she'll send er the deck"

    assert blank_fillers(said).index("deck") == said.index("deck")
    assert without_fillers("um, send uh the deck") == "send the deck"
    assert without_fillers("the ER team and UM Bank") == "the ER team and UM Bank"


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("team.csv", "name,company\nAnn Reed,Lumen", PasteKind.TABLE),
        ("card.vcf", "FN:Ann Reed", PasteKind.VCARD),
        ("week.ics", "SUMMARY:Review", PasteKind.CALENDAR),
    ],
)
def test_a_file_is_what_its_name_says(name: str, text: str, kind: PasteKind) -> None:
    assert recognize_file(name, text) == Paste(kind, 1)
    assert recognize_file("notes.txt", "Met Ana") is None


@pytest.mark.parametrize(
    ("text", "is_invite"),
    [
        ("Roadmap\nAttendees: Ann Reed, Ben Orr\nWhen: Thu 3 Dec 14:00", True),
        ("Roadmap; Attendees: Ann Reed, Ben Orr; When: Thu 3 Dec 14:00", True),
        ("Attendees: Ann, Ben. When: Thu. We discussed the roadmap and agreed on a pilot.", False),
        ("When: she is back. Met Ann.", False),
    ],
)
def test_an_invitation_is_known_and_minutes_are_not_one(text: str, is_invite: bool) -> None:
    found = recognize_paste(text)

    assert (found is not None and found.kind is PasteKind.INVITE) is is_invite


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("Is it a good idea to fly to Osaka?", "Fly to Osaka"),
        ("would it be smart to show Ana the plant?", "Show Ana the plant"),
        ("do you think it's a good move to call her boss?", "Call her boss"),
    ],
)
def test_the_words_of_the_question_are_no_part_of_the_action(text: str, action: str) -> None:
    assert without_weighing(text) == action
