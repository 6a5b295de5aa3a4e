"""The list of earlier tests (R3)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.cards import Button, Card, Row
from bot.core.coaching.investment import Assessment
from bot.core.common_cards import outcome_words
from bot.core.paging import page_buttons, pages
from bot.core.rich import Bold, Code, Italic, Rich, rich
from bot.core.words import join_words, plural, quiet, shorten
from bot.features.assessment.cards.card import local_day
from bot.features.assessment.commands import ListAssessments, OpenAssessment
from bot.features.assessment.contracts.cards import in_words


def history(rows: Sequence[tuple[Assessment, Sequence[str]]], *, total: int, page: int, zone: str) -> Card:
    """The card with one page of earlier tests; `rows` are pairs of an assessment and the names it is for."""
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
    said = outcome_words(assessment)
    followed: Rich = ("\n", "What followed: ", *said) if said else ()
    return Row(
        text=rich(
            Bold(in_words(assessment)),
            " · ",
            local_day(assessment.created_at, zone),
            *whose,
            *disputed,
            "\n",
            shorten(assessment.action, 140),
            *followed,
        ),
        button=Button(label="Open", command=OpenAssessment(assessment.id)),
    )
