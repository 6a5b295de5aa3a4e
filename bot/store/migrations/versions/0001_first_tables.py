"""The first tables: what members own, the inbox and the outbox, and the index of words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Written out, not imported: a migration stays what it was when the code goes on.
TIME = sa.DateTime(timezone=True)
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("space", sa.Text(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_accounts")),
    )
    op.create_index("ix_accounts_space", "accounts", ["workspace", "space", "created_at"], unique=False)
    op.create_table(
        "commitments",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("space", sa.Text(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Text(), nullable=True),
        sa.Column("note_id", sa.Text(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_commitments")),
    )
    op.create_index("ix_commitments_contact", "commitments", ["workspace", "contact_id"], unique=False)
    op.create_index(
        "ix_commitments_due", "commitments", ["workspace", "space", "state", "due_on"], unique=False
    )
    op.create_index("ix_commitments_note", "commitments", ["workspace", "note_id"], unique=False)
    op.create_index("ix_commitments_space", "commitments", ["workspace", "space", "created_at"], unique=False)
    op.create_table(
        "contacts",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("space", sa.Text(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("aliases", JSON, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Text(), nullable=True),
        sa.Column("pronouns", sa.Text(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("tier", sa.Text(), nullable=False),
        sa.Column("universe", sa.Text(), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("criteria", JSON, nullable=False),
        sa.Column("deal_only", sa.Boolean(), nullable=False),
        sa.Column("cadence_days", sa.Integer(), nullable=True),
        sa.Column("longest_days", sa.Integer(), nullable=True),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("last_touch_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_contacts")),
    )
    op.create_index("ix_contacts_account", "contacts", ["workspace", "account_id"], unique=False)
    op.create_index("ix_contacts_space", "contacts", ["workspace", "space", "created_at"], unique=False)
    op.create_index(
        "ix_contacts_standing", "contacts", ["workspace", "space", "standing", "last_touch_at"], unique=False
    )
    op.create_table(
        "inbox",
        sa.Column("seq", SERIAL, autoincrement=True, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("lane", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("not_before", sa.Double(), nullable=False),
        sa.Column("lease", sa.Text(), nullable=True),
        sa.Column("lease_until", sa.Double(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("reference", sa.Text(), nullable=True),
        sa.Column("finished_at", sa.Double(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("payload", JSON, nullable=True),
        sa.Column("due", TIME, nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_inbox")),
        sa.UniqueConstraint("id", name=op.f("uq_inbox_id")),
    )
    op.create_index("ix_inbox_finished", "inbox", ["state", "finished_at"], unique=False)
    op.create_index(
        "ix_inbox_live",
        "inbox",
        ["workspace", "lane", "seq"],
        unique=False,
        sqlite_where=sa.text("state IN ('waiting', 'claimed')"),
        postgresql_where=sa.text("state IN ('waiting', 'claimed')"),
    )
    op.create_index(
        "uq_inbox_held",
        "inbox",
        ["workspace", "lane"],
        unique=True,
        sqlite_where=sa.text("state = 'claimed'"),
        postgresql_where=sa.text("state = 'claimed'"),
    )
    op.create_table(
        "journal",
        sa.Column("seq", SERIAL, autoincrement=True, nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("before", JSON, nullable=True),
        sa.Column("after_hash", sa.Text(), nullable=True),
        sa.Column("at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_journal")),
    )
    op.create_index("ix_journal_change", "journal", ["workspace", "member", "change"], unique=False)
    op.create_index("ix_journal_row", "journal", ["workspace", "kind", "id"], unique=False)
    op.create_table(
        "links",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "kind", "id", "field", "value", name=op.f("pk_links")),
    )
    op.create_index("ix_links_value", "links", ["workspace", "kind", "field", "value", "id"], unique=False)
    op.create_table(
        "members",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("space", sa.Text(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("refreshed_at", TIME, nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("is_admin", sa.Boolean(), nullable=False),
        sa.Column("model_allowed", sa.Boolean(), nullable=False),
        sa.Column("told_about_model", sa.Boolean(), nullable=False),
        sa.Column("conversation", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_members")),
    )
    op.create_index("ix_members_space", "members", ["workspace", "space", "created_at"], unique=False)
    op.create_table(
        "notes",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("space", sa.Text(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("seq", SERIAL, autoincrement=True, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("occurred_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("contact_ids", JSON, nullable=False),
        sa.Column("account_ids", JSON, nullable=False),
        sa.Column("assumptions", JSON, nullable=False),
        sa.Column("open_mentions", JSON, nullable=False),
        sa.Column("corrects", sa.Text(), nullable=True),
        sa.Column("superseded_by", sa.Text(), nullable=True),
        sa.Column("slack_conversation", sa.Text(), nullable=True),
        sa.Column("slack_ts", sa.Text(), nullable=True),
        sa.Column("permalink", sa.Text(), nullable=True),
        sa.Column("shared_with", JSON, nullable=False),
        sa.Column("about", JSON, nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_notes")),
        sa.UniqueConstraint("workspace", "id", name=op.f("uq_notes_workspace_id")),
    )
    op.create_index(
        "ix_notes_message", "notes", ["workspace", "slack_conversation", "slack_ts"], unique=False
    )
    op.create_index("ix_notes_space", "notes", ["workspace", "space", "created_at"], unique=False)
    op.create_table(
        "outbox",
        sa.Column("seq", SERIAL, autoincrement=True, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("lane", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("not_before", sa.Double(), nullable=False),
        sa.Column("lease", sa.Text(), nullable=True),
        sa.Column("lease_until", sa.Double(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("reference", sa.Text(), nullable=True),
        sa.Column("finished_at", sa.Double(), nullable=True),
        sa.Column("delivery", JSON, nullable=True),
        sa.Column("paced", sa.Boolean(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("conversation", sa.Text(), nullable=True),
        sa.Column("message", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_outbox")),
        sa.UniqueConstraint("id", name=op.f("uq_outbox_id")),
    )
    op.create_index("ix_outbox_finished", "outbox", ["state", "finished_at"], unique=False)
    op.create_index(
        "ix_outbox_live",
        "outbox",
        ["workspace", "lane", "seq"],
        unique=False,
        sqlite_where=sa.text("state IN ('waiting', 'claimed')"),
        postgresql_where=sa.text("state IN ('waiting', 'claimed')"),
    )
    op.create_index("ix_outbox_subject", "outbox", ["workspace", "member", "subject"], unique=False)
    op.create_index(
        "uq_outbox_held",
        "outbox",
        ["workspace", "lane"],
        unique=True,
        sqlite_where=sa.text("state = 'claimed'"),
        postgresql_where=sa.text("state = 'claimed'"),
    )
    op.create_table(
        "paces",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("lane", sa.Text(), nullable=False),
        sa.Column("next_at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "lane", name=op.f("pk_paces")),
    )
    op.create_table(
        "posts_about",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("outbox_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "about", "outbox_id", name=op.f("pk_posts_about")),
    )
    op.create_table(
        "records",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("space", sa.Text(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("subject_id", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("due_at", TIME, nullable=True),
        sa.Column("body", JSON, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "kind", "id", name=op.f("pk_records")),
    )
    op.create_index("ix_records_due", "records", ["kind", "state", "due_at"], unique=False)
    op.create_index("ix_records_space", "records", ["workspace", "kind", "space", "created_at"], unique=False)
    op.create_index("ix_records_subject", "records", ["workspace", "kind", "subject_id"], unique=False)
    op.create_table(
        "touches",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("space", sa.Text(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("contact_id", sa.Text(), nullable=False),
        sa.Column("occurred_on", sa.Date(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("note_id", sa.Text(), nullable=True),
        sa.Column("serves_future", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_touches")),
    )
    op.create_index("ix_touches_contact", "touches", ["workspace", "contact_id", "occurred_on"], unique=False)
    op.create_index("ix_touches_note", "touches", ["workspace", "note_id"], unique=False)
    op.create_index("ix_touches_space", "touches", ["workspace", "space", "created_at"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE note_words USING fts5(words, spaces, "
            "tokenize = 'unicode61 remove_diacritics 2', prefix = '4 6')"
        )
    else:
        op.execute("CREATE TABLE note_words (rowid BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)")
        op.execute("CREATE INDEX ix_note_words_words ON note_words USING gin (words)")


def downgrade() -> None:
    raise NotImplementedError("migrations only go forward; restore a backup instead")
