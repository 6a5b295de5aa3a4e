"""What can be typed after `/tactegic`: teams (S6, B6)."""

from __future__ import annotations

from bot.core.subcommand import Subcommand, parse_paged, unquote
from bot.features.teams.commands import ListShareable, ShowTeamDocument, ShowTeams
from bot.features.teams.rules import note_meant

SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="team-document",
        arguments="ACCOUNT",
        parse=lambda rest: ShowTeamDocument(unquote(rest)),
        from_words=lambda words: ShowTeamDocument(words.company),
        summary="purpose, ways of working and decisions, shared with the account team",
        example="team-document Northwind",
        topic="teams",
        aliases=("teamdoc", "document"),
    ),
    Subcommand(
        name="team",
        arguments="[ACCOUNT]",
        parse=lambda rest: parse_paged(rest, ShowTeams),
        from_words=lambda words: ShowTeams(words.company),
        summary="the colleagues who work an account with you",
        example="team Northwind",
        topic="teams",
        aliases=("teams",),
    ),
    Subcommand(
        name="share",
        arguments="[WORDS]",
        parse=lambda rest: parse_paged(rest, lambda about, page: ListShareable(page, about)),
        from_words=lambda words: ListShareable(about=note_meant(words.text)),
        summary="share a note with an account team, or take it back",
        example="share",
        topic="teams",
        aliases=("shared", "unshare"),
    ),
)
