"""Keep where each invitation was counted before it went along with its subject."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "invitation_move",
        sa.Column("id", ID, nullable=False),
        sa.Column("invitation_id", ID, nullable=False),
        sa.Column("from_unit_id", ID, nullable=False),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitation.id"], name=op.f("fk_invitation_move_invitation_id")
        ),
        sa.ForeignKeyConstraint(["from_unit_id"], ["unit.id"], name=op.f("fk_invitation_move_from_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation_move")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_invitation_move_invitation", "invitation_move", ["invitation_id", "moved_on"], unique=False
    )
    op.create_index("ix_invitation_move_from", "invitation_move", ["from_unit_id"], unique=False)
    op.execute(
        "INSERT INTO invitation_move (invitation_id, from_unit_id, moved_on)"
        " SELECT invitation.id, subject_move.from_unit_id, subject_move.moved_on"
        " FROM subject_move JOIN invitation ON invitation.subject_kind = subject_move.subject_kind"
        " AND invitation.subject_id = subject_move.subject_id"
        " ORDER BY subject_move.id, invitation.id"
    )


def downgrade() -> None:
    op.drop_table("invitation_move")
