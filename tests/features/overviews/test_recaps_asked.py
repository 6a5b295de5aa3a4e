"""B4: "recap of" a time is a summary of it, and what is said beside a QBR of its day is no company."""

from __future__ import annotations

from datetime import date

import pytest

from bot.features.overviews.rules.asked import PackAsked, SpanAsked, pack_asked, span_asked

PEOPLE = ("Ana Ruiz", "Lars Berg")
COMPANIES = ("Northwind", "Castor Energy")
TODAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("text", "whom", "since"),
    [
        ("recap of the last two days", "", date(2026, 11, 29)),
        ("recap of this week", "", date(2026, 11, 30)),
        ("a recap of this week please", "", date(2026, 11, 30)),
        ("my recap of last week", "", date(2026, 11, 23)),
        ("give me a recap of last week", "", date(2026, 11, 23)),
        ("recap of last week with Northwind", "Northwind", date(2026, 11, 23)),
        ("recap last week", "", date(2026, 11, 23)),
        ("give me a summary of Northwind", "Northwind", None),
        ("show me an overview of Castor", "Castor", None),
        ("I need a quick summary on Ana", "Ana", None),
        ("what happened with Northwind so far?", "Northwind", None),
    ],
)
def test_a_recap_is_a_summary(text: str, whom: str, since: date | None) -> None:
    asked = span_asked(text, PEOPLE, COMPANIES, TODAY)
    assert isinstance(asked, SpanAsked)
    assert (asked.whom, asked.since) == (whom, since)


@pytest.mark.parametrize(
    "text",
    [
        "give me a summary of the contract",
        "recap of the offer",
        "what happened with Ana?",
        "the recap of Zoe",
        "what happened so far?",
    ],
)
def test_other_words_ask_for_no_summary(text: str) -> None:
    assert span_asked(text, PEOPLE, COMPANIES, TODAY) is None


@pytest.mark.parametrize(
    "text",
    [
        "need a QBR pack for Castor, meeting is on Monday",
        "I need a QBR pack for Castor - the meeting is tomorrow",
        "prepare a QBR for Castor, it's on Monday",
        "QBR pack for Castor; we meet on Thursday",
        "can I get a QBR pack for Castor, the review will be next week",
        "QBR for Castor on Monday",
    ],
)
def test_the_day_of_the_meeting_is_no_part_of_the_company(text: str) -> None:
    assert pack_asked(text, COMPANIES) == PackAsked("Castor")
