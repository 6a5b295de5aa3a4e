"""Whether a language model may be asked for a member at this moment (B7)."""

from __future__ import annotations

from bot.core.identity import Scope
from bot.core.members import Member
from bot.core.ports.store import Store
from bot.core.settings import DEFAULTS_ID, MemberSettings, ModelRule, WorkspaceDefaults, may_ask_model


async def may_ask_model_now(store: Store, scope: Scope) -> bool:
    """Read the member's choice and the workspace's rule as they are now, not as when the work began."""
    async with store.read(scope) as reader:
        member = await reader.of(Member).one(scope.member)
        own = await reader.of(MemberSettings).one(scope.member)
        defaults = await reader.of(WorkspaceDefaults).one(DEFAULTS_ID)
    return may_ask_model(
        defaults.model if defaults else ModelRule.OFFERED,
        allowed=member is not None and member.model_allowed,
        agreed=own is not None and own.agreed_to_model,
    )
