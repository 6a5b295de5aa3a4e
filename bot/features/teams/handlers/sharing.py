"""Shares a note with account teams, and takes it back (B6)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.common_cards import SAMPLE_STAYS, only_sample
from bot.core.deliveries import NOTHING
from bot.core.form_values import choices_of
from bot.core.notes import SHAREABLE, Note
from bot.core.paging import page_within
from bot.core.ports.store import StoreReader, UnitOfWork
from bot.core.samples import has_samples, touches_sample
from bot.core.turn import Turn
from bot.core.words import PAGE
from bot.features.teams.cards import sharing as cards
from bot.features.teams.commands import ListShareable, SaveSharing, ShareNote, TakeBackNote
from bot.features.teams.contracts.cards import gone_form
from bot.features.teams.contracts.reading import my_teams, view_team
from bot.features.teams.rules import closest


async def list_shareable(turn: Turn[ListShareable]) -> None:
    """Show the member's own notes, the newest first, each with whom it is shared; or those that are meant."""
    command = turn.command
    own: dict[str, Any] = {"space": turn.scope.own, "superseded_by": None, "kind": SHAREABLE}
    async with turn.read() as reader:
        teams = {team.shared_space: team.account for team in await my_teams(reader, turn)}
        meant = await _find_meant(reader, turn, own) if command.about else []
        if meant or has_samples(turn.people):
            all_notes = meant or await _find_real(reader, own)
            page, total = page_within(command.page, len(all_notes)), len(all_notes)
            notes = all_notes[page * PAGE : (page + 1) * PAGE]
        else:
            total = await reader.of(Note).count(**own)
            page = page_within(command.page, total)
            notes = await reader.of(Note).find(newest_first=True, limit=PAGE, offset=page * PAGE, **own)
    rows = [
        (note, turn.people.names(note.contact_ids), [teams[s] for s in note.shared_with if s in teams])
        for note in notes
    ]
    about = tuple(id for note in notes for id in (note.id, *note.contact_ids))
    view = cards.Meant(command.about, found=bool(meant)) if command.about else None
    await turn.answer(
        cards.shareable_card(rows, total=total, page=page, meant=view), in_place=True, about=about
    )


async def _find_meant(reader: StoreReader, turn: Turn[ListShareable], own: dict[str, Any]) -> list[Note]:
    """The notes in which most of the words stand by which the member means one, the newest first."""
    notes = await _find_real(reader, own)
    texts = [" ".join((note.text, *turn.people.names(note.contact_ids))) for note in notes]
    return [notes[place] for place in closest(texts, turn.command.about)]


async def _find_real(reader: StoreReader, own: dict[str, Any]) -> list[Note]:
    """The notes that name no sample person, the newest first: of those nothing is shared."""
    notes = await reader.of(Note).find(newest_first=True, **own)
    return [note for note in notes if not touches_sample(note)]


async def share_note(turn: Turn[ShareNote]) -> None:
    """Fill the form that says with which teams a note is shared."""
    note = await _own_note(turn, turn.command.note_id)
    if note is None:
        await turn.show(gone_form(cards.NO_NOTE), otherwise=cards.no_note_card(), about=NOTHING)
        return
    if touches_sample(note) and not note.shared_with:
        await turn.show(gone_form(SAMPLE_STAYS), otherwise=only_sample(), about=NOTHING)
        return
    async with turn.read() as reader:
        teams = await my_teams(reader, turn)
    if not teams:
        form = cards.nothing_to_share_with_form()
        await turn.show(form, otherwise=cards.no_note_card(), about=NOTHING)
        return
    form = cards.sharing_form(note, SaveSharing(note.id), teams)
    about = (note.id, *(team.id for team in teams))
    await turn.show(form, otherwise=cards.no_note_card(), about=about)


async def save_sharing(turn: Turn[SaveSharing]) -> None:
    """Share a note with exactly the chosen teams."""
    await _share(turn, turn.command.note_id, set(choices_of(turn.command.values, "teams")))


async def take_back_note(turn: Turn[TakeBackNote]) -> None:
    """Share a note with no team any more."""
    await _share(turn, turn.command.note_id, set())


async def _share(turn: Turn[Any], note_id: str, chosen: set[str]) -> None:
    note = await _own_note(turn, note_id)
    if note is None:
        await turn.answer(cards.no_note_card(), about=NOTHING)
        return
    if chosen and touches_sample(note):
        await turn.answer(only_sample(), about=NOTHING)
        return
    async with turn.read() as reader:
        teams = [team for team in await my_teams(reader, turn) if team.id in chosen]
    views = [await view_team(turn, team) for team in teams]
    shared = replace(note, shared_with=tuple(team.shared_space for team in teams))
    async with turn.commit() as uow:
        await uow.of(Note).put(shared)
        older = await _take_back_older(uow, shared)
        await turn.remember(uow, focus=note.contact_ids, note_id=note.id)
        card = cards.shared_card(shared, views, turn.change)
        about = (note.id, *(team.id for team in teams))
        if older or set(note.shared_with) - set(shared.shared_with):
            uow.say(*turn.receipt(uow, card, about=about, in_place=False))
        else:
            uow.say(*turn.reply(card, about=about))


async def _take_back_older(uow: UnitOfWork, note: Note) -> bool:
    """Share the older wordings of a note with nobody; whether one of them was shared."""
    found, older = False, note.corrects
    while older:
        one = await uow.of(Note).one(older)
        if one is None or one.space != note.space:
            break
        if one.shared_with:
            await uow.of(Note).put(replace(one, shared_with=()))
            found = True
        older = one.corrects
    return found


async def _own_note(turn: Turn[Any], note_id: str) -> Note | None:
    """A note of the member's own that can be shared, in its newest wording.

    What others shared is not theirs to pass on.
    """
    note = await turn.one(Note, note_id)
    while note is not None and note.superseded_by:
        note = await turn.one(Note, note.superseded_by)
    return note if note and note.space == turn.scope.own and note.kind in SHAREABLE else None
