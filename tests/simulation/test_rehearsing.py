"""A rehearsal says what really comes: two weeks in which nobody does anything, rehearsed and then lived."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from bot.core.cards import Card
from bot.core.identity import MemberId
from bot.core.rich import plain
from bot.rehearsing.page import page
from bot.rehearsing.rehearsing import Rehearser
from bot.store.store import SqlStore, open_store
from tests.simulation.driving import SimClock
from tests.simulation.half_year import NO_PACE, START, HalfYear, by_itself
from tests.simulation.lives import LIVES, MIRA, TOMO, person_of
from tests.support.databases import database_maker

WEEKS = 2


class Idle(HalfYear):
    """The same team, none of whom does anything."""

    async def _live(self) -> None:
        self.doing.clear()

    def _react(self, member: MemberId, card: Card, kind: str) -> None:
        """Let it lie."""


async def idle(store: SqlStore, clock: SimClock) -> Idle:
    """The team once everybody's schedule stands, before anything came."""
    people = [person_of(life, START) for life in LIVES]
    team = Idle([store], clock, people, (), Random(1), keeps_cards=True)
    await team.run(START + timedelta(hours=7))
    return team


@pytest.mark.slow
@pytest.mark.timeout(600)
async def test_what_is_rehearsed_comes_at_that_time_in_those_words(tmp_path: Path) -> None:
    clock = SimClock(START)
    with database_maker("sqlite", tmp_path) as make:
        store = await open_store(make(), clock, pace=NO_PACE, migrated=True)
        try:
            team = await idle(store, clock)
            begun = len(team.posts)
            rehearsed = {
                member: await Rehearser(store).rehearse(person_of(life, START).scope, clock.now(), WEEKS)
                for life in LIVES
                if (member := life.member) in (MIRA, TOMO)
            }
            assert len(team.posts) == begun
            while clock.time < START + timedelta(weeks=WEEKS, hours=7):
                clock.time += timedelta(minutes=30)
                await team._step()
        finally:
            await store.close()

    for member, coming in rehearsed.items():
        lived = [(post.at, plain(post.card.text)) for post in by_itself(team, member) if post.card]
        assert [(each.at, plain(each.card.text)) for each in coming] == lived
        assert len(lived) >= 2
    assert "Monday 11 January 2027, 09:00 (round)" in page("Mira", "Europe/Berlin", WEEKS, rehearsed[MIRA])
