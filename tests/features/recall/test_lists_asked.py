"""Which questions ask for a list of stored rows, and for which one (B1, B2)."""

from __future__ import annotations

from datetime import date

import pytest

from bot.core.notes import Promiser
from bot.features.recall.rules.last_touch_asked import LastTouchAsked
from bot.features.recall.rules.lists_asked import (
    BirthdaysAsked,
    ListAsked,
    MetAsked,
    PeopleAsked,
    list_asked,
)
from bot.features.recall.rules.promises_asked import PromisesAsked
from bot.features.recall.rules.roles_asked import FactAsked, has_role
from bot.language.asking import KnownPerson

TODAY = date(2026, 11, 25)
"""A Wednesday."""
KNOWN = [KnownPerson("1", ("Ana Ruiz",), "Northwind")]
COMPANIES = ["Northwind", "Denholm Foods"]
MINE, BOTH = frozenset({Promiser.MEMBER}), frozenset(Promiser)
MONDAY, THURSDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 26), date(2026, 11, 29)
LAST_WEEK = (date(2026, 11, 16), date(2026, 11, 22))


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("What do I owe this week?", PromisesAsked(MINE, MONDAY, SUNDAY, is_open=True)),
        ("what did I promise Ana?", PromisesAsked(MINE)),
        ("What is overdue?", PromisesAsked(BOTH, until=date(2026, 11, 24), is_late=True, is_open=True)),
        ("what's overdue", PromisesAsked(BOTH, until=date(2026, 11, 24), is_late=True, is_open=True)),
        (
            "Which promises are overdue?",
            PromisesAsked(BOTH, until=date(2026, 11, 24), is_late=True, is_open=True),
        ),
        ("What is due tomorrow?", PromisesAsked(BOTH, THURSDAY, THURSDAY, is_open=True)),
        ("Who did I meet last week?", MetAsked(*LAST_WEEK)),
        ("who have I talked to this week", MetAsked(MONDAY, TODAY)),
        ("Who did I see yesterday?", MetAsked(date(2026, 11, 24), date(2026, 11, 24))),
        ("list everyone at Denholm", PeopleAsked(("Denholm Foods",))),
        ("Who works at Northwind?", PeopleAsked(("Northwind",))),
        ("who do I know at Northwind", PeopleAsked(("Northwind",))),
        ("Who is in procurement?", PeopleAsked((), "procurement")),
        ("Who is the CFO of Northwind?", PeopleAsked(("Northwind",), "CFO")),
        ("anything due tomorrow?", PromisesAsked(BOTH, THURSDAY, THURSDAY, is_open=True)),
        ("what must I do tomorrow?", PromisesAsked(MINE, THURSDAY, THURSDAY, is_open=True)),
        ("what did I not do yet", PromisesAsked(MINE, is_open=True)),
        ("what haven't I done yet?", PromisesAsked(MINE, is_open=True)),
        ("anything overdue", PromisesAsked(BOTH, until=date(2026, 11, 24), is_late=True, is_open=True)),
        ("show me what is due this week", PromisesAsked(BOTH, MONDAY, SUNDAY, is_open=True)),
        ("what do I owe Ana", PromisesAsked(MINE, is_open=True)),
        ("who did i talk to today?", MetAsked(TODAY, TODAY)),
        ("when did I last talk to Ana", LastTouchAsked()),
        ("last spoke with Ana", LastTouchAsked()),
        ("when did we last meet", LastTouchAsked(("in person",))),
        ("When was the last time I called Ana?", LastTouchAsked(("phone", "video"))),
        ("what does Ana do?", FactAsked("title")),
        ("What is Ana's role?", FactAsked("title")),
        ("who is Ana?", FactAsked("title")),
        ("what's ana's phone number", FactAsked("phone")),
        ("When is Ana's birthday?", FactAsked("birthday")),
        ("Who has the tag nordics?", PeopleAsked((), tag="nordics")),
        ("which contacts are tagged nordics", PeopleAsked((), tag="nordics")),
        ("who is CFO at Northwind?", PeopleAsked(("Northwind",), "CFO")),
        ("who's cfo at denholm", PeopleAsked(("Denholm Foods",), "cfo")),
        ("Whose birthday is coming up?", BirthdaysAsked(TODAY, date(2027, 1, 24), is_open_ended=True)),
    ],
)
def test_which_list_is_asked_for(question: str, asked: ListAsked) -> None:
    assert list_asked(question, KNOWN, COMPANIES, TODAY) == asked


@pytest.mark.parametrize(
    "question",
    [
        "Who at Northwind decides about the budget?",
        "What does Ana worry about?",
        "What is late at Northwind's plant?",
        "Who did Ana meet last week?",
        "Who did I meet at the fair in Lyon last week?",
        "What did I promise Ana about carbon?",
        "what should I do",
        "what did I do for Ana?",
        "When did I last talk to Ana about pricing?",
        "When did Ana last talk to her boss?",
        "last spoke with Ana on Tuesday",
        "What does Ana do about storage?",
        "Who is retiring?",
        "who called yesterday?",
        "Who is looking for a successor at the moment and where?",
    ],
)
def test_other_questions_ask_for_no_list(question: str) -> None:
    assert list_asked(question, KNOWN, COMPANIES, TODAY) is None


@pytest.mark.parametrize(
    ("title", "role", "fits"),
    [
        ("Head of Procurement", "procurement", True),
        ("Purchasing Manager", "procurement", True),
        ("Chief Financial Officer", "CFO", True),
        ("CFO", "CFO", True),
        ("Plant Manager", "procurement", False),
        ("", "procurement", False),
        ("Chief Technology Officer", "CFO", False),
    ],
)
def test_a_title_says_a_role_in_other_words_too(title: str, role: str, fits: bool) -> None:
    assert has_role(title, role) is fits
