"""Rows of accounts, roles held, one-time links and sign-ins. Secrets are kept as hashes only."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pledges.foundation.base import Base, Id
from pledges.foundation.integrity import means
from pledges.staff.rules import LoginNameTaken

means("uq_staff_login_name", "staff.login_name", LoginNameTaken)


class Staff(Base):
    """An account of a staff member; without a password until the invitation is taken up."""

    __tablename__ = "staff"
    __table_args__ = (
        UniqueConstraint("login_name"),
        CheckConstraint("login_name <> ''", name="has_login_name"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    login_name: Mapped[str]
    display_name: Mapped[str]
    password_hash: Mapped[str | None]
    is_active: Mapped[bool]
    created_at: Mapped[datetime]


class StaffRole(Base):
    """A role held by a staff member over a unit and everything below it.

    **why** no foreign key to the unit: staff stand below units in the house; the tree answers what is within.
    """

    __tablename__ = "staff_role"
    __table_args__ = (UniqueConstraint("staff_id", "role", "unit_id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    staff_id: Mapped[int] = mapped_column(Id, ForeignKey("staff.id"))
    role: Mapped[str]
    unit_id: Mapped[int] = mapped_column(Id, index=True)


class SignInLink(Base):
    """A one-time link that lets a staff member set a password; used once, on POST."""

    __tablename__ = "sign_in_link"
    __table_args__ = (UniqueConstraint("secret_hash"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    staff_id: Mapped[int] = mapped_column(Id, ForeignKey("staff.id"), index=True)
    secret_hash: Mapped[bytes]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class SignIn(Base):
    """A running sign-in; the cookie holds its secret and when it was last seen, signed."""

    __tablename__ = "sign_in"
    __table_args__ = (UniqueConstraint("secret_hash"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    staff_id: Mapped[int] = mapped_column(Id, ForeignKey("staff.id"), index=True)
    secret_hash: Mapped[bytes]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
