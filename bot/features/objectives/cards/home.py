"""The part of the Home tab on alliances: document and objective of each (S6, F7, B5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.cards import Button, Part, Passage, Row
from bot.core.deliveries import About
from bot.core.rich import Bold, Italic, rich
from bot.core.words import plural, shorten
from bot.features.objectives.commands import EditObjective, ShowObjective
from bot.features.objectives.contracts.values import MutualObjective
from bot.features.teams.commands import EditTeam, EditTeamDocument, ShowTeamDocument, ShowTeams
from bot.features.teams.contracts.values import AccountTeam


@dataclass(frozen=True, slots=True, kw_only=True)
class AllianceView:
    """An alliance with the version of its document (0 for none) and its objective."""

    team: AccountTeam
    account_id: str
    """The member's own account of that name; empty for none."""
    document_id: str
    version: int
    objective: MutualObjective | None

    @property
    def about(self) -> About:
        """Ids of the team, its document and its objective."""
        found = self.objective.about if self.objective else ()
        return tuple(id for id in (self.team.id, self.document_id, *found) if id)


def alliances(rows: Sequence[AllianceView], total: int) -> list[Part]:
    """Each alliance with what it lacks, and one thing to do about it."""
    if not rows:
        begin = Button(label="Make a team", command=EditTeam(), opens_form=True)
        words = "None yet. Begin with the team that works with one partner."
        return [Row(text=rich(Bold("Your alliances"), f"\n{words}"), button=begin)]
    said = f"{plural(total, 'alliance')}, by name."
    parts: list[Part] = [Passage(heading="Your alliances", text=(said,)), *map(_row, rows)]
    if total > len(rows):
        show = Button(label="Show all", command=ShowTeams())
        parts.append(Row(text=(f"{total - len(rows)} more",), button=show))
    return parts


def _row(row: AllianceView) -> Row:
    document = f"document in version {row.version}" if row.version else "no document yet"
    objective = (
        rich("\nObjective: ", Italic(shorten(row.objective.text, 110)))
        if row.objective
        else ("\nNo objective that both sides agreed on yet",)
    )
    text = rich(Bold(row.team.account), f" · {document}", *objective)
    return Row(text=text, menu=(_step(row), *_others(row)))


def _step(row: AllianceView) -> Button:
    if row.version:
        return Button(label="Open the document", command=ShowTeamDocument(team_id=row.team.id))
    return Button(label="Begin the document", command=EditTeamDocument(row.team.id), opens_form=True)


def _others(row: AllianceView) -> tuple[Button, ...]:
    if row.objective:
        return (Button(label="Objective", command=ShowObjective(objective_id=row.objective.id)),)
    if row.account_id:
        edit = EditObjective(account_id=row.account_id)
        return (Button(label="Write the objective", command=edit, opens_form=True),)
    return ()
