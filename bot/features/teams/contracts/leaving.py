"""Who left which account team (S6)."""

from __future__ import annotations

from collections.abc import Iterable

from bot.core.events import Change
from bot.core.identity import MemberId
from bot.features.teams.contracts.values import AccountTeam


def find_leavers(changes: Iterable[Change]) -> list[tuple[AccountTeam, tuple[MemberId, ...]]]:
    """Each team that somebody left or was taken off, as it was, with those members."""
    found = []
    for before, after in ((change.before, change.after) for change in changes):
        stay = after.members if after else ()
        found.append((before, tuple(each for each in before.members if each not in stay)))
    return [(team, leavers) for team, leavers in found if leavers]
