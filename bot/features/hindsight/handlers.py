"""Shows what became of expectations and tested actions, and takes the member's answers (R2, R3)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.cards import Card
from bot.core.coaching.investment import ActionOutcome, Assessment
from bot.core.commands import Command
from bot.core.deliveries import NOTHING, About
from bot.core.form_values import text_of
from bot.core.paging import page_within
from bot.core.ports.store import StoreReader
from bot.core.turn import Turn
from bot.core.words import PAGE, without_controls
from bot.features.hindsight import cards
from bot.features.hindsight.commands import (
    AnswerExpectation,
    DescribeOutcome,
    KeepOutcome,
    ListExpectations,
    LookBack,
    TellOutcome,
)
from bot.features.hindsight.contracts.cards import context_of, look_back_card
from bot.features.hindsight.contracts.looking import (
    LookBackView,
    keep_told_outcome,
    outcome_of,
    read_answers,
    read_expectations,
    read_track_record,
    view_look_back,
)
from bot.features.hindsight.contracts.values import (
    ExpectationAnswer,
    ExpectationOutcome,
    TrackRecord,
    track_record,
)
from bot.features.hindsight.rules import in_reading_order


async def look_back(turn: Turn[LookBack]) -> None:
    """Show a look back as it stands now."""
    async with turn.read() as reader:
        card, about = await _look_back(reader, turn, turn.command.key)
    await turn.answer(card, in_place=True, about=about)


async def _look_back(reader: StoreReader, turn: Turn[Any], key: str) -> tuple[Card, About]:
    return _drawn(turn, await view_look_back(reader, turn, key), await read_track_record(reader, turn))


async def list_expectations(turn: Turn[ListExpectations]) -> None:
    """List what the member expected and how it turned out."""
    async with turn.read() as reader:
        card, about = await _listed(reader, turn, turn.command.page)
    await turn.answer(card, in_place=True, about=about)


async def _listed(reader: StoreReader, turn: Turn[Any], page: int) -> tuple[Card, About]:
    asked = await read_answers(reader, turn)
    answers = {id: each.answer for id, each in asked.items()}
    ordered = in_reading_order(await read_expectations(reader, turn), answers, turn.today)
    page = page_within(page, len(ordered))
    shown = ordered[page * PAGE : (page + 1) * PAGE]
    view = cards.ExpectationsView(
        rows=[(each, answers.get(each.id)) for each in shown],
        total=len(ordered),
        page=page,
    )
    context = context_of(turn, track_record(answers.values()))
    about = tuple(dict.fromkeys(id for each in shown for id in each.about))
    return cards.expectations_card(view, context), about


async def answer_expectation(turn: Turn[AnswerExpectation]) -> None:
    """Keep or take back the answer to an expectation, and show the card that it was given on anew."""
    command = turn.command
    async with turn.read() as reader:
        asked = (await read_answers(reader, turn)).get(command.expectation_id)
        found = await read_expectations(reader, turn)
    expectation = next((each for each in found if each.id == command.expectation_id), None)
    if expectation is None:
        await turn.answer(cards.is_gone(), about=NOTHING)
        return
    answer = ExpectationAnswer(command.answer) if command.answer else None
    answered = replace(asked or outcome_of(turn, expectation), answer=answer)
    async with turn.commit() as uow:
        await uow.of(ExpectationOutcome).put(answered)
        await turn.remember(uow, focus=expectation.contact_ids)
        again: Command = LookBack(answered.look_back)
        if command.listed or not answered.look_back:
            again = ListExpectations(max(command.listed - 1, 0))
            card, about = await _listed(uow, turn, max(command.listed - 1, 0))
        else:
            card, about = await _look_back(uow, turn, answered.look_back)
        uow.say(*turn.update(card, about=about, redraw=again))


async def tell_outcome(turn: Turn[TellOutcome]) -> None:
    """Keep or take back what followed from a tested action."""
    outcome = ActionOutcome(turn.command.outcome) if turn.command.outcome else None
    await _keep(turn, turn.command.assessment_id, outcome, "", turn.card_place)


async def describe_outcome(turn: Turn[DescribeOutcome]) -> None:
    """Fill the form that takes what followed in the member's own words."""
    action = await turn.one(Assessment, turn.command.assessment_id)
    if action is None:
        await turn.show(cards.gone_form(), otherwise=cards.is_gone(), about=NOTHING)
        return
    form = cards.outcome_form(action, turn.card_place)
    await turn.show(form, otherwise=cards.is_gone(), about=action.about)


async def keep_outcome(turn: Turn[KeepOutcome]) -> None:
    """Keep what followed in the member's own words."""
    values = turn.command.values
    chosen = text_of(values, "outcome")
    outcome = ActionOutcome(chosen) if chosen in list(ActionOutcome) else ActionOutcome.SOMETHING
    words = without_controls(text_of(values, "words"))
    await _keep(turn, turn.command.assessment_id, outcome, words, turn.command.card)


async def _keep(
    turn: Turn[Any], assessment_id: str, outcome: ActionOutcome | None, words: str, place: str | None
) -> None:
    """Keep the outcome with the action, and show the look back that asked for it anew."""
    action = await turn.one(Assessment, assessment_id)
    if action is None:
        await turn.answer(cards.is_gone(), about=NOTHING)
        return
    told_at = turn.now if outcome else None
    told = replace(action, outcome=outcome, outcome_words=words, outcome_at=told_at)
    async with turn.commit() as uow:
        await keep_told_outcome(uow, told)
        await turn.remember(uow, focus=told.contact_ids)
        if told.look_back:
            card, about = await _look_back(uow, turn, told.look_back)
            uow.say(*turn.put_at(card, place, about=about, redraw=LookBack(told.look_back)))
        else:
            card, about = _drawn(turn, LookBackView((), (told,)), track_record(()))
            uow.say(*turn.put_at(card, place, about=about))


def _drawn(turn: Turn[Any], view: LookBackView, record: TrackRecord) -> tuple[Card, About]:
    return look_back_card(view, context_of(turn, record)), view.about
