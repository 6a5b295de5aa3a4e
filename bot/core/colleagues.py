"""Names of other members: their rows are their own, so the workspace's directory is asked."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from typing import Any

from bot.core.cards import Card
from bot.core.common_cards import cannot_check
from bot.core.identity import MemberId
from bot.core.members import Profile
from bot.core.ports.errors import Disconnected, NotFound, Unavailable
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
    """Whether somebody is a full member: guests, bots, leavers and people of other companies get nothing."""
    return profile is not None and profile.is_full_member


async def ask_standing(turn: Turn[Any], *members: str) -> Mapping[str, Profile | None] | None:
    """What the workspace says at this moment of members, by id; None where it does not answer.

    It is for what must not rest on what was known before, such as what admins alone may do.
    """
    asked = dict.fromkeys(members)
    try:
        found = await asyncio.gather(*(_profile_now(turn, each) for each in asked))
    except Disconnected:
        raise
    except Unavailable:
        return None
    return dict(zip(asked, found, strict=True))


async def is_admin_now(turn: Turn[Any]) -> bool | None:
    """Whether the workspace says now that the member is an admin; None where it does not answer."""
    found = await ask_standing(turn, turn.scope.member)
    if found is None:
        return None
    profile = found[turn.scope.member]
    return profile is not None and profile.is_full_member and profile.is_admin


async def refuse_non_admin(turn: Turn[Any], refusal: Card) -> Card | None:
    """What to say to a member who is no admin at this moment, or may be none; None for an admin."""
    is_admin = await is_admin_now(turn)
    return cannot_check() if is_admin is None else None if is_admin else refusal


async def _profile_now(turn: Turn[Any], member: str) -> Profile | None:
    try:
        return await turn.directory.profile_now(turn.scope.workspace, MemberId(member))
    except NotFound:
        return None
