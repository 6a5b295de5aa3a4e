"""Keeps the picture of the future, reads whom its path needs, and takes them on (P4, P6, F2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.core.colleagues import names_of
from bot.core.contacts import Account, Contact, ContactId, Standing, Universe
from bot.core.deliveries import NOTHING
from bot.core.form_values import number, text_of
from bot.core.naming import One, company_key
from bot.core.notes import Commitment, Note
from bot.core.ports.store import UnitOfWork
from bot.core.rich import Rich
from bot.core.turn import Turn
from bot.core.words import OWN_COMPANY
from bot.features.teams.contracts.cards import NOT_ON_IT, gone_form, is_gone
from bot.features.teams.contracts.reading import find_teams, my_teams, one_team
from bot.features.teams.contracts.values import AccountTeam
from bot.features.vision.cards import vision as cards
from bot.features.vision.cards.forms import vision_form
from bot.features.vision.cards.unlikely import unlikely_about, unlikely_card
from bot.features.vision.commands import (
    DropNeed,
    EditVision,
    SaveVision,
    ShowUnlikely,
    ShowVision,
    TakeOnPath,
)
from bot.features.vision.contracts import NamedPerson, Path, PathNeed, Vision, find_present_path, needs_of
from bot.features.vision.handlers.paths import find_contact, find_path, for_viewer, view_path
from bot.features.vision.rules import find_unlikely_people, steps_of


async def show_vision(turn: Turn[ShowVision]) -> None:
    """Show the picture, its steps, and whom they need: the member's own, or that of an account's team."""
    command = turn.command
    wanted = company_key(command.name)
    team: AccountTeam | None = None
    if command.team_id or wanted:
        async with turn.read() as reader:
            found = find_teams(await my_teams(reader, turn), command.team_id, command.name)
        team = found[0] if found else None
        if team is None:
            card = is_gone() if command.team_id else cards.no_team_card(command.name)
            await turn.answer(card, in_place=True, about=NOTHING)
            return
    view = await view_path(turn, await find_present_path(turn, team), team)
    await turn.answer(cards.vision_card(view), in_place=True, about=view.about)


async def edit_vision(turn: Turn[EditVision]) -> None:
    """Fill the form with the present picture."""
    team = await one_team(turn, turn.command.team_id)
    if turn.command.team_id and team is None:
        await turn.show(gone_form(NOT_ON_IT), otherwise=is_gone(), about=NOTHING)
        return
    path = await find_present_path(turn, team)
    submit = SaveVision(turn.card_place, team.id if team else "", path.vision.id if path else "")
    text = turn.command.text
    form = vision_form(path.vision if path else None, submit, team.account if team else "", text)
    view = await view_path(turn, path, team)
    card = cards.written_vision_card(text) if text else cards.vision_card(view)
    await turn.show(form, otherwise=card, about=view.about)


async def save_vision(turn: Turn[SaveVision]) -> None:
    """Keep the picture; an older one is superseded, and what was taken on or left out stays so."""
    command = turn.command
    team = await one_team(turn, command.team_id)
    if command.team_id and team is None:
        await turn.answer(is_gone(), about=NOTHING)
        return
    before = await find_present_path(turn, team)
    vision = _new_vision(turn, team)
    path = Path(vision, await _needs(turn, vision, before, team), team)
    first: Rich = ()
    if team and before and before.vision.id != command.base:
        author = before.vision.author
        first = cards.written_over_line((await names_of(turn, [author]))[author])
    view = await view_path(turn, path, team)
    card = cards.vision_card(view, change=turn.change, first=first)
    async with turn.commit() as uow:
        if before:
            await uow.of(Vision).put(replace(before.vision, superseded_by=vision.id))
        await uow.of(Vision).put(vision)
        await uow.of(PathNeed).put_all(path.needs)
        await turn.remember(uow)
        again = ShowVision(team_id=command.team_id)
        uow.say(*turn.put_at(card, command.card, about=view.about, redraw=again))


def _new_vision(turn: Turn[SaveVision], team: AccountTeam | None) -> Vision:
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
    texts = (*vision.steps, vision.text)
    named = [await _people_of(turn, text, is_shared=team is not None) for text in texts]
    companies = (team.account,) if team else turn.people.companies.values()
    earlier = {(old.need.name, old.need.company): old for old in (before.needs if before else ())}
    rows = []
    for need in needs_of(vision.steps, named, companies, vision.also, vision.text):
        old = earlier.get((need.name, need.company))
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


async def _people_of(turn: Turn[Any], step: str, *, is_shared: bool) -> Sequence[NamedPerson]:
    """The people whom a step names, as the coach reads it; who is meant is found in the contacts."""
    understanding = await turn.coach.understand(step, turn.circumstances())
    found = []
    for mention in understanding.mentions:
        if mention.is_pronoun or step[mention.start : mention.end] != mention.written:
            continue
        match turn.people.who(mention.written, mention.company, is_told=True):
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
    path = await find_path(turn, turn.command.vision_id)
    if path is None:
        await turn.answer(cards.changed_meanwhile_card(), about=NOTHING)
        return
    needs = for_viewer(turn, path).needs
    waiting = [each for each in needs if each.contact_id is None and not each.dropped]
    async with turn.commit() as uow:
        made = [await _take_on(uow, turn, each) for each in waiting]
        await turn.remember(uow, focus=tuple(contact.id for contact in made[:3]))
        card = cards.taken_card(made, turn.change, path.team.id if path.team else "")
        uow.say(*turn.update(card, about=tuple(each.id for each in made)))


async def _take_on(uow: UnitOfWork, turn: Turn[Any], row: PathNeed) -> Contact:
    context = turn.note_context()
    company = row.need.company or (OWN_COMPANY if row.need.inside else "")
    account: Account | None = None
    if company:
        account = next(iter(await uow.of(Account).find(name=company)), None)
        account = account or turn.people.account(company)
        if account is None:
            account = context.new_account(company)
            await uow.of(Account).put(account)
    base = context.new_contact(row.need.name, "", account.id if account else None)
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
    need = await turn.one(PathNeed, turn.command.need_id)
    path = await find_path(turn, need.vision_id) if need else None
    if path is None or need is None:
        await turn.answer(cards.changed_meanwhile_card(), about=NOTHING)
        return
    gone = replace(need, dropped=True)
    left = replace(path, needs=tuple(gone if each.id == gone.id else each for each in path.needs))
    view = await view_path(turn, left, path.team)
    async with turn.commit() as uow:
        await uow.of(PathNeed).put(gone)
        await turn.remember(uow)
        again = ShowVision(team_id=path.team.id if path.team else "")
        card = cards.vision_card(view, change=turn.change)
        uow.say(*turn.update(card, about=view.about, redraw=again))


async def show_unlikely(turn: Turn[ShowUnlikely]) -> None:
    """Show people outside the usual companies who gave something or kept their word, with sources (F2)."""
    async with turn.read() as reader:
        notes = await reader.of(Note).find(superseded_by=None)
        promises = await reader.of(Commitment).find()
    people = find_unlikely_people(turn.people.contacts, notes, promises)
    await turn.answer(unlikely_card(people, turn.people.companies), about=unlikely_about(people))
