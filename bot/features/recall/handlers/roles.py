"""Answers what somebody's role is, and says where it was another one before (B1, B2)."""

from __future__ import annotations

from bot.core.contacts import Contact
from bot.core.facts.keeping import facts_in_force, is_worth_showing
from bot.core.facts.settling import facts_about
from bot.core.facts.values import Fact, FactKind
from bot.core.notes import Note
from bot.core.turn import Turn
from bot.features.recall.cards import facts as cards
from bot.features.recall.commands import Ask
from bot.features.recall.handlers.paging import view_of
from bot.features.recall.handlers.replies import Reply
from bot.features.recall.rules.roles_told import find_new_role


async def reply_with_role(turn: Turn[Ask], contact: Contact) -> Reply:
    """The title that is stored, with the one before; or what a newer note tells of another one."""
    async with turn.read() as reader:
        facts = await facts_about(reader, (contact.id,))
        notes = await reader.of(Note).find(contact_ids=(contact.id,), superseded_by=None)
    companies = {str(id): name for id, name in turn.people.companies.items()}
    holding = facts_in_force(contact, facts, companies)
    title = next((each for each in holding if _is_title_of(each, contact)), None)
    names = (contact.name, *contact.aliases, *contact.name.split())
    newest = sorted(notes, key=lambda each: (each.occurred_on, each.created_at), reverse=True)
    for note in newest:
        is_newer = title is not None and note.occurred_on > title.told_on
        is_own = note.space == turn.scope.own and tuple(note.contact_ids) == (contact.id,)
        told = find_new_role(note.text, names) if is_newer and is_own else ""
        if title is not None and told and title.value.casefold() not in told.casefold():
            card = cards.newer_role_card(told, note, turn.people.names(note.contact_ids), title)
            return Reply(card=card, about=(note.id, *contact.about), focus=(contact.id,))
    ended = [each for each in facts if _is_title_of(each, contact) and is_worth_showing(each)]
    former = max(ended, key=lambda each: each.until or each.told_on, default=None)
    card = cards.facts_card([view_of(turn, contact)], "title", today=turn.today, former=former)
    return Reply(card=card, about=contact.about, focus=(contact.id,))


def _is_title_of(fact: Fact, contact: Contact) -> bool:
    return fact.kind is FactKind.TITLE and fact.contact_id == contact.id
