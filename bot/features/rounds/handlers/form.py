"""Takes all answers about one account at once, in a form (T1, T2)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.core.commands import Surface
from bot.core.deliveries import NOTHING
from bot.core.form_values import choices_of, text_of
from bot.core.turn import Turn
from bot.core.words import without_controls
from bot.features.rounds.cards import forms
from bot.features.rounds.cards.care import open_form
from bot.features.rounds.commands import AnswerInForm, SaveAnswers
from bot.features.rounds.contracts.cards import is_gone
from bot.features.rounds.contracts.picture import own_words_of
from bot.features.rounds.contracts.reading import RoundProgress, read_progress
from bot.features.rounds.contracts.values import AnswerOutcome
from bot.features.rounds.handlers.storing import TakenAnswer, read_answer, refuse
from bot.features.rounds.handlers.taking import find_progress, take_answers
from bot.features.rounds.rules.questions import AccountQuestion
from bot.features.rounds.rules.replies import puts_off, says_nothing


async def answer_in_form(turn: Turn[AnswerInForm]) -> None:
    """Fill the form with all questions about one account, and what was answered already."""
    account_id = turn.command.account_id
    progress = await read_progress(turn, turn.command.round_id)
    asked = progress.questions_about(account_id) if progress else []
    if progress is None or not asked:
        await turn.show(forms.gone_form(), otherwise=is_gone(), about=NOTHING)
        return
    name = progress.name(account_id)
    view = forms.RoundFormView(
        round=progress.round,
        account_id=account_id,
        name=name,
        asked=asked,
        words={each.question.id: progress.words(each) for each in asked},
        now=_answers_now(progress, asked),
        today=turn.today,
    )
    form = forms.answers_form(view, _thread_of(turn))
    await turn.show(form, otherwise=open_form(progress.round, account_id, name), about=view.about)


def _thread_of(turn: Turn[Any]) -> str | None:
    """The thread that a form is opened in, as `conversation/message`."""
    in_one = turn.origin.surface is Surface.BUTTON and turn.origin.conversation and turn.thread
    return f"{turn.origin.conversation}/{turn.thread}" if in_one else None


def _answers_now(progress: RoundProgress, asked: Sequence[AccountQuestion]) -> dict[str, str]:
    """The answers of this round by question id, so that the form can change them."""
    found: dict[str, str] = {}
    for each in asked:
        answer = progress.answers.get((each.account_id, each.question.id))
        if answer is not None and answer.given is not AnswerOutcome.PASSED and each.last is not None:
            found[each.question.id] = own_words_of(each.last.note)
    return found


async def save_answers(turn: Turn[SaveAnswers]) -> None:
    """Keep what the form says: new words are answers, ticks are no change, empty fields are open.

    A field that held an answer and was emptied takes that answer back.
    """
    progress = await find_progress(turn)
    if progress is None:
        return
    values, taken = turn.command.values, list[TakenAnswer]()
    unchanged = set(choices_of(values, forms.UNCHANGED))
    for each in progress.questions_about(turn.command.account_id):
        text = without_controls(text_of(values, each.question.id))
        before = progress.answers.get((each.account_id, each.question.id))
        if text and (says_nothing(text) or puts_off(text)):
            taken.append(refuse(progress, each))
        elif text:
            one = await read_answer(turn, progress, each, text)
            is_new = before is None or before.given is AnswerOutcome.PASSED
            if one.outcome is AnswerOutcome.ANSWERED or is_new:
                taken.append(one)
        elif each.question.id in unchanged and each.last is not None:
            taken.append(TakenAnswer(asked=each, outcome=AnswerOutcome.UNCHANGED, note=each.last.note))
        elif each.question.id in turn.command.answered and before is not None:
            taken.append(refuse(progress, each))
    await take_answers(turn, progress, taken)
