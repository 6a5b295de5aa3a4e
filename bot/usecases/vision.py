"""Keeps the picture of the future, reads whom its path needs, and takes them on (P4, P6, F2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.contacts import Account, Contact, ContactId, Standing, Universe
from bot.domain.naming import One
from bot.domain.notes import Commitment, Note
from bot.domain.vision import Named, Need, PathNeed, Vision, gaps, needs_of, steps_of, unlikely_people
from bot.messages.cards import Card
from bot.messages.deliveries import Delivery, Replace
from bot.messages.portfolio import DropNeed, EditVision, SaveVision, ShowUnlikely, ShowVision, TakeOnPath
from bot.ports import Books, NotFound, OpenBooks, Work
from bot.texts import vision as texts
from bot.usecases.desk import Desk
from bot.usecases.finding import answer
from bot.usecases.form_values import text_of
from bot.usecases.forms import place_of
from bot.usecases.portfolio_forms import number
from bot.usecases.replies import show, update
from bot.usecases.situation import Situation, look, remember

OWN_COMPANY = "Our own company"
"""The account that colleagues belong to where the member names none (P6)."""


@dataclass(frozen=True, slots=True)
class Path:
    """The present vision and whom it needs."""

    vision: Vision
    needs: tuple[PathNeed, ...]


async def present(books: Books, work: Work[Any]) -> Path | None:
    """The member's present vision with its needs, if there is one."""
    found = await books.of(Vision).find(space=work.scope.own, superseded_by=None, newest_first=True, limit=1)
    if not found:
        return None
    needs = await books.of(PathNeed).find(vision_id=found[0].id)
    return Path(found[0], tuple(sorted(needs, key=lambda each: (each.need.step, each.need.name))))


async def show_vision(work: Work[ShowVision], desk: Desk) -> None:
    """The picture, its steps, and whom they need."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        path = await present(books, work)
    await answer(work, desk, situation, _card(situation, path), in_place=True)


def _card(situation: Situation, path: Path | None, change: str = "") -> Card:
    if path is None:
        return texts.none_yet()
    contacts: dict[str, Contact] = {contact.id: contact for contact in situation.people.contacts}
    open_gaps = gaps(path.needs, contacts)
    return texts.path(path.vision, path.needs, contacts, open_gaps, change)


async def edit_vision(work: Work[EditVision], desk: Desk) -> None:
    """Fill the form with the present picture."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        path = await present(books, work)
    form = texts.form(path.vision if path else None, place_of(work))
    async with desk.ledger.write(work) as open_books:
        open_books.say(*show(work, situation.member, form, _card(situation, path)))


async def save_vision(work: Work[SaveVision], desk: Desk) -> None:
    """Keep the picture; an older one is superseded, and what was taken on or left out stays so."""
    values = work.command.values
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        before = await present(books, work)
    vision = Vision(
        id=work.new_id("vision"),
        workspace=work.scope.workspace,
        space=work.scope.own,
        created_at=work.now,
        text=text_of(values, "text"),
        years=number(values, "years") or 3,
        steps=steps_of(text_of(values, "steps")),
        also=text_of(values, "also"),
    )
    needs = await _needs(work, desk, situation, vision, before)
    path = Path(vision, needs)
    async with desk.ledger.write(work) as open_books:
        if before:
            await open_books.of(Vision).put(replace(before.vision, superseded_by=vision.id))
        await open_books.of(Vision).put(vision)
        for need in needs:
            await open_books.of(PathNeed).put(need)
        await remember(open_books, work)
        open_books.say(*_in_place(work, situation, _card(situation, path, work.change)))


def _in_place(work: Work[SaveVision], situation: Situation, card: Card) -> tuple[Delivery, ...]:
    """The card that the form was opened from shows the new picture; without one it comes anew."""
    conversation, _, message = (work.command.card or "").partition("/")
    if message:
        return (Replace(card=card, conversation=conversation, message=message),)
    return update(work, situation.member, card)


async def _needs(
    work: Work[Any], desk: Desk, situation: Situation, vision: Vision, before: Path | None
) -> tuple[PathNeed, ...]:
    named = [await _named(desk, situation, step) for step in vision.steps]
    companies = situation.people.companies.values()
    known = {(old.need.name, old.need.company): old for old in (before.needs if before else ())}
    rows = []
    for need in needs_of(vision.steps, named, companies, vision.also):
        old = known.get((need.name, need.company))
        rows.append(
            PathNeed(
                id=work.new_id("need", need.name, need.company),
                workspace=work.scope.workspace,
                space=work.scope.own,
                created_at=work.now,
                vision_id=vision.id,
                need=need,
                contact_id=need.contact_id or _known(situation, need) or (old.contact_id if old else None),
                dropped=old.dropped if old else False,
            )
        )
    return tuple(rows)


def _known(situation: Situation, need: Need) -> ContactId | None:
    """A contact that a need names by its whole name already."""
    match situation.people.who(need.name, need.company):
        case One(contact) if contact.name.casefold() == need.name.casefold():
            return contact.id
    return None


async def _named(desk: Desk, situation: Situation, step: str) -> Sequence[Named]:
    """The people whom a step names, as the coach reads it; who is meant is found in the contacts."""
    understanding = await desk.coach.understand(step, situation.circumstances())
    found = []
    for mention in understanding.mentions:
        if mention.is_pronoun or step[mention.start : mention.end] != mention.written:
            continue
        match situation.people.who(mention.written, mention.company):
            case One(contact):
                company = situation.people.company(contact)
                found.append(Named(mention.written, mention.start, mention.end, company, contact))
            case _:
                found.append(Named(mention.written, mention.start, mention.end, mention.company))
    return found


async def take_on_path(work: Work[TakeOnPath], desk: Desk) -> None:
    """Make contacts of whom the path needs: known for now, anticipated or to create (P4, P6)."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        path = await present(books, work)
    if path is None or path.vision.id != work.command.vision_id:
        await answer(work, desk, situation, texts.changed_meanwhile())
        return
    waiting = [each for each in path.needs if each.contact_id is None and not each.dropped]
    async with desk.ledger.write(work) as open_books:
        made = [await _take_on(open_books, work, situation, each) for each in waiting]
        await remember(open_books, work, focus=tuple(contact.id for contact in made[:3]))
        card = texts.taken(made, work.change)
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
    await books.of(PathNeed).put(replace(row, contact_id=contact.id))
    return contact


async def drop_need(work: Work[DropNeed], desk: Desk) -> None:
    """Leave somebody out of the path; the card shows the path without them."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        path = await present(books, work)
        try:
            need = await books.of(PathNeed).get(work.command.need_id)
        except NotFound:
            need = None
    if path is None or need is None or need.vision_id != path.vision.id:
        await answer(work, desk, situation, texts.changed_meanwhile())
        return
    gone = replace(need, dropped=True)
    left = tuple(gone if each.id == gone.id else each for each in path.needs)
    async with desk.ledger.write(work) as open_books:
        await open_books.of(PathNeed).put(gone)
        await remember(open_books, work)
        card = _card(situation, Path(path.vision, left), work.change)
        open_books.say(*update(work, situation.member, card))


async def show_unlikely(work: Work[ShowUnlikely], desk: Desk) -> None:
    """People outside the usual companies who gave something or kept their word, with the sources (F2)."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        notes = await books.of(Note).find(superseded_by=None)
        promises = await books.of(Commitment).find()
    found = unlikely_people(situation.people.contacts, notes, promises)
    await answer(work, desk, situation, texts.unlikely(found, situation.people.companies))
