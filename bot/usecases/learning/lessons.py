"""Short lessons at the moment they help (S7)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.domain.identity import derive_id
from bot.domain.knowledge import Lesson, LessonMoment
from bot.domain.lessons import LessonSetting, LessonShown, about, lesson_for
from bot.messages.cards import Button, Card
from bot.messages.deliveries import NOTHING
from bot.messages.learning import OfferLessons, PassOn, ShowLesson
from bot.ports import StoreReader
from bot.texts import lessons as texts
from bot.usecases.turn import Turn

_REMEMBERED = 60
_ROOMY = 2
"""With fewer buttons than these, one more does not crowd a card."""


async def minute_on(reader: StoreReader, turn: Turn[Any], moment: LessonMoment) -> tuple[Button, ...]:
    """ "A minute on this" for a card of this moment; nothing where the member turned lessons off."""
    return (texts.minute(moment),) if await wants_lessons(reader, turn) else ()


async def with_minute(reader: StoreReader, turn: Turn[Any], moment: LessonMoment, card: Card) -> Card:
    """The card with "A minute on this": a button where there is room for one, else in its menu."""
    offers = await minute_on(reader, turn, moment)
    if len(card.buttons) < _ROOMY:
        return replace(card, buttons=(*card.buttons, *offers))
    return replace(card, menu=(*card.menu, *offers))


async def wants_lessons(reader: StoreReader, turn: Turn[Any]) -> bool:
    """Whether the member wants lessons offered."""
    own = await reader.of(LessonSetting).find(id=setting_id(turn))
    return own[0].offered if own else turn.settings.lessons


async def show_lesson(turn: Turn[ShowLesson]) -> None:
    """The named lesson, one on a topic, or the one whose turn it is."""
    command = turn.command
    async with turn.read() as reader:
        wanted = await wants_lessons(reader, turn)
        shown = await reader.of(LessonShown).find(space=turn.scope.own, newest_first=True, limit=_REMEMBERED)
    lesson = _chosen(command, turn.knowledge.lessons, [each.lesson_id for each in reversed(shown)])
    if lesson is None:
        await turn.answer(texts.none_on(command.topic), about=NOTHING)
        return
    async with turn.commit() as uow:
        if not command.lesson_id:
            await uow.of(LessonShown).put(_seen(turn, lesson))
        card = texts.lesson_card(lesson, offered=wanted)
        send = turn.update if command.lesson_id else turn.reply
        uow.say(*send(card, about=NOTHING))


async def pass_on(turn: Turn[PassOn]) -> None:
    """A lesson as words to copy."""
    lesson = next((each for each in turn.knowledge.lessons if each.id == turn.command.lesson_id), None)
    card = texts.to_pass_on(lesson) if lesson else texts.none_on(turn.command.lesson_id)
    await turn.answer(card, in_place=True, about=NOTHING)


async def offer_lessons(turn: Turn[OfferLessons]) -> None:
    """Turn the offers on or off."""
    setting = LessonSetting(
        id=setting_id(turn),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        offered=turn.command.offered,
    )
    async with turn.commit() as uow:
        await uow.of(LessonSetting).put(setting)
        uow.say(*turn.update(texts.setting_changed(turn.command.offered), about=NOTHING))


def _chosen(command: ShowLesson, lessons: tuple[Lesson, ...], history: list[str]) -> Lesson | None:
    if command.lesson_id:
        return next((each for each in lessons if each.id == command.lesson_id), None)
    if command.topic:
        fitting = about(command.topic, lessons)
        fresh = [each for each in fitting if each.id != (history[-1] if history else "")]
        return next(iter(fresh or fitting), None)
    moment = LessonMoment(command.moment) if command.moment in list(LessonMoment) else None
    return lesson_for(moment, lessons, history)


def _seen(turn: Turn[Any], lesson: Lesson) -> LessonShown:
    return LessonShown(
        id=turn.new_id("lesson"),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        lesson_id=lesson.id,
    )


def setting_id(turn: Turn[Any]) -> str:
    """The row that holds the member's own choice."""
    return derive_id(turn.scope.workspace, "lessons", turn.scope.member)
