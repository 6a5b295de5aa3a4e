"""Keeps the picture of the future, reads whom its path needs, and takes them on (P4, P6, F2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.core.colleagues import names_of
from bot.core.contacts import Account, Contact, ContactId, Standing, Universe
from bot.core.deliveries import UNSAID
from bot.core.form_values import number, place_of, text_of
from bot.core.naming import One, company_key
from bot.core.notes import Commitment, Note
from bot.core.ports.books import UnitOfWork
from bot.core.ports.errors import NotFound
from bot.core.rich import Rich
from bot.core.turn import Turn
from bot.features.teams.contracts.cards import NOT_ON_IT, gone_form, is_gone
from bot.features.teams.contracts.reading import my_teams, one_team
from bot.features.teams.contracts.values import AccountTeam
from bot.features.vision import cards as texts
from bot.features.vision.commands import (
    DropNeed,
    EditVision,
    SaveVision,
    ShowUnlikely,
    ShowVision,
    TakeOnPath,
)
from bot.features.vision.contracts import NamedPerson, Path, PathNeed, Vision, needs_of, present
from bot.features.vision.handlers.paths import find_contact, for_viewer, path_card, path_of
from bot.features.vision.rules import steps_of, unlikely_people

OWN_COMPANY = "Our own company"
"""The account that colleagues belong to where the member names none (P6)."""


async def show_vision(turn: Turn[ShowVision]) -> None:
    """The picture, its steps, and whom they need: the member's own, or that of an account's team."""
    command = turn.command
    async with turn.read() as reader:
        teams = await my_teams(reader, turn)
        wanted = company_key(command.name)
        found = [t for t in teams if t.id == command.team_id or (wanted and company_key(t.account) == wanted)]
        asked = bool(command.team_id or wanted)
        team = found[0] if found else None
        path = None if asked and team is None else await present(reader, turn, team)
    if asked and team is None:
        card = is_gone() if command.team_id else texts.no_team(command.name)
    else:
        card = await path_card(turn, path, team=team)
    await turn.answer(card, in_place=True, about=UNSAID)


async def edit_vision(turn: Turn[EditVision]) -> None:
    """Fill the form with the present picture."""
    team = await _whose(turn, turn.command.team_id)
    if turn.command.team_id and team is None:
        form, card = gone_form(NOT_ON_IT), is_gone()
    else:
        async with turn.read() as reader:
            path = await present(reader, turn, team)
        submit = SaveVision(place_of(turn), team.id if team else "", path.vision.id if path else "")
        form = texts.form(path.vision if path else None, submit, team.account if team else "")
        card = await path_card(turn, path, team=team)
    await turn.show(form, otherwise=card, about=UNSAID)


async def _whose(turn: Turn[Any], team_id: str) -> AccountTeam | None:
    """The team whose vision is meant; None for the member's own, or for a team that they are not on."""
    return await one_team(turn, team_id) if team_id else None


async def save_vision(turn: Turn[SaveVision]) -> None:
    """Keep the picture; an older one is superseded, and what was taken on or left out stays so."""
    command = turn.command
    team = await _whose(turn, command.team_id)
    if command.team_id and team is None:
        await turn.answer(is_gone(), about=UNSAID)
        return
    async with turn.read() as reader:
        before = await present(reader, turn, team)
    vision = _written(turn, team)
    path = Path(vision, await _needs(turn, vision, before, team), team)
    first: Rich = ()
    if team and before and before.vision.id != command.base:
        author = before.vision.author
        first = texts.written_over_line((await names_of(turn, [author]))[author])
    card = await path_card(turn, path, team=team, change=turn.change, first=first)
    async with turn.commit() as uow:
        if before:
            await uow.of(Vision).put(replace(before.vision, superseded_by=vision.id))
        await uow.of(Vision).put(vision)
        for need in path.needs:
            await uow.of(PathNeed).put(need)
        await turn.remember(
            uow,
        )
        uow.say(*turn.put_at(card, turn.command.card, about=UNSAID))


def _written(turn: Turn[SaveVision], team: AccountTeam | None) -> Vision:
    values = turn.command.values
    return Vision(
        id=turn.new_id("vision"),
        workspace=turn.scope.workspace,
        space=team.shared_space if team else turn.scope.own,
        created_at=turn.now,
        text=text_of(values, "text"),
        years=number(values, "years") or 3,
        steps=steps_of(text_of(values, "steps")),
        also=text_of(values, "also"),
        author=turn.scope.member,
    )


async def _needs(
    turn: Turn[Any], vision: Vision, before: Path | None, team: AccountTeam | None
) -> tuple[PathNeed, ...]:
    """Whom the steps need; a team's rows say nothing of what its author knows about people."""
    named = [await _named(turn, step, is_shared=team is not None) for step in vision.steps]
    companies = (team.account,) if team else turn.people.companies.values()
    held = {(old.need.name, old.need.company): old for old in (before.needs if before else ())}
    rows = []
    for need in needs_of(vision.steps, named, companies, vision.also):
        old = held.get((need.name, need.company))
        contact = need.contact_id or find_contact(turn, need) or (old.contact_id if old else None)
        rows.append(
            PathNeed(
                id=turn.new_id("need", need.name, need.company),
                workspace=turn.scope.workspace,
                space=vision.space,
                created_at=turn.now,
                vision_id=vision.id,
                need=need,
                contact_id=None if team else contact,
                dropped=old.dropped if old else False,
            )
        )
    return tuple(rows)


async def _named(turn: Turn[Any], step: str, *, is_shared: bool) -> Sequence[NamedPerson]:
    """The people whom a step names, as the coach reads it; who is meant is found in the contacts."""
    understanding = await turn.coach.understand(step, turn.circumstances())
    found = []
    for mention in understanding.mentions:
        if mention.is_pronoun or step[mention.start : mention.end] != mention.written:
            continue
        match turn.people.who(mention.written, mention.company):
            case One(contact) if not is_shared:
                company = turn.people.company(contact)
                found.append(NamedPerson(mention.written, mention.start, mention.end, company, contact))
            case _:
                found.append(NamedPerson(mention.written, mention.start, mention.end, mention.company))
    return found


async def take_on_path(turn: Turn[TakeOnPath]) -> None:
    """Make contacts of whom the path needs: known for now, anticipated or to create (P4, P6).

    Of a team's path they become the member's own contacts; nobody else's change.
    """
    async with turn.read() as reader:
        path = await path_of(reader, turn, turn.command.vision_id)
    if path is None:
        await turn.answer(texts.changed_meanwhile_card(), about=UNSAID)
        return
    needs = for_viewer(turn, path).needs
    waiting = [each for each in needs if each.contact_id is None and not each.dropped]
    async with turn.commit() as uow:
        made = [await _take_on(uow, turn, each) for each in waiting]
        await turn.remember(uow, focus=tuple(contact.id for contact in made[:3]))
        card = texts.taken_card(made, turn.change, path.team.id if path.team else "")
        uow.say(*turn.update(card, about=tuple(each.id for each in made)))


async def _take_on(uow: UnitOfWork, turn: Turn[Any], row: PathNeed) -> Contact:
    setting = turn.setting()
    company = row.need.company or (OWN_COMPANY if row.need.inside else "")
    account: Account | None = None
    if company:
        account = next(iter(await uow.of(Account).find(name=company)), None)
        account = account or turn.people.account(company)
        if account is None:
            account = setting.new_account(company)
            await uow.of(Account).put(account)
    base = setting.new_contact(row.need.name, "", account.id if account else None)
    contact = replace(
        base,
        id=ContactId(turn.new_id("contact", row.id)),
        standing=Standing.KNOWN,
        universe=Universe(row.need.universe),
    )
    await uow.of(Contact).put(contact)
    if row.space == turn.scope.own:
        await uow.of(PathNeed).put(replace(row, contact_id=contact.id))
    return contact


async def drop_need(turn: Turn[DropNeed]) -> None:
    """Leave somebody out of the path; the card shows the path without them."""
    async with turn.read() as reader:
        try:
            need = await reader.of(PathNeed).get(turn.command.need_id)
        except NotFound:
            need = None
        path = await path_of(reader, turn, need.vision_id) if need else None
    if path is None or need is None:
        await turn.answer(texts.changed_meanwhile_card(), about=UNSAID)
        return
    gone = replace(need, dropped=True)
    left = replace(path, needs=tuple(gone if each.id == gone.id else each for each in path.needs))
    card = await path_card(turn, left, team=path.team, change=turn.change)
    async with turn.commit() as uow:
        await uow.of(PathNeed).put(gone)
        await turn.remember(
            uow,
        )
        uow.say(*turn.update(card, about=UNSAID))


async def show_unlikely(turn: Turn[ShowUnlikely]) -> None:
    """People outside the usual companies who gave something or kept their word, with the sources (F2)."""
    async with turn.read() as reader:
        notes = await reader.of(Note).find(superseded_by=None)
        promises = await reader.of(Commitment).find()
    found = unlikely_people(turn.people.contacts, notes, promises)
    await turn.answer(texts.unlikely(found, turn.people.companies), about=UNSAID)
