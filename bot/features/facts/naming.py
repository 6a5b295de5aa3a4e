"""The names of everybody and every company that facts may speak of."""

from __future__ import annotations

from typing import Any

from bot.core.labels import NamesById
from bot.core.turn import Turn


def names_by_id(turn: Turn[Any]) -> NamesById:
    """Names by the ids of contacts and accounts."""
    return {each.id: each.name for each in turn.people.contacts} | dict(turn.people.companies)
