"""The ledger of print runs: a row a run, a row a part that is made in one go, a row a piece of paper."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, false
from sqlalchemy.orm import Mapped, mapped_column

from pledges.foundation.base import Base, Id


class PrintRun(Base):
    """One run: what kind of paper, for which unit, how far it is, the file it made and its checksum.

    ``choices`` is what was chosen when it was asked for (label stock, order, ...), texts by name. ``is_planned`` is
    true once its parts and pieces are in the ledger; ``reprint_of`` names the run some piece of which it replaces.
    """

    __tablename__ = "print_run"
    __table_args__ = (
        CheckConstraint(
            "state IN ('waiting', 'working', 'ready', 'failed', 'destroyed', 'cancelled')", name="known_state"
        ),
        CheckConstraint("file_kind IN ('pdf', 'zip')", name="known_file_kind"),
        CheckConstraint("done >= 0 AND done <= total", name="done_within_total"),
        CheckConstraint(
            "state NOT IN ('ready', 'destroyed') OR sha256 IS NOT NULL", name="made_has_checksum"
        ),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    kind: Mapped[str]
    unit_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"), index=True)
    campaign_id: Mapped[int | None] = mapped_column(Id)
    carries_secrets: Mapped[bool]
    choices: Mapped[dict[str, str]] = mapped_column(JSON, server_default="{}")
    file_kind: Mapped[str] = mapped_column(server_default="pdf")
    is_planned: Mapped[bool] = mapped_column(server_default=false())
    reprint_of: Mapped[int | None] = mapped_column(Id, ForeignKey("print_run.id"))
    state: Mapped[str]
    total: Mapped[int]
    done: Mapped[int]
    pages: Mapped[int | None]
    sha256: Mapped[str | None]
    failure: Mapped[str | None]
    asked_by: Mapped[int | None] = mapped_column(Id)
    asked_at: Mapped[datetime]
    beat_at: Mapped[datetime]
    ready_at: Mapped[datetime | None]
    collected_at: Mapped[datetime | None]


class PrintPart(Base):
    """A part of a run that one worker makes in one go: pieces of one unit that stand one after another.

    ``worker`` is the lease of the process that has it; ``ended_workers`` counts those whose end was seen while they had
    it, after which it is cut smaller until the piece that ends them stands alone.
    """

    __tablename__ = "print_part"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'working', 'made', 'failed')", name="known_state"),
        CheckConstraint("state <> 'made' OR sha256 IS NOT NULL", name="made_has_checksum"),
    )

    run_id: Mapped[int] = mapped_column(Id, ForeignKey("print_run.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(Id)
    state: Mapped[str]
    worker: Mapped[str | None]
    beat_at: Mapped[datetime | None]
    ended_workers: Mapped[int] = mapped_column(server_default="0")
    pages: Mapped[int | None]
    sha256: Mapped[str | None]


class PrintPiece(Base):
    """One piece of paper of a run: whose it is, whether it is made, what became of it.

    ``words`` name it in the ledger ("Hộ số 12"): no name of a person and no code. ``mark`` is what the paper carries
    that may be known, such as a certificate's number.
    """

    __tablename__ = "print_piece"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'made', 'failed')", name="known_state"),
        CheckConstraint("position >= 1", name="counts_from_one"),
        CheckConstraint("(failure IS NOT NULL) = (state = 'failed')", name="failed_has_words"),
        Index("ix_print_piece_part", "run_id", "part"),
        Index("ix_print_piece_subject", "subject_kind", "subject_id"),
    )

    run_id: Mapped[int] = mapped_column(Id, ForeignKey("print_run.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    part: Mapped[int]
    subject_kind: Mapped[str]
    subject_id: Mapped[int] = mapped_column(Id)
    unit_id: Mapped[int] = mapped_column(Id)
    words: Mapped[str]
    state: Mapped[str]
    mark: Mapped[str | None]
    failure: Mapped[str | None]
    reprinted_by: Mapped[int | None] = mapped_column(Id, ForeignKey("print_run.id"))


class PrintHandOver(Base):
    """Who handed how many pieces of a run over to whom, and when."""

    __tablename__ = "print_hand_over"
    __table_args__ = (CheckConstraint("pieces >= 1", name="counts_from_one"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    run_id: Mapped[int] = mapped_column(Id, ForeignKey("print_run.id"), index=True)
    handed_by: Mapped[int] = mapped_column(Id)
    handed_to: Mapped[str]
    pieces: Mapped[int]
    note: Mapped[str] = mapped_column(server_default="")
    handed_on: Mapped[date]
    recorded_at: Mapped[datetime]
