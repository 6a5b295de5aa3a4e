"""Names, companies, promises and wishes in the many styles that people write in (B1, B4)."""

from __future__ import annotations

from datetime import date

import pytest

from bot.coach.rules.coach import RulesCoach
from bot.core.coaching.understanding import Circumstances, Intent


@pytest.mark.parametrize(
    ("message", "people", "companies"),
    [
        ("Spoke to Mei-Ling Chow from Fernhill.", ["Mei-Ling Chow"], ["Fernhill"]),
        ("I see Fatima al-Sayed at 3pm", ["Fatima al-Sayed"], []),
        ("Ingrid Solberg moved from Oakmere Bank to Tailwind as COO", ["Ingrid Solberg"], ["Tailwind"]),
        ("Marcus told me that Zentrix is restructuring procurement", ["Marcus"], ["Zentrix"]),
        (
            "Dinner with the Huli team: Gavin Bell, Denpok and Patrice",
            ["Gavin Bell", "Denpok", "Patrice"],
            ["Huli"],
        ),
        ("Chen Wei runs R&D for QYD's bus division", ["Chen Wei"], ["QYD"]),
        ("monthly breakfast with Diego", ["Diego"], []),
        ("The trip to Florence is in May", [], []),
        ("does taking Raj to a cricket match pass the tests?", ["Raj"], []),
    ],
)
async def test_who_is_meant(
    coach: RulesCoach, stranger: Circumstances, message: str, people: list[str], companies: list[str]
) -> None:
    found = await coach.understand(message, stranger)

    assert [mention.written for mention in found.mentions if not mention.is_pronoun] == people
    assert set(companies) <= {*found.companies, *(mention.company for mention in found.mentions)}


async def test_who_moves_belongs_to_where_they_went(coach: RulesCoach, stranger: Circumstances) -> None:
    found = await coach.understand("Ingrid Solberg moved from Oakmere Bank to Tailwind as COO", stranger)

    assert [(mention.written, mention.company) for mention in found.mentions] == [
        ("Ingrid Solberg", "Tailwind")
    ]


@pytest.mark.parametrize(
    ("message", "what", "due"),
    [
        ("Nina Hartmann (Bosk) to send me the plan by 30 November", "send me the plan", date(2026, 11, 30)),
        ("Next steps: Ana to share the org chart", "share the org chart", None),
        ("Anna-Lena wants the slides by 1 December, I'll send them", "send the slides", date(2026, 12, 1)),
    ],
)
async def test_promises_in_the_short_form_of_minutes(
    coach: RulesCoach, message: str, what: str, due: date | None
) -> None:
    found = await coach.understand(message, Circumstances(today=date(2026, 11, 22), zone="Europe/Berlin"))

    assert [(promise.what, promise.due_on) for promise in found.promises] == [(what, due)]


@pytest.mark.parametrize("message", ["I asked Ana Ruiz to send me the plan", "Ana wants to send me the plan"])
async def test_what_was_asked_or_wished_is_not_promised(
    coach: RulesCoach, stranger: Circumstances, message: str
) -> None:
    assert (await coach.understand(message, stranger)).promises == ()


@pytest.mark.parametrize(
    ("message", "intent"),
    [
        ("Summarize my relationship with Olga Petrova", Intent.BRIEF),
        ("one pager on Grace Okafor please", Intent.BRIEF),
        ("Who do I need to catch up with?", Intent.NEGLECTED),
        ("show me overdue contacts", Intent.NEGLECTED),
        ("Can you explain how the investment tests work?", Intent.HELP),
        ("help me get started", Intent.HELP),
        ("Any open promises to Dr. O'Neill?", Intent.RECALL),
        ("Overdue contacts at the port were the topic of Ana's talk", Intent.NOTE),
        ("Everything on the Northwind site was late, Ana told me", Intent.NOTE),
    ],
)
async def test_what_is_wanted(
    coach: RulesCoach, stranger: Circumstances, message: str, intent: Intent
) -> None:
    assert (await coach.understand(message, stranger)).intent is intent
