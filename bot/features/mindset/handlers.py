"""The private question: asked, answered and read again in a form only (S1).

Nothing here reaches the coach, the index, the conversation's memory or the undo journal.
"""

from __future__ import annotations

import contextlib
from typing import Any

from bot.core.cards import Form
from bot.core.common_cards import is_gone
from bot.core.contacts import Contact
from bot.core.deliveries import NOTHING, About, Delivery, Show
from bot.core.form_values import text_of
from bot.core.naming import One, Several
from bot.core.paging import page_within
from bot.core.ports.errors import NotFound
from bot.core.turn import Turn
from bot.features.mindset import cards
from bot.features.mindset.commands import DeleteAttitude, ListAttitudes, Reflect, SaveAttitude, TurnQuestion
from bot.features.mindset.contracts import Attitude
from bot.features.mindset.rules import question_for, whom_to_ask_about
from bot.language.names import with_name


async def reflect(turn: Turn[Reflect]) -> None:
    """Open the question about the named relationship, or the one whose turn it is."""
    command = turn.command
    answers = await turn.mine(Attitude)
    if command.contact_id:
        await _ask(turn, answers, turn.people.get(command.contact_id))
    elif command.name:
        await _ask_by_name(turn, answers, command.name)
    else:
        await _ask(turn, answers, whom_to_ask_about(turn.people.contacts, answers))


async def turn_question(turn: Turn[TurnQuestion]) -> None:
    """Put another question into the form that is open."""
    contact = turn.people.get(turn.command.contact_id)
    await _ask(turn, await turn.mine(Attitude), contact, turn.command.skip)


async def _ask(turn: Turn[Any], answers: list[Attitude], contact: Contact | None, skip: int = 0) -> None:
    if contact is None:
        await _show(turn, cards.nobody_yet(), NOTHING)
        return
    question = question_for(turn.knowledge.mindset.questions, contact.id, answers, skip)
    company = turn.people.company(contact)
    form = cards.question(contact, company, question, skip, earlier=bool(answers))
    await _show(turn, form, (contact.id,))


async def _ask_by_name(turn: Turn[Any], answers: list[Attitude], name: str) -> None:
    people = turn.people
    match people.who(name, in_focus=turn.in_thread):
        case One(contact):
            await _ask(turn, answers, contact)
            return
        case Several(several):
            candidates = tuple(several[:8])
        case _:
            candidates = people.close_to(name)
    form = cards.which(name, [(each, people.company(each)) for each in candidates])
    await _show(turn, form, tuple(each.id for each in candidates))


async def save_attitude(turn: Turn[SaveAttitude]) -> None:
    """Keep the answer in its own row."""
    command = turn.command
    contact = turn.people.get(command.contact_id)
    asked = next((each for each in turn.knowledge.mindset.questions if each.id == command.question_id), None)
    if contact is None or asked is None:
        await turn.answer(is_gone(), about=NOTHING)
        return
    attitude = Attitude(
        id=turn.new_id("attitude"),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        contact_id=contact.id,
        name=contact.name,
        question_id=asked.id,
        question=with_name(asked.text, "contact", contact.name),
        answer=text_of(command.values, "answer"),
    )
    async with turn.commit() as uow:
        await uow.of(Attitude).put(attitude)
        uow.say(*turn.reply(cards.kept_card(), about=NOTHING))


async def list_attitudes(turn: Turn[ListAttitudes]) -> None:
    """Show one's own answers in the form that is open."""
    async with turn.read() as reader:
        total = await reader.of(Attitude).count(space=turn.scope.own)
        page = page_within(turn.command.page, total, cards.PAGE)
        rows = await reader.of(Attitude).find(
            space=turn.scope.own, newest_first=True, limit=cards.PAGE, offset=page * cards.PAGE
        )
    about = tuple(id for each in rows for id in (each.id, each.contact_id))
    await _show(turn, cards.answers(rows, total=total, page=page), about)


async def delete_attitude(turn: Turn[DeleteAttitude]) -> None:
    """Delete an answer for good: no journal holds a copy."""
    async with turn.commit() as uow:
        with contextlib.suppress(NotFound):
            await uow.of(Attitude).remove(turn.command.attitude_id)
        uow.say(*_in_form(turn, cards.deleted_form(), NOTHING))


async def _show(turn: Turn[Any], form: Form, about: About) -> None:
    async with turn.commit() as uow:
        uow.say(*_in_form(turn, form, about))


def _in_form(turn: Turn[Any], form: Form, about: About) -> tuple[Delivery, ...]:
    """The form, where one is open; else a card that has a button and no content."""
    if turn.origin.view:
        return (Show(form=form, view=turn.origin.view, about=about, private=True),)
    return turn.reply(cards.in_a_form_only(), about=NOTHING)
