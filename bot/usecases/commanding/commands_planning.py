"""The subcommands about plans, goals, meetings, objectives, teams and roles (B4)."""

from __future__ import annotations

import re

from bot.messages.commands import Command
from bot.messages.planning import (
    AddActivity,
    AddGoal,
    Review,
    ReviewGoals,
    ShowGoals,
    ShowMeeting,
    ShowObjective,
    ShowPlan,
)
from bot.messages.teams import (
    ListReportingLines,
    ListShareable,
    SetReportingLine,
    SetRole,
    ShowRole,
    ShowTeamDocument,
    ShowTeams,
)
from bot.usecases.commanding.subcommand import Incomplete, Subcommand, parse_paged, require, unquote

_PERIOD = re.compile(
    r"^(?P<name>.*?)[\s,]*(?:\b(?:this|for (?:this|the)|a)\s+)?\b(?P<period>week|month|quarter)s?$",
    re.IGNORECASE,
)
_MINE = frozenset({"me", "myself", "my", "own"})
_REPORTS = re.compile(r"^(?P<seller>.+?)\s+(?:reports\s+)?(?:to|->|→)\s+(?P<manager>.+)$", re.IGNORECASE)


def _plan(rest: str) -> Command:
    name, colon, text = rest.strip().partition(":")
    if not colon:
        return parse_paged(
            re.sub(r"^for\s+", "", rest.strip(), flags=re.I), lambda n, page: ShowPlan(n, page=page)
        )
    name = re.sub(r"^(?:add|for)\b\s*", "", name.strip(), flags=re.I)
    if not text.strip():
        raise Incomplete("What will you do, and when? Write it after the colon.")
    return AddActivity(text.strip(), unquote(name))


def _goals(rest: str) -> Command:
    name, colon, text = rest.strip().partition(":")
    if not colon:
        if unquote(rest).casefold() in ("review", "over"):
            return ReviewGoals()
        return parse_paged(
            rest, lambda who, page: ShowGoals("" if who.casefold() in _MINE else who, page=page)
        )
    if not text.strip():
        raise Incomplete("What do you want to reach? Write it after the colon.")
    found = _PERIOD.match(name.strip())
    period, who = (found["period"].lower(), found["name"]) if found else ("", name)
    who = re.sub(r"^(?:with|for)\s+", "", unquote(who), flags=re.I)
    return AddGoal(text.strip(), period, "" if who.casefold() in _MINE else who)


def _role(rest: str) -> Command:
    return SetRole(unquote(rest)) if rest.strip() else ShowRole()


def _reports(rest: str) -> Command:
    words = rest.strip()
    if not words or re.fullmatch(r"(?:page\s+)?\d+", words):
        return parse_paged(words, lambda _, page: ListReportingLines(page))
    found = _REPORTS.match(words)
    if not found:
        raise Incomplete("Who reports to whom? Write both names, with “to” between them.")
    return SetReportingLine(_at(found["seller"]), _at(found["manager"]))


def _at(name: str) -> str:
    return unquote(name).removeprefix("@").strip()


PLANNING: tuple[Subcommand, ...] = (
    Subcommand(
        name="plan",
        arguments="[NAME] or NAME: WHAT AND WHEN",
        parse=_plan,
        summary="show a relationship plan, or put an activity on it",
        example="plan Ana: visit her warehouse on 3 December",
        topic="plans",
        aliases=("plans",),
        takes_colon=True,
    ),
    Subcommand(
        name="goals",
        arguments="[NAME], NAME week: GOAL, or review",
        parse=_goals,
        summary="three key goals for a week, month or quarter",
        example="goals Ana month: learn which challenges she expects for 2028",
        topic="plans",
        aliases=("goal",),
        takes_colon=True,
    ),
    Subcommand(
        name="meeting",
        arguments="NAME",
        parse=require(ShowMeeting, "A meeting with whom? Write the name after the command."),
        summary="agenda and summary of a review meeting with somebody",
        example="meeting Ana",
        topic="meetings",
        aliases=("agenda", "summary"),
    ),
    Subcommand(
        name="review",
        arguments="NAME",
        parse=require(Review, "Whom do you want to look back on? Write the name after the command."),
        summary="your own review of a relationship",
        example="review Ana",
        topic="meetings",
    ),
    Subcommand(
        name="objective",
        arguments="NAME",
        parse=require(ShowObjective, "An objective with whom? Write the name after the command."),
        summary="what you want to reach together, with the benefit to each side",
        example="objective Ana",
        topic="meetings",
        aliases=("mutual",),
    ),
    Subcommand(
        name="team-document",
        arguments="ACCOUNT",
        parse=lambda rest: ShowTeamDocument(unquote(rest)),
        summary="purpose, ways of working and decisions, shared with the account team",
        example="team-document Northwind",
        topic="teams",
        aliases=("teamdoc", "document"),
    ),
    Subcommand(
        name="team",
        arguments="[ACCOUNT]",
        parse=lambda rest: parse_paged(rest, ShowTeams),
        summary="the colleagues who work an account with you",
        example="team Northwind",
        topic="teams",
        aliases=("teams",),
    ),
    Subcommand(
        name="share",
        parse=lambda rest: parse_paged(rest, lambda _, page: ListShareable(page)),
        summary="share a note with an account team, or take it back",
        example="share",
        topic="teams",
        aliases=("shared", "unshare"),
    ),
    Subcommand(
        name="role",
        arguments="[seller, manager, leader or alliance manager]",
        parse=_role,
        summary="say what you do, so that I offer what fits",
        example="role alliance manager",
        topic="roles",
    ),
    Subcommand(
        name="reports",
        arguments="[@SELLER to @MANAGER]",
        parse=_reports,
        summary="see, ask for or end reporting lines",
        example="reports @mira to @tomo",
        topic="roles",
        aliases=("reporting",),
    ),
)
