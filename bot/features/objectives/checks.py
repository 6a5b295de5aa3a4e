"""What is wrong with a form that was sent, by field: objectives (F7)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.core.common_cards import WRITE_SOMETHING
from bot.core.feature import Checks, of_command
from bot.core.form_values import text_of
from bot.features.objectives.cards import forms as texts
from bot.features.objectives.commands import SaveObjective
from bot.features.objectives.rules import lack_of

Wrong = dict[str, str]


def _needs(field: str, sentence: str) -> Callable[[Any], Wrong]:
    return lambda command: {} if text_of(command.values, field) else {field: sentence}


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
        wrong["third"] = WRITE_SOMETHING
    return wrong


CHECKS: Checks = {
    SaveObjective: of_command(_objective),
}
"""By the form that is sent."""
