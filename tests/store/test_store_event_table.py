"""The table of events as a whole: every event is held by a test, and consequences come to an end."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

import bot.store
from bot.core.events import Added, Changed, Event, EventTable, Removed
from bot.core.facts.values import Fact
from bot.core.ports.store import UnitOfWork
from bot.core.ports.work import Work
from bot.core.rhythms import TagRhythm
from bot.core.threads import ConversationStep, Draft
from bot.features.calendar.rules.values import CalendarLink
from bot.features.importing.rules.imports import BulkChange
from bot.features.listing import EVENTS, FEATURES
from bot.features.own_data.rules.bringing import BroughtBack
from bot.features.reminders.contracts import Reminder
from bot.features.teams.rules import TeamDocument
from bot.store.store import open_store
from tests.store.test_store_events import HELD_HERE, ON_A_CONTACT, rows
from tests.store.test_store_events_home import HELD as HOME
from tests.store.test_store_events_queued import CASES
from tests.store.test_store_leaving import HELD
from tests.store.test_store_withdrawing import WITHDRAWALS
from tests.support.stores import ANA, START, HandClock, say, work

IN_FLOWS: dict[Event, str] = {
    Added(TeamDocument): "teams/test_team_documents.py",
    Added(Fact): "facts/test_facts.py",
    Changed(Fact): "facts/test_facts.py",
    Removed(Fact): "facts/test_facts.py",
    Added(ConversationStep): "first_day/test_first_day.py",
    Added(Reminder): "reminders/test_reminders.py",
    Changed(Reminder): "reminders/test_reminders.py",
    Removed(Reminder): "reminders/test_reminders.py",
    Added(TagRhythm): "tags/test_tag_nudges.py",
    Changed(TagRhythm): "tags/test_tag_nudges.py",
    Removed(TagRhythm): "tags/test_tag_nudges.py",
    Added(CalendarLink): "calendar/test_calendar.py",
    Changed(CalendarLink): "calendar/test_calendar.py",
    Removed(CalendarLink): "calendar/test_calendar.py",
    Removed(BulkChange): "importing/test_importing.py",
    Removed(BroughtBack): "own_data/test_bringing_back.py",
}
"""Events that flows through the whole bot hold, and where."""


def test_every_event_is_held_by_a_test() -> None:
    held = {case.event for case in CASES} | HELD_HERE | HELD | WITHDRAWALS | HOME
    assert held.isdisjoint(IN_FLOWS)
    assert held | set(IN_FLOWS) == set(EVENTS._consequences)
    assert all((Path(__file__).parents[1] / "features" / file).exists() for file in IN_FLOWS.values())


def test_every_kind_of_a_feature_that_hangs_on_a_contact_is_erased_in_a_test() -> None:
    kinds = [record.type for feature in FEATURES for record in feature.records]
    assert {kind.__name__ for kind in kinds if "contact_id" in {f.name for f in fields(kind)}} == set(
        ON_A_CONTACT
    )


async def test_consequences_without_end_change_nothing(database_url: str) -> None:
    async def once_more(uow: UnitOfWork, work: Work[Any], changes: Sequence[Any]) -> None:
        text = changes[-1].after.text + "."
        await uow.of(Draft).put(replace(changes[-1].after, text=text))

    circle = EventTable([{Added(Draft): once_more, Changed(Draft): once_more}])
    store = await open_store(database_url, HandClock(), migrated=True, events=circle)
    draft = Draft(id="d1", workspace=ANA.workspace, space=ANA.own, created_at=START, text="later")

    async def change() -> None:
        async with store.write(work()) as uow:
            await uow.of(Draft).put(draft)
            uow.say(say())

    with pytest.raises(RuntimeError, match="without end"):
        await change()
    assert await rows(store, Draft) == []
    assert await store.counts() == {}
    await store.close()


async def test_consequences_that_end_may_follow_from_one_another(database_url: str) -> None:
    async def three_times(uow: UnitOfWork, work: Work[Any], changes: Sequence[Any]) -> None:
        [draft] = [each.after for each in changes]
        if len(draft.text) < 4:
            await uow.of(Draft).put(replace(draft, text=draft.text + "."))

    table = EventTable([{Added(Draft): three_times, Changed(Draft): three_times}])
    store = await open_store(database_url, HandClock(), migrated=True, events=table)
    draft = Draft(id="d1", workspace=ANA.workspace, space=ANA.own, created_at=START, text="a")
    async with store.write(work()) as uow:
        await uow.of(Draft).put(draft)
    assert await rows(store, Draft) == [replace(draft, text="a...")]
    await store.close()


def test_the_store_imports_of_the_features_only_the_tables() -> None:
    folder = Path(bot.store.__file__).parent
    found = {
        (node.module, name.name)
        for file in folder.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("bot.features")
        for name in node.names
    }
    assert found == {("bot.features.listing", "EVENTS"), ("bot.features.listing", "FEATURES")}
