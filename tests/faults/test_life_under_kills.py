"""Members who do all that they can do, at the same time, while the bot is killed: as `make soak`, shorter."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.soak.ledger import Way
from tests.soak.living import Plan, live

pytestmark = [pytest.mark.slow, pytest.mark.timeout(2400)]


@pytest.mark.parametrize(
    ("database", "actions", "kills"),
    [
        pytest.param("sqlite", 400, 30, id="sqlite"),
        pytest.param("postgres", 200, 15, id="postgres", marks=pytest.mark.postgres),
    ],
)
async def test_what_was_taken_in_has_its_result_once_whatever_is_killed(
    database: str, actions: int, kills: int, tmp_path: Path
) -> None:
    """Rows, vectors, posts, dead letters, lanes; everything is answered within a minute of the last start.

    PostgreSQL has two replicas, whose starts take the two cores twice as long: so it is killed half as often.
    """
    plan = Plan(database=database, actions=actions, kills=kills, members=12, seed=20)
    outcome = await live(plan, tmp_path)
    assert outcome.kills.total() == kills
    assert len(outcome.ledger.acts) >= actions
    assert set(outcome.ledger.counts) == set(Way), "a note, a question, a command, both forms and a button"
    assert outcome.wrong == {}
