"""The pages in docs/transcripts show every step of their scripts, and each step still works."""

from __future__ import annotations

import re

import pytest

from bot.config import REPOSITORY
from tests.transcripts.playing import play
from tests.transcripts.script import NAMES, Script, scripts

PAGES = REPOSITORY / "docs" / "transcripts"
FEWEST = 25
ERRORS = (
    "That did not work",
    "could not take that in",
    "takes longer than usual",
    "did not open in time",
    "(ref ",
)
"""What a card says where something failed."""
_STEP = re.compile(r"^\*\*(\d+)\. (\w+):\*\* (.+)$", re.MULTILINE)

each_script = pytest.mark.parametrize("script", scripts(), ids=NAMES)


@each_script
def test_a_page_shows_the_steps_of_its_script_and_no_error(script: Script) -> None:
    page = (PAGES / f"{script.name}.md").read_text(encoding="utf-8")

    assert [shown for _, _, shown in _STEP.findall(page)] == [step.shown for step in script.acts]
    assert len(script.acts) >= FEWEST
    assert not [words for words in ERRORS if words in page]


def test_a_page_says_which_answers_are_of_a_stand_in() -> None:
    having = [script for script in scripts() if any(step.how == "model" for step in script.steps)]

    assert having
    for script in having:
        page = (PAGES / f"{script.name}.md").read_text(encoding="utf-8")
        assert "a stand-in" in page.partition("## With a language model")[2]


@pytest.mark.slow
@pytest.mark.asyncio
@each_script
async def test_every_step_of_a_page_still_works(script: Script) -> None:
    played = await play(script)

    assert [step for step, answer in played.answers if not answer.strip()] == []
    assert not [words for words in ERRORS if words in played.page]
