"""Rows of certificates and of the series their numbers come from."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from pledges.certificates.turned_away import JustIssued
from pledges.foundation.base import Base, Id
from pledges.foundation.integrity import means

means("ux_certificate_one_valid", "certificate.response_id", JustIssued)


class CertificateSeries(Base):
    """The last serial number given out by a unit in a year; numbers are never given twice."""

    __tablename__ = "certificate_series"

    unit_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last_serial: Mapped[int]


class Certificate(Base):
    """A numbered record of one signed pledge. It holds no name: that stands in the response."""

    __tablename__ = "certificate"
    __table_args__ = (
        UniqueConstraint("number"),
        CheckConstraint("(void_reason IS NULL) = (voided_at IS NULL)", name="void_has_reason"),
        CheckConstraint("(key_id IS NULL) = (proof IS NULL)", name="proof_has_key"),
        Index(
            "ux_certificate_one_valid",
            "response_id",
            unique=True,
            sqlite_where=text("voided_at IS NULL"),
            postgresql_where=text("voided_at IS NULL"),
        ),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    number: Mapped[str]
    response_id: Mapped[int] = mapped_column(Id, ForeignKey("response.id"))
    unit_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"), index=True)
    issued_on: Mapped[date]
    issued_by: Mapped[int | None] = mapped_column(Id)
    voided_at: Mapped[datetime | None]
    void_reason: Mapped[str | None]
    key_id: Mapped[int | None] = mapped_column(Id, ForeignKey("signing_key.id"))
    proof: Mapped[bytes | None]


class SigningKey(Base):
    """The public half of a key that certificates are signed with; the private half is a file outside the database.

    One at a time is in use. A key that is revoked makes worthless what it signed from the day ``revoked_from`` on.
    """

    __tablename__ = "signing_key"
    __table_args__ = (
        UniqueConstraint("public_key"),
        CheckConstraint(
            "(revoked_at IS NULL) = (revoked_from IS NULL) AND (revoked_at IS NULL) = (revoke_reason IS NULL)",
            name="revoked_whole",
        ),
        CheckConstraint("is_in_use = (retired_at IS NULL)", name="in_use_until_retired"),
        Index(
            "ux_signing_key_one_in_use",
            "is_in_use",
            unique=True,
            sqlite_where=text("is_in_use"),
            postgresql_where=text("is_in_use"),
        ),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    public_key: Mapped[bytes]
    made_at: Mapped[datetime]
    made_by: Mapped[int | None] = mapped_column(Id)
    is_in_use: Mapped[bool]
    retired_at: Mapped[datetime | None]
    revoked_from: Mapped[date | None]
    revoked_at: Mapped[datetime | None]
    revoke_reason: Mapped[str | None]
