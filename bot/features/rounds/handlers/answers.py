"""Takes a round's answers: in its thread, by a click, by the form; late, in parts, changed later (T1, T2)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.core import common_cards as general
from bot.core.cards import Card
from bot.core.commands import Surface
from bot.core.correcting import asks_for_correction
from bot.core.deliveries import UNSAID, Delivery, Revise, Say
from bot.core.form_values import choices_of, text_of
from bot.core.knowledge.basics import LessonMoment
from bot.core.ports.books import StoreReader
from bot.core.ports.errors import ChangedSince, NotFound
from bot.core.rich import Rich
from bot.core.turn import Turn
from bot.core.words import without_controls
from bot.features.rounds.cards import forms as round_forms
from bot.features.rounds.cards import round as texts
from bot.features.rounds.cards.care import open_form
from bot.features.rounds.commands import AnswerInForm, NoChange, PassQuestion, SaveAnswers, TakeBackAnswer
from bot.features.rounds.contracts import cards as care_texts
from bot.features.rounds.contracts.picture import own_words_of
from bot.features.rounds.contracts.reading import Held, hold, round_called
from bot.features.rounds.contracts.values import Given, Round
from bot.features.rounds.handlers.consequences import consequences
from bot.features.rounds.handlers.rounds import about_round
from bot.features.rounds.handlers.storing import Answered, read_answer, store_answer
from bot.features.rounds.rules.questions import AccountQuestion

_SAME = re.compile(
    r"^(?:no change|unchanged|(?:still )?the same|same as (?:before|last (?:time|week))|as before|ditto)$",
    re.I,
)
_PASS = re.compile(r"^(?:skip|pass|next|no idea|don'?t know|i don'?t know|leave it out|nothing)$", re.I)
_CORRECTION = re.compile(r"^\s*(?:correction|corrected|to correct)\s*[:,-]\s*", re.I)
_RECENT = 12
"""Rounds whose threads are still listened to."""


async def answer_in_words(turn: Turn[Any], text: str) -> bool:
    """Take a message in a round's thread as the answer to its open question; False when it is none."""
    origin = turn.origin
    in_a_thread = bool(origin.thread) and origin.thread != origin.message
    if origin.surface is not Surface.DIRECT or not in_a_thread or text.rstrip().endswith("?"):
        return False
    async with turn.read() as reader:
        round = await _of_thread(reader, turn)
        held = await hold(reader, turn, round) if round else None
    if held is None or round is None:
        return False
    asked, words = _meant(held, text)
    if asked is None:
        return False
    short = words.strip(" .!")
    if _PASS.match(short):
        await _go_on(turn, held, [Answered(asked=asked, given=Given.PASSED)])
    elif _SAME.match(short) and asked.last is not None:
        await _go_on(turn, held, [Answered(asked=asked, given=Given.UNCHANGED, note=asked.last.note)])
    else:
        await _go_on(turn, held, [await read_answer(turn, held, asked, words)])
    return True


def _meant(held: Held, text: str) -> tuple[AccountQuestion | None, str]:
    """The question that a message answers: the open one; a correction answers the latest one anew."""
    if not asks_for_correction(text):
        return held.open, text
    given = [each for each in held.replies.values() if each.given is not Given.PASSED]
    latest = max(given, key=lambda each: each.created_at, default=None)
    asked = held.one(latest.account_id, latest.question_id) if latest else None
    return asked, _CORRECTION.sub("", text)


async def _of_thread(reader: StoreReader, turn: Turn[Any]) -> Round | None:
    """The round one of whose cards this thread hangs on."""
    rounds = await reader.of(Round).find(space=turn.scope.own, newest_first=True, limit=_RECENT)
    place = f"{turn.origin.conversation}/{turn.thread}"
    for round in rounds:
        if place in round.places:
            return round
    if not await _posted(reader, turn, *rounds):
        return None
    for round in rounds:
        if await _posted(reader, turn, round):
            return round
    return None


async def _posted(reader: StoreReader, turn: Turn[Any], *rounds: Round) -> bool:
    """Whether this thread's first message is a card of one of these rounds."""
    posted = await reader.find_posts_about([round.id for round in rounds]) if rounds else []
    return any(each.message == turn.thread for each in posted)


async def no_change(turn: Turn[NoChange]) -> None:
    """What was said last still holds: one click."""
    await _clicked(turn, Given.UNCHANGED)


async def pass_question(turn: Turn[PassQuestion]) -> None:
    """Leave a question out of this round."""
    await _clicked(turn, Given.PASSED)


async def _clicked(turn: Turn[Any], given: Given) -> None:
    held = await _held(turn)
    if held is None:
        return
    asked = held.one(turn.command.account_id, turn.command.question_id)
    if asked is None or (given is Given.UNCHANGED and asked.last is None):
        await turn.answer(care_texts.is_gone(), about=UNSAID)
        return
    note = asked.last.note if given is Given.UNCHANGED and asked.last else None
    await _go_on(turn, held, [Answered(asked=asked, given=given, note=note)])


async def _held(turn: Turn[Any]) -> Held | None:
    """The round that a button or form belongs to; None when the member was told that it is gone."""
    async with turn.read() as reader:
        round = await round_called(reader, turn.command.round_id)
        held = await hold(reader, turn, round) if round else None
    if held is None:
        await turn.answer(care_texts.is_gone(), about=UNSAID)
    return held


async def _go_on(turn: Turn[Any], held: Held, taken: Sequence[Answered]) -> None:
    """Store what was answered, say what comes of it, and ask the next question."""
    news = await consequences(turn, held, taken)
    async with turn.commit() as uow:
        for one in taken:
            await store_answer(uow, turn, held.round, one)
        round = _found_at(turn, held.round)
        if round != held.round:
            await uow.of(Round).put(round)
        after = await hold(uow, turn, round)
        for assessment in news.assessments:
            await uow.of(type(assessment)).put(assessment)
        focus = tuple(dict.fromkeys(person.id for one in taken for person in one.people))
        last = next((one.note.id for one in reversed(taken) if one.note), None)
        await turn.remember(uow, focus=focus, note_id=last, asks=after.open is not None, asked_in=round.id)
        card = texts.went_on(after.seen(), _what(held, taken), turn.change)
        if after.open is None:
            card = await turn.with_lesson(uow, card, LessonMoment.AFTER_ROUND)
        about = (*focus, *(one.note.id for one in taken if one.note))
        uow.say(
            Revise(card=texts.round_card(after.seen()), subject=after.round.subject, about=about_round(round))
        )
        for each in (*news.cards, card):
            uow.say(*_say(turn, each, about))


def _found_at(turn: Turn[Any], round: Round) -> Round:
    """The round with the thread that was answered in, so that it is known for good."""
    if turn.origin.surface not in (Surface.DIRECT, Surface.BUTTON) or not turn.thread:
        return round
    place = f"{turn.origin.conversation}/{turn.thread}"
    return round if place in round.places else replace(round, places=(*round.places, place))


def _say(turn: Turn[Any], card: Card, about: tuple[str, ...]) -> tuple[Delivery, ...]:
    """A card in the round's thread, where the form was opened there, too."""
    command = turn.command
    if isinstance(command, SaveAnswers) and command.card and "/" in command.card:
        conversation, _, thread = command.card.partition("/")
        return (Say(card=card, conversation=conversation, thread=thread, about=about),)
    return turn.reply(card, about=about)


def _what(held: Held, taken: Sequence[Answered]) -> Rich:
    if len(taken) != 1:
        new = sum(one.given is Given.ANSWERED for one in taken)
        name = held.name(taken[0].asked.account_id) if taken else ""
        return texts.several(new, len(taken) - new, name)
    [one] = taken
    name, question = held.name(one.asked.account_id), one.asked.question.id
    match one.given:
        case Given.PASSED:
            return texts.left_out_line(name, question)
        case Given.UNCHANGED:
            return texts.same_as_before(name, question)
        case Given.ANSWERED:
            changed = one.older is not None
            return texts.noted_line(name, question, changed=changed, expectations=one.expectations)


async def take_back(turn: Turn[TakeBackAnswer]) -> None:
    """Undo an answer, and ask its question again in the same place."""
    held = await _held(turn)
    if held is None:
        return
    try:
        async with turn.commit() as uow:
            await uow.undo(turn.command.change)
            after = await hold(uow, turn, held.round)
            await turn.remember(uow, asks=True, asked_in=held.round.id)
            uow.say(
                Revise(
                    card=texts.round_card(after.seen()),
                    subject=held.round.subject,
                    about=about_round(held.round),
                )
            )
            card = texts.went_on(after.seen(), texts.asked_again_line(), "")
            uow.say(*turn.update(card, about=UNSAID))
    except NotFound:
        await turn.answer(general.nothing_to_undo(), about=UNSAID)
    except ChangedSince:
        await turn.answer(general.changed_since_card(), about=UNSAID)


async def answer_in_form(turn: Turn[AnswerInForm]) -> None:
    """Fill the form with all questions about one account, and what was answered already."""
    async with turn.read() as reader:
        round = await round_called(reader, turn.command.round_id)
        held = await hold(reader, turn, round) if round else None
    asked = held.about(turn.command.account_id) if held else []
    if held is None or not asked:
        await turn.show(round_forms.gone_form(), otherwise=care_texts.is_gone(), about=UNSAID)
        return
    name = held.name(turn.command.account_id)
    view = round_forms.RoundFormView(
        round=held.round,
        account_id=turn.command.account_id,
        name=name,
        asked=asked,
        words={each.question.id: held.words(each) for each in asked},
        now=_given_now(held, asked),
        today=turn.today,
    )
    form = round_forms.answers_form(view, _thread_of(turn))
    card = open_form(held.round, turn.command.account_id, name)
    await turn.show(form, otherwise=card, about=UNSAID)


def _thread_of(turn: Turn[Any]) -> str | None:
    """The thread that a form is opened in, as `conversation/message`."""
    in_one = turn.origin.surface is Surface.BUTTON and turn.origin.conversation and turn.thread
    return f"{turn.origin.conversation}/{turn.thread}" if in_one else None


def _given_now(held: Held, asked: Sequence[AccountQuestion]) -> dict[str, str]:
    """What was answered in this round, so that the form can change it."""
    found: dict[str, str] = {}
    for each in asked:
        reply_ = held.replies.get((each.account_id, each.question.id))
        if reply_ is not None and reply_.given is not Given.PASSED and each.last is not None:
            found[each.question.id] = own_words_of(each.last.note)
    return found


async def save_answers(turn: Turn[SaveAnswers]) -> None:
    """Keep what the form says: new words are answers, ticks are no change, empty fields stay open."""
    held = await _held(turn)
    if held is None:
        return
    values, taken = turn.command.values, list[Answered]()
    unchanged = set(choices_of(values, round_forms.UNCHANGED))
    asked = held.about(turn.command.account_id)
    for each in asked:
        text = without_controls(text_of(values, each.question.id))
        before = held.replies.get((each.account_id, each.question.id))
        if text:
            one = await read_answer(turn, held, each, text)
            if one.given is Given.ANSWERED or before is None or before.given is Given.PASSED:
                taken.append(one)
        elif each.question.id in unchanged and each.last is not None:
            taken.append(Answered(asked=each, given=Given.UNCHANGED, note=each.last.note))
    await _go_on(turn, held, taken)
