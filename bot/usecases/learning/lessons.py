"""Short lessons at the moment they help (S7)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.domain.identity import derived_id
from bot.domain.knowledge import Lesson, Moment
from bot.domain.lessons import LessonSetting, LessonShown, about, lesson_for
from bot.messages.cards import Button, Card
from bot.messages.learning import OfferLessons, PassOn, ShowLesson
from bot.ports import Books, Work
from bot.texts import lessons as texts
from bot.usecases.desk import Desk
from bot.usecases.people.finding import answer
from bot.usecases.replies import reply, update
from bot.usecases.situation import look
from bot.usecases.timing.on_time import settings_of

_REMEMBERED = 60
_ROOMY = 2
"""With fewer buttons than these, one more does not crowd a card."""


async def minute_on(books: Books, work: Work[Any], moment: Moment) -> tuple[Button, ...]:
    """ "A minute on this" for a card of this moment; nothing where the member turned lessons off."""
    return (texts.minute(moment),) if await offered(books, work) else ()


async def with_minute(books: Books, work: Work[Any], moment: Moment, card: Card) -> Card:
    """The card with "A minute on this": a button where there is room for one, else in its menu."""
    offers = await minute_on(books, work, moment)
    if len(card.buttons) < _ROOMY:
        return replace(card, buttons=(*card.buttons, *offers))
    return replace(card, menu=(*card.menu, *offers))


async def offered(books: Books, work: Work[Any]) -> bool:
    """Whether the member wants lessons offered."""
    own = await books.of(LessonSetting).find(id=setting_id(work))
    return own[0].offered if own else (await settings_of(books, work)).lessons


async def show_lesson(work: Work[ShowLesson], desk: Desk) -> None:
    """The named lesson, one on a topic, or the one whose turn it is."""
    command = work.command
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        wanted = await offered(books, work)
        shown = await books.of(LessonShown).find(space=work.scope.own, newest_first=True, limit=_REMEMBERED)
    lesson = _chosen(command, desk.knowledge.lessons, [each.lesson_id for each in reversed(shown)])
    if lesson is None:
        await answer(work, desk, situation, texts.none_on(command.topic))
        return
    async with desk.ledger.write(work) as open_books:
        if not command.lesson_id:
            await open_books.of(LessonShown).put(_seen(work, lesson))
        card = texts.lesson_card(lesson, offered=wanted)
        send = update if command.lesson_id else reply
        open_books.say(*send(work, situation.member, card))


async def pass_on(work: Work[PassOn], desk: Desk) -> None:
    """A lesson as words to copy."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
    lesson = next((each for each in desk.knowledge.lessons if each.id == work.command.lesson_id), None)
    card = texts.to_pass_on(lesson) if lesson else texts.none_on(work.command.lesson_id)
    await answer(work, desk, situation, card, in_place=True)


async def offer_lessons(work: Work[OfferLessons], desk: Desk) -> None:
    """Turn the offers on or off."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
    setting = LessonSetting(
        id=setting_id(work),
        workspace=work.scope.workspace,
        space=work.scope.own,
        created_at=work.now,
        offered=work.command.offered,
    )
    async with desk.ledger.write(work) as open_books:
        await open_books.of(LessonSetting).put(setting)
        open_books.say(*update(work, situation.member, texts.setting_changed(work.command.offered)))


def _chosen(command: ShowLesson, lessons: tuple[Lesson, ...], history: list[str]) -> Lesson | None:
    if command.lesson_id:
        return next((each for each in lessons if each.id == command.lesson_id), None)
    if command.topic:
        fitting = about(command.topic, lessons)
        fresh = [each for each in fitting if each.id != (history[-1] if history else "")]
        return next(iter(fresh or fitting), None)
    moment = Moment(command.moment) if command.moment in list(Moment) else None
    return lesson_for(moment, lessons, history)


def _seen(work: Work[Any], lesson: Lesson) -> LessonShown:
    return LessonShown(
        id=work.new_id("lesson"),
        workspace=work.scope.workspace,
        space=work.scope.own,
        created_at=work.now,
        lesson_id=lesson.id,
    )


def setting_id(work: Work[Any]) -> str:
    """The row that holds the member's own choice."""
    return derived_id(work.scope.workspace, "lessons", work.scope.member)
