"""The agenda: when what is due for whom; and when each contact should hear from its owner."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "agenda",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("recurrence", sa.Text(), nullable=False),
        sa.Column("next_at", TIME, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("last_key", sa.Text(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "member", "kind", "subject", name=op.f("pk_agenda")),
    )
    op.create_index("ix_agenda_next_at", "agenda", ["next_at"], unique=False)
    op.add_column("contacts", sa.Column("touch_due_at", TIME, nullable=True))
    _fill_in()
    op.create_index("ix_contacts_touch_due", "contacts", ["touch_due_at", "workspace", "space"], unique=False)
    op.create_index(
        "ix_commitments_open", "commitments", ["state", "due_on", "workspace", "space"], unique=False
    )


def _fill_in() -> None:
    fields = sa.text(
        "UPDATE contacts SET touch_due_at = datetime(COALESCE(last_touch_at, created_at), "
        "'+' || cadence_days || ' days') || '.000000' WHERE "
        if op.get_bind().dialect.name == "sqlite"
        else "UPDATE contacts SET touch_due_at = COALESCE(last_touch_at, created_at) "
        "+ cadence_days * interval '1 day' WHERE "
    )
    strategic = "cadence_days IS NOT NULL AND tier = 'strategic' AND standing NOT IN ('parked', 'released')"
    op.execute(sa.text(str(fields) + strategic))


def downgrade() -> None:
    raise NotImplementedError("migrations only go forward; restore a backup instead")
