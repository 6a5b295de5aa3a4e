"""The private question: asked, answered and read again in a form only (S1).

Nothing here reaches the coach, the index, the conversation's memory or the undo journal.
"""

from __future__ import annotations

import contextlib
from typing import Any

from bot.domain.contacts import ContactId
from bot.domain.mindset import Attitude, question_for, whom_to_ask_about
from bot.domain.naming import One, Several
from bot.messages.cards import Form
from bot.messages.deliveries import Show
from bot.messages.learning import DeleteAttitude, ListAttitudes, Reflect, SaveAttitude, TurnQuestion
from bot.ports import Books, NotFound, Work
from bot.texts import mindset as texts
from bot.texts.paging import page_within
from bot.usecases.desk import Desk
from bot.usecases.form_values import text_of
from bot.usecases.replies import reply
from bot.usecases.situation import Situation, look


async def reflect(work: Work[Reflect], desk: Desk) -> None:
    """Open the question about the named relationship, or the one whose turn it is."""
    command = work.command
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        mine = await _mine(books, work)
    people = situation.people
    if command.contact_id:
        form = _question(desk, situation, mine, command.contact_id, 0)
    elif command.name:
        form = _by_name(desk, situation, mine, command.name)
    else:
        due = whom_to_ask_about(people.contacts, mine)
        form = _question(desk, situation, mine, due.id, 0) if due else texts.nobody_yet()
    await _show(work, desk, situation, form)


async def turn_question(work: Work[TurnQuestion], desk: Desk) -> None:
    """Another question, in the form that is open."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        mine = await _mine(books, work)
    form = _question(desk, situation, mine, work.command.contact_id, work.command.skip)
    await _show(work, desk, situation, form)


async def save_attitude(work: Work[SaveAttitude], desk: Desk) -> None:
    """Keep the answer in its own row."""
    command = work.command
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
    contact = situation.people.get(command.contact_id)
    asked = next((each for each in desk.knowledge.mindset.questions if each.id == command.question_id), None)
    name = contact.name if contact else "them"
    kept = Attitude(
        id=work.new_id("attitude"),
        workspace=work.scope.workspace,
        space=work.scope.own,
        created_at=work.now,
        contact_id=ContactId(command.contact_id),
        name=name,
        question_id=command.question_id,
        question=asked.text.replace("{contact}", name) if asked else "",
        answer=text_of(command.values, "answer"),
    )
    async with desk.ledger.write(work) as open_books:
        await open_books.of(Attitude).put(kept)
        open_books.say(*reply(work, situation.member, texts.kept()))


async def list_attitudes(work: Work[ListAttitudes], desk: Desk) -> None:
    """One's own answers, in the form that is open."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        total = await books.of(Attitude).count(space=work.scope.own)
        page = page_within(work.command.page, total, texts.PAGE)
        rows = await books.of(Attitude).find(
            space=work.scope.own, newest_first=True, limit=texts.PAGE, offset=page * texts.PAGE
        )
    await _show(work, desk, situation, texts.answers(rows, total=total, page=page))


async def delete_attitude(work: Work[DeleteAttitude], desk: Desk) -> None:
    """Delete an answer for good: no journal holds a copy."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
    async with desk.ledger.write(work) as open_books:
        with contextlib.suppress(NotFound):
            await open_books.of(Attitude).remove(work.command.attitude_id)
        if work.origin.view:
            open_books.say(Show(form=texts.deleted(), view=work.origin.view, private=True))
        else:
            open_books.say(*reply(work, situation.member, texts.in_a_form_only()))


def _by_name(desk: Desk, situation: Situation, mine: list[Attitude], name: str) -> Form:
    people = situation.people
    match people.who(name, in_focus=situation.in_thread):
        case One(contact):
            return _question(desk, situation, mine, contact.id, 0)
        case Several(candidates):
            return texts.which(name, [(each, people.company(each)) for each in candidates[:8]])
    return texts.which(name, [(each, people.company(each)) for each in people.close_to(name)])


def _question(desk: Desk, situation: Situation, mine: list[Attitude], contact_id: str, skip: int) -> Form:
    contact = situation.people.get(contact_id)
    if contact is None:
        return texts.nobody_yet()
    asked = question_for(desk.knowledge.mindset.questions, contact.id, mine, skip)
    company = situation.people.company(contact)
    return texts.question(contact, company, asked, skip, earlier=bool(mine))


async def _mine(books: Books, work: Work[Any]) -> list[Attitude]:
    return await books.of(Attitude).find(space=work.scope.own)


async def _show(work: Work[Any], desk: Desk, situation: Situation, form: Form) -> None:
    """Only ever into a form; where none is open, a card with a button and no content."""
    async with desk.ledger.write(work) as open_books:
        if work.origin.view:
            open_books.say(Show(form=form, view=work.origin.view, private=True))
        else:
            open_books.say(*reply(work, situation.member, texts.in_a_form_only()))
