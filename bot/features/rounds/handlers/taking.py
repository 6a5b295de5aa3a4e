"""Takes answers, however they came: stores them, says what they bring about, and asks on (T1, T2, T3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.core.cards import Card
from bot.core.commands import Surface
from bot.core.deliveries import NOTHING, About, Delivery, Revise
from bot.core.knowledge.basics import LessonMoment
from bot.core.rich import Rich
from bot.core.turn import Turn
from bot.features.rounds.cards import answers as lines
from bot.features.rounds.cards import round as cards
from bot.features.rounds.commands import SaveAnswers, ShowRound
from bot.features.rounds.contracts.cards import is_gone
from bot.features.rounds.contracts.reading import RoundProgress, progress_of, read_progress
from bot.features.rounds.contracts.values import AnswerOutcome, Round
from bot.features.rounds.handlers.consequences import find_consequences
from bot.features.rounds.handlers.steps import find_step
from bot.features.rounds.handlers.storing import TakenAnswer, store


async def find_progress(turn: Turn[Any]) -> RoundProgress | None:
    """Find the round that a button or form belongs to; tell the member where it is gone."""
    progress = await read_progress(turn, turn.command.round_id)
    if progress is None:
        await turn.answer(is_gone(), about=NOTHING)
    return progress


async def take_answers(turn: Turn[Any], progress: RoundProgress, taken: Sequence[TakenAnswer]) -> None:
    """Store answers, say what comes of them, and ask the next question."""
    consequences = await find_consequences(turn, progress, taken)
    step, whom = await find_step(turn, progress, taken)
    async with turn.commit() as uow:
        for one in taken:
            await store(uow, turn, progress.round, one)
        round = _with_place(turn, progress.round)
        if round != progress.round:
            await uow.of(Round).put(round)
        after = await progress_of(uow, turn, round)
        view = after.view()
        for assessment in consequences.assessments:
            await uow.of(type(assessment)).put(assessment)
        focus = tuple(dict.fromkeys(person.id for one in taken for person in one.people))
        notes = tuple(one.note.id for one in taken if one.note)
        last = notes[-1] if notes else None
        await turn.remember(uow, focus=focus, note_id=last, asks=after.open is not None, asked_in=round.id)
        card = cards.next_question_card(view, _summary(turn, progress, taken), turn.change, step)
        if after.open is None:
            card = await turn.with_lesson(uow, card, LessonMoment.AFTER_ROUND)
        again = ShowRound(round.id)
        uow.say(Revise(card=cards.round_card(view), subject=round.subject, about=view.about, redraw=again))
        for proposal, about in consequences.cards:
            uow.say(*_say(turn, proposal, (*focus, *notes, *about)))
        uow.say(*_say(turn, card, (*focus, *notes, *whom, *view.quoted)))


def _with_place(turn: Turn[Any], round: Round) -> Round:
    """The round with the thread that was answered in, so that later answers there are known as its own."""
    if turn.origin.surface not in (Surface.DIRECT, Surface.BUTTON) or not turn.thread:
        return round
    place = f"{turn.origin.conversation}/{turn.thread}"
    return round if place in round.places else replace(round, places=(*round.places, place))


def _say(turn: Turn[Any], card: Card, about: About) -> tuple[Delivery, ...]:
    """A card in the round's thread, also where the answers came from a form that was opened there."""
    about = tuple(dict.fromkeys(about))
    command = turn.command
    return turn.reply_in(card, command.card if isinstance(command, SaveAnswers) else None, about=about)


def _summary(turn: Turn[Any], progress: RoundProgress, taken: Sequence[TakenAnswer]) -> Rich:
    """Say in one line what was taken."""
    if len(taken) != 1:
        account_id = taken[0].asked.account_id if taken else turn.command.account_id
        return lines.several_line(Counter(one.outcome for one in taken), progress.name(account_id))
    [one] = taken
    name, question = progress.name(one.asked.account_id), one.asked.question.id
    match one.outcome:
        case AnswerOutcome.PASSED:
            return lines.left_out_line(name, question)
        case AnswerOutcome.WITHDRAWN:
            return lines.withdrawn_line(name, question)
        case AnswerOutcome.UNCHANGED:
            return lines.same_line(name, question)
        case AnswerOutcome.ANSWERED:
            changed = one.older is not None
            return lines.noted_line(name, question, changed=changed, expectations=one.expectations)
