"""Throw away lists that were read but not stored: their reading has another form from the next step on."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "UPDATE register_import SET state = 'discarded', ended_at = read_at, reading = NULL WHERE state = 'previewed'"
    )


def downgrade() -> None:
    """Nothing comes back: what was thrown away can be read from its file again."""
