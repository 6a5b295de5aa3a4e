"""Reports of something handed over that plain words make: who did it, and what is no such report."""

from __future__ import annotations

import time

import pytest

from bot.core.notes import Promiser
from tests.coach.message.conftest import Understand


@pytest.mark.parametrize(
    ("marked", "by"),
    [
        ("[P Paula] has the link now", Promiser.MEMBER),
        ("{H [P Paula] has the link now}", Promiser.MEMBER),
        ("[P Sofia] got our markup and hates clause 9", Promiser.MEMBER),
        ("[P Ivan] received my letter", Promiser.MEMBER),
        ("that letter for [P Ivan] is off my desk", Promiser.MEMBER),
        ("quote for [P Ivan]: sent", Promiser.MEMBER),
        ("names of the testers came in from [P Paula]", Promiser.CONTACT),
        ("[P Erik]'s grid data: received, complete", Promiser.CONTACT),
        ("[P Erik]'s forecast is here", Promiser.CONTACT),
        ("[P Ivan] read me the line speeds over the phone", Promiser.CONTACT),
        ("[P Ana Ruiz] has already sent us the plans", Promiser.CONTACT),
    ],
)
def test_plain_words_say_what_was_handed_over_and_by_whom(
    understand: Understand, marked: str, by: Promiser
) -> None:
    (told,) = understand(marked).done

    assert told.by is by
    assert told.whom in marked
    assert told.whom != ""


def test_two_deeds_in_one_report_are_two_reports(understand: Understand) -> None:
    told = understand("{M wrote to [P Ana] with the price and sent [P Bo] the film}").done

    assert [(one.what, one.whom) for one in told] == [
        ("wrote to Ana with the price", "Ana"),
        ("sent Bo the film", "Bo"),
    ]


@pytest.mark.parametrize(
    "marked",
    [
        "[P Paula] has the flu",
        "[P Paula] hasn't got our link",
        "if [P Paula] has the link now, we can start",
        "has [P Paula] got our link?",
        "[P Paula] got the bigger budget",
        "[P Erik]'s grid data is still not here",
        "[P Erik]'s data is in Stockholm",
        "quote for [P Ivan] will be sent",
        "[P Ivan] gave me a hard time",
        "[P Ivan] sent Bo the plans",
        "[P Ivan] {h will send me the plans}",
    ],
)
def test_other_words_are_no_report(understand: Understand, marked: str) -> None:
    assert understand(marked).done == ()


def test_a_japanese_form_of_address_is_no_part_of_a_name(understand: Understand) -> None:
    found = understand("{M sent [P Ono-san] the study}", people=("Takumi Ono",))

    assert found.mentions[0].written == "Ono"
    assert found.done[0].whom == "Ono"


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["Ana has got our ", "Ana's data ", " \n", "quote for Ana: ", "Ana sent me the "]
)
def test_a_long_paste_of_such_words_takes_time_in_proportion(understand: Understand, piece: str) -> None:
    text = (piece * 40_000)[:40_000]
    started = time.perf_counter()

    understand(text, people=("Ana",))

    assert time.perf_counter() - started < 8.0


@pytest.mark.parametrize(
    ("marked", "by", "what"),
    [
        ("I checked the SIL2 thing, told [P Ana]", Promiser.MEMBER, "I checked the SIL2 thing"),
        ("Visited the plant, and booked the hall for [P Ana]", Promiser.MEMBER, "booked the hall for Ana"),
        ("[P Ana]: timeline shared on Tuesday", Promiser.MEMBER, "timeline shared"),
        (
            "[P Ana]'s assistant dropped off the drawings",
            Promiser.CONTACT,
            "Ana's assistant dropped off the drawings",
        ),
        ("[P Ana] read the study on the plane", Promiser.CONTACT, "Ana read the study on the plane"),
        ("met [P Ana]. tax certificate received today", Promiser.CONTACT, "tax certificate received"),
        (
            "{M tax certificate received today}, says [P Ana]",
            Promiser.MEMBER,
            "tax certificate received today",
        ),
    ],
)
def test_plain_grammar_reports_what_the_reader_overlooks(
    understand: Understand, marked: str, by: Promiser, what: str
) -> None:
    assert (by, what) in [(one.by, one.what) for one in understand(marked).done]


@pytest.mark.parametrize(
    "marked",
    [
        "if I checked the SIL2 thing, [P Ana] would sign",
        "I have not sent the price to [P Ana]",
        "[P Ana] asks when we shipped the pumps",
        "price to be sent to [P Ana] tomorrow",
        "I will get [P Ana] the price, still waiting for it",
    ],
)
def test_what_is_open_or_doubtful_is_no_report_by_grammar(understand: Understand, marked: str) -> None:
    assert understand(marked).done == ()


def test_what_is_closed_may_have_been_promised_by_either_side(understand: Understand) -> None:
    told = understand("call with [P Ben]. invoice dispute closed").done

    assert {one.by for one in told} == {Promiser.MEMBER, Promiser.CONTACT}
