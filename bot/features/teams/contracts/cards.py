"""Parts of cards that other features may show: teams (S6, B6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.cards import Button, Card, Field, FieldKind, Form, Option, Passage
from bot.core.deliveries import About
from bot.core.identity import Space
from bot.core.rich import MemberName, Rich, Span, rich
from bot.core.words import join_words, plural, shorten
from bot.features.teams.commands import ShowTeams
from bot.features.teams.contracts.values import AccountTeam

NOT_ON_IT = "You are not on that team any more."
_MOST_TICKS, _MOST_CHOICES = 10, 100
"""What Slack shows as boxes to tick, and in a list to choose from."""


@dataclass(frozen=True, slots=True)
class TeamView:
    """A team with the people on it."""

    team: AccountTeam
    people: Sequence[MemberName]

    @property
    def about(self) -> About:
        """The ids that a card naming the team speaks of."""
        return (self.team.id,)


def people_line(people: Sequence[MemberName]) -> Rich:
    """ "Mira Vale, Jun Brook and Tomo Hale"."""
    spans: list[Span] = []
    for number, person in enumerate(people):
        if number:
            spans.append(" and " if number == len(people) - 1 else ", ")
        spans.append(person)
    return tuple(spans)


def shared_with_line(view: TeamView) -> Rich:
    """Says with whom something is shared."""
    return rich("Shared with the ", view.team.account, " team: ", *people_line(view.people))


def shared_with_accounts(accounts: Sequence[str]) -> str:
    """Says with the teams of which accounts a note is shared, e.g. "Shared with the Northwind team"."""
    teams = join_words([f"the {account} team" for account in accounts])
    return f"Shared with {teams or 'others'}"


def is_gone() -> Card:
    """The team is not there, or not the member's."""
    return Card(
        text=("You are not on that team any more. Nothing was changed.",),
        buttons=(Button(label="My teams", command=ShowTeams()),),
    )


def gone_form(sentence: str) -> Form:
    """A form that says that there is nothing to fill in."""
    return Form(title="Not possible", parts=(Passage(text=(sentence,)),))


def team_choice(teams: Sequence[AccountTeam], spaces: Sequence[Space], hint: str) -> Field:
    """Which teams something is shared with; those whose space is among `spaces` are ticked."""
    options = tuple(
        Option(team.id, shorten(f"{team.account} team ({plural(len(team.members), 'person', 'people')})", 74))
        for team in teams[:_MOST_CHOICES]
    )
    return Field(
        name="teams",
        label="Share with",
        kind=FieldKind.CHECKS if len(options) <= _MOST_TICKS else FieldKind.MULTI,
        values=tuple(team.id for team in teams if team.shared_space in spaces),
        options=options,
        hint=hint,
        optional=True,
    )
