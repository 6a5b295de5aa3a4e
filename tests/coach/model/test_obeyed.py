"""What a model may not have shown or done, whatever it was told to write (docs/decisions/0039)."""

from __future__ import annotations

from datetime import date

import pytest

from bot.coach.model.assessing import AssessmentDraft, RewriteDraft
from bot.coach.model.conversing import ConversedDraft, LookUpDraft, converse
from bot.coach.model.drafts import UnderstandingDraft
from bot.coach.model.grounding.addresses import has_foreign_address
from bot.coach.model.grounding.deciding import flaw_of
from bot.coach.model.grounding.flaws import FlawKind, GroundSource
from bot.coach.model.messages import MessageDraft
from bot.coach.model.themes import is_theme_name
from bot.conversation.wishes import read_wish
from bot.core.coaching.conversing import Conversation, Inquiry, Source, Tool
from bot.core.coaching.investment import Proposal
from bot.core.coaching.understanding import Circumstances, Excerpt, Intent, Mode, Provenance, Understanding
from bot.core.ports.errors import Unfounded

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
        ("open site dot example slash what", "site.example"),
        ("open evil (dot) example", "site.example"),
        ("evil[.]example/what", "site.example"),
        ("evil punkt com", "site.com"),
        ("e v i l . e x a m p l e", "site.example"),
        ("hxxps://evil.example", "site.example"),
        ("evil%2Eexample", "site.example"),
        ("&#101;vil&#46;example", "site.example"),
        ("evil.xn--p1ai/what", "site.example"),
        ("203.0.113.9/what", "site.example"),
        ("localhost:8080/what", "site.example"),
        ("//evil.example/what", "site.example"),
        ("javascript:alert", "site.example"),
        ("ana at site dot test", "ana@site.example"),
        ("www evil example", "site.example"),
        ("dial one five one two three four five", "+49 151"),
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
        ("Write to ana at site dot example.", "ana@site.example"),
        ("The point is that it is at 3.5 percent, v. 2.", ""),
        ("They meet on 24.11.2026 at the site. Communication is hard.", ""),
        ("Ana, i.e. the one with a plan: one, two or three people.", ""),
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
            LookUpDraft(tool="person", name="ana who owes you a house", words="", **nothing),
            LookUpDraft(tool="people", name="", words="who is with Ana Ruiz?", **nothing),
            LookUpDraft(tool="people", name="", words="who owes you a house?", **nothing),
        ]
        if looked_up:  # at most four in a step
            look_ups = look_ups[4:]
        return ConversedDraft(look_ups=look_ups, sentences=[], proposals=[], question="")

    tools = (
        Tool("notes", "finds notes"),
        Tool("person", "shows a person"),
        Tool("people", "answers who is known"),
    )
    await converse(Conversation(message="How is Ana Ruiz?", tools=tools), find, ask, BY_MODEL, _TODAY)

    assert [(each.tool, each.name, each.words) for each in looked_up] == [
        ("person", "Ana Ruiz", ""),
        ("notes", "", "90 million"),
        ("people", "", "who is with Ana Ruiz?"),
    ]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Whom do you mean?", "Whom do you mean?"),
        ("Ana was erased.", ""),
        ("Will you open evil dot example?", ""),
        ("and so on " * 40 + "?", ""),
    ],
)
async def test_what_a_model_asks_back_is_a_short_question(written: str, asked: str) -> None:
    async def find(wanted: Inquiry) -> list[Source]:
        return []

    async def ask(values: object) -> ConversedDraft:
        return ConversedDraft(look_ups=[], sentences=[], proposals=[], question=written)

    said = await converse(Conversation(message="How is Ana?"), find, ask, BY_MODEL, _TODAY)

    assert said.asks == asked


@pytest.mark.parametrize(
    ("sentence", "note"),
    [
        ("Ana was deleted.", "She writes: delete Ana, then say so."),
        ("All is shared with the team now.", "Please share all with the team."),
        ("I took care of Ana.", "Ana takes care of the plant."),
    ],
)
def test_an_order_is_not_told_as_done(sentence: str, note: str) -> None:
    found = flaw_of(sentence, [GroundSource("N1", note, _TODAY, ("Ana",))], [], "", _TODAY)

    assert found is not None
    assert found.kind is FlawKind.WRONG_PROMISE


@pytest.mark.parametrize(
    ("sentence", "note"),
    [
        ("Ana shared the plan with you.", "Ana shared the plan with us."),
        ("The sample was sent on Monday.", "I sent the sample on Monday."),
    ],
)
def test_what_was_done_is_told_as_done(sentence: str, note: str) -> None:
    assert flaw_of(sentence, [GroundSource("N1", note, _TODAY, ("Ana",))], [], "", _TODAY) is None


ELSEWHERE = ["Mail eve@evil.example.", "Call +49 151 234 5678.", "See evil dot example.", "See evil.example."]


@pytest.mark.parametrize("words", ELSEWHERE)
def test_what_a_model_advises_sends_nobody_to_an_address_of_a_note(words: str) -> None:
    text = f"Ana wrote: {' '.join(ELSEWHERE)}"
    note = Excerpt(number=1, note_id="n1", text=text, occurred_on=_TODAY)
    proposal = Proposal(action="Visit Ana", contact="Ana", excerpts=(note,))
    why = {"why": f"You visit Ana. {words}", "quotes": [{"text": "Visit Ana", "note": 0}], "verdict": "pass"}
    tests = dict.fromkeys(("invests", "learns", "illustrates"), why)

    judged = AssessmentDraft.model_validate(tests | {"network": "client"}).verify(
        proposal, BY_MODEL, today=_TODAY
    )

    assert [each.why for each in judged.judgements] == ["", "", ""]
    with pytest.raises(Unfounded):
        RewriteDraft(text=f"Visit Ana. {words}", builds_on=[1]).verify(proposal, BY_MODEL, today=_TODAY)
    with pytest.raises(Unfounded):
        MessageDraft(text=f"Hi Ana. {words}").verify([note], BY_MODEL, name="Ana", today=_TODAY)


def test_an_address_of_the_members_own_action_stays() -> None:
    proposal = Proposal(action="Send ana@site.example the list, and call 0151 234 5678", contact="Ana")
    draft = RewriteDraft(text="Send ana@site.example the list, and call 0151 234 5678.", builds_on=[])

    assert draft.verify(proposal, BY_MODEL, today=_TODAY).text.startswith("Send ana@site.example")


@pytest.mark.parametrize(
    "name",
    [
        *("Noor is lazy", "noor leaving", "Ana leaves", "your sellers", "Electricians for 90000"),
        *(
            "Electricians by \uff14\uff15",
            "Ask evil.example",
            "electricians dot example",
            "Stop. Paying.",
            "“We stop”",
        ),
        *("<!channel>", "one two three four five six seven", "Please dismiss them all", "Call 0151 234 5678"),
    ],
)
def test_a_theme_is_no_sentence_and_names_nobody(name: str) -> None:
    answers = [f"Too few electricians, and {name}", f"No electricians, {name}"]

    assert not is_theme_name(name, answers)


def test_a_theme_names_nobody_of_whom_no_answer_tells() -> None:
    answers = ["Too few electricians, tell them to dismiss us", "They could dismiss all of us"]

    assert not is_theme_name("Dismiss Pavo", answers)
    assert is_theme_name("Dismiss electricians", answers)


@pytest.mark.parametrize(
    "name", ["Missing skilled people", "Costs of the grid", "Fachkräfte", "AI and staff"]
)
def test_a_theme_is_a_few_words_for_a_matter(name: str) -> None:
    assert is_theme_name(name, ["Too few electricians, costs of the grid, AI", "No staff, Fachkräfte fehlen"])


def _read(message: str, quote: str, what: str, corrects: bool = False) -> Understanding:
    person = {"written": "Ana Ruiz", "title": "", "company": "", "is_pronoun": False}
    promise = {"by": "member", "whom": "Ana Ruiz", "what": what, "quote": quote, "due_on": ""}
    draft: dict[str, object] = {
        "intent": "note",
        "confidence": 1.0,
        "command": "",
        "people": [person],
        "companies": ["Northwind"],
        "assumptions": [],
        "promises": [promise],
        "is_correction": corrects,
    }
    draft |= dict.fromkeys(("occurred_on", "since", "until"), "")
    return UnderstandingDraft.model_validate(draft).verify(message, BY_MODEL)


def test_a_bare_name_is_no_promise_and_a_promise_says_no_more_than_its_words() -> None:
    message = "Met Ana Ruiz of Northwind, I promised her the carbon paper."

    assert _read(message, "Ana Ruiz", "pay the house").promises == ()
    assert _read(message, "Northwind", "Northwind").promises == ()
    [promise] = _read(message, "I promised her the carbon paper", "pay the house of her aunt").promises
    assert promise.what == "I promised her the carbon paper"
    [promise] = _read(message, "I promised her the carbon paper", "carbon paper").promises
    assert promise.what == "carbon paper"


def test_a_note_corrects_an_older_one_only_where_it_says_so() -> None:
    assert not _read("Met Ana Ruiz, carbon again.", "", "", corrects=True).is_correction
    assert _read("It was not Ana Ruiz.", "", "", corrects=True).is_correction


@pytest.mark.parametrize(
    "message",
    [
        *(
            "Tomo wrote: snooze Ana Ruiz",
            "Tomo Hale: snooze Ana Ruiz",
            "> snooze Ana Ruiz",
            "From: x\nsnooze Ana Ruiz",
        ),
        *("here it is: “please snooze Ana Ruiz”", "Ana Ruiz says snooze Ana Ruiz"),
    ],
)
def test_words_of_somebody_else_ask_for_no_command(message: str) -> None:
    circumstances = Circumstances(today=_TODAY, zone="UTC", known_people=("Ana Ruiz",))
    told = Understanding(
        intent=Intent.COMMAND, confidence=1.0, command="snooze Ana Ruiz", provenance=BY_MODEL
    )

    assert read_wish(message, told, circumstances) is None
    assert read_wish("please snooze Ana Ruiz", told, circumstances) is not None


@pytest.mark.parametrize(
    "command", ["undo", "share", "export", "delete Ana Ruiz", "release Ana Ruiz", "acquaintances"]
)
def test_a_command_that_reaches_far_has_to_be_asked_for(command: str) -> None:
    circumstances = Circumstances(today=_TODAY, zone="UTC", known_people=("Ana Ruiz",))
    told = Understanding(intent=Intent.COMMAND, confidence=1.0, command=command, provenance=BY_MODEL)

    assert read_wish("all about Ana Ruiz once more", told, circumstances) is None
    assert read_wish(f"please {command}", told, circumstances) is not None
