"""Rows of its own for each draft that was given up, so that the next one of the same form is not written over it.

The constraint of the first version has no name, and SQLite alters none in place: the table is made anew.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

COLUMNS = "id, form, form_version, record, user, answers, note, at, put_away_at, began"


def upgrade() -> None:
    op.rename_table("draft", "draft_before")
    op.create_table(
        "draft",
        sa.Column("id", sa.Text(), primary_key=True, nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("user", sa.Text(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("put_away_at", sa.Integer(), nullable=False),
        sa.Column("began", sa.Text(), nullable=False, server_default=""),
        sa.UniqueConstraint("form", "record", "user", "put_away_at"),
        sqlite_strict=True,
    )
    op.execute(f"INSERT INTO draft ({COLUMNS}) SELECT {COLUMNS} FROM draft_before")
    # What is typed next has the name an open draft always has: it must not be the name of one that was given up.
    op.execute("UPDATE draft SET id = id || '-' || put_away_at WHERE put_away_at > 0")
    op.drop_table("draft_before")
