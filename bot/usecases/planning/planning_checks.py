"""What is wrong with a form about plans, goals, meetings, objectives or teams, by field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.domain.goals import GoalPeriod
from bot.domain.objectives import lack_of
from bot.messages.commands import FormCommand
from bot.messages.planning import (
    SaveActivity,
    SaveAgenda,
    SaveGoal,
    SaveObjective,
    SaveReview,
    SaveSummary,
)
from bot.messages.teams import SaveDecision, SaveReportingLine, SaveTeam, SaveTeamDocument
from bot.texts import planning_forms as texts
from bot.usecases.form_values import choices_of, text_of

Wrong = dict[str, str]


def _needs(field: str, sentence: str) -> Callable[[Any], Wrong]:
    return lambda command: {} if text_of(command.values, field) else {field: sentence}


def _goal(command: SaveGoal) -> Wrong:
    wrong = _needs("text", texts.WHAT_TO_REACH)(command)
    if text_of(command.values, "period") not in {each.value for each in GoalPeriod}:
        wrong["period"] = texts.WHICH_PERIOD
    return wrong


def _either(*fields: str) -> Callable[[Any], Wrong]:
    def check(command: Any) -> Wrong:
        said = any(text_of(command.values, field) for field in fields)
        return {} if said else {fields[0]: texts.WRITE_SOMETHING}

    return check


def _objective(command: SaveObjective) -> Wrong:
    """A description that helps one side only comes back with what is missing, by party (F7)."""
    wrong = _needs("text", texts.WHAT_TOGETHER)(command)
    sides = (("ours", command.ours, True), ("theirs", command.theirs, False))
    for field, party, is_own in sides:
        lack = lack_of(text_of(command.values, field), is_own=is_own)
        if lack is not None:
            wrong[field] = texts.lack_sentence(party, lack)
    name, benefit = text_of(command.values, "third"), text_of(command.values, "third_benefit")
    if name and (lack := lack_of(benefit, is_own=False)) is not None:
        wrong["third_benefit"] = texts.lack_sentence(name, lack)
    if benefit and not name:
        wrong["third"] = texts.WRITE_SOMETHING
    return wrong


def _team(command: SaveTeam) -> Wrong:
    wrong = {} if command.team_id else _needs("account", texts.WHICH_ACCOUNT)(command)
    if not choices_of(command.values, "members"):
        wrong["members"] = texts.WHO_IS_ON_IT
    return wrong


def _line(command: SaveReportingLine) -> Wrong:
    return {field: texts.WHO_REPORTS for field in ("seller", "manager") if not text_of(command.values, field)}


PLANNING_CHECKS: dict[type[FormCommand], Callable[[Any], Wrong]] = {
    SaveActivity: _needs("text", texts.WHAT_WILL_YOU_DO),
    SaveGoal: _goal,
    SaveAgenda: _needs("agenda", texts.WRITE_SOMETHING),
    SaveSummary: _needs("summary", texts.WRITE_SOMETHING),
    SaveReview: _either("well", "next"),
    SaveObjective: _objective,
    SaveTeam: _team,
    SaveTeamDocument: _either("purpose", "together"),
    SaveDecision: _needs("text", texts.WHAT_WAS_DECIDED),
    SaveReportingLine: _line,
}
"""The checks of this capability, each of the whole command."""
