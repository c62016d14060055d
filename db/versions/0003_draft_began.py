"""What a half-typed form was opened on, so that saving it later takes back nothing of what others saved meanwhile."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("draft", sa.Column("began", sa.Text(), nullable=False, server_default=""))
