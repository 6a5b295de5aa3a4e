"""B4: plain words reach every subcommand, with the arguments that they name, by the coach without a model."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.coach.rules.coach import RulesCoach
from bot.conversation.reading import Reading, read_words
from bot.conversation.subcommands import SUBCOMMANDS, Unfinished
from bot.core.coaching.understanding import Circumstances
from bot.core.commands import Command
from bot.memory.embedding import local_embedder

ROWS = [
    json.loads(line)
    for line in Path(__file__).with_name("plain_words.jsonl").read_text(encoding="utf-8").splitlines()
]
SELLER = Circumstances(
    today=date(2026, 11, 24),
    zone="Europe/Berlin",
    known_people=("Ana Ruiz", "Lars Berg", "Omar Haddad", "Anna Ruiz"),
    known_companies=("Northwind", "Tesseract"),
    in_focus=("Ana Ruiz",),
)


@pytest.fixture(scope="module")
def coach() -> RulesCoach:
    """The coach with the real local embedder."""
    return RulesCoach(local_embedder())


def arguments(command: Command) -> dict[str, Any]:
    """What a command carries, tuples as lists."""
    values = {each.name: getattr(command, each.name) for each in fields(command)}  # type: ignore[arg-type]
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


@pytest.mark.parametrize("row", ROWS, ids=[row["text"] for row in ROWS])
async def test_plain_words_become_the_command_with_its_arguments(
    coach: RulesCoach, row: dict[str, Any]
) -> None:
    reading = await read_words(row["text"], coach, SELLER)

    if "intent" in row:
        assert reading.label == row["intent"]
    else:
        wanted = reading.command or reading.wish
        assert isinstance(wanted, Command)
        assert type(wanted).__name__ == row["command"]
        assert {name: arguments(wanted)[name] for name in row["with"]} == row["with"]


def test_every_subcommand_has_at_least_three_sentences() -> None:
    counted = Counter(row["subcommand"] for row in ROWS)

    assert {each.name for each in SUBCOMMANDS} == set(counted)
    assert [name for name, count in counted.items() if count < 3] == []


async def read(coach: RulesCoach, text: str) -> Reading:
    return await read_words(text, coach, SELLER)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("log a call", "With whom were you in touch?"),
        ("merge Ana Ruiz with", "I need two names, with a comma between them; the first one stays."),
        ("release Lars Berg and Omar Haddad", "One person at a time, please: with whom shall I begin?"),
    ],
)
async def test_what_is_missing_is_asked_for(coach: RulesCoach, text: str, problem: str) -> None:
    reading = await read(coach, text)

    assert isinstance(reading.wish, Unfinished)
    assert reading.wish.problem == problem


async def test_a_pronoun_means_who_was_spoken_of_last(coach: RulesCoach) -> None:
    reading = await read(coach, "does she still fit?")

    assert arguments(reading.wish)["name"] == "Ana Ruiz"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "I promised Ana to remind her boss of the audit",
        "Lars is on leave until January",
        "Ana moved to New York, she now leads the plant there",
        "Omar asked me to check his contract by Friday",
        "Had a call with Lars about the plan for 2028",
        "Ana wants to set a rhythm for the steering group",
    ],
)
async def test_what_is_told_about_others_stays_a_note(coach: RulesCoach, text: str) -> None:
    assert (await read(coach, text)).keeps_note
