"""Rows of households, offices, counters and imports. The register holds what a campaign needs and nothing else."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pledges.foundation.base import Base, Id


class Household(Base):
    """A household on one territory leaf. No identity number, ethnicity, religion or poverty mark has a column."""

    __tablename__ = "household"
    __table_args__ = (
        CheckConstraint("head_name <> ''", name="has_head"),
        CheckConstraint(
            "people_count IS NULL OR people_count BETWEEN 1 AND 99", name="plausible_people_count"
        ),
        CheckConstraint("adult_count IS NULL OR adult_count BETWEEN 0 AND 99", name="plausible_adult_count"),
        CheckConstraint(
            "birth_year IS NULL OR birth_year BETWEEN 1880 AND 2200", name="plausible_birth_year"
        ),
        UniqueConstraint("unit_id", "number"),
        Index("ix_household_unit_id_sort_key", "unit_id", "sort_key"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    unit_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"))
    number: Mapped[int]
    head_name: Mapped[str]
    folded_name: Mapped[str]
    sort_key: Mapped[str]
    address: Mapped[str]
    birth_year: Mapped[int | None]
    people_count: Mapped[int | None]
    adult_count: Mapped[int | None]
    phone_sealed: Mapped[bytes | None]
    import_id: Mapped[int | None] = mapped_column(Id, ForeignKey("register_import.id"), index=True)


class Office(Base):
    """An office: its place in the organisational tree, and the territory it sits in."""

    __tablename__ = "office"
    __table_args__ = (UniqueConstraint("unit_id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    unit_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"))
    seat_unit_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"), index=True)
    staff_count: Mapped[int | None]


class Counter(Base):
    """A place in an office where people are served."""

    __tablename__ = "counter"
    __table_args__ = (UniqueConstraint("office_id", "number"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    office_id: Mapped[int] = mapped_column(Id, ForeignKey("office.id"))
    number: Mapped[int]
    name: Mapped[str]


class RegisterImport(Base):
    """One list read from a workbook: previewed first, then stored whole or thrown away whole."""

    __tablename__ = "register_import"
    __table_args__ = (
        CheckConstraint("state IN ('previewed', 'stored', 'discarded')", name="known_state"),
        CheckConstraint("(state = 'previewed') = (ended_at IS NULL)", name="ended_unless_previewed"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    unit_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"), index=True)
    file_name: Mapped[str]
    file_sha256: Mapped[str]
    takes_phones: Mapped[bool]
    state: Mapped[str]
    read_at: Mapped[datetime]
    read_by: Mapped[int | None] = mapped_column(Id)
    ended_at: Mapped[datetime | None]
    reading: Mapped[dict[str, object] | None] = mapped_column(JSON)
    """What the preview shows; emptied when the list is stored or thrown away."""
