"""Gathers what a nudge says: its wording, the last words, and one idea (B3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from bot.core.coaching.investment import Proposal, Rewrite
from bot.core.coaching.understanding import Mode
from bot.core.excerpts import excerpts_of
from bot.core.notes import Note, Promiser
from bot.core.ports.store import StoreReader
from bot.core.rich import Rich
from bot.core.turn import Turn
from bot.features.assessment.contracts.advice import read_advised, read_whom
from bot.features.assessment.contracts.judging import best_rewrite
from bot.features.nudges.cards import nudges as cards
from bot.features.nudges.cards.nudges import NudgeView, PlannedNext
from bot.features.nudges.contracts.values import next_working_day
from bot.features.nudges.handlers.finding import DueReasons, build_nudge
from bot.features.nudges.rules import MOST_TRIES, NudgeReason, choose_wording
from bot.features.plans.contracts import Activity, ActivityState
from bot.language.local_times import local_time_in

_READ = 8
"""How many notes on one person an idea is fitted to."""
_PLANNED_SOON = timedelta(days=14)
"""So far ahead an activity of the plan is the idea of a nudge; what is overdue is, too."""


async def build_views(
    turn: Turn[Any], due: DueReasons, reasons: Sequence[NudgeReason], *, is_short: bool
) -> list[NudgeView]:
    """Gather what the nudges of a day say; no two of them have the same idea."""
    views: list[NudgeView] = []
    for reason in reasons:
        given = frozenset(view.idea_shape for view in views)
        views.append(await _build_view(turn, due, reason, given, is_short=is_short))
    return views


async def _build_view(
    turn: Turn[Any], due: DueReasons, reason: NudgeReason, given: frozenset[str], *, is_short: bool
) -> NudgeView:
    """Gather what a nudge says; what the plan has next comes before a new idea."""
    async with turn.read() as reader:
        notes = await find_latest_notes(reader, reason.contact.id if reason.contact else "")
        source = await _find_source(reader, reason)
        planned = await _find_planned(reader, turn, reason)
    last = next((each.wording for each in due.nudges if each.about == reason.about), "")
    words = choose_wording(_find_variants(turn, reason), f"{reason.about}:{turn.today}", last)
    idea = None if planned else await _find_idea(turn, reason, notes, given)
    contact, people = reason.contact, turn.people
    weekdays = turn.settings.hours.weekdays
    return NudgeView(
        nudge=build_nudge(turn, reason, wording=words),
        name=contact.name if contact else "",
        company=people.company(contact) if contact else "",
        span=cards.span(_days_since(reason, turn)),
        why=_why(reason, turn),
        last=source or next(iter(notes), None),
        today=turn.today,
        idea=idea.text if idea else "",
        idea_notes=idea.note_ids if idea else (),
        idea_shape=idea.shape if idea else "",
        mode=idea.provenance.mode if idea else Mode.RULES,
        commitment=reason.commitment,
        planned=planned,
        tries=reason.tries,
        next_day=next_working_day(turn.today, weekdays),
        touched_on=turn.day_of(contact.last_touch_at) if contact and contact.last_touch_at else None,
        is_short=is_short,
        here=turn.now.astimezone(turn.zone),
        there=local_time_in(contact.place, turn.now) if contact else None,
    )


async def _find_planned(reader: StoreReader, turn: Turn[Any], reason: NudgeReason) -> PlannedNext | None:
    """What the plan has with a person for these days or before; None for a promise."""
    if reason.commitment is not None or reason.contact is None:
        return None
    found = await reader.of(Activity).find(contact_id=reason.contact.id, state=ActivityState.PLANNED)
    dated = [PlannedNext(each.id, each.text, each.on) for each in found if each.on is not None]
    soon = [each for each in dated if each.on <= turn.today + _PLANNED_SOON]
    return min(soon, key=lambda each: (each.on, each.id), default=None)


async def find_latest_notes(reader: StoreReader, contact_id: str) -> list[Note]:
    """The latest notes on a contact, the newest first."""
    if not contact_id:
        return []
    found = await reader.of(Note).find(contact_ids=contact_id, superseded_by=None)
    found.sort(key=lambda note: (note.occurred_on, note.created_at), reverse=True)
    return found[:_READ]


async def _find_source(reader: StoreReader, reason: NudgeReason) -> Note | None:
    """The note in which a promise was made; None where the reason is no promise."""
    return await reader.of(Note).one(reason.commitment.note_id) if reason.commitment else None


def _find_variants(turn: Turn[Any], reason: NudgeReason) -> Sequence[str]:
    wordings = turn.knowledge.nudges
    if reason.commitment is not None:
        return wordings.mine if reason.commitment.by is Promiser.MEMBER else wordings.theirs
    touched = reason.contact is not None and reason.contact.last_touch_at is not None
    return wordings.openings if touched else wordings.never


def _days_since(reason: NudgeReason, turn: Turn[Any]) -> int:
    contact = reason.contact
    since = (contact.last_touch_at or contact.created_at) if contact else turn.now
    return (turn.today - turn.day_of(since)).days


def _why(reason: NudgeReason, turn: Turn[Any]) -> Rich | str:
    if reason.commitment is not None and reason.commitment.due_on is not None:
        return cards.promise_due(reason.commitment.due_on, turn.today, turn.settings.hours.weekdays)
    known = turn.people.get(reason.contact.id) if reason.contact else None
    rhythm = turn.people.rhythm(known) if known else None
    return cards.why_by_rhythm(reason.rhythm_days, rhythm.tag if rhythm else "")


async def _find_idea(
    turn: Turn[Any], reason: NudgeReason, notes: Sequence[Note], given: frozenset[str]
) -> Rewrite | None:
    """An action that the three tests pass, fitted to the notes.

    None for a promise, which is one itself, and where ideas came twice in vain.
    """
    if reason.commitment is not None or reason.contact is None or reason.tries + 1 >= MOST_TRIES:
        return None
    name = reason.contact.name
    async with turn.read() as reader:
        whom = await read_whom(reader, turn, reason.contact)
        advised = await read_advised(reader, turn, reason.contact.id)
    proposal = Proposal(
        action=cards.touch_action(name),
        contact=name,
        excerpts=excerpts_of(notes, turn.people),
        whom=whom,
        told=advised.of_late | given,
        told_before=advised.for_person,
        seed=f"{reason.about}:{turn.today}",
    )
    return await best_rewrite(turn, proposal, (), turn.circumstances())
