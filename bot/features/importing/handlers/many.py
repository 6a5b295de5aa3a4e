"""Changes many contacts at once: those of an import, or those that words find (B6, F1, P1)."""

from __future__ import annotations

from typing import Any

from bot.core.contacts import Contact, Purpose, Standing
from bot.core.deliveries import NOTHING
from bot.core.form_values import number, parts_of, text_of
from bot.core.people import People
from bot.core.turn import Turn
from bot.features.importing.cards import many as cards
from bot.features.importing.cards.wording import file_name
from bot.features.importing.commands import ChangeMany, EditMany
from bot.features.importing.handlers.parts import write_in_parts
from bot.features.importing.rules.applying import changed_by
from bot.features.importing.rules.imports import BulkChange, BulkKind, WantedOfMany
from bot.features.people.contracts.reading import contacts_matching
from bot.features.portfolio.contracts import read_active_room

_ABOUT = 200
"""Contacts by which the card of a change is found again."""


async def edit_many(turn: Turn[EditMany]) -> None:
    """Fill the form that changes many; typed, say whom it would change and offer it."""
    command = turn.command
    meant = _meant(turn.people, command)
    if not meant:
        await turn.answer(cards.nobody_there(), about=NOTHING)
        return
    file = await _file_of(turn, command.import_id)
    whom = cards.whom_words(command.words, file)
    send = ChangeMany(command.words, command.import_id, turn.card_place)
    form = cards.many_form(send, whom, len(meant), turn.knowledge.purposes, asked=command)
    await turn.show(form, otherwise=cards.offer_many(form, command), about=NOTHING)


async def change_many(turn: Turn[ChangeMany]) -> None:
    """Change all who are meant as the form says; at the limit of active ones nobody is changed."""
    wanted = _wanted(turn.command)
    meant = _meant(turn.people, turn.command)
    changed = [new for each in meant if (new := changed_by(each, wanted)) != each]
    if not changed:
        card = cards.already_so() if meant else cards.nobody_there()
        await turn.answer(card, about=NOTHING)
        return
    room = await read_active_room(turn)
    known = {each.id: each for each in meant}
    more = sum(
        each.standing is Standing.ACTIVE and known[each.id].standing is not Standing.ACTIVE
        for each in changed
    )
    if more and room.active + more > room.limits.hard:
        again = EditMany(
            turn.command.words,
            turn.command.import_id,
            tags=", ".join(wanted.add_tags),
            drop_tags=", ".join(wanted.drop_tags),
            ideal=wanted.ideal or 0,
            purpose=wanted.purpose.value if wanted.purpose else "",
            standing=wanted.standing.value if wanted.standing else "",
        )
        card = cards.too_many_active(more, room.active, room.limits.soft, room.limits.hard, again)
        await turn.answer(card, about=NOTHING)
        return
    bulk = BulkChange(
        id=turn.new_id("many"),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        kind=BulkKind.EDIT,
        name=cards.change_words(wanted),
        people=len(changed),
    )
    bulk = await write_in_parts(turn, bulk, changed)
    now_active = room.active + more
    is_near = more and now_active >= room.limits.soft
    beside = cards.near_limit(now_active, room.limits.soft) if is_near else ""
    about = (bulk.id, *(each.id for each in changed[:_ABOUT]))
    async with turn.commit() as uow:
        uow.say(*turn.reply_in(cards.changed_card(bulk, beside), turn.command.card, about=about))


def _meant(people: People, command: EditMany | ChangeMany) -> list[Contact]:
    if command.import_id:
        found = [each for each in people.contacts if each.import_id == command.import_id]
    else:
        found = contacts_matching(people, command.words)
    return [each for each in found if each.standing is not Standing.RELEASED]


async def _file_of(turn: Turn[Any], import_id: str) -> str:
    bulk = await turn.one(BulkChange, import_id)
    return file_name(bulk.name) if bulk else ""


def _wanted(command: ChangeMany) -> WantedOfMany:
    values = command.values
    standing = text_of(values, "standing")
    purpose = text_of(values, "purpose")
    return WantedOfMany(
        add_tags=parts_of(values, "add_tags"),
        drop_tags=parts_of(values, "drop_tags"),
        ideal=number(values, "ideal"),
        standing=Standing(standing) if standing in set(Standing) else None,
        purpose=Purpose(purpose) if purpose in set(Purpose) else None,
    )
