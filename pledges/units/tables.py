"""Rows of the dated unit tree. A code is never a key: official codes are re-used with another meaning."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Float, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pledges.foundation.base import Base, Id

# Prefixes of paths are compared letter by letter on both engines, whatever the database's language is.
PathText = Text().with_variant(Text(collation="C"), "postgresql")


class Unit(Base):
    """A node of the administrative ("territory") or organisational tree; ``valid_to`` is its first day gone.

    Name, type and parent are those of today; those of every other day stand in ``UnitState``. A unit that ended
    hangs below its heir, so that scopes, sums and old papers find it there. ``path`` is the ids from the root
    down to itself, "/1/5/12/".
    """

    __tablename__ = "unit"
    __table_args__ = (
        CheckConstraint("kind IN ('territory', 'organisation')", name="known_kind"),
        CheckConstraint("valid_to IS NULL OR valid_to > valid_from", name="ends_after_start"),
        CheckConstraint("parent_id IS NULL OR parent_id <> id", name="not_its_own_parent"),
        Index("ix_unit_parent_id", "parent_id"),
        Index("ix_unit_path", "path"),
        Index("ix_unit_folded_name", "folded_name"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    kind: Mapped[str]
    type: Mapped[str]
    name: Mapped[str]
    folded_name: Mapped[str]
    parent_id: Mapped[int | None] = mapped_column(Id, ForeignKey("unit.id"))
    path: Mapped[str] = mapped_column(PathText)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    sort_no: Mapped[int]
    is_sample: Mapped[bool]

    parent: Mapped["Unit | None"] = relationship(remote_side="Unit.id", lazy="raise")


class UnitState(Base):
    """What a unit was called, of which type it was and where it hung, from a day on and until another."""

    __tablename__ = "unit_state"
    __table_args__ = (
        CheckConstraint("valid_to IS NULL OR valid_to > valid_from", name="ends_after_start"),
        CheckConstraint("parent_id IS NULL OR parent_id <> unit_id", name="not_its_own_parent"),
        UniqueConstraint("unit_id", "valid_from"),
        Index(
            "ux_unit_state_one_open",
            "unit_id",
            unique=True,
            sqlite_where=text("valid_to IS NULL"),
            postgresql_where=text("valid_to IS NULL"),
        ),
        Index("ix_unit_state_parent_id", "parent_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    unit_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"))
    parent_id: Mapped[int | None] = mapped_column(Id, ForeignKey("unit.id"))
    type: Mapped[str]
    name: Mapped[str]
    folded_name: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    change_id: Mapped[int | None] = mapped_column(Id, ForeignKey("unit_change.id"))


class UnitChange(Base):
    """A decision that changes the tree: prepared, in force from a day on, or taken back before that day."""

    __tablename__ = "unit_change"
    __table_args__ = (
        CheckConstraint("kind IN ('merge', 'split', 'rename', 'move', 'upgrade')", name="known_kind"),
        CheckConstraint("state IN ('planned', 'done', 'undone', 'failed')", name="known_state"),
        CheckConstraint("(state = 'done') = (done_at IS NOT NULL)", name="done_has_moment"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    unit_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"), index=True)
    """The lowest unit that holds everything the change touches: whoever manages it may decide."""
    kind: Mapped[str]
    state: Mapped[str]
    decision_no: Mapped[str]
    decided_on: Mapped[date]
    effective_on: Mapped[date] = mapped_column(index=True)
    plan: Mapped[dict[str, Any]] = mapped_column(JSON)
    entered_by: Mapped[int | None] = mapped_column(Id)
    entered_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    ended_by: Mapped[int | None] = mapped_column(Id)
    ended_at: Mapped[datetime | None]
    failure: Mapped[str | None]


class Succession(Base):
    """Which unit followed which by a change; the same unit on both sides where it goes on under another name or place.

    ``share`` is the part of the old unit that went over, 0.0-1.0, where it is known. The heir keeps the old unit's
    papers, roles and campaigns; each old unit of a change has one.
    """

    __tablename__ = "unit_succession"
    __table_args__ = (
        CheckConstraint("share IS NULL OR (share > 0 AND share <= 1)", name="share_is_a_part"),
        UniqueConstraint("change_id", "old_id", "new_id"),
        Index(
            "ux_unit_succession_one_heir",
            "change_id",
            "old_id",
            unique=True,
            sqlite_where=text("is_heir"),
            postgresql_where=text("is_heir"),
        ),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    change_id: Mapped[int] = mapped_column(Id, ForeignKey("unit_change.id"))
    old_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"), index=True)
    new_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"), index=True)
    share: Mapped[float | None] = mapped_column(Float)
    is_heir: Mapped[bool]


class UnitCode(Base):
    """An official code of a unit within its scheme, such as 22978 in NSO-2025."""

    __tablename__ = "unit_code"
    __table_args__ = (UniqueConstraint("scheme", "code"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    unit_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"), index=True)
    scheme: Mapped[str]
    code: Mapped[str]


class UnitList(Base):
    """An official list of units as it was read: previewed, then entered whole or thrown away."""

    __tablename__ = "unit_list"
    __table_args__ = (
        CheckConstraint("state IN ('previewed', 'stored', 'discarded')", name="known_state"),
        CheckConstraint("(state = 'previewed') = (ended_at IS NULL)", name="ended_unless_previewed"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    file_name: Mapped[str]
    file_sha256: Mapped[str]
    scheme: Mapped[str]
    parent_id: Mapped[int | None] = mapped_column(Id, ForeignKey("unit.id"), index=True)
    valid_from: Mapped[date]
    state: Mapped[str]
    read_by: Mapped[int | None] = mapped_column(Id)
    read_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    reading: Mapped[dict[str, Any] | None] = mapped_column(JSON)
