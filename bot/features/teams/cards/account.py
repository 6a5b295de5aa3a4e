"""The part of an account's page on its team (S6)."""

from __future__ import annotations

from bot.core.cards import Button, Part, Row
from bot.core.rich import Bold, rich
from bot.features.teams.commands import ShowTeamDocument
from bot.features.teams.contracts.cards import TeamView, people_line


def team_part(view: TeamView) -> tuple[Part, ...]:
    """Who is on the team, and the way to its document."""
    document = Button(label="Team document", command=ShowTeamDocument(team_id=view.team.id))
    return (Row(text=rich(Bold("Team"), "\n", *people_line(view.people)), button=document),)
