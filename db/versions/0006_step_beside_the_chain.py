"""The step a save came to may lie beside its chain, on a page that every save writes anyway (store/redo.py)."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("chain", sa.Column("step", sa.Text(), nullable=False, server_default=""))
    # Written into every row, not only understood: a rescue knows the rows of a torn table by how much is in them.
    op.execute("UPDATE chain SET step = ''")
