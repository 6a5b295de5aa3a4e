"""A check quotes only what is in the text, with its place; what is hedged is nobody's claim (P5, R2, S5)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coach.model.checking import CheckDraft, PassageDraft, PointDraft
from bot.config import data_root
from bot.core.coaching.checking import Mark, Sort
from bot.core.documents import DocumentPlace, TextDocument
from bot.features.text_check.rules import (
    CheckCues,
    Leaning,
    buyer_acts,
    check,
    claims_control,
    gaps,
    leaning,
    sort_of,
)
from bot.files.knowledge import FileKnowledge

KNOWLEDGE = FileKnowledge(data_root("knowledge"))
CUES = CheckCues(plan=KNOWLEDGE.plan_cues, assumptions=KNOWLEDGE.assumptions, alliance=KNOWLEDGE.alliance)
WORDS = st.sampled_from(
    [
        "We grow by 12 % this year. ",
        "They sign in May. ",
        "In three years ",
        "\n- ",
        "more calls ",
        "risk ",
        "patience ",
        "Ana said ",
        "Dr. ",
        "x\n",
    ]
)
TEXTS = st.lists(WORDS, max_size=20).map("".join) | st.text(max_size=200)


@given(TEXTS)
def test_every_quote_stands_in_the_text_at_its_place(text: str) -> None:
    document = TextDocument(name="x", pages=(text,))

    found = check(document, CUES)

    lines = text.split("\n")
    for finding in found.findings:
        assert finding.quote in text
        assert finding.quote.split("\n")[0] in lines[finding.place.line - 1]
    for point in found.points:
        assert point.quote in text
        assert (point.place is None) == (point.quote == "")


@given(TEXTS)
def test_every_alliance_point_is_there_or_missing_with_a_proposal(text: str) -> None:
    found = check(TextDocument(name="x", pages=(text,)), CUES)

    assert {p.topic for p in found.points} == {t.id for t in CUES.alliance.topics}
    assert all(point.proposal and not point.quote for point in found.missing)


@given(TEXTS, TEXTS)
def test_statements_of_a_paged_paper_know_their_page(first: str, second: str) -> None:
    document = TextDocument(name="x", pages=(first, second), paged=True)

    assert all(each.place.page in (1, 2) for each in document.statements())
    assert {each.place.page for each in document.statements()} <= {1, 2}


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        ("Northwind will sign in May.", True),
        ("They renew in Q3.", True),
        ("The deal closes next week.", True),
        ("It is in the bag.", True),
        ("We will sign in May.", False),
        ("I hope Northwind will sign in May.", False),
        ("They might sign in May.", False),
        ("Ana said they sign in May.", False),
        ("Our team reviews the paper in May.", False),
        ("Northwind signed in May.", False),
    ],
)
def test_r2_what_is_theirs_to_decide(sentence: str, claims: bool) -> None:
    assert claims_control(sentence, CUES.assumptions, buyer_acts(CUES.assumptions)) is claims


def test_abbreviations_do_not_end_a_sentence_and_lists_do_not_run_together() -> None:
    document = TextDocument(
        name="x", pages=("Dr. Ruiz comes on Monday. We talk\n- first point\n2. second point",)
    )

    assert [each.text for each in document.statements()] == [
        "Dr. Ruiz comes on Monday.",
        "We talk",
        "first point",
        "second point",
    ]


def test_p5_proposals_go_with_what_is_found() -> None:
    every = {cue.id for cue in CUES.plan.works_from_future.cues}

    assert gaps(CUES.plan, every) == ()
    assert len(gaps(CUES.plan, ())) == 4


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("The parties agree. This agreement ends by termination; liability is limited.", Sort.CONTRACT),
        ("How we work together: the joint team meets monthly.", Sort.TEAM_DOCUMENT),
        ("Visit Ana in May, bring the sketch.", Sort.PLAN),
    ],
)
def test_a_text_says_what_it_is(text: str, sort: Sort) -> None:
    assert sort_of(text) is sort


def test_a_quote_is_found_across_line_ends_and_nothing_else_is() -> None:
    document = TextDocument(name="x", pages=("one\n", "we share\nthe risk (both)"), paged=True)

    assert document.place_of("share the  risk (both)") == DocumentPlace(1, 2)
    assert document.place_of("share the profit") is None
    assert document.place_of("  ") is None


def test_a_models_quotes_are_looked_up_and_what_is_invented_is_dropped() -> None:
    text = "We like the sea.\nThey come aboard by spring.\nIf a ship is late, both pay."
    document = TextDocument(name="x", pages=(text,))
    draft = CheckDraft(
        passages=[
            PassageDraft(mark="control", quote="They come aboard by spring.", says="tells it as settled."),
            PassageDraft(mark="future", quote="In ten years we fly.", says="names a time years away"),
        ],
        points=[
            PointDraft(topic="risk", quote="If a ship is late, both pay."),
            PointDraft(topic="patience", quote="Nobody wrote this."),
            PointDraft(topic="weather", quote="We like the sea."),
        ],
    )

    found = draft.verify(document, check(document, CUES))

    assert [(f.mark, f.place.line, f.says) for f in found.findings] == [
        (Mark.CONTROL, 2, "tells it as settled")
    ]
    assert [p.topic for p in found.points if p.is_there] == ["risk"]


_SECTIONS = (
    "Revenue\nWe grow ten percent a year until 2030.\n\nAccounts\nWe renew with key accounts as before.\n\n"
    "Team\nEach rep gets the same quota as last year.\n\nOur vision: to be first."
)
_YEARS = "By 2029 sales are 30 percent above last year. In three years the pipeline is twice as large."
_FUTURE = (
    "In 2030 two harbours run their nights on what we learned together. Working backwards, for that we "
    "need people at the port authority whom we do not know yet. Their customers' needs will change."
)
_MIXED = (
    "We renew with key accounts. We keep the pipeline full. The reps share the quota. In 2030 two harbours "
    "plan with us. Our vision is a quiet night. Stepping back, we have to meet people who plan ports. Their "
    "market will shift."
)


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        (_SECTIONS, Leaning.PLAN),
        (_YEARS, Leaning.PLAN),
        (_FUTURE, Leaning.STRATEGY),
        (_MIXED, Leaning.BOTH),
    ],
)
def test_p5_what_goes_on_from_today_is_no_strategy_because_a_year_is_named(text: str, leans: Leaning) -> None:
    assert leaning(check(TextDocument(name="x", pages=(text,)), CUES)) is leans


@pytest.mark.parametrize(
    "clause",
    [
        "For each week of delay a penalty of two percent is due.",
        "Either party may terminate the agreement with three months' notice.",
        "The supplier indemnifies the buyer against claims of third parties.",
    ],
)
def test_s5_penalties_and_the_way_out_deal_with_risk(clause: str) -> None:
    found = check(TextDocument(name="x", pages=(clause,)), CUES)

    assert next(point for point in found.points if point.topic == "risk").quote == clause
