"""Offers one dated step for what an answer says, and puts it on the plan in one click (T3, T4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.core.cards import Row
from bot.core.contacts import AccountId, Contact
from bot.core.deliveries import NOTHING, About
from bot.core.notes import Note
from bot.core.turn import Turn
from bot.features.plans.contracts import Activity, keep_activity
from bot.features.rounds.cards import steps as cards
from bot.features.rounds.commands import PlanStep
from bot.features.rounds.contracts.cards import is_gone
from bot.features.rounds.contracts.picture import label, own_words_of
from bot.features.rounds.contracts.reading import RoundProgress, find_picture
from bot.features.rounds.contracts.values import AnswerOutcome, RoundKind
from bot.features.rounds.handlers.consequences import choose_partner, day_for, find_current, talk_of
from bot.features.rounds.handlers.storing import TakenAnswer
from bot.features.rounds.rules.questions import PROVOKE, leads_to_step
from bot.features.rounds.rules.steps import plans_step
from bot.language.dates import day_first_in


async def find_step(
    turn: Turn[Any], progress: RoundProgress, taken: Sequence[TakenAnswer]
) -> tuple[Row | None, About]:
    """The step that these answers lead to, and whom it names; one is offered a round for each account."""
    offered = {
        account
        for (account, question), each in progress.answers.items()
        if each.given is AnswerOutcome.ANSWERED and leads_to_step(progress.round.kind, question)
    }
    for one in taken:
        if one.outcome is not AnswerOutcome.ANSWERED or one.note is None:
            continue
        question = one.asked.question.id
        leads = one.asked.account_id not in offered and leads_to_step(progress.round.kind, question)
        if not leads and (question == PROVOKE or not _plans_step(turn, one)):  # a way to provoke has its own
            continue
        contact = await _choose(turn, progress, one)
        command = PlanStep(one.note.id, day_for(one.words, turn).isoformat(), contact.id if contact else "")
        name = contact.name if contact else ""
        row = cards.step_row(name, date.fromisoformat(command.on), command)
        return row, contact.about if contact else NOTHING
    return None, NOTHING


def _plans_step(turn: Turn[Any], one: TakenAnswer) -> bool:
    day_first = day_first_in(turn.member.zone, turn.member.locale)
    return plans_step(one.words, turn.today, day_first=day_first)


async def _choose(turn: Turn[Any], progress: RoundProgress, one: TakenAnswer) -> Contact | None:
    """With whom: whom the answer names, or for an account who is nearest there."""
    if progress.round.kind is RoundKind.STRATICAL:
        return one.people[0] if one.people else None
    async with turn.read() as reader:
        return choose_partner(turn, await find_picture(reader, turn), one)


async def plan_step(turn: Turn[PlanStep]) -> None:
    """Put the step on the plan; the question that stands below it stays where it is."""
    command = turn.command
    note = await find_current(turn, command.note_id)
    if note is None:
        await turn.answer(is_gone(), about=NOTHING)
        return
    contact = turn.people.get(command.contact_id) if command.contact_id else None
    if await turn.one(Activity, talk_of(note.id)) is not None:
        await turn.answer(cards.planned_already_card(), about=NOTHING)
        return
    activity = _activity(turn, note, contact)
    async with turn.commit() as uow:
        await keep_activity(uow, activity)
        await turn.remember(uow, focus=(contact.id,) if contact else ())
        card = cards.step_planned_card(activity, contact.name if contact else "", turn.change)
        uow.say(*turn.reply(card, about=(*activity.about, note.id)))


def _activity(turn: Turn[PlanStep], note: Note, contact: Contact | None) -> Activity:
    account_id = AccountId(label(note, "account"))
    whom = contact.name if contact else turn.people.companies.get(account_id, "")
    return Activity(
        id=talk_of(note.id),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        text=cards.describe_step(whom, label(note, "question"), own_words_of(note)),
        owner=turn.scope.member,
        contact_id=contact.id if contact else None,
        account_id=None if contact else account_id or None,
        on=date.fromisoformat(turn.command.on),
        serves_future=True,
    )
