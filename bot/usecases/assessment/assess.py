"""Takes an action that a member thinks of, and answers with the three tests (R3, R4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from bot.domain.clarifying import without_weighing
from bot.domain.contacts import Contact, ContactId
from bot.domain.investment import Assessment, AssessmentId, Network
from bot.domain.naming import One, Several
from bot.domain.plans import Activity
from bot.domain.threads import Draft, focus_of_thread
from bot.domain.understanding import Mention, Understanding
from bot.messages.assessing import AssessAction, AssessDraft, AssessWritten, ComposeAction
from bot.messages.cards import Card
from bot.messages.commands import Command
from bot.messages.deliveries import Delivery, Replace
from bot.ports import NotFound, Work
from bot.texts import assessment as texts
from bot.texts import assessment_forms as forms
from bot.texts import contacts as contact_texts
from bot.texts.contacts import ContactSeen
from bot.usecases.assessment.assessing import Idea, judge, kept, look_at, store
from bot.usecases.desk import Desk
from bot.usecases.forms import text_of
from bot.usecases.notes.take_note import new_draft, without_controls
from bot.usecases.people.finding import answer
from bot.usecases.replies import reply, show
from bot.usecases.situation import Situation, look


async def assess_action(work: Work[AssessAction], desk: Desk) -> None:
    """An action from a command, or from an activity on a plan."""
    command = work.command
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
    contact = situation.people.get(command.contact_id) if command.contact_id else None
    if command.activity_id and not command.action:
        command = await _from_plan(work, desk, command)
        contact = situation.people.get(command.contact_id) if command.contact_id else None
    idea = Idea(action=without_controls(command.action), activity_id=command.activity_id)
    if not idea.action:
        await answer(work, desk, situation, forms.what_action())
    elif contact is not None:
        await _say(work, desk, situation, replace(idea, contact_ids=(contact.id,)))
    else:
        await _read(work, desk, situation, idea)


async def _from_plan(work: Work[AssessAction], desk: Desk, command: AssessAction) -> AssessAction:
    """The words of an activity, and whom it is for; without words where it is no longer there."""
    async with desk.ledger.read(work.scope) as books:
        try:
            activity = await books.of(Activity).get(command.activity_id)
        except NotFound:
            return command
    return AssessAction(activity.text, activity.contact_id or "", activity.id)


async def assess_said(
    work: Work[Any], desk: Desk, situation: Situation, text: str, understanding: Understanding
) -> None:
    """An action in plain words, that the coach has read already."""
    await _for_whom(work, desk, situation, Idea(action=text), understanding.mentions)


async def assess_draft(work: Work[AssessDraft], desk: Desk) -> None:
    """An action that waited for the member to say whom it is for."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        try:
            draft = await books.of(Draft).get(work.command.draft_id)
        except NotFound:
            draft = None
    contact = situation.people.get(work.command.contact_id)
    if draft is None:
        await answer(work, desk, situation, forms.is_gone())
        return
    ids = (contact.id,) if contact else ()
    await _say(work, desk, situation, Idea(action=draft.text, contact_ids=ids))


async def compose_action(work: Work[ComposeAction], desk: Desk) -> None:
    """Fill the form for an action with a message's words."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
    form = forms.action_form(without_controls(work.command.text))
    async with desk.ledger.write(work) as open_books:
        open_books.say(*show(work, situation.member, form, forms.what_action()))


async def assess_written(work: Work[AssessWritten], desk: Desk) -> None:
    """An action from the form; one that revises another takes its place on the card."""
    command = work.command
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        before = await kept(books, command.revises) if command.revises else None
    network = text_of(command.values, "network")
    idea = Idea(
        action=without_controls(text_of(command.values, "action")),
        network=Network(network) if network in set(Network) else None,
        revises=before.id if before else None,
        activity_id=before.activity_id if before else "",
        contact_ids=before.contact_ids if before else (),
    )
    if before is None:
        await _read(work, desk, situation, idea)
        return
    assessment = replace(await judge(work, desk, situation, idea), card=before.card)
    await _write(work, desk, situation, assessment, place=command.card)


async def _read(work: Work[Any], desk: Desk, situation: Situation, idea: Idea) -> None:
    understanding = await desk.coach.understand(idea.action, situation.circumstances())
    await _for_whom(work, desk, situation, idea, understanding.mentions)


async def _for_whom(
    work: Work[Any], desk: Desk, situation: Situation, idea: Idea, mentions: Iterable[Mention]
) -> None:
    """Find whom the action is for; two of one name are asked about, an unknown name is said."""
    people, ids, unknown = situation.people, list[ContactId](), list[str]()
    here = focus_of_thread(situation.turns, situation.thread)
    for mention in mentions:
        if mention.is_pronoun:
            continue
        match people.who(mention.written, mention.company, here):
            case One(contact):
                ids.append(contact.id)
            case Several(candidates):
                await _ask_which(work, desk, situation, idea, mention.written, candidates)
                return
            case _:
                unknown.append(mention.written)
    if not ids and not unknown and any(mention.is_pronoun for mention in mentions):
        ids = list(situation.focus[:1])
    found = replace(idea, contact_ids=tuple(dict.fromkeys(ids)), unknown=tuple(dict.fromkeys(unknown)))
    await _say(work, desk, situation, found)


async def _ask_which(
    work: Work[Any], desk: Desk, situation: Situation, idea: Idea, name: str, candidates: Iterable[Contact]
) -> None:
    draft = new_draft(work, idea.action)
    command: Callable[[str], Command] = lambda id: AssessDraft(draft.id, id)  # noqa: E731
    seen = [ContactSeen(contact=each, company=situation.people.company(each)) for each in candidates]
    async with desk.ledger.write(work) as books:
        await books.of(Draft).put(draft)
        books.say(*reply(work, situation.member, contact_texts.which(name, seen, command)))


async def _say(work: Work[Any], desk: Desk, situation: Situation, idea: Idea) -> None:
    if not without_weighing(idea.action):
        await answer(work, desk, situation, forms.what_action())
        return
    await desk.progress.status(work, forms.assessing())
    await _write(work, desk, situation, await judge(work, desk, situation, idea))


async def _write(
    work: Work[Any], desk: Desk, situation: Situation, assessment: Assessment, place: str | None = None
) -> None:
    async with desk.ledger.write(work) as books:
        await store(books, work, desk, assessment)
        seen = await look_at(books, work, desk, situation, assessment, change=work.change)
        card = texts.assessment_card(seen)
        books.say(*placed(work, situation, assessment, card, place))


def placed(
    work: Work[Any], situation: Situation, assessment: Assessment, card: Card, place: str | None
) -> tuple[Delivery, ...]:
    """The card where it stood (`conversation/message`), else as a new message."""
    about = (*assessment.contact_ids, AssessmentId(assessment.id))
    if place and "/" in place:
        conversation, _, message = place.partition("/")
        return (Replace(card=card, conversation=conversation, message=message, about=about),)
    return reply(work, situation.member, card, about=about, subject=assessment.card)
