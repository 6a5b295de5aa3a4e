"""B2: how often somebody was met is counted from the touches."""

from __future__ import annotations

from datetime import date

import pytest

from bot.core.rich import plain
from bot.features.recall.cards.facts import TimesMetView, times_met_card
from bot.features.recall.rules.last_touch_asked import TimesMetAsked, times_met_asked
from bot.features.recall.rules.lists_asked import list_asked
from bot.language.asking import KnownPerson

TODAY = date(2026, 12, 1)
KNOWN = [KnownPerson("ana", ("Ana Ruiz",))]


@pytest.mark.parametrize(
    "question",
    [
        "how often have I met Ana?",
        "How many times did I meet Ana Ruiz",
        "how often did we talk to Ana?",
        "how many times have I spoken with Ana so far?",
        "how often do I see Ana",
        "how frequently have we called Ana?",
        "how often have I been in touch with Ana?",
    ],
)
def test_touches_are_counted(question: str) -> None:
    assert list_asked(question, KNOWN, [], TODAY) == TimesMetAsked()


def test_a_time_keeps_the_count_to_it() -> None:
    asked = times_met_asked("how often have I met Ana in November?", KNOWN, TODAY)
    assert asked == TimesMetAsked(date(2026, 11, 1), date(2026, 11, 30))


@pytest.mark.parametrize(
    "question",
    [
        "how often does Ana travel?",
        "how often have we talked about pricing with Ana?",
        "when did I meet Ana?",
    ],
)
def test_other_questions_count_no_touches(question: str) -> None:
    assert times_met_asked(question, KNOWN, TODAY) is None


def test_the_card_tells_the_ways_and_the_last_day() -> None:
    touches = ((date(2026, 11, 2), "in person"), (date(2026, 11, 9), "phone"), (date(2026, 11, 3), "phone"))
    card = times_met_card([TimesMetView("Ana Ruiz", touches), TimesMetView("Lars Berg", ())])
    said = plain(card.text)
    assert "I know of 3 touches with Ana Ruiz (2 by phone, 1 in person), the last on " in said
    assert "I know of no touch with Lars Berg in that time." in said
