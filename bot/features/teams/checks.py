"""What is wrong with a form that was sent, by field: teams (S6, B6)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.core.common_cards import WRITE_SOMETHING
from bot.core.feature import Checks, of_command
from bot.core.form_values import choices_of, text_of
from bot.features.teams.cards.documents import WHAT_WAS_DECIDED
from bot.features.teams.cards.teams import WHICH_ACCOUNT, WHO_IS_ON_IT
from bot.features.teams.commands import SaveDecision, SaveTeam, SaveTeamDocument

Wrong = dict[str, str]


def _needs(field: str, sentence: str) -> Callable[[Any], Wrong]:
    return lambda command: {} if text_of(command.values, field) else {field: sentence}


def _team(command: SaveTeam) -> Wrong:
    wrong = {} if command.team_id else _needs("account", WHICH_ACCOUNT)(command)
    if not choices_of(command.values, "members"):
        wrong["members"] = WHO_IS_ON_IT
    return wrong


def _either(*fields: str) -> Callable[[Any], Wrong]:
    def check(command: Any) -> Wrong:
        said = any(text_of(command.values, field) for field in fields)
        return {} if said else {fields[0]: WRITE_SOMETHING}

    return check


CHECKS: Checks = {
    SaveTeam: of_command(_team),
    SaveTeamDocument: of_command(_either("purpose", "together")),
    SaveDecision: of_command(_needs("text", WHAT_WAS_DECIDED)),
}
"""By the form that is sent."""
