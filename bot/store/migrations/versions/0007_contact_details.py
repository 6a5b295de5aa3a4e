"""Contacts get more addresses and numbers, a birthday, a place, tags, links, and the import that brought them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    for name in ("more_emails", "more_phones", "tags", "links"):
        op.add_column("contacts", sa.Column(name, JSON, nullable=False, server_default="[]"))
    for name in ("birthday", "place", "import_id"):
        op.add_column("contacts", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.create_index("ix_contacts_import", "contacts", ["workspace", "space", "import_id"])


def downgrade() -> None:
    raise NotImplementedError("migrations only go forward; restore a backup instead")
