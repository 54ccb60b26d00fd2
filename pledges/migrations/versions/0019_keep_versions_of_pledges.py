"""Keep corrections as versions, proofs, drawn signatures, members' own links, alerts and wrong PINs."""

import secrets

import sqlalchemy as sa
from alembic import op

from pledges.migrations.copying import altering

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    with altering("response") as response:
        response.drop_constraint(op.f("ck_response_known_state"), type_="check")
        response.add_column(sa.Column("root_id", ID, nullable=True))
        response.add_column(sa.Column("entered_at", MOMENT, nullable=True))
        response.add_column(sa.Column("corrected_at", MOMENT, nullable=True))
        response.add_column(sa.Column("more", sa.JSON(), nullable=True))
        response.create_foreign_key(op.f("fk_response_root_id"), "response", ["root_id"], ["id"])
        response.create_check_constraint(
            op.f("ck_response_known_state"), "state IN ('active', 'withdrawn', 'replaced')"
        )
        response.create_check_constraint(
            op.f("ck_response_correction_has_root"), "(root_id IS NULL) = (corrected_at IS NULL)"
        )
    op.execute("UPDATE response SET entered_at = signed_at")
    with altering("response") as response:
        response.alter_column("entered_at", existing_type=MOMENT, nullable=False)
    op.create_index("ix_response_root", "response", ["root_id"], unique=False)
    op.create_index("ix_response_entered", "response", ["campaign_id", "entered_at"], unique=False)
    with altering("member") as member:
        member.add_column(sa.Column("confirmed_by", sa.Text(), nullable=True))
        member.add_column(sa.Column("nonce", sa.LargeBinary(), nullable=True))
        member.add_column(sa.Column("lookup", sa.LargeBinary(), nullable=True))
        member.create_check_constraint(
            op.f("ck_member_known_way"), "confirmed_by IN ('link', 'code', 'paper')"
        )
        member.create_check_constraint(
            op.f("ck_member_way_has_moment"), "confirmed_by IS NULL OR confirmed_at IS NOT NULL"
        )
    _give_members_nonces()
    with altering("member") as member:
        member.alter_column("nonce", existing_type=sa.LargeBinary(), nullable=False)
        member.alter_column("lookup", existing_type=sa.LargeBinary(), nullable=False)
    op.create_index("ix_member_lookup", "member", ["lookup"], unique=False)
    _create_tables()


def downgrade() -> None:
    for table in ("pin_try", "door_alert", "signature", "proof"):
        op.drop_table(table)
    op.drop_index("ix_member_lookup", "member")
    with altering("member") as member:
        member.drop_constraint(op.f("ck_member_way_has_moment"), type_="check")
        member.drop_constraint(op.f("ck_member_known_way"), type_="check")
        for column in ("lookup", "nonce", "confirmed_by"):
            member.drop_column(column)
    op.drop_index("ix_response_entered", "response")
    op.drop_index("ix_response_root", "response")
    # The older shape knows one version of a pledge: the last one stays, with the receipt that the signer was given.
    first_receipts = _first_receipts()
    replaced = "SELECT id FROM response WHERE state = 'replaced'"
    op.execute(f"DELETE FROM member WHERE response_id IN ({replaced})")  # noqa: S608  # our own words
    op.execute(
        "UPDATE certificate SET response_id = (SELECT last.id FROM response AS last JOIN response AS old"
        " ON coalesce(old.root_id, old.id) = coalesce(last.root_id, last.id)"
        " WHERE old.id = certificate.response_id AND last.state <> 'replaced')"
    )
    op.execute("UPDATE response SET root_id = NULL, corrected_at = NULL")
    op.execute("DELETE FROM response WHERE state = 'replaced'")
    _give_first_receipts(first_receipts)
    with altering("response") as response:
        response.drop_constraint(op.f("ck_response_correction_has_root"), type_="check")
        response.drop_constraint(op.f("ck_response_known_state"), type_="check")
        response.drop_constraint(op.f("fk_response_root_id"), type_="foreignkey")
        for column in ("more", "corrected_at", "entered_at", "root_id"):
            response.drop_column(column)
        response.create_check_constraint(op.f("ck_response_known_state"), "state IN ('active', 'withdrawn')")


def _response() -> sa.TableClause:
    kept = (sa.column("attempt", sa.LargeBinary()), sa.column("reference", sa.LargeBinary()))
    return sa.table("response", sa.column("id", ID), sa.column("root_id", ID), sa.column("state"), *kept)


def _first_receipts() -> list[dict[str, object]]:
    """Return what leads to the first version of each corrected pledge, beside the id of its last version."""
    last, first = _response(), _response().alias("first")
    query = (
        sa.select(last.c.id, first.c.attempt, first.c.reference)
        .join_from(last, first, first.c.id == last.c.root_id)
        .where(last.c.state != "replaced")
    )
    rows = op.get_bind().execute(query)
    return [{"of": row.id, "a": row.attempt, "r": row.reference} for row in rows]


def _give_first_receipts(receipts: list[dict[str, object]]) -> None:
    response = _response()
    change = response.update().where(response.c.id == sa.bindparam("of"))
    if receipts:
        op.get_bind().execute(change.values(attempt=sa.bindparam("a"), reference=sa.bindparam("r")), receipts)


def _give_members_nonces() -> None:
    """Give every member a nonce of its own.

    The keyed hash is not known here; a hash that fits no link stands in its place until the receipt is opened again,
    and the member can still confirm by the household's code.
    """
    member = sa.table(
        "member",
        sa.column("id", ID),
        sa.column("nonce", sa.LargeBinary()),
        sa.column("lookup", sa.LargeBinary()),
    )
    connection = op.get_bind()
    ids = connection.execute(sa.select(member.c.id)).scalars().all()
    change = (
        member.update()
        .where(member.c.id == sa.bindparam("of"))
        .values(nonce=sa.bindparam("n"), lookup=sa.bindparam("l"))
    )
    if ids:
        connection.execute(
            change, [{"of": one, "n": secrets.token_bytes(16), "l": secrets.token_bytes(32)} for one in ids]
        )


def _create_tables() -> None:
    op.create_table(
        "proof",
        sa.Column("id", ID, nullable=False),
        sa.Column("response_id", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("witness", sa.Text(), nullable=True),
        sa.Column("kept_at", sa.Text(), nullable=True),
        sa.Column("sheet_id", ID, nullable=True),
        sa.Column("row_number", sa.Integer(), nullable=True),
        sa.Column("entered_by", ID, nullable=True),
        sa.Column("entered_at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "kind IN ('signed_paper', 'meeting', 'telephone', 'in_person')", name=op.f("ck_proof_known_kind")
        ),
        sa.ForeignKeyConstraint(["response_id"], ["response.id"], name=op.f("fk_proof_response_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proof")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_proof_response", "proof", ["response_id"], unique=False)
    op.create_table(
        "signature",
        sa.Column("response_id", ID, nullable=False, autoincrement=False),
        sa.Column("strokes_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["response_id"], ["response.id"], name=op.f("fk_signature_response_id")),
        sa.PrimaryKeyConstraint("response_id", name=op.f("pk_signature")),
    )
    op.create_index("ix_signature_mark", "signature", ["mark"], unique=False)
    op.create_table(
        "door_alert",
        sa.Column("id", ID, nullable=False),
        sa.Column("subject_kind", sa.Text(), nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("handled_by", ID, nullable=True),
        sa.Column("handled_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "(handled_at IS NULL) = (outcome IS NULL)", name=op.f("ck_door_alert_handled_has_outcome")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_door_alert_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_door_alert")),
        sqlite_autoincrement=True,
    )
    is_open = sa.text("handled_at IS NULL")
    op.create_index(
        "ux_door_alert_one_open",
        "door_alert",
        ["subject_kind", "subject_id"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    op.create_index("ix_door_alert_unit", "door_alert", ["unit_id"], unique=False)
    op.create_table(
        "pin_try",
        sa.Column("id", ID, nullable=False),
        sa.Column("subject_kind", sa.Text(), nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("tried_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pin_try")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_pin_try_subject", "pin_try", ["subject_kind", "subject_id", "tried_at"], unique=False)
