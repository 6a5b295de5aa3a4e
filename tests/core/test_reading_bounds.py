"""A long paste stalls nobody: reading a text takes time that grows with its length, whatever stands in it.

The bounds, in seconds of processor time: half a one for 5,000 characters in the fast tests; in the slow ones
ten for what each reader takes at most (40,000 characters of a note or a line, 200,000 of a document).
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import date

import pytest

from bot.coach.model.grounding.deciding import is_invented
from bot.coach.rules.coach import RulesCoach
from bot.config import data_root
from bot.conversation.subcommands import SUBCOMMANDS, parse_line
from bot.core.cards import Card, Passage
from bot.core.coaching.themes import terms_of
from bot.core.coaching.understanding import Circumstances
from bot.core.correcting import asks_for_correction
from bot.core.documents import TextDocument
from bot.core.touching import direction_of, touch_channel
from bot.features.meetings.rules import quotes, sentences
from bot.features.text_check.rules import MOST_SENTENCES, CheckCues, check
from bot.files.knowledge import FileKnowledge
from bot.language.names import split_name
from bot.language.unseen import even, without_unseen
from bot.slack.markup import readable
from bot.slack.render.message import message

KNOWLEDGE = FileKnowledge(data_root("knowledge"))
CUES = CheckCues(plan=KNOWLEDGE.plan_cues, assumptions=KNOWLEDGE.assumptions, alliance=KNOWLEDGE.alliance)
NOW = Circumstances(
    today=date(2026, 11, 22), zone="Europe/Berlin", known_people=("Ana Ruiz",), known_companies=("Northwind",)
)
BUYERS = [f"Buyer {number}" for number in range(1200)]
NOTE, LINE, DOCUMENT = 40_000, 40_000, 200_000
FAST_LENGTH, FAST_SECONDS, SLOW_SECONDS = 5_000, 0.5, 10.0
PIECES = (
    "(", "They will sign ", "a", " ", "a ", "1", "1,", "1.", ".", "?", "!", "-", "_", "'", '"',
    "\u201c", "\u201e", "<", "<@", "@a", "/",
    "\n", " \n", "a\n", "- a\n", "\u2022 ", "A ", "A. ", "A-", "A'", "A, ", "A, B and ", "Dr. ", "a.", "a@", "a://",
    "12:", "$1 ", "1/", "to ", "by ", "I promised ", "Met A and ", "Ana Ruiz from Northwind, ",
    "\u200b", "\u0430", "\U0001f469\u200d", "&lt;", "mean ", "deal 1, ",
)  # fmt: skip


class NoEmbedder:
    """Satisfies ports.Embedder: reading by rules is measured, and not the model."""

    identity, dimensions = "none", 2

    async def embed(self, texts: list[str]) -> list[list[float]]:
        return [[1.0, 0.0] for _ in texts]


COACH = RulesCoach(NoEmbedder(), data_root("knowledge"))


def understand(text: str) -> object:
    return asyncio.run(COACH.understand(text, NOW))


def check_document(text: str) -> object:
    document = TextDocument(name="plan", pages=(text,))
    return check(document, CUES, buyers=BUYERS) if len(document.statements()) <= MOST_SENTENCES else None


def parse_lines(text: str) -> object:
    return [parse_line(f"{each.name} Ana{text} x") for each in SUBCOMMANDS] + [parse_line(text)]


READERS: dict[str, tuple[Callable[[str], object], int]] = {
    "understand": (understand, NOTE),
    "touch": (lambda text: (touch_channel(text), direction_of(text)), NOTE),
    "correction": (asks_for_correction, NOTE),
    "sentences": (lambda text: (sentences(text), quotes([], most=1), terms_of(text)), NOTE),
    "name": (split_name, NOTE),
    "invented": (lambda text: is_invented(text, [text[:100]]), NOTE),
    "card": (lambda text: message(Card(text=(text,), parts=(Passage(text=(text,)),))), NOTE),
    "lines": (parse_lines, LINE),
    "check": (check_document, DOCUMENT),
    "typed": (readable, DOCUMENT),
    "unseen": (lambda text: (without_unseen(text), even(text)), DOCUMENT),
}


def measure(reader: Callable[[str], object], piece: str, length: int) -> float:
    text = (piece * (length // len(piece) + 1))[:length]
    began = time.thread_time()
    reader(text)
    return time.thread_time() - began


QUICK = [pytest.param(name, marks=[pytest.mark.slow] if name == "understand" else []) for name in READERS]
"""Whole understanding of many bad texts takes a while, so it is part of the slow tests."""


@pytest.mark.slow
@pytest.mark.parametrize("name", QUICK)
def test_no_pattern_makes_a_reader_slow(name: str) -> None:
    reader, _ = READERS[name]
    reader("Met Ana Ruiz from Northwind.")  # what is loaded once is not measured
    slow = {piece: took for piece in PIECES if (took := measure(reader, piece, FAST_LENGTH)) > FAST_SECONDS}
    assert slow == {}


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", READERS)
def test_the_longest_text_that_is_taken_stays_within_its_bound(name: str) -> None:
    reader, length = READERS[name]
    slow = {piece: took for piece in PIECES if (took := measure(reader, piece, length)) > SLOW_SECONDS}
    assert slow == {}
