"""Takes an action that a member thinks of, and answers with the three tests (R3, R4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from bot.core import common_cards
from bot.core.coaching.investment import Assessment, Network
from bot.core.coaching.understanding import Mention, Understanding
from bot.core.common_cards import ContactView
from bot.core.contacts import Contact, ContactId
from bot.core.deliveries import NOTHING
from bot.core.form_values import text_of
from bot.core.naming import One, Several
from bot.core.threads import Draft
from bot.core.turn import Turn
from bot.core.words import without_controls
from bot.features.assessment.cards import forms, notices
from bot.features.assessment.commands import AssessAction, AssessDraft, AssessWritten, ComposeAction
from bot.features.assessment.contracts.judging import Idea, judge
from bot.features.assessment.handlers.viewing import store_and_show
from bot.features.assessment.rules import without_weighing
from bot.features.notes.contracts.taking import new_draft
from bot.features.plans.contracts import Activity


async def assess_action(turn: Turn[AssessAction]) -> None:
    """Test an action from a command, or from an activity on a plan."""
    command = turn.command
    if command.activity_id and not command.action:
        command = await _from_plan(turn, command)
    contact = turn.people.get(command.contact_id)
    idea = Idea(action=without_controls(command.action), activity_id=command.activity_id)
    if not idea.action:
        await turn.answer(notices.what_action(), about=NOTHING)
    elif contact is not None:
        await _assess(turn, replace(idea, contact_ids=(contact.id,)))
    else:
        await _read(turn, idea)


async def _from_plan(turn: Turn[AssessAction], command: AssessAction) -> AssessAction:
    """The words of an activity, and whom it is for; without words where it is no longer there."""
    activity = await turn.one(Activity, command.activity_id)
    return AssessAction(activity.text, activity.contact_id or "", activity.id) if activity else command


async def assess_said(turn: Turn[Any], text: str, understanding: Understanding) -> None:
    """Test an action in plain words, which the coach has read already."""
    await _for_whom(turn, Idea(action=text), understanding.mentions)


async def assess_draft(turn: Turn[AssessDraft]) -> None:
    """Test an action that waited for the member to say whom it is for."""
    draft = await turn.one(Draft, turn.command.draft_id)
    contact = turn.people.get(turn.command.contact_id)
    if draft is None:
        await turn.answer(notices.is_gone(), about=NOTHING)
        return
    await _assess(turn, Idea(action=draft.text, contact_ids=(contact.id,) if contact else ()))


async def compose_action(turn: Turn[ComposeAction]) -> None:
    """Fill the form for an action with a message's words."""
    form = forms.action_form(without_controls(turn.command.text), is_message=bool(turn.command.text))
    await turn.show(form, otherwise=notices.what_action(), about=NOTHING)


async def assess_written(turn: Turn[AssessWritten]) -> None:
    """Test an action from the form; one that revises another takes its place on the card."""
    command = turn.command
    before = await turn.one(Assessment, command.revises)
    network = text_of(command.values, "network")
    idea = Idea(
        action=without_controls(text_of(command.values, "action")),
        network=Network(network) if network in set(Network) else None,
        revises=before.id if before else None,
        activity_id=before.activity_id if before else "",
        contact_ids=before.contact_ids if before else (),
    )
    if before is None:
        await _read(turn, idea)
        return
    assessment = replace(await judge(turn, idea), card=before.card)
    await store_and_show(turn, assessment, command.card)


async def _read(turn: Turn[Any], idea: Idea) -> None:
    understanding = await turn.coach.understand(idea.action, turn.circumstances())
    await _for_whom(turn, idea, understanding.mentions)


async def _for_whom(turn: Turn[Any], idea: Idea, mentions: Iterable[Mention]) -> None:
    """Find whom the action is for; two of one name are asked about, an unknown name is said."""
    people, ids, unknown = turn.people, list[ContactId](), list[str]()
    for mention in mentions:
        if mention.is_pronoun:
            continue
        match people.who(mention.written, mention.company, turn.in_thread):
            case One(contact):
                ids.append(contact.id)
            case Several(candidates):
                await _ask_which(turn, idea, mention.written, candidates)
                return
            case _:
                unknown.append(mention.written)
    if not ids and not unknown and any(mention.is_pronoun for mention in mentions):
        ids = list(turn.focus[:1])
    found = replace(idea, contact_ids=tuple(dict.fromkeys(ids)), unknown=tuple(dict.fromkeys(unknown)))
    await _assess(turn, found)


async def _ask_which(turn: Turn[Any], idea: Idea, name: str, candidates: Sequence[Contact]) -> None:
    draft = new_draft(turn, idea.action)
    views = [ContactView(contact=each, company=turn.people.company(each)) for each in candidates]
    card = common_cards.which(name, views, lambda id: AssessDraft(draft.id, id))
    async with turn.commit() as uow:
        await uow.of(Draft).put(draft)
        uow.say(*turn.reply(card, about=(draft.id, *(each.id for each in candidates))))


async def _assess(turn: Turn[Any], idea: Idea) -> None:
    if not without_weighing(idea.action):
        await turn.answer(notices.what_action(), about=NOTHING)
        return
    await turn.status(notices.assessing_status())
    await store_and_show(turn, await judge(turn, idea), None)
