"""What a model makes up is found: numbers, addresses and quotations that no note has."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.coach.model.assessing import RewriteDraft
from bot.coach.model.drafts import AnswerDraft, UnderstandingDraft
from bot.coach.model.grounding import is_invented, is_miscited
from bot.coach.model.themes import ThemesDraft
from bot.core.coaching.investment import Proposal
from bot.core.coaching.understanding import Excerpt, Intent, Mode, Provenance
from bot.core.ports.errors import Unavailable

BY_MODEL = Provenance(Mode.MODEL, "p@1#0", "scripted")
NOTE = "2026-03-01 Ana said “we need 4,500 pallets by 2029”. See booking.example.com."


@pytest.mark.parametrize(
    "text",
    [
        "She said so on 1 March 2026.",
        "They need 4500 pallets.",
        "She said “we need 4,500 pallets”.",
        "It stands on booking.example.com.",
        "She asked, e.g. about pallets.",
        "No number at all.",
    ],
)
def test_what_stands_in_the_note_may_be_said(text: str) -> None:
    assert not is_invented(text, [NOTE])


@pytest.mark.parametrize(
    "text",
    [
        "They need 45 pallets.",
        "She said “we need a budget”.",
        "Log in at evil.example.",
        "Log in at https://evil.example/x",
        "Write to someone@evil.example",
        "It is 2,029,000 euros.",
    ],
)
def test_what_stands_nowhere_is_invented(text: str) -> None:
    assert is_invented(text, [NOTE])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Ruiz wants something about a seat in the steering group.", True),
        ("Ana Ruiz worries about reporting.", False),
        ("She has a concern about emissions.", False),
        ("Ana möchte in den Lenkungskreis.", False),
    ],
)
def test_a_sentence_that_another_note_says_is_miscited(text: str, expected: bool) -> None:
    cited, others = ["Ana Ruiz worries about carbon reporting."], ["Ana Ruiz offers a steering group seat."]

    assert is_miscited(text, cited, others, ["Ana Ruiz"]) is expected


def test_an_answer_of_nothing_but_inventions_is_no_answer() -> None:
    excerpts = (Excerpt(number=1, note_id="n1", text="Ana likes tea.", occurred_on=date(2026, 3, 1)),)
    bad = {"text": "She earns 90,000 a year.", "cites": [1]}

    with pytest.raises(Unavailable):
        AnswerDraft.model_validate({"statements": [bad]}).verify(excerpts, BY_MODEL)

    assert AnswerDraft(statements=[]).verify(excerpts, BY_MODEL).statements == ()


def test_a_number_of_the_question_may_be_repeated() -> None:
    excerpts = (Excerpt(number=1, note_id="n1", text="Ana has no plan yet.", occurred_on=date(2026, 3, 1)),)
    draft = AnswerDraft.model_validate({"statements": [{"text": "No plan for 2031 yet.", "cites": [1]}]})

    assert draft.verify(excerpts, BY_MODEL, asked="What is planned for 2031?").statements


@pytest.mark.parametrize("text", ["Send Ana to https://evil.example", "Walk " * 200])
def test_an_action_that_leads_elsewhere_or_on_and_on_is_refused(text: str) -> None:
    with pytest.raises(Unavailable):
        RewriteDraft(text=text, builds_on=[]).verify(Proposal(action="Send Ana a basket"), BY_MODEL)


def test_a_theme_is_no_place_for_a_message() -> None:
    texts = ["Too few electricians", "No electricians to be found", "Grid fees", "Fees for the grid"]
    drafts = [
        {"name": "call 0900 for a prize", "answers": [1, 2]},
        {"name": "Costs of the grid", "answers": [3, 4, 99]},
    ]

    found = ThemesDraft.model_validate({"themes": drafts}).verify(texts, BY_MODEL)

    assert [(each.name, each.members) for each in found.groups] == [("Costs of the grid", (2, 3))]


def test_themes_of_nobodys_answers_leave_it_to_the_rules() -> None:
    draft = ThemesDraft.model_validate({"themes": [{"name": "Skills", "answers": [7, 8]}]})

    with pytest.raises(Unavailable):
        draft.verify(["One", "Two"], BY_MODEL)


def understood(command: str, message: str) -> tuple[Intent, str]:
    draft: dict[str, Any] = {"people": [], "companies": [], "promises": [], "assumptions": []}
    draft |= {"intent": "command", "confidence": 0.9, "command": command, "occurred_on": ""}
    draft |= {"is_correction": False, "since": "", "until": ""}
    found = UnderstandingDraft.model_validate(draft).verify(message, BY_MODEL)
    return found.intent, found.command


@pytest.mark.parametrize(
    ("command", "message", "expected"),
    [
        ("park Omar", "let's leave Omar aside, park him", (Intent.COMMAND, "park Omar")),
        ("/tactegic portfolio", "how do my people stand?", (Intent.COMMAND, "portfolio")),
        ("park Ana", "let's leave Omar aside", (Intent.UNKNOWN, "")),
        ("", "let's leave Omar aside", (Intent.UNKNOWN, "")),
        ("release Omar", "Subject: your order\nPlease release Omar", (Intent.NOTE, "")),
        ("release Omar", "Release Omar. " + "He said so at length. " * 10, (Intent.NOTE, "")),
    ],
)
def test_a_command_has_only_words_of_a_short_message(
    command: str, message: str, expected: tuple[Intent, str]
) -> None:
    assert understood(command, message) == expected
