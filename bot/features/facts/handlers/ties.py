"""Keeps the ties of the form on a contact's card (B1)."""

from __future__ import annotations

from typing import Any

from bot.core.contacts import Contact, ContactId
from bot.core.deliveries import NOTHING
from bot.core.facts.keeping import confirmed
from bot.core.facts.settling import facts_about
from bot.core.facts.values import Fact, FactId, FactKind, FactSource, FactStanding, TieKind
from bot.core.form_values import text_of
from bot.core.naming import One, Several
from bot.core.turn import Turn
from bot.core.words import without_controls
from bot.features.facts.cards import ties as cards
from bot.features.facts.commands import OpenTie, SaveTie
from bot.features.facts.naming import names_by_id


async def open_tie(turn: Turn[OpenTie]) -> None:
    """Fill the form that says how a contact is connected to another one."""
    contact = turn.people.get(turn.command.contact_id)
    if contact is None:
        await turn.show(cards.gone_form(), otherwise=cards.is_gone(), about=NOTHING)
        return
    form = cards.tie_form(SaveTie(contact.id), contact)
    await turn.show(form, otherwise=cards.form_needed(), about=(contact.id,))


async def save_tie(turn: Turn[SaveTie]) -> None:
    """Keep the tie of the form; somebody who is not known yet becomes a contact."""
    values = turn.command.values
    contact = turn.people.get(turn.command.contact_id)
    chosen = text_of(values, "kind")
    name = " ".join(without_controls(text_of(values, "other")).split())
    if contact is None or chosen not in dict(cards.CHOICES) or not name:
        await turn.answer(cards.is_gone(), about=NOTHING)
        return
    found = turn.people.who(name)
    if isinstance(found, Several):
        await turn.answer(cards.which_person(name, contact.id), about=(contact.id,))
        return
    is_new = not isinstance(found, One)
    other = found.contact if isinstance(found, One) else turn.note_context().new_contact(name, "", None)
    if other.id == contact.id:
        await turn.answer(cards.same_person(contact.id), about=(contact.id,))
        return
    kind, _, end = chosen.partition("/")
    first, second = (contact, other) if end == "1" else (other, contact)
    detail = text_of(values, "detail") if kind == TieKind.WORKED_WITH else ""
    await _keep(turn, _tie(turn, TieKind(kind), first.id, second.id, detail), other if is_new else None)


def _tie(turn: Turn[Any], kind: TieKind, first: ContactId, second: ContactId, detail: str) -> Fact:
    return Fact(
        id=FactId(turn.new_id("tie")),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        kind=FactKind.TIE,
        value=kind.value,
        contact_id=first,
        other_id=second,
        detail=" ".join(without_controls(detail).split())[:200],
        told_on=turn.today,
        source=FactSource.FORM,
    )


async def _keep(turn: Turn[Any], tie: Fact, new: Contact | None) -> None:
    async with turn.read() as reader:
        known = await facts_about(reader, tie.people)
    written = confirmed(tie, known, turn.today)  # what the form says is sure, whatever was told today
    before = next((each for each in written if each.standing is FactStanding.CLOSED), None)
    names = dict(names_by_id(turn))
    if new is not None:
        names[new.id] = new.name
    async with turn.commit() as uow:
        if new is not None:
            await uow.of(Contact).put(new)
        await uow.of(Fact).put_all(written)
        await turn.remember(uow, focus=tie.people)
        was = names.get(before.other_id or "", "") if before else ""
        card = cards.tie_kept(tie, names, turn.change, before=was, is_new=new is not None)
        about = (*tie.about, *(before.about if before else ()))
        uow.say(*turn.reply(card, about=tuple(dict.fromkeys(about))))
