"""Takes an action that a member thinks of, and answers with the three tests (R3, R4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from bot.core import common_cards as contact_texts
from bot.core.cards import Card
from bot.core.coaching.investment import Assessment, AssessmentId, Network
from bot.core.coaching.understanding import Mention, Understanding
from bot.core.commands import Command
from bot.core.common_cards import ContactView
from bot.core.contacts import Contact, ContactId
from bot.core.deliveries import UNSAID, Delivery, Replace
from bot.core.form_values import text_of
from bot.core.naming import One, Several
from bot.core.ports.errors import NotFound
from bot.core.threads import Draft, focus_of_thread
from bot.core.turn import Turn
from bot.core.words import without_controls
from bot.features.assessment.cards import card as texts
from bot.features.assessment.cards import forms
from bot.features.assessment.commands import AssessAction, AssessDraft, AssessWritten, ComposeAction
from bot.features.assessment.contracts.judging import Idea, judge
from bot.features.assessment.handlers.seen import find_assessment, look_at, store
from bot.features.assessment.rules import without_weighing
from bot.features.notes.contracts.taking import new_draft
from bot.features.plans.contracts import Activity


async def assess_action(turn: Turn[AssessAction]) -> None:
    """An action from a command, or from an activity on a plan."""
    command = turn.command
    contact = turn.people.get(command.contact_id) if command.contact_id else None
    if command.activity_id and not command.action:
        command = await _from_plan(turn, command)
        contact = turn.people.get(command.contact_id) if command.contact_id else None
    idea = Idea(action=without_controls(command.action), activity_id=command.activity_id)
    if not idea.action:
        await turn.answer(forms.what_action(), about=UNSAID)
    elif contact is not None:
        await _say(turn, replace(idea, contact_ids=(contact.id,)))
    else:
        await _read(turn, idea)


async def _from_plan(turn: Turn[AssessAction], command: AssessAction) -> AssessAction:
    """The words of an activity, and whom it is for; without words where it is no longer there."""
    async with turn.read() as reader:
        try:
            activity = await reader.of(Activity).get(command.activity_id)
        except NotFound:
            return command
    return AssessAction(activity.text, activity.contact_id or "", activity.id)


async def assess_said(turn: Turn[Any], text: str, understanding: Understanding) -> None:
    """An action in plain words, that the coach has read already."""
    await _for_whom(turn, Idea(action=text), understanding.mentions)


async def assess_draft(turn: Turn[AssessDraft]) -> None:
    """An action that waited for the member to say whom it is for."""
    async with turn.read() as reader:
        try:
            draft = await reader.of(Draft).get(turn.command.draft_id)
        except NotFound:
            draft = None
    contact = turn.people.get(turn.command.contact_id)
    if draft is None:
        await turn.answer(forms.is_gone(), about=UNSAID)
        return
    ids = (contact.id,) if contact else ()
    await _say(turn, Idea(action=draft.text, contact_ids=ids))


async def compose_action(turn: Turn[ComposeAction]) -> None:
    """Fill the form for an action with a message's words."""
    form = forms.action_form(without_controls(turn.command.text))
    await turn.show(form, otherwise=forms.what_action(), about=UNSAID)


async def assess_written(turn: Turn[AssessWritten]) -> None:
    """An action from the form; one that revises another takes its place on the card."""
    command = turn.command
    async with turn.read() as reader:
        before = await find_assessment(reader, command.revises) if command.revises else None
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
    await _write(turn, assessment, place=command.card)


async def _read(turn: Turn[Any], idea: Idea) -> None:
    understanding = await turn.coach.understand(idea.action, turn.circumstances())
    await _for_whom(turn, idea, understanding.mentions)


async def _for_whom(turn: Turn[Any], idea: Idea, mentions: Iterable[Mention]) -> None:
    """Find whom the action is for; two of one name are asked about, an unknown name is said."""
    people, ids, unknown = turn.people, list[ContactId](), list[str]()
    here = focus_of_thread(turn.history, turn.thread)
    for mention in mentions:
        if mention.is_pronoun:
            continue
        match people.who(mention.written, mention.company, here):
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
    await _say(turn, found)


async def _ask_which(turn: Turn[Any], idea: Idea, name: str, candidates: Iterable[Contact]) -> None:
    draft = new_draft(turn, idea.action)
    command: Callable[[str], Command] = lambda id: AssessDraft(draft.id, id)  # noqa: E731
    seen = [ContactView(contact=each, company=turn.people.company(each)) for each in candidates]
    async with turn.commit() as uow:
        await uow.of(Draft).put(draft)
        uow.say(*turn.reply(contact_texts.which(name, seen, command), about=UNSAID))


async def _say(turn: Turn[Any], idea: Idea) -> None:
    if not without_weighing(idea.action):
        await turn.answer(forms.what_action(), about=UNSAID)
        return
    await turn.status(forms.assessing_status())
    await _write(turn, await judge(turn, idea))


async def _write(turn: Turn[Any], assessment: Assessment, place: str | None = None) -> None:
    async with turn.commit() as uow:
        await store(uow, turn, assessment)
        view = await look_at(uow, turn, assessment, change=turn.change)
        card = texts.assessment_card(view)
        uow.say(*place_card(turn, assessment, card, place))


def place_card(
    turn: Turn[Any], assessment: Assessment, card: Card, place: str | None
) -> tuple[Delivery, ...]:
    """The card where it stood (`conversation/message`), else as a new message."""
    about = (*assessment.contact_ids, AssessmentId(assessment.id))
    if place and "/" in place:
        conversation, _, message = place.partition("/")
        return (Replace(card=card, conversation=conversation, message=message, about=about),)
    return turn.reply(card, about=about, subject=assessment.card)
