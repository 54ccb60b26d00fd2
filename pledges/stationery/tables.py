"""Rows of what units say on their papers. What is replaced stays, ended: an older paper can be looked up."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from pledges.foundation.base import Base, Id
from pledges.foundation.integrity import means
from pledges.stationery.rules import SaidMeanwhile

means("ux_paper_block_one_in_use", "paper_block.unit_id, paper_block.paper, paper_block.block", SaidMeanwhile)
means("ux_paper_head_one_in_use", "paper_head.unit_id", SaidMeanwhile)


class PaperBlock(Base):
    """What a unit says in one block of one paper, in the language of templates; units below it say the same."""

    __tablename__ = "paper_block"
    __table_args__ = (
        Index(
            "ux_paper_block_one_in_use",
            "unit_id",
            "paper",
            "block",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    unit_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"))
    paper: Mapped[str]
    block: Mapped[str]
    source: Mapped[str]
    saved_by: Mapped[int | None] = mapped_column(Id)
    saved_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class PaperHead(Base):
    """The head of a unit's papers: of the state or of the Party, bodies, place and symbol."""

    __tablename__ = "paper_head"
    __table_args__ = (
        CheckConstraint("style IN ('state', 'party')", name="known_style"),
        Index(
            "ux_paper_head_one_in_use",
            "unit_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    unit_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"))
    style: Mapped[str]
    superior: Mapped[str]
    issuer: Mapped[str]
    place: Mapped[str]
    symbol: Mapped[str]
    saved_by: Mapped[int | None] = mapped_column(Id)
    saved_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class PrinterOffset(Base):
    """How far a unit's printer sets a label stock off, in tenths of a millimetre to the right and down."""

    __tablename__ = "printer_offset"
    __table_args__ = (
        CheckConstraint(
            "right_tenths_mm BETWEEN -100 AND 100 AND down_tenths_mm BETWEEN -100 AND 100",
            name="within_a_centimetre",
        ),
    )

    unit_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"), primary_key=True)
    stock: Mapped[str] = mapped_column(primary_key=True)
    right_tenths_mm: Mapped[int]
    down_tenths_mm: Mapped[int]
    saved_by: Mapped[int | None] = mapped_column(Id)
    saved_at: Mapped[datetime]
