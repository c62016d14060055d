"""Which attachments travelled in which file, and which machine is known to hold them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "sent_blob",
        sa.Column("counter", sa.Integer(), primary_key=True, nullable=False),
        sa.Column("sha256", sa.Text(), primary_key=True, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "blob_receipt",
        sa.Column("receiver", sa.Text(), primary_key=True, nullable=False),
        sa.Column("sha256", sa.Text(), primary_key=True, nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sqlite_strict=True,
    )
