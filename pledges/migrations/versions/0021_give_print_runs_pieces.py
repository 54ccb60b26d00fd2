"""Give print runs parts and pieces, choices, a kind of file, and a record of who handed them over to whom."""

import sqlalchemy as sa
from alembic import op

from pledges.migrations.copying import altering

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
_STATES = "'waiting', 'working', 'ready', 'failed', 'destroyed'"


def upgrade() -> None:
    with altering("print_run") as run:
        run.drop_constraint(op.f("ck_print_run_known_state"), type_="check")
        run.add_column(sa.Column("choices", sa.JSON(), nullable=False, server_default="{}"))
        run.add_column(sa.Column("file_kind", sa.Text(), nullable=False, server_default="pdf"))
        run.add_column(sa.Column("is_planned", sa.Boolean(), nullable=False, server_default=sa.false()))
        run.add_column(sa.Column("reprint_of", ID, nullable=True))
        run.create_check_constraint(op.f("ck_print_run_known_state"), f"state IN ({_STATES}, 'cancelled')")
        run.create_check_constraint(op.f("ck_print_run_known_file_kind"), "file_kind IN ('pdf', 'zip')")
        run.create_foreign_key(op.f("fk_print_run_reprint_of"), "print_run", ["reprint_of"], ["id"])
    op.create_table(
        "print_part",
        sa.Column("run_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("worker", sa.Text(), nullable=True),
        sa.Column("beat_at", MOMENT, nullable=True),
        sa.Column("ended_workers", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'working', 'made', 'failed')", name=op.f("ck_print_part_known_state")
        ),
        sa.CheckConstraint(
            "state <> 'made' OR sha256 IS NOT NULL", name=op.f("ck_print_part_made_has_checksum")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["print_run.id"], name=op.f("fk_print_part_run_id")),
        sa.PrimaryKeyConstraint("run_id", "number", name=op.f("pk_print_part")),
    )
    op.create_table(
        "print_piece",
        sa.Column("run_id", ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("subject_kind", sa.Text(), nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=True),
        sa.Column("failure", sa.Text(), nullable=True),
        sa.Column("reprinted_by", ID, nullable=True),
        sa.CheckConstraint("state IN ('waiting', 'made', 'failed')", name=op.f("ck_print_piece_known_state")),
        sa.CheckConstraint("position >= 1", name=op.f("ck_print_piece_counts_from_one")),
        sa.CheckConstraint(
            "(failure IS NOT NULL) = (state = 'failed')", name=op.f("ck_print_piece_failed_has_words")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["print_run.id"], name=op.f("fk_print_piece_run_id")),
        sa.ForeignKeyConstraint(["reprinted_by"], ["print_run.id"], name=op.f("fk_print_piece_reprinted_by")),
        sa.PrimaryKeyConstraint("run_id", "position", name=op.f("pk_print_piece")),
    )
    op.create_index("ix_print_piece_part", "print_piece", ["run_id", "part"], unique=False)
    op.create_index("ix_print_piece_subject", "print_piece", ["subject_kind", "subject_id"], unique=False)
    op.create_table(
        "print_hand_over",
        sa.Column("id", ID, nullable=False),
        sa.Column("run_id", ID, nullable=False),
        sa.Column("handed_by", ID, nullable=False),
        sa.Column("handed_to", sa.Text(), nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False, server_default=""),
        sa.Column("handed_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.CheckConstraint("pieces >= 1", name=op.f("ck_print_hand_over_counts_from_one")),
        sa.ForeignKeyConstraint(["run_id"], ["print_run.id"], name=op.f("fk_print_hand_over_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_hand_over")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_print_hand_over_run_id"), "print_hand_over", ["run_id"], unique=False)


def downgrade() -> None:
    for table in ("print_hand_over", "print_piece", "print_part"):
        op.drop_table(table)
    # The older shape knows no run that was called off: nothing was made of it.
    op.execute("UPDATE print_run SET state = 'failed' WHERE state = 'cancelled'")
    with altering("print_run") as run:
        run.drop_constraint(op.f("fk_print_run_reprint_of"), type_="foreignkey")
        run.drop_constraint(op.f("ck_print_run_known_file_kind"), type_="check")
        run.drop_constraint(op.f("ck_print_run_known_state"), type_="check")
        for column in ("reprint_of", "is_planned", "file_kind", "choices"):
            run.drop_column(column)
        run.create_check_constraint(op.f("ck_print_run_known_state"), f"state IN ({_STATES})")
