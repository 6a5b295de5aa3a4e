"""What can be wrong with the forms that erase (B6)."""

from __future__ import annotations

from bot.core.commands import FormValues
from bot.core.feature import Checks, of_values
from bot.core.form_values import empty_fields, text_of
from bot.features.own_data.cards.erasing import NOBODY_CHOSEN, WORD, WRONG_WORD
from bot.features.own_data.commands import SubmitErasure, SubmitMemberErasure


def _check_word(values: FormValues) -> dict[str, str]:
    return {} if text_of(values, "word").casefold() == WORD.casefold() else {"word": WRONG_WORD}


def _check_member(values: FormValues) -> dict[str, str]:
    return empty_fields(values, member=NOBODY_CHOSEN) | _check_word(values)


CHECKS: Checks = {
    SubmitErasure: of_values(_check_word),
    SubmitMemberErasure: of_values(_check_member),
}
