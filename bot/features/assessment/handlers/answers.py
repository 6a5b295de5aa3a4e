"""Takes the answers to what is unclear about an action, by a button or in the thread (R3, R4)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.coaching.investment import Assessment, Clarification, InvestmentTest, Network, Verdict
from bot.core.deliveries import NOTHING, Revise
from bot.core.threads import ConversationStep, open_question
from bot.core.turn import Turn
from bot.features.assessment.cards import card as cards
from bot.features.assessment.cards import notices
from bot.features.assessment.commands import ClarifyAction, OpenAssessment, ServeNetwork
from bot.features.assessment.contracts.judging import Idea, build_proposal, judge, keep_grounded, with_better
from bot.features.assessment.handlers.viewing import (
    assessment_with_id,
    next_question,
    store,
    view_assessment,
)
from bot.features.assessment.rules import apply_answers, read_free_answer

_LONGEST_ANSWER = 40
"""Words; a longer message in the thread is no answer to a question of one line."""


async def clarify(turn: Turn[ClarifyAction]) -> None:
    """Take the prepared answer that was picked."""
    command = turn.command
    assessment = await assessment_with_id(turn)
    if assessment is None:
        return
    test = InvestmentTest(command.test)
    asked = next((q for q in turn.knowledge.clarifying.tests[test.value] if q.id == command.question), None)
    current = assessment.next_unclear is test
    if asked is None or not current or not 0 <= command.choice < len(asked.answers):
        await _show_again(turn, assessment)
        return
    picked = asked.answers[command.choice]
    label = cards.fill_name(picked.label, _given_name(turn, assessment))
    clarification = Clarification(test, asked.text, label, Verdict(picked.counts))
    await _settle(turn, assessment, clarification)


async def answer_in_words(turn: Turn[Any], text: str) -> bool:
    """Take a message as the answer to the question that stands open; False when it is not one."""
    step = open_question(turn.history, turn.thread, turn.now)
    assessment = await turn.one(Assessment, step.asked_in) if step else None
    if step is None or assessment is None or assessment.next_unclear is None:
        return False
    question = next_question(turn, assessment)
    if question is None:
        return False
    counts = read_free_answer(question, text)
    if counts is None and not _answers_freely(turn, step, text):
        return False
    clarification = Clarification(assessment.next_unclear, question.text, " ".join(text.split()), counts)
    await _settle(turn, assessment, clarification)
    return True


def _answers_freely(turn: Turn[Any], step: ConversationStep, text: str) -> bool:
    """Whether free words stand where the question was asked: in its thread, and short."""
    origin = turn.origin
    in_a_thread = bool(origin.thread) and origin.thread != origin.message
    in_its_thread = in_a_thread and step.thread in ("", origin.thread)
    return in_its_thread and len(text.split()) <= _LONGEST_ANSWER and not text.rstrip().endswith("?")


async def _settle(turn: Turn[Any], before: Assessment, clarification: Clarification) -> None:
    """Judge the one test anew by the answer; the card is updated where it stands."""
    clarifications = (*before.clarifications, clarification)
    idea = Idea(action=before.action, contact_ids=before.contact_ids, network=before.network)
    proposal = replace(await build_proposal(turn, idea), clarifications=clarifications)
    judgements = apply_answers(before.judgements, (clarification,), cards.YOU_SAID)
    if clarification.counts is None:
        judged = await turn.coach.assess(proposal, turn.circumstances())
        anew = {each.test: each for each in keep_grounded(judged.judgements, proposal)}
        judgements = tuple(
            anew[each.test] if each.test is clarification.test else each for each in before.judgements
        )
    after = replace(before, judgements=judgements, clarifications=clarifications)
    after = await with_better(turn, after, proposal, turn.circumstances())
    await _replace(turn, after)


async def _replace(turn: Turn[Any], assessment: Assessment) -> None:
    """Store an assessment, and update its card: the clicked one, else the one that stands further up."""
    async with turn.commit() as uow:
        await store(uow, turn, assessment)
        view = await view_assessment(uow, turn, assessment, change=turn.change)
        card, again = cards.assessment_card(view), OpenAssessment(assessment.id)
        if isinstance(turn.command, ClarifyAction | ServeNetwork):
            uow.say(*turn.update(card, about=view.about, subject=assessment.card, redraw=again))
            return
        reply = notices.updated_above_card(assessment, asks_more=view.question is not None)
        uow.say(
            Revise(card=card, subject=assessment.card, about=view.about, redraw=again),
            *turn.reply(reply, about=assessment.about),
        )


async def _show_again(turn: Turn[Any], assessment: Assessment) -> None:
    """Show the card as it is now, where the question that was answered is not open any more."""
    async with turn.commit() as uow:
        view = await view_assessment(uow, turn, assessment, change="")
        card, again = cards.assessment_card(view), OpenAssessment(assessment.id)
        uow.say(*turn.update(card, about=view.about, subject=assessment.card, redraw=again))


def _given_name(turn: Turn[Any], assessment: Assessment) -> str:
    return next((name.split()[0] for name in turn.people.names(assessment.contact_ids)), "")


async def serve_network(turn: Turn[ServeNetwork]) -> None:
    """Judge an action for the other network (R4); what was answered and disputed stays."""
    before = await assessment_with_id(turn)
    if before is None:
        return
    if turn.command.network not in set(Network):
        await turn.answer(notices.is_gone(), about=NOTHING)
        return
    idea = Idea(
        action=before.action,
        contact_ids=before.contact_ids,
        network=Network(turn.command.network),
        unknown=before.unknown_people,
    )
    anew = await judge(turn, idea)
    judgements = apply_answers(anew.judgements, before.clarifications, cards.YOU_SAID)
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
    proposal = await build_proposal(turn, idea)
    after = await with_better(turn, after, proposal, turn.circumstances())
    await _replace(turn, after)
