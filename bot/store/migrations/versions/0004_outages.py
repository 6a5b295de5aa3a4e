"""What tells a failure of the work from one of its surroundings: abandoned tries, and what rows wait for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for queue in ("inbox", "outbox"):
        op.add_column(queue, sa.Column("abandoned", sa.Integer(), nullable=False, server_default="0"))
        op.add_column(queue, sa.Column("waits_for", sa.Text(), nullable=True))
    op.add_column("outbox", sa.Column("unsure", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    raise NotImplementedError("migrations only go forward; restore a backup instead")
