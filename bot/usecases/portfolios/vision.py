"""Keeps the picture of the future, reads whom its path needs, and takes them on (P4, P6, F2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.domain.contacts import Account, Contact, ContactId, Standing, Universe
from bot.domain.naming import One, company_key
from bot.domain.notes import Commitment, Note
from bot.domain.team_documents import AccountTeam
from bot.domain.vision import Named, PathNeed, Vision, needs_of, steps_of, unlikely_people
from bot.messages.cards import Card
from bot.messages.deliveries import Delivery, Replace
from bot.messages.portfolio import DropNeed, EditVision, SaveVision, ShowUnlikely, ShowVision, TakeOnPath
from bot.messages.rich import Rich
from bot.ports import NotFound, OpenBooks, Work
from bot.texts import vision as texts
from bot.texts.teams import NOT_ON_IT, gone_form, is_gone
from bot.usecases.desk import Desk
from bot.usecases.form_values import text_of
from bot.usecases.forms import place_of
from bot.usecases.people.colleagues import names_of
from bot.usecases.people.finding import answer
from bot.usecases.people.paths import Path, for_viewer, known, path_card, path_of, present
from bot.usecases.planning.teams import my_teams, one_team
from bot.usecases.portfolios.portfolio_forms import number
from bot.usecases.replies import show, update
from bot.usecases.situation import Situation, look, remember

OWN_COMPANY = "Our own company"
"""The account that colleagues belong to where the member names none (P6)."""


async def show_vision(work: Work[ShowVision], desk: Desk) -> None:
    """The picture, its steps, and whom they need: the member's own, or that of an account's team."""
    command = work.command
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        teams = await my_teams(books, work)
        wanted = company_key(command.name)
        found = [t for t in teams if t.id == command.team_id or (wanted and company_key(t.account) == wanted)]
        asked = bool(command.team_id or wanted)
        team = found[0] if found else None
        path = None if asked and team is None else await present(books, work, team)
    if asked and team is None:
        card = is_gone() if command.team_id else texts.no_team(command.name)
    else:
        card = await path_card(work, desk, situation, path, team=team)
    await answer(work, desk, situation, card, in_place=True)


async def edit_vision(work: Work[EditVision], desk: Desk) -> None:
    """Fill the form with the present picture."""
    situation, team = await _whose(work, desk, work.command.team_id)
    if work.command.team_id and team is None:
        form, card = gone_form(NOT_ON_IT), is_gone()
    else:
        async with desk.ledger.read(work.scope) as books:
            path = await present(books, work, team)
        submit = SaveVision(place_of(work), team.id if team else "", path.vision.id if path else "")
        form = texts.form(path.vision if path else None, submit, team.account if team else "")
        card = await path_card(work, desk, situation, path, team=team)
    async with desk.ledger.write(work) as open_books:
        open_books.say(*show(work, situation.member, form, card))


async def _whose(work: Work[Any], desk: Desk, team_id: str) -> tuple[Situation, AccountTeam | None]:
    """The team whose vision is meant; None for the member's own, or for a team that they are not on."""
    if team_id:
        return await one_team(work, desk, team_id)
    async with desk.ledger.read(work.scope) as books:
        return await look(books, work), None


async def save_vision(work: Work[SaveVision], desk: Desk) -> None:
    """Keep the picture; an older one is superseded, and what was taken on or left out stays so."""
    command = work.command
    situation, team = await _whose(work, desk, command.team_id)
    if command.team_id and team is None:
        await answer(work, desk, situation, is_gone())
        return
    async with desk.ledger.read(work.scope) as books:
        before = await present(books, work, team)
    vision = _written(work, team)
    path = Path(vision, await _needs(work, desk, situation, vision, before, team), team)
    first: Rich = ()
    if team and before and before.vision.id != command.base:
        author = before.vision.author
        first = texts.written_over((await names_of(work, desk, [author]))[author])
    card = await path_card(work, desk, situation, path, team=team, change=work.change, first=first)
    async with desk.ledger.write(work) as open_books:
        if before:
            await open_books.of(Vision).put(replace(before.vision, superseded_by=vision.id))
        await open_books.of(Vision).put(vision)
        for need in path.needs:
            await open_books.of(PathNeed).put(need)
        await remember(open_books, work)
        open_books.say(*_in_place(work, situation, card))


def _written(work: Work[SaveVision], team: AccountTeam | None) -> Vision:
    values = work.command.values
    return Vision(
        id=work.new_id("vision"),
        workspace=work.scope.workspace,
        space=team.shared_space if team else work.scope.own,
        created_at=work.now,
        text=text_of(values, "text"),
        years=number(values, "years") or 3,
        steps=steps_of(text_of(values, "steps")),
        also=text_of(values, "also"),
        author=work.scope.member,
    )


def _in_place(work: Work[SaveVision], situation: Situation, card: Card) -> tuple[Delivery, ...]:
    """The card that the form was opened from shows the new picture; without one it comes anew."""
    conversation, _, message = (work.command.card or "").partition("/")
    if message:
        return (Replace(card=card, conversation=conversation, message=message),)
    return update(work, situation.member, card)


async def _needs(
    work: Work[Any],
    desk: Desk,
    situation: Situation,
    vision: Vision,
    before: Path | None,
    team: AccountTeam | None,
) -> tuple[PathNeed, ...]:
    """Whom the steps need; a team's rows say nothing of what its author knows about people."""
    named = [await _named(desk, situation, step, is_shared=team is not None) for step in vision.steps]
    companies = (team.account,) if team else situation.people.companies.values()
    held = {(old.need.name, old.need.company): old for old in (before.needs if before else ())}
    rows = []
    for need in needs_of(vision.steps, named, companies, vision.also):
        old = held.get((need.name, need.company))
        contact = need.contact_id or known(situation, need) or (old.contact_id if old else None)
        rows.append(
            PathNeed(
                id=work.new_id("need", need.name, need.company),
                workspace=work.scope.workspace,
                space=vision.space,
                created_at=work.now,
                vision_id=vision.id,
                need=need,
                contact_id=None if team else contact,
                dropped=old.dropped if old else False,
            )
        )
    return tuple(rows)


async def _named(desk: Desk, situation: Situation, step: str, *, is_shared: bool) -> Sequence[Named]:
    """The people whom a step names, as the coach reads it; who is meant is found in the contacts."""
    understanding = await desk.coach.understand(step, situation.circumstances())
    found = []
    for mention in understanding.mentions:
        if mention.is_pronoun or step[mention.start : mention.end] != mention.written:
            continue
        match situation.people.who(mention.written, mention.company):
            case One(contact) if not is_shared:
                company = situation.people.company(contact)
                found.append(Named(mention.written, mention.start, mention.end, company, contact))
            case _:
                found.append(Named(mention.written, mention.start, mention.end, mention.company))
    return found


async def take_on_path(work: Work[TakeOnPath], desk: Desk) -> None:
    """Make contacts of whom the path needs: known for now, anticipated or to create (P4, P6).

    Of a team's path they become the member's own contacts; nobody else's change.
    """
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        path = await path_of(books, work, work.command.vision_id)
    if path is None:
        await answer(work, desk, situation, texts.changed_meanwhile())
        return
    needs = for_viewer(situation, path).needs
    waiting = [each for each in needs if each.contact_id is None and not each.dropped]
    async with desk.ledger.write(work) as open_books:
        made = [await _take_on(open_books, work, situation, each) for each in waiting]
        await remember(open_books, work, focus=tuple(contact.id for contact in made[:3]))
        card = texts.taken(made, work.change, path.team.id if path.team else "")
        open_books.say(*update(work, situation.member, card, about=tuple(each.id for each in made)))


async def _take_on(books: OpenBooks, work: Work[Any], situation: Situation, row: PathNeed) -> Contact:
    setting = situation.setting(work)
    company = row.need.company or (OWN_COMPANY if row.need.inside else "")
    account: Account | None = None
    if company:
        account = next(iter(await books.of(Account).find(name=company)), None)
        account = account or situation.people.account(company)
        if account is None:
            account = setting.new_account(company)
            await books.of(Account).put(account)
    base = setting.new_contact(row.need.name, "", account.id if account else None)
    contact = replace(
        base,
        id=ContactId(work.new_id("contact", row.id)),
        standing=Standing.KNOWN,
        universe=Universe(row.need.universe),
    )
    await books.of(Contact).put(contact)
    if row.space == work.scope.own:
        await books.of(PathNeed).put(replace(row, contact_id=contact.id))
    return contact


async def drop_need(work: Work[DropNeed], desk: Desk) -> None:
    """Leave somebody out of the path; the card shows the path without them."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        try:
            need = await books.of(PathNeed).get(work.command.need_id)
        except NotFound:
            need = None
        path = await path_of(books, work, need.vision_id) if need else None
    if path is None or need is None:
        await answer(work, desk, situation, texts.changed_meanwhile())
        return
    gone = replace(need, dropped=True)
    left = replace(path, needs=tuple(gone if each.id == gone.id else each for each in path.needs))
    card = await path_card(work, desk, situation, left, team=path.team, change=work.change)
    async with desk.ledger.write(work) as open_books:
        await open_books.of(PathNeed).put(gone)
        await remember(open_books, work)
        open_books.say(*update(work, situation.member, card))


async def show_unlikely(work: Work[ShowUnlikely], desk: Desk) -> None:
    """People outside the usual companies who gave something or kept their word, with the sources (F2)."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        notes = await books.of(Note).find(superseded_by=None)
        promises = await books.of(Commitment).find()
    found = unlikely_people(situation.people.contacts, notes, promises)
    await answer(work, desk, situation, texts.unlikely(found, situation.people.companies))
