"""How a post is drawn anew when something that it quotes is withdrawn, and for which withdrawal it was."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.add_column("outbox", sa.Column("redraw", JSON, nullable=True))
    op.add_column("outbox", sa.Column("withdrawal", sa.Text(), nullable=True))
    op.create_index("ix_outbox_message", "outbox", ["workspace", "conversation", "message"], unique=False)
    op.create_index("ix_posts_about_outbox_id", "posts_about", ["outbox_id"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("migrations only go forward; restore a backup instead")
