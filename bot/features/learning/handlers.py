"""Shows short lessons at the moment they help (S7)."""

from __future__ import annotations

from typing import Any

from bot.core.deliveries import NOTHING
from bot.core.knowledge.basics import Lesson, LessonMoment
from bot.core.turn import Turn
from bot.features.learning import cards
from bot.features.learning.commands import OfferLessons, PassOn, ShowLesson
from bot.features.learning.contracts import keep_wish, wants_lessons
from bot.features.learning.rules import LessonShown, choose_lesson, lessons_about

_REMEMBERED = 60
"""So many of the latest lessons count when the next one is chosen."""


async def show_lesson(turn: Turn[ShowLesson]) -> None:
    """Show the named lesson, one on a topic, or the one whose turn it is."""
    command = turn.command
    async with turn.read() as reader:
        wanted = await wants_lessons(reader, turn)
        shown = await reader.of(LessonShown).find(space=turn.scope.own, newest_first=True, limit=_REMEMBERED)
    lesson = _choose(command, turn.knowledge.lessons, [each.lesson_id for each in reversed(shown)])
    if lesson is None:
        await turn.answer(cards.no_lesson_card(command.topic), about=NOTHING)
        return
    async with turn.commit() as uow:
        if not command.lesson_id:
            await uow.of(LessonShown).put(_new_shown(turn, lesson))
        card = cards.lesson_card(lesson, offered=wanted)
        send = turn.update if command.lesson_id else turn.reply
        uow.say(*send(card, about=NOTHING))


async def pass_on(turn: Turn[PassOn]) -> None:
    """Show a lesson as words to copy."""
    lesson = next((each for each in turn.knowledge.lessons if each.id == turn.command.lesson_id), None)
    card = cards.words_to_copy_card(lesson) if lesson else cards.no_lesson_card(turn.command.lesson_id)
    await turn.answer(card, in_place=True, about=NOTHING)


async def offer_lessons(turn: Turn[OfferLessons]) -> None:
    """Turn the offers of lessons on or off."""
    async with turn.commit() as uow:
        await keep_wish(uow, turn, turn.command.offered)
        uow.say(*turn.update(cards.setting_card(turn.command.offered), about=NOTHING))


def _choose(command: ShowLesson, lessons: tuple[Lesson, ...], history: list[str]) -> Lesson | None:
    if command.lesson_id:
        return next((each for each in lessons if each.id == command.lesson_id), None)
    if command.topic:
        fitting = lessons_about(command.topic, lessons)
        fresh = [each for each in fitting if each.id != (history[-1] if history else "")]
        return next(iter(fresh or fitting), None)
    moment = LessonMoment(command.moment) if command.moment in list(LessonMoment) else None
    return choose_lesson(moment, lessons, history)


def _new_shown(turn: Turn[Any], lesson: Lesson) -> LessonShown:
    return LessonShown(
        id=turn.new_id("lesson"),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        lesson_id=lesson.id,
    )
