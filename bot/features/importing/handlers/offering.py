"""Shows an import that waits in other ways: its columns, who may be known, and what could not be read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.deliveries import NOTHING
from bot.core.form_values import text_of
from bot.core.turn import Turn
from bot.core.words import name_with_company
from bot.features.importing.cards import done, forms, preview
from bot.features.importing.commands import (
    ChangeColumns,
    DecideDuplicates,
    DropImport,
    EditColumns,
    OfferImport,
    ReviewDuplicates,
    ShowImportProblems,
)
from bot.features.importing.contracts.taking import preview_of, show_preview, with_roles
from bot.features.importing.rules.imports import DuplicateDecision, PendingImport


async def offer_import(turn: Turn[OfferImport]) -> None:
    """Show what a file that waits would bring."""
    pending = await find_pending(turn)
    if pending is not None:
        await show_preview(turn, pending)


async def edit_columns(turn: Turn[EditColumns]) -> None:
    """Fill the form that says what columns hold."""
    pending = await _pending_for_form(turn)
    if pending is None:
        return
    found = await preview_of(turn, pending)
    form = forms.columns_form(pending, found.read, turn.card_place)
    await turn.show(form, otherwise=done.pending_gone(), about=(pending.id,))


async def change_columns(turn: Turn[ChangeColumns]) -> None:
    """Read the table anew by what the form says of its columns."""
    pending = await find_pending(turn)
    if pending is None:
        return
    found = await preview_of(turn, pending)
    values = turn.command.values
    roles = tuple(
        text_of(values, forms.column_field(number)) or role for number, role in enumerate(found.read.roles)
    )
    await show_preview(turn, with_roles(pending, roles), turn.command.card)


async def review_duplicates(turn: Turn[ReviewDuplicates]) -> None:
    """Fill the form that asks what becomes of people who may be known."""
    pending = await _pending_for_form(turn)
    if pending is None:
        return
    found = await preview_of(turn, pending)
    people = {each.line: each for each in found.read.people}
    views = []
    for duplicate in found.prepared.duplicates:
        contact = turn.people.get(duplicate.contact_id)
        if contact is not None:
            name = name_with_company(contact.name, turn.people.company(contact))
            decided = pending.decided.get(duplicate.line)
            views.append(forms.DuplicateView(people[duplicate.line], duplicate, name, decided))
    form = forms.duplicates_form(pending, views, turn.card_place)
    about = (pending.id, *(each.duplicate.contact_id for each in views[: forms.MOST_ASKED]))
    await turn.show(form, otherwise=done.pending_gone(), about=about)


async def decide_duplicates(turn: Turn[DecideDuplicates]) -> None:
    """Keep what the member decided, and show the preview anew."""
    pending = await find_pending(turn)
    if pending is None:
        return
    found = await preview_of(turn, pending)
    values = turn.command.values
    for_all = text_of(values, forms.ALL)
    decisions: list[tuple[int, DuplicateDecision]] = []
    for duplicate in found.prepared.duplicates:
        said = text_of(values, forms.person_field(duplicate.line))
        if not said and for_all == forms.SURE and duplicate.is_sure:
            said = DuplicateDecision.MERGE.value
        elif not said and for_all.startswith(f"{forms.ALL}:"):
            said = for_all.partition(":")[2]
        if said in set(DuplicateDecision):
            decisions.append((duplicate.line, DuplicateDecision(said)))
    await show_preview(turn, replace(pending, decisions=tuple(decisions)), turn.command.card)


async def show_problems(turn: Turn[ShowImportProblems]) -> None:
    """Fill the list of lines that could not be read."""
    pending = await _pending_for_form(turn)
    if pending is None:
        return
    found = await preview_of(turn, pending)
    form = preview.problems_form(pending, found.read.problems)
    await turn.show(form, otherwise=done.pending_gone(), about=(pending.id,))


async def drop_import(turn: Turn[DropImport]) -> None:
    """Throw a file away of which nothing was imported."""
    pending = await find_pending(turn)
    if pending is None:
        return
    async with turn.commit() as uow:
        await uow.of(PendingImport).remove(pending.id)
        uow.say(*turn.update(done.dropped_card(pending), about=NOTHING))


async def find_pending(turn: Turn[Any]) -> PendingImport | None:
    """What waits under the command's id; None when the member was told that it is settled."""
    pending = await turn.one(PendingImport, turn.command.import_id)
    if pending is None:
        await turn.answer(done.pending_gone(), about=NOTHING)
    return pending


async def _pending_for_form(turn: Turn[Any]) -> PendingImport | None:
    """The same, said in the form that waits open."""
    pending = await turn.one(PendingImport, turn.command.import_id)
    if pending is None:
        await turn.show(done.pending_gone_form(), otherwise=done.pending_gone(), about=NOTHING)
    return pending
