"""What is said around a round: skipped, put off, nothing to ask about, and the like (T1, T4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.core.cards import Button, Card, Row, Style
from bot.core.rich import Bold, Code, Day, Rich, rich
from bot.core.words import join_words, shorten
from bot.features.rounds.commands import AnswerInForm, ChooseAccounts, OpenRound, ShowRound
from bot.features.rounds.contracts.values import Round, RoundKind


def skipped_card(round: Round) -> Card:
    """This period's round is left out."""
    week = "month" if round.kind is RoundKind.STRATICAL else "week"
    return Card(
        text=(f"Skipped for this {week}. Nothing is lost; the next one comes as usual.",),
        buttons=(Button(label="Answer after all", command=ShowRound(round.id)),),
    )


def snoozed_card(round: Round, until: Rich) -> Card:
    """The round comes again later."""
    return Card(
        text=rich("I'll come back with it ", *until, "."),
        buttons=(Button(label="Show it now", command=ShowRound(round.id)),),
    )


def on_leave(first: date, last: date) -> Card:
    """No round comes meanwhile."""
    return Card(text=rich("Enjoy it. Nothing comes from me from ", Day(first), " to ", Day(last), "."))


def no_accounts() -> Card:
    """There is nothing to ask about yet."""
    return Card(
        text=("A look ahead needs a company to look at, and I know none of yours yet.",),
        context=rich("Tell me about one: ", Code("Met Ana Ruiz from Northwind")),
    )


def no_such_account(name: str, near: Sequence[str]) -> Card:
    """An account that nobody has told of; asked, never guessed."""
    rows = tuple(
        Row(text=(Bold(each),), button=Button(label="This one", command=OpenRound(each))) for each in near
    )
    return Card(
        text=rich("I know no company called ", Bold(shorten(name, 60)), "."),
        parts=rows,
        context=() if rows else rich("Tell me who is there first: ", Code("/tactegic account Ana Northwind")),
    )


def three_already(names: Sequence[str], round: Round) -> Card:
    """A fourth account: the member chooses which three."""
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
    """The stratical round is a leader's."""
    return Card(
        text=("The stratical round asks about a whole organization; it comes to leaders.",),
        context=rich("If you lead one: ", Code("/tactegic role leader")),
    )


def open_form(round: Round, account_id: str, name: str) -> Card:
    """Where no form could be opened."""
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
