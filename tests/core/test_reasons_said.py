"""What the rules found is put into words: the facts of a score, signs of fit, and why something counts."""

from __future__ import annotations

from datetime import date

import pytest

from bot.core.documents import DocumentFlaw
from bot.core.given_and_received import Value
from bot.features.fit.cards.review import sign_words
from bot.features.fit.rules import FitSide, Sign, SignKind
from bot.features.partner_view.cards import questions
from bot.features.partner_view.rules import Aspect, AspectView
from bot.features.score.cards import facts_words
from bot.features.score.contracts.records import (
    DepthFacts,
    FutureFacts,
    ObjectiveFacts,
    PromiseFacts,
    ReciprocityFacts,
    RhythmFacts,
    ScoreFacts,
    ValueFacts,
)
from bot.features.share_of_future.cards import reason_said
from bot.features.share_of_future.rules import Deed, DeedReason, Serves
from bot.features.text_check.cards.refusals import describe_flaw


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (RhythmFacts(None, 60, False), "no touch in the last year"),
        (RhythmFacts(0, 30, True), "last touch today, against a rhythm of 30 days"),
        (RhythmFacts(1, 60, False), "last touch 1 day ago, against 60 days, as no rhythm is set"),
        (
            ReciprocityFacts(1, 1, 0, 1, 2),
            "of 1 touch you took part in 1, they in 0; 1 promise of yours, 2 of theirs",
        ),
        (DepthFacts(2, 1, 1), "2 talks, 1 note, 1 of them on something frank"),
        (PromiseFacts(0, 0), "no promise was kept or broken so far"),
        (PromiseFacts(2, 1), "2 kept, 1 broken or overdue"),
        (ObjectiveFacts(False), "none is written down yet"),
        (ObjectiveFacts(True), "written down"),
        (FutureFacts(0), "nothing about the coming years yet"),
        (FutureFacts(2), "2 times about the coming years"),
        (ValueFacts(()), "nothing on record"),
        (ValueFacts((Value.INTRODUCTION, Value.WORK)), "introduction, work"),
    ],
)
def test_s3_the_facts_behind_a_score_are_said(facts: ScoreFacts, said: str) -> None:
    assert facts_words(facts) == said


@pytest.mark.parametrize(
    ("sign", "said"),
    [
        (Sign(FitSide.THEY, False, SignKind.UNANSWERED, 2), "2 times in a row only you reached out"),
        (
            Sign(FitSide.THEY, True, SignKind.TOOK_PART, 1, of=1),
            "took part in the only touch of the last year",
        ),
        (
            Sign(FitSide.THEY, True, SignKind.TOOK_PART, 3, of=3),
            "took part in all 3 touches of the last year",
        ),
        (
            Sign(FitSide.THEY, True, SignKind.TOOK_PART, 2, of=3),
            "took part in 2 of 3 touches of the last year",
        ),
        (Sign(FitSide.ME, False, SignKind.QUIET, 99), "no touch for 99 days"),
        (Sign(FitSide.ME, True, SignKind.IN_TOUCH, 0), "in touch today"),
        (Sign(FitSide.ME, True, SignKind.IN_TOUCH, 1), "in touch 1 day ago"),
        (Sign(FitSide.ME, False, SignKind.PROMISES_MISSED, 1), "1 of your promises broken or overdue"),
        (Sign(FitSide.THEY, True, SignKind.PROMISES_KEPT, 2), "2 of their promises kept"),
        (Sign(FitSide.ME, True, SignKind.GAVE, 1), "your notes tell of something you gave"),
        (Sign(FitSide.THEY, True, SignKind.GAVE, 1), "your notes tell of something they gave"),
        (
            Sign(FitSide.ME, False, SignKind.ONLY_TOOK, 1),
            "you received something in the last half year and gave nothing on record",
        ),
        (
            Sign(FitSide.THEY, False, SignKind.ONLY_TOOK, 2),
            "you gave 2 times in the last half year and nothing came back on record",
        ),
    ],
)
def test_f5_a_sign_is_said(sign: Sign, said: str) -> None:
    assert sign_words(sign) == said


@pytest.mark.parametrize(
    ("kind", "serves", "why", "said"),
    [
        ("touch", Serves.FUTURE, DeedReason.SAID, "you said so"),
        ("touch", Serves.FUTURE, DeedReason.LOOK_AHEAD, "an answer of your look ahead"),
        ("touch", Serves.FUTURE, DeedReason.WORDS, "the note speaks of coming years"),
        ("activity", Serves.CURRENT, DeedReason.WORDS, "it speaks of a deal"),
        ("activity", Serves.UNSURE, DeedReason.WORDS, "the words don't tell"),
        ("touch", Serves.CURRENT, DeedReason.DEAL_ONLY, "held for a deal only"),
        ("touch", Serves.FUTURE, DeedReason.STRATEGIC, "chosen because of your vision"),
    ],
)
def test_t6_why_something_counts_is_said(kind: str, serves: Serves, why: DeedReason, said: str) -> None:
    assert reason_said(Deed(kind=kind, id="d", on=date(2026, 3, 5), serves=serves, why=why)) == said


def test_s4_what_the_notes_leave_open_is_asked_first() -> None:
    asked = questions([AspectView(Aspect.MOVES, ()), AspectView(Aspect.WANTS, ())], "Ana")

    assert asked == (
        "If Ana were asked what came of knowing you, what would the answer be?",
        "What would have to happen for Ana to stop taking your calls?",
        "What would Ana name as the hardest thing of the next two years?",
    )


@pytest.mark.parametrize("flaw", DocumentFlaw)
def test_each_flaw_of_a_document_is_a_sentence(flaw: DocumentFlaw) -> None:
    said = describe_flaw(flaw, 3_000_000, 2_000_000)

    assert said.endswith(".")
    assert said[0].isupper()
