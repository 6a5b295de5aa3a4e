"""The rows of the queues that wait, oldest first: what is claimed is found without those that are done."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    waiting = sa.text("state = 'waiting'")
    op.create_index(
        "ix_inbox_waiting", "inbox", ["seq"], unique=False, sqlite_where=waiting, postgresql_where=waiting
    )


def downgrade() -> None:
    raise NotImplementedError("migrations only go forward; restore a backup instead")
