"""Give imports their rows, a sign of life, and what the clerk chose; remember which column held what."""

import sqlalchemy as sa
from alembic import op

from pledges.migrations.copying import altering

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_STATES = "'waiting', 'reading', 'previewed', 'storing', 'stored', 'taken_back', 'discarded', 'failed'"
_GOING_ON = "'waiting', 'reading', 'previewed', 'storing'"


def upgrade() -> None:
    with altering("register_import") as imports:
        imports.drop_constraint(op.f("ck_register_import_ended_unless_previewed"), type_="check")
        imports.drop_constraint(op.f("ck_register_import_known_state"), type_="check")
        imports.drop_column("reading")
        imports.add_column(sa.Column("kind", sa.Text(), nullable=False, server_default="household"))
        imports.add_column(sa.Column("phone_purpose", sa.Text(), nullable=False, server_default=""))
        imports.add_column(
            sa.Column(
                "beat_at",
                sa.DateTime(timezone=True),
                nullable=False,
                server_default="2025-07-01 00:00:00.000000",
            )
        )
        imports.add_column(sa.Column("total", sa.Integer(), nullable=False, server_default="0"))
        imports.add_column(sa.Column("done", sa.Integer(), nullable=False, server_default="0"))
        imports.add_column(sa.Column("failure", sa.Text(), nullable=True))
        imports.add_column(sa.Column("choices", sa.JSON(), nullable=False, server_default="{}"))
        imports.add_column(sa.Column("summary", sa.JSON(), nullable=True))
        imports.add_column(sa.Column("register_mark", sa.Text(), nullable=True))
        imports.create_check_constraint(
            op.f("ck_register_import_known_kind"), "kind IN ('household', 'official')"
        )
        imports.create_check_constraint(op.f("ck_register_import_known_state"), f"state IN ({_STATES})")
        imports.create_check_constraint(
            op.f("ck_register_import_ended_unless_going_on"), f"(state IN ({_GOING_ON})) = (ended_at IS NULL)"
        )
        imports.create_check_constraint(
            op.f("ck_register_import_done_within_total"), "total >= 0 AND done >= 0 AND done <= total"
        )
    _create_row()
    _create_mapping()


def downgrade() -> None:
    op.drop_table("register_mapping")
    op.drop_table("register_import_row")
    # What the older shape cannot say: a list that was not stored for good was thrown away.
    op.execute(
        "UPDATE register_import SET state = 'discarded', ended_at = COALESCE(ended_at, read_at)"
        " WHERE state NOT IN ('stored', 'discarded')"
    )
    with altering("register_import") as imports:
        imports.drop_constraint(op.f("ck_register_import_done_within_total"), type_="check")
        imports.drop_constraint(op.f("ck_register_import_ended_unless_going_on"), type_="check")
        imports.drop_constraint(op.f("ck_register_import_known_state"), type_="check")
        imports.drop_constraint(op.f("ck_register_import_known_kind"), type_="check")
        for column in ("register_mark", "summary", "choices", "failure", "done", "total", "beat_at"):
            imports.drop_column(column)
        imports.drop_column("phone_purpose")
        imports.drop_column("kind")
        imports.add_column(sa.Column("reading", sa.JSON(), nullable=True))
        imports.create_check_constraint(
            op.f("ck_register_import_known_state"), "state IN ('previewed', 'stored', 'discarded')"
        )
        imports.create_check_constraint(
            op.f("ck_register_import_ended_unless_previewed"), "(state = 'previewed') = (ended_at IS NULL)"
        )


def _create_row() -> None:
    op.create_table(
        "register_import_row",
        sa.Column("id", ID, nullable=False),
        sa.Column("import_id", ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("unit_id", ID, nullable=True),
        sa.Column("subject_id", ID, nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.CheckConstraint(
            "outcome IN ('new', 'changed', 'same', 'gone', 'rejected')",
            name=op.f("ck_register_import_row_known_outcome"),
        ),
        sa.CheckConstraint(
            "outcome <> 'rejected' OR reason IS NOT NULL",
            name=op.f("ck_register_import_row_rejected_has_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["register_import.id"], name=op.f("fk_register_import_row_import_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_import_row")),
        sa.UniqueConstraint("import_id", "position", name=op.f("uq_register_import_row_import_id_position")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_register_import_row_outcome",
        "register_import_row",
        ["import_id", "outcome", "position"],
        unique=False,
    )


def _create_mapping() -> None:
    op.create_table(
        "register_mapping",
        sa.Column("id", ID, nullable=False),
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_register_mapping_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_mapping")),
        sa.UniqueConstraint(
            "unit_id", "kind", "signature", name=op.f("uq_register_mapping_unit_id_kind_signature")
        ),
        sqlite_autoincrement=True,
    )
