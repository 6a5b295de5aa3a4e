"""The private question: asked, answered and read again in a form only (S1).

Nothing here reaches the coach, the index, the conversation's memory or the undo journal.
"""

from __future__ import annotations

import contextlib
from typing import Any

from bot.core.cards import Form
from bot.core.contacts import ContactId
from bot.core.deliveries import NOTHING, UNSAID, Show
from bot.core.form_values import text_of
from bot.core.naming import One, Several
from bot.core.paging import page_within
from bot.core.ports.books import StoreReader
from bot.core.ports.errors import NotFound
from bot.core.turn import Turn
from bot.features.mindset import cards as texts
from bot.features.mindset.commands import DeleteAttitude, ListAttitudes, Reflect, SaveAttitude, TurnQuestion
from bot.features.mindset.contracts import Attitude
from bot.features.mindset.rules import question_for, whom_to_ask_about


async def reflect(turn: Turn[Reflect]) -> None:
    """Open the question about the named relationship, or the one whose turn it is."""
    command = turn.command
    async with turn.read() as reader:
        mine = await _mine(reader, turn)
    people = turn.people
    if command.contact_id:
        form = _question(turn, mine, command.contact_id, 0)
    elif command.name:
        form = _by_name(turn, mine, command.name)
    else:
        due = whom_to_ask_about(people.contacts, mine)
        form = _question(turn, mine, due.id, 0) if due else texts.nobody_yet()
    await _show(turn, form)


async def turn_question(turn: Turn[TurnQuestion]) -> None:
    """Another question, in the form that is open."""
    async with turn.read() as reader:
        mine = await _mine(reader, turn)
    form = _question(turn, mine, turn.command.contact_id, turn.command.skip)
    await _show(turn, form)


async def save_attitude(turn: Turn[SaveAttitude]) -> None:
    """Keep the answer in its own row."""
    command = turn.command
    contact = turn.people.get(command.contact_id)
    asked = next((each for each in turn.knowledge.mindset.questions if each.id == command.question_id), None)
    name = contact.name if contact else "them"
    kept = Attitude(
        id=turn.new_id("attitude"),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        contact_id=ContactId(command.contact_id),
        name=name,
        question_id=command.question_id,
        question=asked.text.replace("{contact}", name) if asked else "",
        answer=text_of(command.values, "answer"),
    )
    async with turn.commit() as uow:
        await uow.of(Attitude).put(kept)
        uow.say(*turn.reply(texts.kept_card(), about=UNSAID))


async def list_attitudes(turn: Turn[ListAttitudes]) -> None:
    """One's own answers, in the form that is open."""
    async with turn.read() as reader:
        total = await reader.of(Attitude).count(space=turn.scope.own)
        page = page_within(turn.command.page, total, texts.PAGE)
        rows = await reader.of(Attitude).find(
            space=turn.scope.own, newest_first=True, limit=texts.PAGE, offset=page * texts.PAGE
        )
    await _show(turn, texts.answers(rows, total=total, page=page))


async def delete_attitude(turn: Turn[DeleteAttitude]) -> None:
    """Delete an answer for good: no journal holds a copy."""
    async with turn.commit() as uow:
        with contextlib.suppress(NotFound):
            await uow.of(Attitude).remove(turn.command.attitude_id)
        if turn.origin.view:
            uow.say(Show(form=texts.deleted_form(), view=turn.origin.view, about=NOTHING, private=True))
        else:
            uow.say(*turn.reply(texts.in_a_form_only(), about=NOTHING))


def _by_name(turn: Turn[Any], mine: list[Attitude], name: str) -> Form:
    people = turn.people
    match people.who(name, in_focus=turn.in_thread):
        case One(contact):
            return _question(turn, mine, contact.id, 0)
        case Several(candidates):
            return texts.which(name, [(each, people.company(each)) for each in candidates[:8]])
    return texts.which(name, [(each, people.company(each)) for each in people.close_to(name)])


def _question(turn: Turn[Any], mine: list[Attitude], contact_id: str, skip: int) -> Form:
    contact = turn.people.get(contact_id)
    if contact is None:
        return texts.nobody_yet()
    asked = question_for(turn.knowledge.mindset.questions, contact.id, mine, skip)
    company = turn.people.company(contact)
    return texts.question(contact, company, asked, skip, earlier=bool(mine))


async def _mine(reader: StoreReader, turn: Turn[Any]) -> list[Attitude]:
    return await reader.of(Attitude).find(space=turn.scope.own)


async def _show(turn: Turn[Any], form: Form) -> None:
    """Only ever into a form; where none is open, a card with a button and no content."""
    async with turn.commit() as uow:
        if turn.origin.view:
            uow.say(Show(form=form, view=turn.origin.view, about=UNSAID, private=True))
        else:
            uow.say(*turn.reply(texts.in_a_form_only(), about=NOTHING))
