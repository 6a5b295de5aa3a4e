"""Takes a file or a paste in: reads it apart, and shows what it would bring before anything is there (B6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from bot.core.cards import Card
from bot.core.contacts import ContactId, is_sample
from bot.core.deliveries import NOTHING
from bot.core.notes import Touch
from bot.core.people import People
from bot.core.ports.apart import Bound, Bounds, OutOfBounds
from bot.core.turn import Turn
from bot.core.words import name_with_company
from bot.features.importing.cards import done, preview
from bot.features.importing.parsing.reading import Prepared, kind_of, prepare, read_text
from bot.features.importing.rules.applying import Met, Plan, find_met, plan_import
from bot.features.importing.rules.duplicates import ComparedPerson
from bot.features.importing.rules.entries import MOST_BYTES, FileFlaw, FileKind, FileRead, FileText
from bot.features.importing.rules.imports import PendingImport
from bot.language.dates import day_first_in

BOUNDS = Bounds(processor_seconds=90.0, seconds=180.0)
_NAMES_SHOWN = 8
_DAYS_SHOWN = 4
_WAITS = timedelta(days=7)
"""So long a file waits to be confirmed; it goes when the next one comes after that."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file that waits would bring, as things stand."""

    pending: PendingImport
    prepared: Prepared
    plan: Plan
    met: tuple[Met, ...] = ()
    """Days with known people that are no touches yet."""
    on_record: int = 0

    @property
    def read(self) -> FileRead:
        """What was read of the file."""
        return self.prepared.read


async def take_file(turn: Turn[Any], name: str, content: bytes) -> None:
    """Show what a file would bring, or why it is not read; nothing of it is a contact or a note yet."""
    if len(content) > MOST_BYTES:
        await turn.answer(done.refused_card(name, FileFlaw.TOO_LARGE), about=NOTHING)
        return
    try:
        found = await turn.bounded.run(BOUNDS, read_text, content)
    except OutOfBounds:
        found = FileText(flaw=FileFlaw.TOO_SLOW)
    if found.flaw is not None:
        await turn.answer(done.refused_card(name, found.flaw), about=NOTHING)
    else:
        await take_text(turn, name, found.text)


async def take_text(turn: Turn[Any], name: str, text: str) -> None:
    """Show what the text of a file would bring, or a paste, which has no name."""
    pending = PendingImport(
        id=turn.new_id("pending-import"),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        name=name,
        kind=kind_of(name, text),
        text=text,
    )
    await turn.status(preview.reading_words(name, pending.kind))
    await show_preview(turn, pending)


async def show_preview(turn: Turn[Any], pending: PendingImport, place: str | None = None) -> None:
    """Keep what waits, and show what it would bring: anew, or in the place of the card at `place`."""
    found = await preview_of(turn, pending)
    card = card_of(turn, found)
    if found.prepared.flaw is not None:  # what else it may be is a button then
        turn = replace(turn, offered=turn.offered_aside, offered_aside=())
    old = [each for each in await turn.mine(PendingImport) if turn.now - each.created_at > _WAITS]
    async with turn.commit() as uow:
        for each in old:
            await uow.of(PendingImport).remove(each.id)
        if found.prepared.flaw is None:
            asked = tuple(each.line for each in found.plan.undecided)
            await uow.of(PendingImport).put(replace(pending, asked=asked))
        if place:
            uow.say(*turn.put_at(card, place, about=(pending.id,)))
        else:
            uow.say(*turn.reply(card, about=(pending.id,)))


def became_known(found: Preview) -> bool:
    """Whether somebody may be known by now who was new when the preview was shown."""
    asked = found.pending.asked
    return asked is not None and any(each.line not in asked for each in found.plan.undecided)


async def preview_of(turn: Turn[Any], pending: PendingImport, *, without: str = "") -> Preview:
    """Read a file that waits, apart; `without` is the import whose contacts do not count as known."""
    people = turn.people
    has_people = pending.kind is not FileKind.CALENDAR
    try:
        prepared = await turn.bounded.run(
            BOUNDS,
            prepare,
            pending.kind,
            pending.text,
            roles=pending.roles,
            known=known_people(people, without=without) if has_people else (),
            now=turn.now,
            zone=turn.member.zone,
            day_first=day_first_in(turn.member.zone, turn.member.locale),
        )
    except OutOfBounds as out:
        flaw = FileFlaw.TOO_SLOW if out.bound is Bound.TIME else FileFlaw.TOO_LARGE
        prepared = Prepared(FileRead(kind=pending.kind), flaw=flaw)
    read = prepared.read
    if prepared.flaw is None and not (read.people or read.columns or read.entries):
        prepared = replace(prepared, flaw=FileFlaw.NO_PEOPLE)
    plan = plan_import(read.people, prepared.duplicates, pending.decided)
    met = find_met(read.meetings, people.contacts, turn.member.zone)
    new = await _not_on_record(turn, met)
    return Preview(pending, prepared, plan, tuple(new), len(met) - len(new))


async def _not_on_record(turn: Turn[Any], met: list[Met]) -> list[Met]:
    """Those days on which no touch with the contact is known yet."""
    ids = tuple({each.contact_id for each in met})
    if not ids:
        return []
    async with turn.read() as reader:
        touches = await reader.of(Touch).find(contact_id=ids)
    known = {(each.contact_id, each.occurred_on) for each in touches}
    return [each for each in met if (each.contact_id, each.day) not in known]


def known_people(people: People, *, without: str = "") -> tuple[ComparedPerson, ...]:
    """The contacts with whom people of a file are compared; without samples, and those of an import."""
    companies = people.companies
    return tuple(
        ComparedPerson(
            id=each.id,
            name=each.name,
            aliases=each.aliases,
            company=companies.get(each.account_id or "", ""),
            emails=each.emails,
            phones=each.phones,
        )
        for each in people.contacts
        if not is_sample(each.id) and (not without or each.import_id != without)
    )


def card_of(turn: Turn[Any], found: Preview) -> Card:
    """The preview, or why there is none."""
    pending, read = found.pending, found.read
    if found.prepared.flaw is not None:
        return done.refused_card(pending.name, found.prepared.flaw, read.entries)
    if pending.kind is FileKind.CALENDAR:
        ids = tuple(dict.fromkeys(each.contact_id for each in found.met))
        met = sorted(found.met, key=lambda each: each.at)[:_DAYS_SHOWN]
        first = tuple(
            (each.day, contact.name) for each in met for contact in turn.people.some([each.contact_id])
        )
        view = preview.MeetingsView(len(found.met), len(ids), found.on_record, _names(turn, ids), first)
        return preview.meetings_preview(pending, read, view)
    return preview.people_preview(pending, read, found.plan)


def _names(turn: Turn[Any], ids: tuple[ContactId, ...]) -> tuple[str, ...]:
    people = turn.people
    shown = [name_with_company(each.name, people.company(each)) for each in people.some(ids[:_NAMES_SHOWN])]
    return preview.with_more(shown, len(ids) - len(shown))


def with_roles(pending: PendingImport, roles: tuple[str, ...]) -> PendingImport:
    """What waits, with other columns; what was decided on its lines stands as long as they are the same."""
    return replace(pending, roles=roles)
