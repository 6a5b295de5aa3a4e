"""What is unclear about an action is answered, by a button or in the thread; its card follows (R3)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.domain.clarifying import answered, counted
from bot.domain.investment import Assessment, Clarification, InvestmentTest, Network, Verdict
from bot.domain.threads import Turn, open_question
from bot.messages.assessing import ClarifyAction, ServeNetwork
from bot.messages.deliveries import Revise
from bot.ports import Work
from bot.texts import assessment as texts
from bot.texts import assessment_forms as forms
from bot.usecases.assessment import assessing
from bot.usecases.assessment.assessing import (
    Idea,
    grounded,
    judge,
    kept,
    look_at,
    proposed,
    store,
    with_better,
)
from bot.usecases.desk import Desk
from bot.usecases.people.finding import answer
from bot.usecases.replies import reply, update
from bot.usecases.situation import Situation, look

_LONGEST_ANSWER = 40
"""Words; a longer message in the thread is no answer to a question of one line."""


async def clarify(work: Work[ClarifyAction], desk: Desk) -> None:
    """A prepared answer was picked."""
    command = work.command
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        assessment = await kept(books, command.assessment_id)
    if assessment is None:
        await answer(work, desk, situation, forms.is_gone())
        return
    test = InvestmentTest(command.test)
    asked = next((q for q in desk.knowledge.clarifying.tests[test.value] if q.id == command.question), None)
    current = assessment.next_unclear is test
    if asked is None or not current or not 0 <= command.choice < len(asked.answers):
        await _show_again(work, desk, situation, assessment)
        return
    picked = asked.answers[command.choice]
    label = texts.fitted(picked.label, _given_name(situation, assessment))
    clarification = Clarification(test, asked.text, label, Verdict(picked.counts))
    await _settle(work, desk, situation, assessment, clarification)


async def answer_in_words(work: Work[Any], desk: Desk, text: str) -> bool:
    """Take a message as the answer to the question that stands open; False when it is not one."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        turn = open_question(situation.turns, situation.thread, work.now)
        assessment = await kept(books, turn.asked_in) if turn and turn.asked_in else None
    if turn is None or assessment is None or assessment.next_unclear is None:
        return False
    question = assessing.open_question(desk, assessment)
    if question is None:
        return False
    counts = counted(question, text)
    if counts is None and not _answers_freely(work, turn, text):
        return False
    clarification = Clarification(assessment.next_unclear, question.text, " ".join(text.split()), counts)
    await _settle(work, desk, situation, assessment, clarification)
    return True


def _answers_freely(work: Work[Any], turn: Turn, text: str) -> bool:
    """Whether free words stand where the question was asked: in its thread, and short."""
    origin = work.origin
    in_a_thread = bool(origin.thread) and origin.thread != origin.message
    in_its_thread = in_a_thread and turn.thread in ("", origin.thread)
    return in_its_thread and len(text.split()) <= _LONGEST_ANSWER and not text.rstrip().endswith("?")


async def _settle(
    work: Work[Any], desk: Desk, situation: Situation, before: Assessment, clarification: Clarification
) -> None:
    """Judge the one test anew by the answer; the card is updated where it stands."""
    clarifications = (*before.clarifications, clarification)
    idea = Idea(action=before.action, contact_ids=before.contact_ids, network=before.network)
    proposal = replace(await proposed(work, desk, situation, idea), clarifications=clarifications)
    judgements = answered(before.judgements, (clarification,), texts.YOU_SAID)
    if clarification.counts is None:
        judged = await desk.coach.assess(proposal, situation.circumstances())
        anew = {each.test: each for each in grounded(judged.judgements, proposal)}
        judgements = tuple(
            anew[each.test] if each.test is clarification.test else each for each in before.judgements
        )
    after = replace(before, judgements=judgements, clarifications=clarifications)
    after = await with_better(desk, after, proposal, situation.circumstances())
    await _replace(work, desk, situation, after)


async def _replace(work: Work[Any], desk: Desk, situation: Situation, assessment: Assessment) -> None:
    async with desk.ledger.write(work) as books:
        await store(books, work, desk, assessment)
        seen = await look_at(books, work, desk, situation, assessment, change=work.change)
        card = texts.assessment_card(seen)
        about = (assessment.id, *assessment.contact_ids)
        if isinstance(work.command, ClarifyAction | ServeNetwork):
            books.say(*update(work, situation.member, card, about=about, subject=assessment.card))
            return
        told = texts.updated_above(assessment, asks_more=seen.question is not None)
        books.say(Revise(card=card, subject=assessment.card), *reply(work, situation.member, told))


async def _show_again(work: Work[Any], desk: Desk, situation: Situation, assessment: Assessment) -> None:
    """A question that is not open any more: the card as it is now."""
    async with desk.ledger.write(work) as books:
        seen = await look_at(books, work, desk, situation, assessment, change="")
        books.say(*update(work, situation.member, texts.assessment_card(seen), subject=assessment.card))


def _given_name(situation: Situation, assessment: Assessment) -> str:
    return next((name.split()[0] for name in situation.people.names(assessment.contact_ids)), "")


async def serve_network(work: Work[ServeNetwork], desk: Desk) -> None:
    """Judge an action for the other network (R4); what was answered and disputed stays."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        before = await kept(books, work.command.assessment_id)
    if before is None or work.command.network not in set(Network):
        await answer(work, desk, situation, forms.is_gone())
        return
    idea = Idea(
        action=before.action,
        contact_ids=before.contact_ids,
        network=Network(work.command.network),
        unknown=before.unknown_people,
    )
    anew = await judge(work, desk, situation, idea)
    judgements = answered(anew.judgements, before.clarifications, texts.YOU_SAID)
    after = replace(
        anew,
        id=before.id,
        created_at=before.created_at,
        card=before.card,
        judgements=judgements,
        clarifications=before.clarifications,
        disputes=before.disputes,
        revises=before.revises,
        activity_id=before.activity_id,
    )
    proposal = await proposed(work, desk, situation, idea)
    after = await with_better(desk, after, proposal, situation.circumstances())
    await _replace(work, desk, situation, after)
