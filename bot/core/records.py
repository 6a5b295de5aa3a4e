"""The kinds of rows that no single feature owns: how they are stored, and what members call them."""

from __future__ import annotations

from bot.core import common_cards as cards
from bot.core.attending import KEPT_DAYS, RunningWork
from bot.core.contacts import Account, Contact
from bot.core.dialogue import REMEMBERED_DAYS, Exchange
from bot.core.employment import Employment
from bot.core.feature import Record
from bot.core.labels import Labels, RecordLabel
from bot.core.members import Departure
from bot.core.news import LastTold
from bot.core.notes import Commitment, Note, Touch
from bot.core.settings import MemberSettings, WorkspaceDefaults
from bot.core.threads import ConversationStep, Declined, Draft

RECORDS: tuple[Record, ...] = (
    Record(MemberSettings),
    Record(WorkspaceDefaults, comes_back=False),
    Record(ConversationStep, stored_as="Turn", subject="thread"),
    Record(Exchange, subject="thread", journalled=False, comes_back=False, kept_days=REMEMBERED_DAYS),
    Record(RunningWork, subject="thread", journalled=False, comes_back=False, kept_days=KEPT_DAYS),
    Record(Draft),
    Record(Employment, subject="contact_id"),
    Record(Declined, comes_back=False),
    Record(Departure, journalled=False, comes_back=False),
    Record(LastTold, subject="subject", state="kind", journalled=False),
)

LABELS: Labels = {
    Note: RecordLabel(10, cards.note_label),
    Commitment: RecordLabel(20, cards.promise_label),
    Contact: RecordLabel(50, cards.name_label),
    Account: RecordLabel(60, cards.name_label),
    Touch: RecordLabel(70, cards.touch_label),
}
"""What members call the rows that have a table of their own; those of features rank among them."""
