"""Forms and lists around the investment tests: a new action, a dispute, why, earlier ones, the plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.core.cards import Button, Card, Field, FieldKind, Form, Option, Part, Passage, Row
from bot.core.coaching.investment import Assessment, InvestmentTest, Network, Verdict
from bot.core.commands import Undo
from bot.core.knowledge.choices import InvestmentTestsBank
from bot.core.paging import page_buttons, pages
from bot.core.rich import Bold, Code, Italic, Rich, rich
from bot.core.words import join_words, plural, quiet, shorten
from bot.features.assessment.cards.card import NAMES, WORDS, local_day
from bot.features.assessment.commands import AssessWritten, KeepDispute, ListAssessments, OpenAssessment
from bot.features.assessment.contracts.cards import in_words
from bot.features.plans.contracts import Activity

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
) -> Form:
    """The form for an action: new, from a message, or worded anew."""
    chosen = network.value if network else ""
    return Form(
        title="Test an action",
        submit=AssessWritten(revises, card),
        submit_label="Test it",
        parts=(Passage(heading="What would pass", text=(Italic(better),)),) if better else (),
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
    """Which verdict the member sees differently, and why."""
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
    """Each test in plain words, what the verdict rests on, and where the test comes from."""
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
    """The three tests in the conversation, where no form could be opened."""
    rows = [
        Passage(heading=NAMES[judgement.test], text=(bank.tests[judgement.test.value].explanation,))
        for judgement in assessment.judgements
    ]
    return Card(text=("An action counts as an investment when all three pass.",), parts=tuple(rows))


def history(rows: Sequence[tuple[Assessment, Sequence[str]]], *, total: int, page: int, zone: str) -> Card:
    """One page of earlier tests; pairs of assessment and names."""
    if not total:
        return Card(
            text=("You haven't tested an action yet.",),
            context=rich("Try ", Code("/tactegic test I'm thinking of sending Ana a gift basket")),
        )
    return Card(
        header="Earlier tests",
        text=(f"{plural(total, 'action')} tested, the newest first.",),
        parts=tuple(_row(assessment, names, zone) for assessment, names in rows),
        context=quiet(pages(page, total)),
        buttons=page_buttons(page, total, ListAssessments),
    )


def _row(assessment: Assessment, names: Sequence[str], zone: str) -> Row:
    whose: Rich = (" · ", join_words(list(names))) if names else ()
    disputed: Rich = (" · ", Italic("you disagreed")) if assessment.disputes else ()
    return Row(
        text=rich(
            Bold(in_words(assessment)),
            " · ",
            local_day(assessment.created_at, zone),
            *whose,
            *disputed,
            "\n",
            shorten(assessment.action, 140),
        ),
        button=Button(label="Open", command=OpenAssessment(assessment.id)),
    )


def on_plan(activity: Activity, person: str, change: str) -> Card:
    """An action went onto the plan."""
    whose: Rich = (" for ", Bold(person)) if person else ()
    gap = "There is a gap in brackets to fill in when you know." if "[" in activity.text else ""
    return Card(
        text=rich("On your plan", *whose, "."),
        parts=(Passage(text=(Italic(f"“{shorten(activity.text, 300)}”"),)),),
        context=quiet(gap),
        buttons=(Button(label="Undo", command=Undo(change)),),
    )


def already_planned(activity: Activity, person: str) -> Card:
    """It is on the plan as it is."""
    whose = f" for {person}" if person else ""
    return Card(text=rich(f"It is on your plan{whose} already: ", Italic(f"“{shorten(activity.text, 200)}”")))


def what_action() -> Card:
    """A test without an action."""
    return Card(
        text=("What are you thinking of doing?",),
        context=rich("For example ", Code("/tactegic test I'm thinking of sending Ana a gift basket")),
    )


def is_gone() -> Card:
    """The assessment was undone or erased."""
    return Card(text=("That test is no longer there: it was undone or erased.",))


def gone_form() -> Form:
    """The same in a form."""
    return Form(
        title="No longer there", parts=(Passage(text=("That test was undone or erased meanwhile.",)),)
    )


def assessing_status() -> str:
    """The status while an action is being judged."""
    return "holding it against the three tests ..."
