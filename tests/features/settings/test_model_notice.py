"""B7: what members are told of a language model names all that code sends to one, and no more."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.config import data_root
from bot.core.cards import Form, Passage
from bot.core.identity import MemberId, Space, WorkspaceId
from bot.core.members import Member
from bot.core.rich import plain
from bot.core.settings import effective_settings
from bot.features.settings.cards.form import settings_form
from bot.features.settings.cards.model import WHAT_IT_GETS, WHAT_IT_NEVER_GETS, ModelView, about_model_card
from bot.prompting import load_prompts

_NAMED = {
    "message": "what you write or forward to me",
    "question": "what you write or forward to me",
    "action": "what you write or forward to me",
    "text": "A paper goes to it when you have me check it",
    "known_people": "the names of people you know whom the words may mean",
    "in_focus": "or we spoke of last",
    "about": "or we spoke of last",
    "contact": "the names of people you know whom the words may mean",
    "name": "the names of people you know whom the words may mean",
    "today": "today's date",
    "zone": "your time zone",
    "earlier": "what we said before in the thread",
    "excerpts": "notes of yours or shared with you",
    "notes": "notes of yours or shared with you",
    "sources": "lines of what I keep",
    "disputes": "lines of what I keep",
}
"""Which words of the notice stand for which input of a prompt."""
_OF_THE_BOT = {"commands", "tools", "topics", "network", "sentences", "refused", "verdicts", "schema"}
"""Inputs that hold words of the program or of the model itself, and nothing of a member."""
_OTHERWISE = {
    ("assess", "answers"): "what you write or forward to me",
    ("themes", "answers"): "answers that you share with your manager",
}
PROMPTS = load_prompts(data_root("prompts"))
SOMEBODY = Member(
    id=MemberId("U1"),
    workspace=WorkspaceId("T1"),
    space=Space("member:U1"),
    name="Mira Vale",
    zone="Europe/Berlin",
    created_at=datetime(2026, 12, 1, tzinfo=UTC),
    refreshed_at=datetime(2026, 12, 1, tzinfo=UTC),
)


@pytest.mark.parametrize("prompt_id", sorted(PROMPTS))
def test_b7_the_notice_names_whatever_a_prompt_is_filled_with(prompt_id: str) -> None:
    inputs = set(PROMPTS[prompt_id].inputs) - _OF_THE_BOT

    named = {name: _OTHERWISE.get((prompt_id, name)) or _NAMED.get(name, "") for name in inputs}

    assert [name for name, words in named.items() if not words or words not in WHAT_IT_GETS] == []


def test_b7_the_notice_names_nothing_that_no_prompt_gets() -> None:
    told = {*_NAMED.values(), *_OTHERWISE.values()}
    inputs = {name for prompt in PROMPTS.values() for name in prompt.inputs}

    assert set(_NAMED) <= inputs
    assert all(words in WHAT_IT_GETS for words in told)


def words_of(form: Form) -> str:
    return "\n".join(plain(part.text) for part in form.parts if isinstance(part, Passage))


@pytest.mark.parametrize("for_all", [False, True])
def test_b7_the_settings_say_the_same_as_the_notice(*, for_all: bool) -> None:
    def form(provider: str) -> str:
        today = date(2026, 12, 1)
        settings = effective_settings(None, None)
        shown = settings_form(
            SOMEBODY, settings, country="", model=ModelView(provider=provider), today=today, for_all=for_all
        )
        return words_of(shown)

    told = "\n".join(plain(part.text) for part in about_model_card("x").parts if isinstance(part, Passage))

    assert WHAT_IT_GETS in told
    assert WHAT_IT_NEVER_GETS in told
    assert f"{WHAT_IT_GETS} {WHAT_IT_NEVER_GETS}" in form("api.openai.com")
    assert "api.openai.com" in form("api.openai.com")
    assert "language model" not in form("")
