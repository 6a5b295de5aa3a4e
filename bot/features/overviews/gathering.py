"""Reads what is on record about people and companies, and finds whom names mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bot.core.coaching.citing import Carried, keep_carried
from bot.core.coaching.understanding import Mode
from bot.core.commands import Command
from bot.core.contacts import Account, Contact
from bot.core.excerpts import excerpts_of
from bot.core.facts.settling import facts_about
from bot.core.facts.values import Fact
from bot.core.fairness import pick_fairly
from bot.core.finding import person
from bot.core.looking import Looking
from bot.core.naming import Nobody
from bot.core.notes import PROMISED, Commitment, Note, Touch
from bot.core.ports.store import StoreReader
from bot.core.turn import Turn
from bot.features.overviews.rules.sides import SideRecord

MOST_READ = 16
"""Notes that a language model is given for one answer."""


async def whom_named(
    turn: Turn[Any], name: str, contact_id: str, command: Callable[[str], Command]
) -> Contact | Account | None:
    """The person, or else the company, that a name means; None when the member was asked or told."""
    if not contact_id and isinstance(turn.people.who(name, in_focus=turn.in_thread), Nobody):
        account = turn.people.account_meant(name)
        if account is not None:
            return account
    return await person(turn, name=name, contact_id=contact_id, command=command)


async def read_side(reader: StoreReader, turn: Turn[Any], whom: Contact | Account) -> SideRecord:
    """All that the member may see of one person, or of a company and its people."""
    is_person = isinstance(whom, Contact)
    people = (whom,) if isinstance(whom, Contact) else turn.people.at(whom.id)
    ids = tuple(each.id for each in people)
    notes = await reader.of(Note).find(contact_ids=ids, superseded_by=None) if ids else []
    facts: list[Fact] = await facts_about(reader, ids)
    if not is_person:
        notes += await reader.of(Note).find(account_ids=whom.id, superseded_by=None)
        facts += await reader.of(Fact).find(account_id=whom.id)
    touches = await reader.of(Touch).find(contact_id=ids) if ids else []
    promises = await reader.of(Commitment).find(contact_id=ids, state=PROMISED) if ids else []
    return SideRecord(
        contact=whom if isinstance(whom, Contact) else None,
        account=whom if isinstance(whom, Account) else None,
        people=people,
        notes=newest_first(notes),
        touches=tuple(sorted(touches, key=lambda each: (each.occurred_on, each.created_at), reverse=True)),
        promises=tuple(promises),
        facts=tuple({each.id: each for each in facts}.values()),
    )


async def read_everybody(reader: StoreReader, turn: Turn[Any]) -> SideRecord:
    """All that the member noted, did and promised, with whomever."""
    own = turn.scope.own
    notes = await reader.of(Note).find(space=own, superseded_by=None)
    touches = await reader.of(Touch).find(space=own)
    return SideRecord(
        people=turn.people.contacts,
        notes=newest_first(notes),
        touches=tuple(sorted(touches, key=lambda each: (each.occurred_on, each.created_at), reverse=True)),
        promises=tuple(await reader.of(Commitment).find(space=own, state=PROMISED)),
        facts=tuple(await reader.of(Fact).find(space=own)),
    )


def newest_first(notes: Sequence[Note]) -> tuple[Note, ...]:
    """Notes, each once, the newest first."""
    unique = {each.id: each for each in notes}.values()
    return tuple(sorted(unique, key=lambda each: (each.occurred_on, each.created_at), reverse=True))


def within(side: SideRecord, since: date, until: date, day_of: Callable[[Any], date]) -> SideRecord:
    """What is on record of a span of days, both inclusive; a promise belongs to the day it was told."""

    def inside(day: date) -> bool:
        return since <= day <= until

    return replace(
        side,
        notes=tuple(each for each in side.notes if inside(each.occurred_on)),
        touches=tuple(each for each in side.touches if inside(each.occurred_on)),
        promises=tuple(each for each in side.promises if inside(day_of(each.created_at))),
        facts=tuple(
            each for each in side.facts if inside(each.told_on) or (each.until and inside(each.until))
        ),
    )


async def ask_model(
    turn: Turn[Any], question: str, notes: Sequence[Note], wanted: Sequence[str]
) -> tuple[Carried, Mode] | None:
    """What a language model makes of notes, of which only what they carry is kept.

    Each of the `wanted` contacts has one of the notes that it reads. None where no model is to be asked, as
    in a look of the model's own: it reads the lines itself.
    """
    if isinstance(turn.redrawing, Looking) or not turn.provider or not turn.model_allowed or not notes:
        return None
    read = pick_fairly(notes, lambda note: note.contact_ids, wanted, MOST_READ)
    excerpts = excerpts_of(read, turn.people)
    answer = await turn.coach.answer(question, excerpts, turn.circumstances())
    if answer.provenance.mode is not Mode.MODEL:
        return Carried((), (), 0), answer.provenance.mode
    return keep_carried(answer, excerpts), Mode.MODEL
