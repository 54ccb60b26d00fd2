"""Give every unit its path and its first dated state."""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

# Level by level from the roots down: parents have their path before their children ask for it.
_PATHS = """
WITH RECURSIVE tree(id, path) AS (
    SELECT id, '/' || id || '/' FROM unit WHERE parent_id IS NULL
    UNION ALL
    SELECT unit.id, tree.path || unit.id || '/' FROM unit JOIN tree ON unit.parent_id = tree.id
)
UPDATE unit SET path = (SELECT tree.path FROM tree WHERE tree.id = unit.id)
"""
_STATES = """
INSERT INTO unit_state (unit_id, parent_id, type, name, folded_name, valid_from, valid_to)
SELECT id, parent_id, type, name, folded_name, valid_from, valid_to FROM unit ORDER BY id
"""


def upgrade() -> None:
    op.execute(_PATHS)
    op.execute(_STATES)


def downgrade() -> None:
    op.execute("DELETE FROM unit_state")
    op.execute("UPDATE unit SET path = ''")
