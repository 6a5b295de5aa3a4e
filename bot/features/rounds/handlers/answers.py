"""Takes a round's answers one by one: in its thread or by a click; late, or changed later (T1, T2)."""

from __future__ import annotations

import re
from typing import Any

from bot.core import common_cards
from bot.core.commands import Surface
from bot.core.correcting import asks_for_correction
from bot.core.deliveries import NOTHING, Revise
from bot.core.ports.errors import ChangedSince, NotFound
from bot.core.ports.store import StoreReader
from bot.core.rich import Rich
from bot.core.turn import Turn
from bot.features.rounds.cards import round as cards
from bot.features.rounds.cards.answers import asked_again_line
from bot.features.rounds.commands import NoChange, PassQuestion, ShowRound, TakeBackAnswer
from bot.features.rounds.contracts.cards import is_gone
from bot.features.rounds.contracts.reading import RoundProgress, find_needs, progress_of
from bot.features.rounds.contracts.values import AnswerOutcome, Round, RoundKind
from bot.features.rounds.handlers.care import put_off_in_words
from bot.features.rounds.handlers.storing import TakenAnswer, read_answer, refuse
from bot.features.rounds.handlers.taking import find_progress, take_answers
from bot.features.rounds.rules.questions import AccountQuestion
from bot.features.rounds.rules.replies import (
    asks_back,
    asks_why,
    is_filler,
    put_off_until,
    puts_off,
    says_nothing,
)

_SAME = re.compile(
    r"^(?:no change|unchanged|(?:still )?the same|same as (?:before|last (?:time|week))|as before|ditto)$",
    re.I,
)
_CORRECTION = re.compile(r"^\s*(?:correction|corrected|to correct)\s*[:,-]\s*", re.I)
_RECENT = 12
"""Rounds whose threads are still listened to."""


async def answer_in_words(turn: Turn[Any], text: str) -> bool:
    """Take a message in a round's thread as the answer to its open question; False when it is none."""
    origin = turn.origin
    in_a_thread = bool(origin.thread) and origin.thread != origin.message
    asks, stops = asks_back(text) or asks_why(text), puts_off(text)
    is_question = text.rstrip().endswith("?") and not (asks or stops or says_nothing(text))
    if origin.surface is not Surface.DIRECT or not in_a_thread or is_question or is_filler(text):
        return False
    async with turn.read() as reader:
        round = await _find_round_of_thread(reader, turn)
        progress = await progress_of(reader, turn, round) if round else None
    if progress is None:
        return False
    if asks and progress.open is not None:
        await _say_what_is_meant(turn, progress, text)
        return True
    if stops and progress.open is not None:
        await put_off_in_words(turn, progress.round, put_off_until(text))
        return True
    asked, words = _find_answered_question(progress, text)
    if asked is None:
        return False
    await take_answers(turn, progress, [await _read(turn, progress, asked, words)])
    return True


async def _say_what_is_meant(turn: Turn[Any], progress: RoundProgress, text: str) -> None:
    """Answer a question about the question, or say why it is asked; it stays open."""
    view = progress.view()
    assert view.question is not None
    reason: Rich = await _find_reason(turn, progress, text) if asks_why(text) else ()
    card = cards.meaning_card(view, view.question, reason)
    async with turn.commit() as uow:
        await turn.remember(uow, asks=True, asked_in=progress.round.id, changed=False)
        uow.say(*turn.reply(card, about=view.quoted))


async def _find_reason(turn: Turn[Any], progress: RoundProgress, text: str) -> Rich:
    """Why the round asks about the company that a message names, else about that of the open question."""
    if progress.round.kind is RoundKind.STRATICAL:
        return cards.leaders_reason()
    said = text.casefold()
    named = (id for id in progress.round.account_ids if id and progress.name(id).casefold() in said)
    account_id = next(named, progress.open.account_id if progress.open else "")
    async with turn.read() as reader:
        due = await find_needs(reader, turn, but=progress.round.id)
    need = next((each for each in due if each.account.id == account_id), None)
    return cards.reason(progress.name(account_id), cards.why(need) if need else "")


async def _read(turn: Turn[Any], progress: RoundProgress, asked: AccountQuestion, words: str) -> TakenAnswer:
    """Read a message as an answer, as "no change", or as leaving the question out."""
    if says_nothing(words):
        return refuse(progress, asked)
    if _SAME.match(words.strip(" .!")) and asked.last is not None:
        return TakenAnswer(asked=asked, outcome=AnswerOutcome.UNCHANGED, note=asked.last.note)
    return await read_answer(turn, progress, asked, words)


def _find_answered_question(progress: RoundProgress, text: str) -> tuple[AccountQuestion | None, str]:
    """The question that a message answers: the open one; a correction answers the latest one anew."""
    if not asks_for_correction(text):
        return progress.open, text
    given = [each for each in progress.answers.values() if each.given is not AnswerOutcome.PASSED]
    latest = max(given, key=lambda each: each.created_at, default=None)
    asked = progress.find(latest.account_id, latest.question_id) if latest else None
    return asked, _CORRECTION.sub("", text)


async def _find_round_of_thread(reader: StoreReader, turn: Turn[Any]) -> Round | None:
    """The round one of whose cards this thread hangs on."""
    rounds = await reader.of(Round).find(space=turn.scope.own, newest_first=True, limit=_RECENT)
    place = f"{turn.origin.conversation}/{turn.thread}"
    for round in rounds:
        if place in round.places:
            return round
    if not await _begins_thread(reader, turn, *rounds):
        return None
    for round in rounds:
        if await _begins_thread(reader, turn, round):
            return round
    return None


async def _begins_thread(reader: StoreReader, turn: Turn[Any], *rounds: Round) -> bool:
    """Whether this thread's first message is a card of one of these rounds."""
    posted = await reader.find_posts_about([round.id for round in rounds]) if rounds else []
    return any(each.message == turn.thread for each in posted)


async def no_change(turn: Turn[NoChange]) -> None:
    """Take one click for "what I said last still holds"."""
    await _take_click(turn, AnswerOutcome.UNCHANGED)


async def pass_question(turn: Turn[PassQuestion]) -> None:
    """Leave a question out of this round."""
    await _take_click(turn, AnswerOutcome.PASSED)


async def _take_click(turn: Turn[Any], outcome: AnswerOutcome) -> None:
    progress = await find_progress(turn)
    if progress is None:
        return
    asked = progress.find(turn.command.account_id, turn.command.question_id)
    is_unchanged = outcome is AnswerOutcome.UNCHANGED
    if asked is None or (is_unchanged and asked.last is None):
        await turn.answer(is_gone(), about=NOTHING)
        return
    note = asked.last.note if is_unchanged and asked.last else None
    await take_answers(turn, progress, [TakenAnswer(asked=asked, outcome=outcome, note=note)])


async def take_back(turn: Turn[TakeBackAnswer]) -> None:
    """Undo an answer, and ask its question again in the same place."""
    progress = await find_progress(turn)
    if progress is None:
        return
    round = progress.round
    try:
        async with turn.commit() as uow:
            await uow.undo(turn.command.change)
            view = (await progress_of(uow, turn, round)).view()
            await turn.remember(uow, asks=True, asked_in=round.id)
            card, again = cards.round_card(view), ShowRound(round.id)
            uow.say(Revise(card=card, subject=round.subject, about=view.about, redraw=again))
            card = cards.next_question_card(view, asked_again_line(), "")
            uow.say(*turn.update(card, about=view.quoted))
    except NotFound:
        await turn.answer(common_cards.nothing_to_undo(), about=NOTHING)
    except ChangedSince:
        await turn.answer(common_cards.changed_since_card(), about=NOTHING)
