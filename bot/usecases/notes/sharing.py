"""Sharing a note with an account team, and taking it back (B6)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.domain.identity import Space
from bot.domain.notes import SHAREABLE, Note
from bot.messages.teams import ListShareable, SaveSharing, ShareNote, TakeBackNote
from bot.ports import NotFound, Work
from bot.texts import teams as texts
from bot.texts.paging import page_within
from bot.texts.words import PAGE
from bot.usecases.desk import Desk
from bot.usecases.form_values import chosen_of
from bot.usecases.people.finding import answer
from bot.usecases.planning.teams import my_teams, seen_team
from bot.usecases.replies import reply, show
from bot.usecases.situation import Situation, look, remember


async def list_shareable(work: Work[ListShareable], desk: Desk) -> None:
    """The member's own notes, the newest first, each with whom it is shared."""
    own: dict[str, Any] = {"space": work.scope.own, "superseded_by": None, "kind": SHAREABLE}
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        teams = {team.shared_space: team.account for team in await my_teams(books, work)}
        total = await books.of(Note).count(**own)
        page = page_within(work.command.page, total)
        notes = await books.of(Note).find(newest_first=True, limit=PAGE, offset=page * PAGE, **own)
    rows = [
        (
            note,
            situation.people.names(note.contact_ids),
            [f"the {teams[s]} team" for s in note.shared_with if s in teams],
        )
        for note in notes
    ]
    await answer(work, desk, situation, texts.shareable(rows, total=total, page=page), in_place=True)


async def share_note(work: Work[ShareNote], desk: Desk) -> None:
    """Fill the form that says with which teams a note is shared."""
    situation, note = await _own(work, desk, work.command.note_id)
    async with desk.ledger.read(work.scope) as books:
        teams = await my_teams(books, work)
    if note is None:
        form = texts.gone_form(texts.NO_NOTE)
    elif not teams:
        form = texts.nothing_to_share_with()
    else:
        form = texts.sharing_form(note, SaveSharing(note.id), teams)
    async with desk.ledger.write(work) as open_books:
        open_books.say(*show(work, situation.member, form, texts.no_note()))


async def save_sharing(work: Work[SaveSharing], desk: Desk) -> None:
    """Share a note with exactly the chosen teams."""
    await _share(work, desk, work.command.note_id, set(chosen_of(work.command.values, "teams")))


async def take_back_note(work: Work[TakeBackNote], desk: Desk) -> None:
    """Share a note with no team any more."""
    await _share(work, desk, work.command.note_id, set())


async def _share(work: Work[Any], desk: Desk, note_id: str, chosen: set[str]) -> None:
    situation, note = await _own(work, desk, note_id)
    if note is None:
        await answer(work, desk, situation, texts.no_note())
        return
    async with desk.ledger.read(work.scope) as books:
        teams = [team for team in await my_teams(books, work) if team.id in chosen]
    spaces: tuple[Space, ...] = tuple(team.shared_space for team in teams)
    seen = [await seen_team(work, desk, team) for team in teams]
    new = replace(note, shared_with=spaces)
    async with desk.ledger.write(work) as open_books:
        await open_books.of(Note).put(new)
        await remember(open_books, work, focus=note.contact_ids, note_id=note.id)
        open_books.say(*reply(work, situation.member, texts.shared(new, seen, work.change), about=(note.id,)))


async def _own(work: Work[Any], desk: Desk, note_id: str) -> tuple[Situation, Note | None]:
    """A note of the member's own that can be shared: what others shared is not theirs to pass on."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        try:
            note = await books.of(Note).get(note_id)
        except NotFound:
            return situation, None
    return situation, note if note.space == work.scope.own and note.kind in SHAREABLE else None
