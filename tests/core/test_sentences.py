"""No sentence for people stands outside the modules that are meant to hold them."""

from __future__ import annotations

import pytest

from bot.config import REPOSITORY
from tools.sentences import PLACES, in_code, reads_like_a_sentence, sentences


def test_no_sentence_for_people_stands_outside_the_named_places() -> None:
    assert [f"{each.path}:{each.line} {each.text!r}" for each in sentences(REPOSITORY)] == []


def test_every_named_place_says_why_it_may_hold_sentences() -> None:
    assert all(len(reason.split()) >= 3 for reason in PLACES.values())


@pytest.mark.parametrize(
    "text",
    [
        "no touch for {} days",
        "Which one?",
        "I read up to {} pages.",
        "Take an hour with {}: {}",
        "you said so",
    ],
)
def test_what_is_written_for_people_is_told(text: str) -> None:
    assert reads_like_a_sentence(text)


@pytest.mark.parametrize(
    "text",
    [
        "hand over",
        "{} {} {}",
        "contact_ids",
        "SELECT id FROM notes",
        r"\b(?:by|before) (?:the )?end\b",
        "e.g.",
    ],
)
def test_keys_and_patterns_are_none(text: str) -> None:
    assert not reads_like_a_sentence(text)


def test_only_what_is_shown_is_looked_at() -> None:
    code = '''
"""A docstring for those who read the code."""
_log = getLogger(__name__)
KEYS = {"the day before": "has your word on it"}
BANK = frozenset("some words to look up".split())


def say(name: str, seen: "a quoted annotation here") -> str:
    """What it says to people."""
    _log.info("said it to somebody")
    if name in ("one of these names", "the other of them"):
        raise ValueError("no name that I know")
    texts.show("contact_id", Button(label="Open", name="a name of it"))
    return f"{name} owes you {'the answer to it' if seen else 'nothing'}".strip("of all those")
'''

    found = [(each.function, each.text) for each in in_code(code)]

    assert found == [
        ("", "has your word on it"),
        ("say", "Open"),
        ("say", "a name of it"),
        ("say", "{} owes you {}"),
        ("say", "the answer to it"),
    ]
