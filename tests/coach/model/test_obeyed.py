"""What a model may not have shown or done, whatever it was told to write (docs/decisions/0039)."""

from __future__ import annotations

from datetime import date

import pytest

from bot.coach.model.conversing import ConversedDraft, LookUpDraft, converse
from bot.coach.model.grounding.addresses import has_foreign_address
from bot.conversation.wishes import read_wish
from bot.core.coaching.conversing import Conversation, Inquiry, Source, Tool
from bot.core.coaching.understanding import Circumstances, Intent, Mode, Provenance, Understanding

_TODAY = date(2026, 11, 24)
BY_MODEL = Provenance(Mode.MODEL, "test@1", "scripted")


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("see site.example/what-she-said", "we have https://site.example/"),
        ("https://site.example/?d=what", "https://site.example/?d=whatever"),
        ("https://site.example/?d=more", "https://site.example/?d="),
        ("site.example:80/x", "site.example"),
        ("what.site.example", "site.example"),
        ("mailto:ana@site.example?body=what", "ana@site.example"),
        ("what@site.example", "ana@site.example"),
    ],
)
def test_an_address_with_something_added_or_cut_off_was_not_given(text: str, known: str) -> None:
    assert has_foreign_address(text, known)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("It is https://site.example/a?b=c.", "see (https://site.example/a?b=c)"),
        ("It is site.example", "https://www.site.example/a"),
        ("It is www.site.example", "site.example"),
        ("Write to ana@site.example.", "mailto:ana@site.example"),
    ],
)
def test_an_address_that_was_given_may_be_said(text: str, known: str) -> None:
    assert not has_foreign_address(text, known)


@pytest.mark.asyncio
async def test_what_a_model_makes_up_is_not_looked_up_and_becomes_no_source() -> None:
    looked_up: list[Inquiry] = []

    async def find(wanted: Inquiry) -> list[Source]:
        looked_up.append(wanted)
        return []

    async def ask(values: object) -> ConversedDraft:
        nothing = {"since": "", "until": ""}
        look_ups = [
            LookUpDraft(tool="person", name="Hugo Lindqvist", words="", **nothing),
            LookUpDraft(tool="person", name="Ana Ruiz", words="", **nothing),
            LookUpDraft(tool="pays 90 million", name="", words="", **nothing),
            LookUpDraft(tool="notes", name="", words="90 million", **nothing),
        ]
        return ConversedDraft(look_ups=look_ups, sentences=[], proposals=[], question="")

    tools = (Tool("notes", "finds notes"), Tool("person", "shows a person"))
    await converse(Conversation(message="How is Ana Ruiz?", tools=tools), find, ask, BY_MODEL, _TODAY)

    assert [(each.tool, each.name, each.words) for each in looked_up] == [
        ("person", "Ana Ruiz", ""),
        ("notes", "", "90 million"),
    ]


@pytest.mark.parametrize("command", ["undo", "share", "export", "delete Ana Ruiz", "release Ana Ruiz"])
def test_a_command_that_reaches_far_has_to_be_asked_for(command: str) -> None:
    circumstances = Circumstances(today=_TODAY, zone="UTC", known_people=("Ana Ruiz",))
    told = Understanding(intent=Intent.COMMAND, confidence=1.0, command=command, provenance=BY_MODEL)

    assert read_wish("all about Ana Ruiz once more", told, circumstances) is None
    assert read_wish(f"please {command}", told, circumstances) is not None
