"""Stories of what is told, changed, forgotten and kept from others, made by seed and checked by letters."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from bot.config import Settings
from bot.evals.lifecycle.checking import failures
from bot.evals.lifecycle.generating import OF_EACH_KIND, generate_stories
from bot.evals.lifecycle.stories import BadStory, Expected, read_stories, written
from bot.evals.measuring.asked import ModelUse
from bot.evals.running import evaluate
from tests.support.standin_model import standin_model

SHIPPED = Path(__file__).parent / "lifecycle.jsonl"
KINDS = ("write", "contradict", "supersede", "forget", "abstain", "leak")


def test_the_shipped_stories_are_those_that_the_seed_makes() -> None:
    assert SHIPPED.read_text(encoding="utf-8") == written(generate_stories())
    assert read_stories(SHIPPED) == generate_stories()


def test_there_are_as_many_stories_of_each_kind_and_another_seed_makes_others() -> None:
    stories = generate_stories()

    assert Counter(story.kind for story in stories) == dict.fromkeys(KINDS, OF_EACH_KIND)
    assert len({story.id for story in stories}) == len(stories)
    assert generate_stories(seed=7) != stories


def test_what_is_expected_stands_in_what_was_told() -> None:
    """A check that no answer could pass, or that every answer passes, would measure nothing."""
    for story in generate_stories():
        told = " ".join(step.say for step in story.steps)
        for expected in (step.expected for step in story.steps if step.expected):
            for words in (*expected.says, *expected.never, expected.wins, expected.over):
                assert words in told, (story.id, words)


@pytest.mark.parametrize(
    ("expected", "answer", "found"),
    [
        (Expected(says=("14",)), "They have 14 vans.", []),
        (Expected(says=("14",)), "They have 114 vans, or 1,14.", ["does not say 14"]),
        (Expected(never=("Graz",)), "In graz.", ["says Graz"]),
        (Expected(wins="Graz", over="Cork"), "Graz. Earlier: Cork.", []),
        (Expected(wins="Graz", over="Cork"), "Cork, now Graz.", ["says Cork first"]),
        (Expected(wins="Graz", over="Cork"), "Cork.", ["does not say Graz"]),
        (Expected(dates=(date(2026, 2, 3),)), "On 3 February 2026 you noted it.", []),
        (Expected(dates=(date(2026, 2, 3),)), "On Feb 3.", []),
        (Expected(dates=(date(2026, 2, 3),)), "On 13 February.", ["does not date it 2026-02-03"]),
        (Expected(abstains=True), "Red.", ["does not abstain"]),
    ],
)
def test_checks_hold_letter_by_letter(expected: Expected, answer: str, found: list[str]) -> None:
    assert failures(expected, answer, abstains=False) == found


@pytest.mark.parametrize(
    "step",
    [
        {"who": "mira", "on": "2026-01-01"},
        {"who": "mira", "on": "2026-01-01", "say": "a", "ask": "b"},
        {"who": "mira", "on": "2026-01-01", "ask": "b", "expect": {"tells": ["x"]}},
        {"on": "2026-01-01", "ask": "b"},
    ],
)
def test_a_bad_story_is_named(tmp_path: Path, step: dict[str, object]) -> None:
    (tmp_path / "bad.jsonl").write_text(json.dumps({"story": "s", "kind": "k", "steps": [step]}))

    with pytest.raises(BadStory, match=r"bad\.jsonl, line 1"):
        read_stories(tmp_path / "bad.jsonl")


@pytest.fixture
def one_of_each(tmp_path: Path) -> Path:
    first = {story.kind: story for story in reversed(generate_stories())}
    (tmp_path / "few.jsonl").write_text(written(list(first.values())), encoding="utf-8")
    return tmp_path / "few.jsonl"


async def test_one_story_of_each_kind_holds_without_a_model(one_of_each: Path) -> None:
    found = await evaluate("lifecycle", one_of_each, Settings())

    assert (found["stories"], found["checks"]) == (6, 10)
    sure = [kind for kind in KINDS if kind != "contradict"]
    assert {kind: found[kind] for kind in sure} == dict.fromkeys(sure, 1.0)


@pytest.mark.slow
async def test_with_a_model_nothing_leaks_and_what_was_deleted_is_forgotten(one_of_each: Path) -> None:
    use = ModelUse()
    async with standin_model() as url:
        settings = Settings(openai_base_url=url, model="stand-in")
        found = await evaluate("lifecycle", one_of_each, settings, use=use)

    assert found["leak"] == found["forget"] == found["write"] == 1.0
    assert use.by_model > 10


@pytest.mark.slow
async def test_all_stories_do_not_get_worse() -> None:
    found = await evaluate("lifecycle", SHIPPED, Settings())

    assert found["leak"] == found["forget"] == 1.0
    assert found["write"] >= 0.95
    assert found["abstain"] >= 0.95
    assert found["right"] >= 0.9
