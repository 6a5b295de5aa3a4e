from __future__ import annotations

from datetime import date

import pytest

from bot.coach.rules.coach import RulesCoach
from bot.core.coaching.understanding import Circumstances
from bot.memory.embedding import local_embedder


@pytest.fixture(scope="session")
def coach() -> RulesCoach:
    """The coach with the real local embedder."""
    return RulesCoach(local_embedder())


@pytest.fixture
def stranger() -> Circumstances:
    """A member who knows nobody yet."""
    return Circumstances(today=date(2026, 11, 22), zone="Europe/Berlin")


@pytest.fixture
def seller() -> Circumstances:
    """A member who knows a few people."""
    return Circumstances(
        today=date(2026, 11, 22),
        zone="Europe/Berlin",
        known_people=("Ana Ruiz", "Lars Holm", "Omar Haddad", "Rose Marsh"),
        known_companies=("Northwind", "Delta Ports GmbH"),
        in_focus=("Ana Ruiz",),
    )
