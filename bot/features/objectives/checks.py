"""What is wrong with a form that was sent, by field: objectives (F7)."""

from __future__ import annotations

from bot.core.common_cards import WRITE_SOMETHING
from bot.core.feature import Checks, of_command
from bot.core.form_values import empty_fields, text_of
from bot.features.objectives.cards import forms
from bot.features.objectives.commands import SaveObjective
from bot.features.objectives.rules import lack_of


def _check_objective(command: SaveObjective) -> dict[str, str]:
    """A description that helps one side only comes back with what is missing, by party (F7)."""
    wrong = empty_fields(command.values, text=forms.WHAT_TOGETHER)
    sides = (("ours", command.ours, True), ("theirs", command.theirs, False))
    for field, party, is_own in sides:
        lack = lack_of(text_of(command.values, field), is_own=is_own)
        if lack is not None:
            wrong[field] = forms.lack_sentence(party, lack)
    name, benefit = text_of(command.values, "third"), text_of(command.values, "third_benefit")
    if name and (lack := lack_of(benefit, is_own=False)) is not None:
        wrong["third_benefit"] = forms.lack_sentence(name, lack)
    if benefit and not name:
        wrong["third"] = WRITE_SOMETHING
    return wrong


CHECKS: Checks = {
    SaveObjective: of_command(_check_objective),
}
"""By the form that is sent."""
