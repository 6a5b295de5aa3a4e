"""Reads what there is to look back on: expectations of notes and tested actions (R2, R3)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from bot.core.coaching.investment import Assessment
from bot.core.deliveries import About
from bot.core.notes import Note
from bot.core.ports.store import StoreReader, UnitOfWork
from bot.core.turn import Turn
from bot.features.assessment.contracts.outcomes import find_due_outcomes, keep_assessment
from bot.features.hindsight.contracts.values import ExpectationOutcome, TrackRecord, track_record
from bot.features.hindsight.rules import (
    MOST_AT_ONCE,
    Expectation,
    due_expectations,
    expectations_of,
)
from bot.language.dates import day_first_in


@dataclass(frozen=True, slots=True)
class LookBackView:
    """Expectations with the member's answers, and tested actions, that one look back asks about."""

    expectations: tuple[tuple[Expectation, ExpectationOutcome], ...]
    actions: tuple[Assessment, ...]

    @property
    def about(self) -> About:
        """The ids that its card speaks of."""
        told = (id for expectation, _ in self.expectations for id in expectation.about)
        return tuple(dict.fromkeys((*told, *(id for each in self.actions for id in each.about))))


async def read_expectations(reader: StoreReader, turn: Turn[Any]) -> list[Expectation]:
    """All expectations of the member's own notes whose time can be read."""
    day_first = day_first_in(turn.member.zone, turn.member.locale)
    notes = await reader.of(Note).find(space=turn.scope.own, superseded_by=None)
    return [
        each
        for note in notes
        if note.assumptions
        for each in expectations_of(note, turn.day_of(note.created_at), day_first=day_first)
    ]


async def read_answers(reader: StoreReader, turn: Turn[Any]) -> dict[str, ExpectationOutcome]:
    """Every expectation that the member was asked about or answered, by its id."""
    found = await reader.of(ExpectationOutcome).find(space=turn.scope.own)
    return {each.id: each for each in found}


async def read_track_record(reader: StoreReader, turn: Turn[Any]) -> TrackRecord:
    """How the member's expectations turned out so far."""
    return track_record(each.answer for each in (await read_answers(reader, turn)).values())


async def find_look_back(reader: StoreReader, turn: Turn[Any], key: str) -> LookBackView | None:
    """What a look back under this key asks about now, each thing once ever; None where there is nothing."""
    asked = await read_answers(reader, turn)
    expected = due_expectations(await read_expectations(reader, turn), asked, turn.today)
    tested = await find_due_outcomes(reader, turn)
    shown = [(each, outcome_of(turn, each, look_back=key)) for each in expected[:MOST_AT_ONCE]]
    actions = [replace(each, look_back=key) for each in tested[: MOST_AT_ONCE - len(shown)]]
    return LookBackView(tuple(shown), tuple(actions)) if shown or actions else None


def outcome_of(turn: Turn[Any], expectation: Expectation, *, look_back: str = "") -> ExpectationOutcome:
    """The row of an expectation that was neither asked about nor answered before."""
    return ExpectationOutcome(
        id=expectation.id,
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        note_id=expectation.note_id,
        over_on=expectation.over_on,
        look_back=look_back,
    )


async def keep_asked(uow: UnitOfWork, view: LookBackView) -> None:
    """Keep that these were asked about, in the commit that asks."""
    for _, outcome in view.expectations:
        await uow.of(ExpectationOutcome).put(outcome)
    for each in view.actions:
        await keep_assessment(uow, each)


async def keep_told_outcome(uow: UnitOfWork, action: Assessment) -> None:
    """Keep what the member said of a tested action."""
    await keep_assessment(uow, action)


async def view_look_back(reader: StoreReader, turn: Turn[Any], key: str) -> LookBackView:
    """The look back with this key as it stands now; what is no longer there is left out."""
    asked = await reader.of(ExpectationOutcome).find(space=turn.scope.own, look_back=key)
    notes = await reader.of(Note).find(id=tuple({each.note_id for each in asked})) if asked else []
    day_first = day_first_in(turn.member.zone, turn.member.locale)
    current = [note for note in notes if note.superseded_by is None]
    found = {
        each.id: each
        for note in current
        for each in expectations_of(note, turn.day_of(note.created_at), day_first=day_first)
    }
    shown = sorted(
        ((found[each.id], each) for each in asked if each.id in found),
        key=lambda pair: (pair[0].over_on, pair[0].id),
    )
    actions = await reader.of(Assessment).find(space=turn.scope.own, look_back=key)
    return LookBackView(tuple(shown), tuple(actions))
