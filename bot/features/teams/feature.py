"""Account teams, their living document, and notes shared with them (S6, B6)."""

from __future__ import annotations

from bot.core.events import Added, Changed, Removed, quote_no_more
from bot.core.feature import Feature, Record
from bot.features.teams import commands, events
from bot.features.teams.checks import CHECKS
from bot.features.teams.contracts.values import AccountTeam
from bot.features.teams.handlers import documents, sharing, teams
from bot.features.teams.rules import TeamDocument
from bot.features.teams.sections import SECTIONS
from bot.features.teams.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="teams",
    rules=("S6", "B6"),
    handlers={
        commands.ShowTeams: teams.show_teams,
        commands.EditTeam: teams.edit_team,
        commands.SaveTeam: teams.save_team,
        commands.LeaveTeam: teams.leave_team,
        commands.TellTeam: teams.tell_team,
        commands.TakeBackShared: teams.take_back_shared,
        commands.TellDocumentChange: documents.tell_of_change,
        commands.ShowTeamDocument: documents.show_team_document,
        commands.EditTeamDocument: documents.edit_team_document,
        commands.SaveTeamDocument: documents.save_team_document,
        commands.AddDecision: documents.add_decision,
        commands.SaveDecision: documents.save_decision,
        commands.TeamDocumentHistory: documents.team_document_history,
        commands.CompareVersions: documents.compare_versions,
        commands.ListShareable: sharing.list_shareable,
        commands.ShareNote: sharing.share_note,
        commands.SaveSharing: sharing.save_sharing,
        commands.TakeBackNote: sharing.take_back_note,
    },
    checks=CHECKS,
    subcommands=SUBCOMMANDS,
    sections=SECTIONS,
    at_home=(AccountTeam, TeamDocument),
    records=(
        Record(AccountTeam, links=("members",), opens_space="members", comes_back=False),
        Record(TeamDocument, subject="team_id", comes_back=False),
    ),
    events={
        Added(AccountTeam): events.tell_members,
        Changed(AccountTeam): (events.tell_members, events.hide),
        Removed(AccountTeam): (events.tell_members, events.hide),
        Added(TeamDocument): events.tell_of_document,
        Removed(TeamDocument): quote_no_more,
    },
)
