"""The forms of an action, of a dispute and of why there are these tests (R3, R4)."""

from __future__ import annotations

from collections.abc import Mapping

from bot.core.cards import Card, Field, FieldKind, Form, Option, Part, Passage
from bot.core.coaching.investment import Assessment, InvestmentTest, Network, Verdict
from bot.core.common_cards import words_of_a_message
from bot.core.knowledge.choices import InvestmentTestsBank
from bot.core.rich import Italic, rich
from bot.core.words import join_words
from bot.features.assessment.cards.verdicts import NAMES, WORDS
from bot.features.assessment.commands import AssessWritten, KeepDispute

LONGEST = 3_000
"""Characters of an action."""


WRITE_AN_ACTION = "Write what you are thinking of doing; a few words are enough."


WHICH_TEST = "Pick the test that you see differently."


SAY_WHY = "Say in a few words what I got wrong; I keep it for next time."


def action_form(
    action: str,
    *,
    network: Network | None = None,
    revises: str = "",
    card: str | None = None,
    better: str = "",
    is_message: bool = False,
) -> Form:
    """The form for an action: new, worded anew, or with the words of a message (`is_message`)."""
    chosen = network.value if network else ""
    return Form(
        title="Test an action",
        submit=AssessWritten(revises, card),
        submit_label="Test it",
        parts=(
            *((Passage(heading="What would pass", text=(Italic(better),)),) if better else ()),
            *((words_of_a_message(),) if is_message else ()),
        ),
        fields=(
            Field(
                name="action",
                label="What you are thinking of doing",
                kind=FieldKind.LINES,
                value=action[:LONGEST],
                placeholder="e.g. Send Ana Ruiz a gift basket",
                hint="Name the person, and say what you would do yourself",
                max_length=LONGEST,
            ),
            Field(
                name="network",
                label="Whose network it serves",
                kind=FieldKind.RADIO,
                value=chosen,
                options=(
                    Option(Network.CLIENT.value, "A client, a partner or a colleague"),
                    Option(Network.CAREER.value, "My own career network"),
                ),
                optional=True,
            ),
        ),
    )


def dispute_form(assessment: Assessment, card: str | None) -> Form:
    """The form that asks which verdict the member sees differently, and why."""
    first = next((j.test for j in assessment.judgements if j.verdict is not Verdict.PASS), None)
    options = tuple(Option(test.value, NAMES[test]) for test in InvestmentTest)
    return Form(
        title="I see it differently",
        submit=KeepDispute(assessment.id, card),
        submit_label="Keep it",
        parts=(Passage(text=("The verdict stays, and so does your reason: I show it with the next test.",)),),
        fields=(
            Field(
                name="test",
                label="Which test",
                kind=FieldKind.RADIO,
                value=first.value if first else "",
                options=options,
            ),
            Field(name="reason", label="Why", kind=FieldKind.LINES, max_length=1_000),
        ),
    )


def why_form(assessment: Assessment, bank: InvestmentTestsBank, notes: Mapping[str, int]) -> Form:
    """The form that explains each test, what its verdict rests on, and where the tests come from."""
    parts: list[Part] = []
    for judgement in assessment.judgements:
        text = bank.tests[judgement.test.value]
        quotes = [
            f"“{evidence.quote}”" + (f" [{notes[evidence.note_id]}]" if evidence.note_id in notes else "")
            for evidence in judgement.evidence
        ]
        rests = f"\nThis one {WORDS[judgement.verdict]}. {judgement.why} {join_words(quotes)}".rstrip()
        parts.append(
            Passage(
                heading=NAMES[judgement.test], text=rich(text.asks, "\n", text.explanation, Italic(rests))
            )
        )
    parts.append(
        Passage(
            text=rich(
                "An action counts as an investment when all three pass. After ",
                Italic(bank.source.article),
                f" ({bank.source.author}).",
            )
        )
    )
    return Form(title="Why these tests", parts=tuple(parts))


def why_card(assessment: Assessment, bank: InvestmentTestsBank) -> Card:
    """The card that explains the three tests, where no form could be opened."""
    rows = [
        Passage(heading=NAMES[judgement.test], text=(bank.tests[judgement.test.value].explanation,))
        for judgement in assessment.judgements
    ]
    return Card(text=("An action counts as an investment when all three pass.",), parts=tuple(rows))
