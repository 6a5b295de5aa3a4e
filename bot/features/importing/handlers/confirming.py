"""Does an import as its preview shows it, in one change that one click takes back (B6)."""

from __future__ import annotations

from dataclasses import replace

from bot.core.contacts import Account, Contact, ContactId
from bot.core.deliveries import NOTHING
from bot.core.notes import Touch
from bot.core.paging import page_within
from bot.core.turn import Turn
from bot.core.words import PAGE
from bot.features.importing.cards import done
from bot.features.importing.commands import ConfirmImport, ShowImports
from bot.features.importing.contracts.taking import Preview, became_known, preview_of, show_preview
from bot.features.importing.handlers.offering import find_pending
from bot.features.importing.handlers.parts import write_in_parts
from bot.features.importing.rules.applying import (
    Accounts,
    enriched,
    new_contact,
    touched,
    touches_of,
)
from bot.features.importing.rules.imports import BulkChange, BulkKind, PendingImport


async def confirm_import(turn: Turn[ConfirmImport]) -> None:
    """Write the contacts and touches of a file that waits."""
    pending = await find_pending(turn)
    if pending is None:
        return
    bulk = BulkChange(
        id=turn.new_id("import"),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        kind=BulkKind.IMPORT,
        name=pending.name,
    )
    found = await preview_of(turn, pending, without=bulk.id)
    if became_known(found):
        await show_preview(turn, pending, turn.card_place)
        return
    accounts, rows, bulk = _rows(turn, found, bulk)
    if not rows:
        await turn.answer(done.nothing_to_import(pending), about=NOTHING)
        return
    bulk = await write_in_parts(
        turn, bulk, rows, accounts, lambda count, total: done.progress_card(pending.name, count, total)
    )
    async with turn.commit() as uow:
        await uow.of(PendingImport).remove(pending.id)
        uow.say(*turn.update(done.imported_card(bulk), about=(bulk.id,)))


def _rows(
    turn: Turn[ConfirmImport], found: Preview, bulk: BulkChange
) -> tuple[list[Account], list[Contact | Touch], BulkChange]:
    """The accounts that are new, the contacts and touches, and what is said of them."""
    context = turn.note_context()
    accounts = Accounts(turn.people.accounts, context)
    changed: dict[ContactId, Contact] = {}
    new = [new_contact(person, accounts.named(person.company), context, bulk.id) for person in found.plan.new]
    merged = 0
    for person, contact_id in found.plan.merges:
        contact = changed.get(ContactId(contact_id)) or turn.people.get(contact_id)
        if contact is not None:
            changed[contact.id] = enriched(contact, person, accounts.named(person.company))
            merged += 1
    for contact_id in dict.fromkeys(each.contact_id for each in found.met):
        contact = turn.people.get(contact_id)
        if contact is not None:
            days = [each for each in found.met if each.contact_id == contact_id]
            changed[contact.id] = touched(contact, days, turn.member.zone, turn.now)
    touches = touches_of(found.met, context)
    differing = [each for each in changed.values() if each != turn.people.get(each.id)]
    rows: list[Contact | Touch] = [*new, *differing, *touches]
    return accounts.new, rows, replace(bulk, people=len(new), merged=merged, touches=len(touches))


async def show_imports(turn: Turn[ShowImports]) -> None:
    """Say how files are imported, and list what was."""
    words = turn.command.words.casefold()
    mine = await turn.mine(BulkChange)
    meant = [each for each in mine if words and words in each.name.casefold()]
    bulks = sorted(meant or mine, key=lambda each: each.created_at, reverse=True)
    page = page_within(turn.command.page, len(bulks))
    here = bulks[page * PAGE : (page + 1) * PAGE]
    card = done.imports_card(here, total=len(bulks), page=page, words=turn.command.words if meant else "")
    await turn.answer(card, in_place=True, about=tuple(each.id for each in here))
