"""Lists, shows and changes contacts (B1)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.cards import Card
from bot.core.commands import FormValues, ListContacts
from bot.core.common_cards import gone_form, is_gone, nothing_changed
from bot.core.contacts import Account, Contact, marked_name
from bot.core.deliveries import NOTHING
from bot.core.employment import Employment
from bot.core.finding import person_named, person_with_id, view_contact
from bot.core.form_values import parts_of, text_of
from bot.core.naming import Nobody
from bot.core.notes import Note
from bot.core.paging import page_within
from bot.core.sections import CONTACT
from bot.core.turn import Turn
from bot.core.words import PAGE
from bot.features.people.cards import contacts as cards
from bot.features.people.cards.forms import contact_form
from bot.features.people.commands import ChangeContact, EditContact, RenameContact, SetAccount, ShowContact
from bot.features.people.contracts.reading import account_called, contacts_matching
from bot.language.birthdays import read_birthday


async def list_contacts(turn: Turn[ListContacts]) -> None:
    """Show a page of contacts, by name; words narrow it by name, other name, title or company."""
    found = contacts_matching(turn.people, turn.command.words)
    page = page_within(turn.command.page, len(found))
    async with turn.read() as reader:
        here = found[page * PAGE : (page + 1) * PAGE]
        rows = [await view_contact(reader, turn, each) for each in here]
    card = cards.contact_list(rows, total=len(found), page=page, words=turn.command.words, today=turn.today)
    await turn.answer(card, in_place=True, about=tuple(each.id for each in here))


async def show_contact(turn: Turn[ShowContact]) -> None:
    """Show one contact, with the latest notes."""
    contact = await person_named(turn, lambda id: ShowContact(contact_id=id))
    if contact is None:
        return
    async with turn.read() as reader:
        view = await view_contact(reader, turn, contact)
        latest = await reader.of(Note).find(
            contact_ids=contact.id, superseded_by=None, newest_first=True, limit=3
        )
        former = await reader.of(Employment).find(contact_id=contact.id, newest_first=True)
        told = await turn.sections(reader, CONTACT, contact)
    parts = [part for each in told for part in each.parts]
    rhythm = turn.people.rhythm(contact)
    card = cards.contact_card(view, latest, turn.today, former, parts, rhythm)
    quoted = (id for each in told for id in each.about)
    about = tuple(
        dict.fromkeys((contact.id, *(note.id for note in latest), *(each.id for each in former), *quoted))
    )
    async with turn.commit() as uow:
        await turn.remember(uow, focus=(contact.id,), changed=False)
        uow.say(*turn.reply(card, about=about))


async def rename_contact(turn: Turn[RenameContact]) -> None:
    """Give a contact another name; the old one still finds them."""
    command = turn.command
    contact = await person_named(turn, lambda id: RenameContact(command.name, command.new_name, id))
    if contact is None:
        return
    new = rename(contact, command.new_name)
    if new == contact:
        await turn.answer(nothing_changed(contact), about=(contact.id,))
        return
    await _save(turn, new, cards.renamed_card(contact.name, new, turn.change))


def rename(contact: Contact, name: str) -> Contact:
    """The contact under a new name, with the old one among its other names."""
    new = marked_name(contact, " ".join(name.split())) if name.strip() else ""
    if not new or new == contact.name:
        return contact
    others = [each for each in (*contact.aliases, contact.name) if each != new]
    return replace(contact, name=new, aliases=tuple(dict.fromkeys(others)))


async def set_account(turn: Turn[SetAccount]) -> None:
    """Say which company a contact belongs to; a new company is added."""
    command = turn.command
    if command.adds and not command.contact_id and isinstance(turn.people.who(command.name), Nobody):
        await _add_to_account(turn)
        return
    contact = await person_named(turn, lambda id: SetAccount(command.name, command.account, id))
    if contact is None:
        return
    account = account_called(turn, command.account)
    new = replace(contact, account_id=account.id)
    if new == contact:
        await turn.answer(nothing_changed(contact), about=(contact.id,))
        return
    card = cards.account_set(new, account.name, turn.people.company(contact), turn.change)
    await _save(turn, new, card, account)


async def _add_to_account(turn: Turn[SetAccount]) -> None:
    """Make somebody who is not known yet a contact of a company."""
    account = account_called(turn, turn.command.account)
    contact = turn.note_context().new_contact(" ".join(turn.command.name.split()), "", account.id)
    await _save(turn, contact, cards.added_to_account(contact, account.name, turn.change), account)


async def _save(turn: Turn[Any], contact: Contact, card: Card, account: Account | None = None) -> None:
    async with turn.commit() as uow:
        if account is not None and turn.people.account(account.name) is None:
            await uow.of(Account).put(account)
        await uow.of(Contact).put(contact)
        await turn.remember(uow, focus=(contact.id,))
        about = (contact.id, *((contact.account_id,) if contact.account_id else ()))
        uow.say(*turn.update(card, about=about))


async def edit_contact(turn: Turn[EditContact]) -> None:
    """Fill the form that changes a contact."""
    contact = turn.people.get(turn.command.contact_id)
    if contact is None:
        await turn.show(gone_form(), otherwise=is_gone(), about=NOTHING)
        return
    form = contact_form(contact, turn.people.company(contact), turn.card_place)
    await turn.show(form, otherwise=nothing_changed(contact), about=(contact.id,))


async def change_contact(turn: Turn[ChangeContact]) -> None:
    """Save what the form says of a contact."""
    values = turn.command.values
    contact = await person_with_id(turn)
    if contact is None:
        return
    company = text_of(values, "account")
    account = account_called(turn, company) if company else None
    new = replace(
        rename(contact, text_of(values, "name")),
        title=text_of(values, "title"),
        account_id=account.id if account else None,
    )
    aliases = parts_of(values, "aliases")
    kept = (contact.name,) if new.name != contact.name else ()
    new = replace(_detailed(new, values), aliases=tuple(dict.fromkeys((*aliases, *kept))))
    if new == contact:
        await turn.answer(nothing_changed(contact), about=(contact.id,))
        return
    await _save(turn, new, cards.changed_card(new, account.name if account else "", turn.change), account)


def _detailed(contact: Contact, values: FormValues) -> Contact:
    """The contact with how to reach them, as the form says; a form that was opened before it asked changes
    none of it."""
    if "emails" not in values:
        return contact
    emails, phones = parts_of(values, "emails"), parts_of(values, "phones")
    return replace(
        contact,
        email="".join(emails[:1]),
        more_emails=emails[1:],
        phone="".join(phones[:1]),
        more_phones=phones[1:],
        place=text_of(values, "place"),
        birthday=read_birthday(text_of(values, "birthday")) or "",
        tags=parts_of(values, "tags"),
    )
