"""The kinds of records that no single feature owns."""

from __future__ import annotations

from bot.core.feature import Record
from bot.core.settings import MemberSettings, WorkspaceDefaults
from bot.core.threads import ConversationStep, Declined, Draft

RECORDS: tuple[Record, ...] = (
    Record(MemberSettings),
    Record(WorkspaceDefaults),
    Record(ConversationStep, stored_as="Turn", subject="thread"),
    Record(Draft),
    Record(Declined),
)
