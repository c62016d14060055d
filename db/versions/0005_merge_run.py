"""One row for each time files were brought in: what its report says for ever, and which copy was made before it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "merge_run",
        sa.Column("n", sa.Integer(), primary_key=True, nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("copy_name", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sqlite_strict=True,
    )
