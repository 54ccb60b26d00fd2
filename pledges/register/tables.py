"""Rows of households, officials, offices, counters and imports. It holds what a campaign needs and no more."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pledges.foundation.base import Base, Id
from pledges.foundation.integrity import means
from pledges.register.rules import CounterNumberTaken, OfficeThereAlready

means("uq_office_unit_id", "office.unit_id", OfficeThereAlready)
means("uq_counter_office_id_number", "counter.office_id, counter.number", CounterNumberTaken)


class Household(Base):
    """A household on one territory leaf. No identity number, ethnicity, religion or poverty mark has a column.

    One that has left the list keeps its row, its number and its history; one that was a duplicate says whose.
    ``entered_on`` and ``ended_on`` (the first day gone) are None for "from the beginning" and "still there".
    """

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
        CheckConstraint("(ended_on IS NULL) = (end_reason IS NULL)", name="end_has_reason"),
        CheckConstraint("merged_into_id IS NULL OR end_reason = 'duplicate'", name="only_duplicates_merge"),
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
    entered_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    end_reason: Mapped[str | None]
    merged_into_id: Mapped[int | None] = mapped_column(Id, ForeignKey("household.id"), index=True)


class PhoneMark(Base):
    """A keyed hash of one telephone number of a household: finds the same number twice without opening any."""

    __tablename__ = "phone_mark"

    household_id: Mapped[int] = mapped_column(Id, ForeignKey("household.id"), primary_key=True)
    mark: Mapped[bytes] = mapped_column(primary_key=True, index=True)


class DistinctPair(Base):
    """Two households that look alike and of which a person said that they are not the same."""

    __tablename__ = "distinct_pair"
    __table_args__ = (CheckConstraint("first_id < second_id", name="smaller_first"),)

    first_id: Mapped[int] = mapped_column(Id, ForeignKey("household.id"), primary_key=True)
    second_id: Mapped[int] = mapped_column(Id, ForeignKey("household.id"), primary_key=True, index=True)
    decided_by: Mapped[int | None] = mapped_column(Id)
    decided_at: Mapped[datetime]


class Official(Base):
    """A person on the list of an office, a leaf of the organisational tree: name, position, year of birth at most."""

    __tablename__ = "official"
    __table_args__ = (
        CheckConstraint("name <> ''", name="has_name"),
        CheckConstraint(
            "birth_year IS NULL OR birth_year BETWEEN 1880 AND 2200", name="plausible_birth_year"
        ),
        CheckConstraint("(ended_on IS NULL) = (end_reason IS NULL)", name="end_has_reason"),
        UniqueConstraint("unit_id", "number"),
        Index("ix_official_unit_id_sort_key", "unit_id", "sort_key"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    unit_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"))
    number: Mapped[int]
    name: Mapped[str]
    folded_name: Mapped[str]
    sort_key: Mapped[str]
    position: Mapped[str]
    birth_year: Mapped[int | None]
    import_id: Mapped[int | None] = mapped_column(Id, ForeignKey("register_import.id"), index=True)
    entered_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    end_reason: Mapped[str | None]


class SubjectMove(Base):
    """A household or an official that went from one unit to another: where it was, until which day, and why."""

    __tablename__ = "subject_move"
    __table_args__ = (
        CheckConstraint("subject_kind IN ('household', 'official')", name="known_subject"),
        CheckConstraint(
            "why IN ('moved_house', 'transferred', 'unit_change', 'put_right')", name="known_reason"
        ),
        CheckConstraint("from_unit_id <> to_unit_id", name="goes_elsewhere"),
        Index("ix_subject_move_subject", "subject_kind", "subject_id", "moved_on"),
        Index("ix_subject_move_from", "from_unit_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    subject_kind: Mapped[str]
    subject_id: Mapped[int] = mapped_column(Id)
    from_unit_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"))
    from_number: Mapped[int]
    to_unit_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"))
    moved_on: Mapped[date]
    why: Mapped[str]
    change_id: Mapped[int | None] = mapped_column(Id, ForeignKey("unit_change.id"), index=True)
    recorded_by: Mapped[int | None] = mapped_column(Id)
    recorded_at: Mapped[datetime]


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
    """One list from a workbook, for a unit and what is below it: read, looked at, then stored whole or thrown away.

    ``beat_at`` is the sign of life of whoever works on it; ``register_mark`` is what the unit's register looked like
    when the list was compared with it, so that a list is never stored over somebody else's changes.
    """

    __tablename__ = "register_import"
    __table_args__ = (
        CheckConstraint("kind IN ('household', 'official')", name="known_kind"),
        CheckConstraint(
            "state IN ('waiting', 'reading', 'previewed', 'storing', 'stored', 'taken_back', 'discarded', 'failed')",
            name="known_state",
        ),
        CheckConstraint(
            "(state IN ('waiting', 'reading', 'previewed', 'storing')) = (ended_at IS NULL)",
            name="ended_unless_going_on",
        ),
        CheckConstraint("total >= 0 AND done >= 0 AND done <= total", name="done_within_total"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    unit_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"), index=True)
    kind: Mapped[str]
    file_name: Mapped[str]
    file_sha256: Mapped[str]
    takes_phones: Mapped[bool]
    phone_purpose: Mapped[str]
    state: Mapped[str]
    read_at: Mapped[datetime]
    read_by: Mapped[int | None] = mapped_column(Id)
    ended_at: Mapped[datetime | None]
    beat_at: Mapped[datetime]
    total: Mapped[int]
    done: Mapped[int]
    failure: Mapped[str | None]
    choices: Mapped[dict[str, Any]] = mapped_column(JSON)
    """What the clerk chose for reading: columns, encoding to convert, where each group of rows belongs."""
    summary: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """What the preview shows above the rows: sheets, columns, warnings, numbers by outcome.

    No names but in the samples of an old encoding, which go when the list is over.
    """
    register_mark: Mapped[str | None]


class ImportRow(Base):
    """One row of a list between reading and storing; after storing, what is needed to take it back."""

    __tablename__ = "register_import_row"
    __table_args__ = (
        CheckConstraint("outcome IN ('new', 'changed', 'same', 'gone', 'rejected')", name="known_outcome"),
        CheckConstraint("outcome <> 'rejected' OR reason IS NOT NULL", name="rejected_has_reason"),
        UniqueConstraint("import_id", "position"),
        Index("ix_register_import_row_outcome", "import_id", "outcome", "position"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    import_id: Mapped[int] = mapped_column(Id, ForeignKey("register_import.id"))
    position: Mapped[int]
    sheet: Mapped[str]
    row_number: Mapped[int]
    outcome: Mapped[str]
    reason: Mapped[str | None]
    unit_id: Mapped[int | None] = mapped_column(Id)
    subject_id: Mapped[int | None] = mapped_column(Id)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    """The subject as read (telephone numbers sealed), or a rejected row's cells as they stand in the file."""
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON)


class RegisterMapping(Base):
    """Which column held what in the lists of a unit, remembered for the next list with the same heads."""

    __tablename__ = "register_mapping"
    __table_args__ = (UniqueConstraint("unit_id", "kind", "signature"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    unit_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"))
    kind: Mapped[str]
    signature: Mapped[str]
    columns: Mapped[dict[str, Any]] = mapped_column(JSON)
    used_at: Mapped[datetime]
