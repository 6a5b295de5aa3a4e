"""The tables that hold what members own; the pipeline's tables are in `queues.py`."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.sql.schema import SchemaItem

from bot.store.types import Json, UtcTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Serial = BigInteger().with_variant(Integer(), "sqlite")
"""A number that grows with each row; SQLite numbers rows by INTEGER columns only."""


def _owned(name: str, *items: SchemaItem, key: SchemaItem | None = None) -> Table:
    """A table whose rows belong to a space of a workspace; ids are unique within the workspace."""
    return Table(
        name,
        metadata,
        Column("workspace", Text, nullable=False),
        Column("id", Text, nullable=False),
        Column("space", Text, nullable=False),
        Column("created_at", UtcTime, nullable=False),
        *items,
        key if key is not None else PrimaryKeyConstraint("workspace", "id"),
        Index(f"ix_{name}_space", "workspace", "space", "created_at"),
    )


members = _owned(
    "members",
    Column("name", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("refreshed_at", UtcTime, nullable=False),
    Column("locale", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("is_admin", Boolean, nullable=False),
    Column("model_allowed", Boolean, nullable=False),
    Column("told_about_model", Boolean, nullable=False),
    Column("conversation", Text),
)

accounts = _owned("accounts", Column("name", Text, nullable=False))

contacts = _owned(
    "contacts",
    Column("name", Text, nullable=False),
    Column("aliases", Json, nullable=False),
    Column("title", Text, nullable=False),
    Column("account_id", Text),
    Column("pronouns", Text, nullable=False),
    Column("standing", Text, nullable=False),
    Column("tier", Text, nullable=False),
    Column("universe", Text, nullable=False),
    Column("phase", Text, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("criteria", Json, nullable=False),
    Column("deal_only", Boolean, nullable=False),
    Column("cadence_days", Integer),
    Column("longest_days", Integer),
    Column("email", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("more_emails", Json, nullable=False),
    Column("more_phones", Json, nullable=False),
    Column("birthday", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("tags", Json, nullable=False),
    Column("links", Json, nullable=False),
    Column("import_id", Text, nullable=False),
    Column("last_touch_at", UtcTime),
    Column("touch_due_at", UtcTime),
    Index("ix_contacts_account", "workspace", "account_id"),
    Index("ix_contacts_import", "workspace", "space", "import_id"),
    Index("ix_contacts_standing", "workspace", "space", "standing", "last_touch_at"),
    Index("ix_contacts_touch_due", "touch_due_at", "workspace", "space"),
)

notes = _owned(
    "notes",
    Column("seq", Serial, primary_key=True, autoincrement=True),
    Column("text", Text, nullable=False),
    Column("occurred_on", Date, nullable=False),
    Column("kind", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("contact_ids", Json, nullable=False),
    Column("account_ids", Json, nullable=False),
    Column("assumptions", Json, nullable=False),
    Column("open_mentions", Json, nullable=False),
    Column("corrects", Text),
    Column("superseded_by", Text),
    Column("slack_conversation", Text),
    Column("slack_ts", Text),
    Column("permalink", Text),
    Column("shared_with", Json, nullable=False),
    Column("about", Json, nullable=False),
    Index("ix_notes_message", "workspace", "slack_conversation", "slack_ts"),
    key=UniqueConstraint("workspace", "id"),
)

touches = _owned(
    "touches",
    Column("contact_id", Text, nullable=False),
    Column("occurred_on", Date, nullable=False),
    Column("channel", Text, nullable=False),
    Column("direction", Text, nullable=False),
    Column("note_id", Text),
    Column("serves_future", Boolean),
    Index("ix_touches_contact", "workspace", "contact_id", "occurred_on"),
    Index("ix_touches_note", "workspace", "note_id"),
)

commitments = _owned(
    "commitments",
    Column("what", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("contact_id", Text),
    Column("note_id", Text),
    Column("due_on", Date),
    Column("state", Text, nullable=False),
    Column("quote", Text, nullable=False),
    Index("ix_commitments_contact", "workspace", "contact_id"),
    Index("ix_commitments_note", "workspace", "note_id"),
    Index("ix_commitments_due", "workspace", "space", "state", "due_on"),
    Index("ix_commitments_open", "state", "due_on", "workspace", "space"),
)

records = Table(
    "records",
    metadata,
    Column("workspace", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("space", Text, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("subject_id", Text),
    Column("state", Text),
    Column("due_at", UtcTime),
    Column("body", Json, nullable=False),
    PrimaryKeyConstraint("workspace", "kind", "id"),
    Index("ix_records_space", "workspace", "kind", "space", "created_at"),
    Index("ix_records_subject", "workspace", "kind", "subject_id"),
    Index("ix_records_due", "kind", "state", "due_at"),
)
"""Rows of every other kind: the whole value in `body`, and three columns to look it up by."""

links = Table(
    "links",
    metadata,
    Column("workspace", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("id", Text, nullable=False),
    PrimaryKeyConstraint("workspace", "kind", "id", "field", "value"),
    Index("ix_links_value", "workspace", "kind", "field", "value", "id"),
)
"""Each id in a field that holds several, so that rows are found by any of them."""

journal = Table(
    "journal",
    metadata,
    Column("seq", Serial, primary_key=True, autoincrement=True),
    Column("workspace", Text, nullable=False),
    Column("member", Text, nullable=False),
    Column("change", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("before", Json),
    Column("after_hash", Text),
    Column("at", UtcTime, nullable=False),
    Index("ix_journal_change", "workspace", "member", "change"),
    Index("ix_journal_row", "workspace", "kind", "id"),
)
"""What each change replaced; `before` is NULL where there was nothing, `after_hash` where nothing is left."""
