"""What a model makes up is found: numbers, addresses and quotations that no note has."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.coach.model.assessing import AssessmentDraft, RewriteDraft
from bot.coach.model.checking import CheckDraft, PassageDraft
from bot.coach.model.drafts import AnswerDraft, UnderstandingDraft, as_answer
from bot.coach.model.grounding.deciding import flaw_of, is_invented
from bot.coach.model.grounding.flaws import FlawKind, GroundSource
from bot.coach.model.themes import ThemesDraft
from bot.core.coaching.checking import Checked, Sort
from bot.core.coaching.investment import Proposal, Verdict
from bot.core.coaching.understanding import Excerpt, Intent, Mode, Provenance, Understanding
from bot.core.documents import TextDocument
from bot.core.ports.errors import Unavailable

TODAY = date(2026, 3, 9)
BASKET = Proposal(action="Send Ana a basket")
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
        "On Sunday, in March, she asked. The Plan stands.",
        "Ana's pallets: She said so.",
        "Sie braucht mehr Paletten f\u00fcr das Lager.",
        "It stands on EXAMPLE.com.",
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
        "Log in at evil\uff0eexample",
        "Log in at evil\u3002example",
        "Log in at e\u200bvil.example",
        "Log in at EVIL.EXAMPLE",
        "Log in at \u0437\u043b\u043e.\u0440\u0444",
        "Log in at ample.com",
        "Log in at http://10.0.0.1/x",
        "Log in at http://intranet",
        "Call tel:+4930",
        "They need \uff14\uff15 pallets.",
        "They need \u0664\u0665 pallets.",
        "Ask @channel about it",
        "Ask <!here> about it",
        "Ask <@U0123> about it",
        "Ana said so to Marta.",
        "Marta's plan stands.",
        "She wants to work with Oakhurst Energy.",
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
    cited = GroundSource("1", "Ana Ruiz worries about carbon reporting.", TODAY, ("Ana Ruiz",))
    other = GroundSource("2", "Ana Ruiz offers a steering group seat.", TODAY, ("Ana Ruiz",))

    flaw = flaw_of(text, [cited], [other], "", TODAY)

    assert (flaw is not None and flaw.kind is FlawKind.MISCITED) is expected


def test_an_answer_of_nothing_but_inventions_is_no_answer() -> None:
    excerpts = (Excerpt(number=1, note_id="n1", text="Ana likes tea.", occurred_on=date(2026, 3, 1)),)
    bad = {"text": "She earns 90,000 a year.", "cites": [1]}

    with pytest.raises(Unavailable):
        as_answer(AnswerDraft.model_validate({"statements": [bad]}).hold(excerpts, "", TODAY), BY_MODEL)

    assert as_answer(AnswerDraft(statements=[]).hold(excerpts, "", TODAY), BY_MODEL).statements == ()


def test_a_number_of_the_question_may_be_repeated() -> None:
    excerpts = (Excerpt(number=1, note_id="n1", text="Ana has no plan yet.", occurred_on=date(2026, 3, 1)),)
    draft = AnswerDraft.model_validate({"statements": [{"text": "No plan for 2031 yet.", "cites": [1]}]})

    assert draft.hold(excerpts, "What is planned for 2031?", TODAY).held


@pytest.mark.parametrize("text", ["Send Ana to https://evil.example", "Walk " * 200])
def test_an_action_that_leads_elsewhere_or_on_and_on_is_refused(text: str) -> None:
    with pytest.raises(Unavailable):
        RewriteDraft(text=text, builds_on=[]).verify(BASKET, BY_MODEL, today=TODAY)


NOTHING_FOUND = Checked(sort=next(iter(Sort)), statements=1, findings=(), points=(), gaps=())
REASONS = [
    "It costs a day, as Marta said.",
    "See https://evil.example for more.",
    "See evil\uff0eexample for more.",
    "It costs 90 days.",
    "Ask <!channel> first.",
]


@pytest.mark.parametrize("why", REASONS)
def test_a_reason_that_says_what_nobody_said_is_left_out(why: str) -> None:
    quote = {"text": "a basket", "note": 0}
    judged = {"why": why, "quotes": [quote], "verdict": "fail"}
    draft = dict.fromkeys(("invests", "learns", "illustrates"), judged) | {"network": "client"}

    found = AssessmentDraft.model_validate(draft).verify(BASKET, BY_MODEL, today=TODAY)

    assert [(each.why, each.verdict) for each in found.judgements] == [("", Verdict.FAIL)] * 3


@pytest.mark.parametrize("words", REASONS)
def test_an_action_and_what_is_said_of_a_passage_pass_the_same_check(words: str) -> None:
    with pytest.raises(Unavailable):
        RewriteDraft(text=words, builds_on=[]).verify(BASKET, BY_MODEL, today=TODAY)
    paper = TextDocument(name="plan", pages=("Send Ana a basket.",))
    passage = PassageDraft(mark="today", quote="a basket", says=words)
    checked = CheckDraft(passages=[passage], points=[]).verify(paper, NOTHING_FOUND)
    assert [each.says for each in checked.findings] == [""]


@pytest.mark.parametrize("words", REASONS)
def test_what_was_promised_is_said_in_the_members_words_where_the_model_adds_to_them(words: str) -> None:
    promise = {"by": "member", "whom": "", "what": words, "quote": "I owe her a paper", "due_on": ""}
    person = {"written": "her", "title": "Queen", "company": "", "is_pronoun": True}

    found = read_message("Met Ana, I owe her a paper", promises=[promise], people=[person])

    assert [each.what for each in found.promises] == ["I owe her a paper"]
    assert [each.title for each in found.mentions] == [""]


def test_what_shows_nothing_is_taken_out_of_what_a_model_writes() -> None:
    draft = RewriteDraft.model_validate({"text": "Send \u202eAna a\u200b basket", "builds_on": []})

    found = draft.verify(BASKET, BY_MODEL, today=TODAY)

    assert found.text == "Send Ana a basket"


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


def read_message(message: str, **fields: Any) -> Understanding:
    draft: dict[str, Any] = {"people": [], "companies": [], "promises": [], "assumptions": []}
    draft |= {"intent": "note", "confidence": 0.9, "command": "", "occurred_on": ""}
    draft |= {"is_correction": False, "since": "", "until": ""}
    return UnderstandingDraft.model_validate(draft | fields).verify(message, BY_MODEL)


def understood(command: str, message: str) -> tuple[Intent, str]:
    found = read_message(message, intent="command", command=command)
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
