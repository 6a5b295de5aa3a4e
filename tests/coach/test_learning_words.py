"""Plain words for checks, terms, focus, the other side and lessons mean the same as the commands (B4)."""

from __future__ import annotations

import pytest

from bot.coach.rules.plain_words import command_line
from bot.conversation.subcommands import opens_form, parse_line
from bot.core.commands import Command, Typed
from bot.features.mindset.commands import Reflect
from bot.features.text_check.commands import OpenCheck


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("What is ARR?", "what is ARR"),
        ("what does ARR mean?", "what is ARR"),
        ("What is Ana worried about?", ""),
        ("What does ARR do for Ana?", ""),
        ("define gold run as our top tier", "define gold run = our top tier"),
        ("show me the glossary", "glossary"),
        ("How does it look from Ana's side?", "view Ana"),
        ("show me Ana\u2019s perspective", "view Ana"),
        ("give me a lesson on listening please", "lesson listening"),
        ("no more lessons", "lesson off"),
        ("show my focus", "focus"),
        ("check a plan", "check"),
        ("ask me a private question about Ana", "mindset Ana"),
        ("show me the contact Ana", "contact Ana"),
    ],
)
def test_plain_words_mean_a_command_line(said: str, line: str) -> None:
    assert command_line(said) == line
    assert not line or isinstance(parse_line(line), Command)


@pytest.mark.parametrize(
    ("line", "opens"),
    [("check", True), ("mindset Ana", True), ("define", True), ("glossary", False), ("", False)],
)
def test_typed_lines_that_need_a_form_open_one(line: str, opens: bool) -> None:
    assert opens_form(Typed(line)) is opens


def test_a_text_behind_the_command_is_checked_at_once() -> None:
    assert parse_line("check") == OpenCheck()
    assert not opens_form(Typed("check We grow by ten percent this year."))
    assert parse_line("mindset") == Reflect()
