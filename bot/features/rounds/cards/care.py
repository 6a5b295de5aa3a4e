"""Cards around a round: it is skipped, put off, or has nothing to ask about (T1, T4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot.core.cards import Button, Card, Row, Style
from bot.core.rich import Bold, Code, Day, Rich, rich
from bot.core.words import join_words, shorten
from bot.features.rounds.commands import AnswerInForm, ChooseAccounts, OpenRound, ShowRound, SkipRound
from bot.features.rounds.contracts.values import Round, RoundKind


def skipped_card(round: Round) -> Card:
    """Say that this period's round is left out."""
    week = "month" if round.kind is RoundKind.STRATICAL else "week"
    return Card(
        text=(f"Skipped for this {week}. Nothing is lost; the next one comes as usual.",),
        buttons=(Button(label="Answer after all", command=ShowRound(round.id)),),
    )


def snoozed_card(round: Round, at: datetime, today: date) -> Card:
    """Say when a round that was put off comes again; `at` is the member's local time."""
    return Card(
        text=rich("I'll come back with it ", *_when(at, today), "."),
        buttons=(Button(label="Show it now", command=ShowRound(round.id)),),
    )


def put_off_card(round: Round, at: datetime, today: date) -> Card:
    """Say that the questions stop here, and when the rest comes; `at` is the member's local time."""
    return Card(
        text=rich("Enough for now. I'll come back with the open questions ", *_when(at, today), "."),
        context=("What you answered is kept",),
        buttons=(
            Button(label="Go on now", command=ShowRound(round.id)),
            Button(label="Skip the rest", command=SkipRound(round.id)),
        ),
    )


def _when(at: datetime, today: date) -> Rich:
    return (f"today at {at:%H:%M}",) if at.date() == today else ("on ", Day(at.date()), f" at {at:%H:%M}")


def on_leave(first: date, last: date) -> Card:
    """Say that nothing comes while the member is away."""
    return Card(text=rich("Enjoy it. Nothing comes from me from ", Day(first), " to ", Day(last), "."))


def no_accounts() -> Card:
    """Say that no company is known yet to ask about."""
    return Card(
        text=("A look ahead needs a company to look at, and I know none of yours yet.",),
        context=rich("Tell me about one: ", Code("Met Ana Ruiz from Northwind")),
    )


def no_such_account(name: str, near: Sequence[str]) -> Card:
    """Say that no company has this name, and offer those with names `near` it."""
    rows = tuple(
        Row(text=(Bold(each),), button=Button(label="This one", command=OpenRound(each))) for each in near
    )
    return Card(
        text=rich("I know no company called ", Bold(shorten(name, 60)), "."),
        parts=rows,
        context=() if rows else rich("Tell me who is there first: ", Code("/tactegic account Ana Northwind")),
    )


def three_already(names: Sequence[str], round: Round) -> Card:
    """Say that the round has three accounts already, and let the member choose which."""
    return Card(
        text=(
            f"This week is about {join_words([shorten(n, 60) for n in names])}; "
            "three are enough for one week.",
        ),
        buttons=(
            Button(
                label="Choose others", command=ChooseAccounts(round.id), opens_form=True, style=Style.PRIMARY
            ),
            Button(label="Show the round", command=ShowRound(round.id)),
        ),
    )


def for_leaders() -> Card:
    """Say that the stratical round comes to leaders only."""
    return Card(
        text=("The stratical round asks about a whole organization; it comes to leaders.",),
        context=rich("If you lead one: ", Code("/tactegic role leader")),
    )


def open_form(round: Round, account_id: str, name: str) -> Card:
    """Offer the form with an account's questions, where none could be opened at once."""
    return Card(
        text=rich("All questions about ", Bold(shorten(name, 80)), " in one form:"),
        buttons=(
            Button(
                label="Open the form",
                command=AnswerInForm(round.id, account_id),
                opens_form=True,
                style=Style.PRIMARY,
            ),
        ),
    )
