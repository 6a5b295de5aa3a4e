"""Lists, shows and changes contacts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.domain.contacts import Account, Contact
from bot.domain.names import fold
from bot.domain.notes import Note
from bot.messages.cards import Card
from bot.messages.notes import (
    ChangeContact,
    EditContact,
    ListContacts,
    RenameContact,
    SetAccount,
    ShowContact,
)
from bot.ports import Work
from bot.texts import contact_forms
from bot.texts import contacts as texts
from bot.texts.paging import page_within
from bot.texts.words import PAGE
from bot.usecases.desk import Desk
from bot.usecases.forms import place_of, text_of
from bot.usecases.people.finding import answer, person_named, person_with_id, seen
from bot.usecases.replies import reply, show, update
from bot.usecases.situation import Situation, look, remember


async def list_contacts(work: Work[ListContacts], desk: Desk) -> None:
    """One page of contacts, by name; words narrow it by name, other name, title or company."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        found = _matching(situation, work.command.words)
        page = page_within(work.command.page, len(found))
        rows = [await seen(books, situation, each) for each in found[page * PAGE : (page + 1) * PAGE]]
    card = texts.contact_list(
        rows, total=len(found), page=page, words=work.command.words, today=situation.today
    )
    await answer(work, desk, situation, card, in_place=True)


def _matching(situation: Situation, words: str) -> list[Contact]:
    people, wanted = situation.people, fold(words).split()

    def told(contact: Contact) -> str:
        return fold(" ".join((contact.name, *contact.aliases, contact.title, people.company(contact))))

    found = [contact for contact in people.contacts if all(word in told(contact) for word in wanted)]
    return sorted(found, key=lambda contact: fold(contact.name))


async def show_contact(work: Work[ShowContact], desk: Desk) -> None:
    """One contact, with the latest notes."""
    situation, contact = await person_named(work, desk, lambda id: ShowContact(contact_id=id))
    if contact is None:
        return
    async with desk.ledger.read(work.scope) as books:
        shown = await seen(books, situation, contact)
        latest = await books.of(Note).find(
            contact_ids=contact.id, superseded_by=None, newest_first=True, limit=3
        )
    card = texts.contact_card(shown, latest, situation.today)
    async with desk.ledger.write(work) as open_books:
        await remember(open_books, work, focus=(contact.id,), changed=False)
        open_books.say(*reply(work, situation.member, card, about=(contact.id,)))


async def rename_contact(work: Work[RenameContact], desk: Desk) -> None:
    """Give a contact another name; the old one still finds them."""
    command = work.command
    situation, contact = await person_named(
        work, desk, lambda id: RenameContact(command.name, command.new_name, id)
    )
    if contact is None:
        return
    new = renamed(contact, command.new_name)
    if new == contact:
        await answer(work, desk, situation, texts.nothing_changed(contact))
        return
    await _save(work, desk, situation, new, texts.renamed(contact.name, new, work.change))


def renamed(contact: Contact, name: str) -> Contact:
    """A contact under a new name, with the old one among its other names."""
    new = " ".join(name.split())
    if not new or new == contact.name:
        return contact
    others = [each for each in (*contact.aliases, contact.name) if each != new]
    return replace(contact, name=new, aliases=tuple(dict.fromkeys(others)))


async def set_account(work: Work[SetAccount], desk: Desk) -> None:
    """Say which company a contact belongs to; a new company is added."""
    command = work.command
    situation, contact = await person_named(
        work, desk, lambda id: SetAccount(command.name, command.account, id)
    )
    if contact is None:
        return
    account = account_called(work, situation, command.account)
    new = replace(contact, account_id=account.id)
    if new == contact:
        await answer(work, desk, situation, texts.nothing_changed(contact))
        return
    card = texts.account_set(new, account.name, situation.people.company(contact), work.change)
    await _save(work, desk, situation, new, card, account)


def account_called(work: Work[Any], situation: Situation, name: str) -> Account:
    """The account with this name, known or new."""
    return situation.people.account(name) or situation.setting(work).new_account(" ".join(name.split()))


async def _save(
    work: Work[Any],
    desk: Desk,
    situation: Situation,
    contact: Contact,
    card: Card,
    account: Account | None = None,
) -> None:
    async with desk.ledger.write(work) as books:
        if account is not None and situation.people.account(account.name) is None:
            await books.of(Account).put(account)
        await books.of(Contact).put(contact)
        await remember(books, work, focus=(contact.id,))
        books.say(*update(work, situation.member, card, about=(contact.id,)))


async def edit_contact(work: Work[EditContact], desk: Desk) -> None:
    """Fill the form that changes a contact."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
    contact = situation.people.get(work.command.contact_id)
    async with desk.ledger.write(work) as open_books:
        if contact is None:
            open_books.say(*show(work, situation.member, contact_forms.gone(), texts.is_gone()))
            return
        form = contact_forms.edit(contact, situation.people.company(contact), place_of(work))
        open_books.say(*show(work, situation.member, form, texts.nothing_changed(contact)))


async def change_contact(work: Work[ChangeContact], desk: Desk) -> None:
    """Save what the form says of a contact."""
    values = work.command.values
    situation, contact = await person_with_id(work, desk)
    if contact is None:
        return
    company = text_of(values, "account")
    account = account_called(work, situation, company) if company else None
    new = replace(
        renamed(contact, text_of(values, "name")),
        title=text_of(values, "title"),
        account_id=account.id if account else None,
    )
    aliases = tuple(part.strip() for part in text_of(values, "aliases").split(",") if part.strip())
    kept = (contact.name,) if new.name != contact.name else ()
    new = replace(new, aliases=tuple(dict.fromkeys((*aliases, *kept))))
    if new == contact:
        await answer(work, desk, situation, texts.nothing_changed(contact))
        return
    await _save(
        work, desk, situation, new, texts.changed(new, account.name if account else "", work.change), account
    )
