"""Names of other members: their rows are their own, so the workspace's directory is asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.core.identity import MemberId
from bot.core.members import Profile
from bot.core.ports.errors import NotFound, Unavailable
from bot.core.rich import MemberName
from bot.core.turn import Turn

UNKNOWN = "a colleague"


async def profile_of(turn: Turn[Any], member: str) -> Profile | None:
    """Who a member is; None for nobody of this workspace. Raises Unavailable."""
    try:
        return await turn.directory.profile(turn.scope.workspace, MemberId(member))
    except NotFound:
        return None


async def names_of(turn: Turn[Any], members: Iterable[str]) -> dict[str, MemberName]:
    """Members as they are shown, by id; one whose name cannot be read now is "a colleague"."""
    found: dict[str, MemberName] = {}
    for member in dict.fromkeys(members):
        try:
            profile = await profile_of(turn, member)
        except Unavailable:
            profile = None
        found[member] = MemberName(member, profile.name if profile else UNKNOWN)
    return found


def may_use(profile: Profile | None) -> bool:
    """Whether somebody is a full member: guests and people of other companies get nothing."""
    return profile is not None and not profile.is_guest and not profile.is_stranger
