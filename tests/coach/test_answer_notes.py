"""What the answer model learns from: notes that differ in what is asked for alone, and nothing leaks."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tools.answering.events import read_events, to_notes
from tools.answering.leaks import tells
from tools.answering.samples import Pair, PairMaker
from tools.answering.templates import read_templates, without_details

NOTES = Path(__file__).resolve().parents[2] / "knowledge" / "answering"
EVENT = """= a van
D @a bought the van
O @a thinks about a van
X no van for @a
d Did @a buy a van?
o What does @a think of buying?
*D It cost 30k. : What did the van cost?
* , for the fair : What is the van for?
- Who drives the van?
"""


def test_whether_it_happened_is_answered_by_what_says_so_and_not_by_a_wish(tmp_path: Path) -> None:
    (tmp_path / "van.txt").write_text(EVENT)
    done, wished, never = to_notes(read_events([tmp_path / "van.txt"]), 1)
    asked = "Did @a buy a van?"
    assert (0, asked) in done.answered
    assert (0, asked) in never.answered
    assert asked in wished.near
    assert (0, "What does @a think of buying?") in wished.answered


def test_a_detail_is_asked_for_by_its_own_number_and_is_near_where_it_is_not_told(tmp_path: Path) -> None:
    (tmp_path / "van.txt").write_text(EVENT)
    events = read_events([tmp_path / "van.txt"])
    for seed in range(20):
        for note in to_notes(events, seed):
            is_told = "30k" in note.text
            numbers = [number for number, question in note.answered if "cost" in question]
            assert bool(numbers) == is_told
            assert ("What did the van cost?" in note.near) != is_told
            assert all("30k" not in without_details(note.text, [number]) for number in numbers)
            assert "Who drives the van?" in note.near


def test_a_line_that_is_not_in_the_format_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text("= a van\nD @a bought it\n* no questions\n")
    with pytest.raises(ValueError, match=r"bad\.txt, line 3"):
        read_events([tmp_path / "bad.txt"])


def test_there_are_many_notes_and_each_is_answered_and_nearly_answered() -> None:
    made = to_notes(read_events(sorted((NOTES / "events").glob("*.txt"))), 1)
    plain = read_templates(sorted(NOTES.glob("*.txt")))
    assert len(made) + len(plain) >= 1000
    for note in made:
        assert note.answered, note.text
        assert note.near, note.text


class FewNames:
    """Satisfies samples.Names."""

    def person(self, chance: random.Random) -> tuple[str, str]:
        first = chance.choice(("Ana", "Omar", "Lotte", "Kwame", "Yuki", "Pavel", "Inês", "Ravi"))
        return first, chance.choice(("Haddad", "Ruiz", "Novak", "Boateng", "de Wit", "Sato"))

    def company(self, chance: random.Random) -> tuple[str, str]:
        said = chance.choice(("Nordwind", "Brightport", "Kernwerk", "Luna", "Oakfield"))
        return f"{said} {chance.choice(('Foods', 'Steel', 'Bank'))}", said


@pytest.fixture(scope="module")
def pairs() -> list[Pair]:
    notes = read_templates(sorted(NOTES.glob("*.txt")))
    notes += to_notes(read_events(sorted((NOTES / "events").glob("*.txt"))), 1)
    return PairMaker(notes, 1, FewNames()).pairs(1)


@pytest.mark.parametrize(
    "sign",
    [
        lambda pair: len(pair.note),
        lambda pair: len(pair.question),
        lambda pair: len(pair.question.split()),
        lambda pair: pair.question.endswith("?"),
        lambda pair: pair.question.islower(),
        lambda pair: pair.note.count("."),
        lambda pair: pair.note.count(","),
        lambda pair: sum(each.isdigit() for each in pair.note),
        lambda pair: pair.note.islower(),
    ],
    ids=["length", "question", "words", "mark", "small", "sentences", "commas", "digits", "lower"],
)
def test_no_outer_sign_tells_which_note_answers(pairs: list[Pair], sign: Callable[[Pair], float]) -> None:
    assert 0.42 <= tells(pairs, sign) <= 0.58


def test_how_a_question_begins_tells_little(pairs: list[Pair]) -> None:
    usual = np.mean([pair.answers for pair in pairs])
    for word in ("what", "how", "who", "when", "where", "why", "which", "did", "is", "has", "does"):
        begun = [pair.answers for pair in pairs if pair.question.lower().startswith(f"{word} ")]
        assert len(begun) > 100
        assert abs(np.mean(begun) - usual) < 0.15, word
