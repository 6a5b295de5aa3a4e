"""Messages with what the reader reads marked in the text, so that what code decides is tested alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from bot.coach.rules.lexicon import lexicon
from bot.coach.rules.message.understanding import understood
from bot.core.coaching.understanding import Circumstances, Intent, Understanding
from tests.coach.message.marked import read_marked

Understand = Callable[..., Understanding]
TODAY = date(2026, 11, 30)


@pytest.fixture
def understand() -> Understand:
    """Decides on a marked message, for Mira Vale, who knows a few people."""

    def decide(
        marked: str,
        *,
        people: tuple[str, ...] = (),
        companies: tuple[str, ...] = (),
        focus: tuple[str, ...] = (),
        intent: Intent = Intent.NOTE,
        command: str = "contact",
    ) -> Understanding:
        text, reading = read_marked(marked, intent, command)
        circumstances = Circumstances(
            today=TODAY,
            zone="Europe/Berlin",
            known_people=people,
            known_companies=companies,
            in_focus=focus,
            me=("Mira Vale", "mira@fernhill.example"),
        )
        return understood(text, reading, circumstances, lexicon())

    return decide
