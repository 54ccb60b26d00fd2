"""Add the days of names, types and parents, changes of the tree, successions and lists of units."""

import sqlalchemy as sa
from alembic import op

from pledges.migrations.copying import altering

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
PATH = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    with altering("unit") as unit:
        unit.add_column(sa.Column("path", PATH, nullable=False, server_default=""))
    op.create_index("ix_unit_path", "unit", ["path"], unique=False)
    op.create_index("ix_unit_folded_name", "unit", ["folded_name"], unique=False)
    _create_change()
    _create_state()
    _create_succession()
    _create_list()


def downgrade() -> None:
    op.drop_table("unit_list")
    op.drop_table("unit_succession")
    op.drop_table("unit_state")
    op.drop_table("unit_change")
    op.drop_index("ix_unit_folded_name", "unit")
    op.drop_index("ix_unit_path", "unit")
    with altering("unit") as unit:
        unit.drop_column("path")


def _create_change() -> None:
    op.create_table(
        "unit_change",
        sa.Column("id", ID, nullable=False),
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("decision_no", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("plan", sa.JSON(), nullable=False),
        sa.Column("entered_by", ID, nullable=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", ID, nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failure", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('merge', 'split', 'rename', 'move', 'upgrade')", name=op.f("ck_unit_change_known_kind")
        ),
        sa.CheckConstraint(
            "state IN ('planned', 'done', 'undone', 'failed')", name=op.f("ck_unit_change_known_state")
        ),
        sa.CheckConstraint(
            "(state = 'done') = (done_at IS NOT NULL)", name=op.f("ck_unit_change_done_has_moment")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_change_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_change")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_unit_change_unit_id"), "unit_change", ["unit_id"], unique=False)
    op.create_index(op.f("ix_unit_change_effective_on"), "unit_change", ["effective_on"], unique=False)


def _create_state() -> None:
    op.create_table(
        "unit_state",
        sa.Column("id", ID, nullable=False),
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("parent_id", ID, nullable=True),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded_name", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("change_id", ID, nullable=True),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to > valid_from", name=op.f("ck_unit_state_ends_after_start")
        ),
        sa.CheckConstraint(
            "parent_id IS NULL OR parent_id <> unit_id", name=op.f("ck_unit_state_not_its_own_parent")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_state_unit_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["unit.id"], name=op.f("fk_unit_state_parent_id")),
        sa.ForeignKeyConstraint(["change_id"], ["unit_change.id"], name=op.f("fk_unit_state_change_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_state")),
        sa.UniqueConstraint("unit_id", "valid_from", name=op.f("uq_unit_state_unit_id_valid_from")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_unit_state_parent_id", "unit_state", ["parent_id"], unique=False)
    op.create_index(
        "ux_unit_state_one_open",
        "unit_state",
        ["unit_id"],
        unique=True,
        sqlite_where=sa.text("valid_to IS NULL"),
        postgresql_where=sa.text("valid_to IS NULL"),
    )


def _create_succession() -> None:
    op.create_table(
        "unit_succession",
        sa.Column("id", ID, nullable=False),
        sa.Column("change_id", ID, nullable=False),
        sa.Column("old_id", ID, nullable=False),
        sa.Column("new_id", ID, nullable=False),
        sa.Column("share", sa.Float(), nullable=True),
        sa.Column("is_heir", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "share IS NULL OR (share > 0 AND share <= 1)", name=op.f("ck_unit_succession_share_is_a_part")
        ),
        sa.ForeignKeyConstraint(["change_id"], ["unit_change.id"], name=op.f("fk_unit_succession_change_id")),
        sa.ForeignKeyConstraint(["old_id"], ["unit.id"], name=op.f("fk_unit_succession_old_id")),
        sa.ForeignKeyConstraint(["new_id"], ["unit.id"], name=op.f("fk_unit_succession_new_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_succession")),
        sa.UniqueConstraint(
            "change_id", "old_id", "new_id", name=op.f("uq_unit_succession_change_id_old_id_new_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_unit_succession_old_id"), "unit_succession", ["old_id"], unique=False)
    op.create_index(op.f("ix_unit_succession_new_id"), "unit_succession", ["new_id"], unique=False)
    op.create_index(
        "ux_unit_succession_one_heir",
        "unit_succession",
        ["change_id", "old_id"],
        unique=True,
        sqlite_where=sa.text("is_heir"),
        postgresql_where=sa.text("is_heir"),
    )


def _create_list() -> None:
    op.create_table(
        "unit_list",
        sa.Column("id", ID, nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file_sha256", sa.Text(), nullable=False),
        sa.Column("scheme", sa.Text(), nullable=False),
        sa.Column("parent_id", ID, nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("read_by", ID, nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reading", sa.JSON(), nullable=True),
        sa.CheckConstraint(
            "state IN ('previewed', 'stored', 'discarded')", name=op.f("ck_unit_list_known_state")
        ),
        sa.CheckConstraint(
            "(state = 'previewed') = (ended_at IS NULL)", name=op.f("ck_unit_list_ended_unless_previewed")
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["unit.id"], name=op.f("fk_unit_list_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_list")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_unit_list_parent_id"), "unit_list", ["parent_id"], unique=False)
