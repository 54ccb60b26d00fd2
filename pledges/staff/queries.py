"""Questions about staff, their roles and their sign-ins."""

import hashlib
from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from pledges.foundation.vietnamese.cleaning import clean
from pledges.staff.rules import Grant, LoginNameTaken, PersonWithRole, Role
from pledges.staff.tables import SignIn, SignInLink, Staff, StaffRole

Reach = Callable[[Any], ColumnElement[bool]]
"""The condition that a column names a unit in reach."""


def secret_hash(secret: str) -> bytes:
    """Hash a link's or sign-in's secret: 256 random bits need no salt and no slow hash."""
    return hashlib.sha256(secret.encode()).digest()


def by_login_name(session: Session, login_name: str) -> Staff | None:
    """Return the active account of a login name (case does not count), or None."""
    return session.scalar(select(Staff).where(Staff.login_name == login_name.lower(), Staff.is_active))


def grants_of(session: Session, staff_id: int) -> list[Grant]:
    """Return the roles a person holds and over what."""
    rows = session.execute(select(StaffRole.role, StaffRole.unit_id).where(StaffRole.staff_id == staff_id))
    return [Grant(Role(role), unit_id) for role, unit_id in rows]


def refuse_beyond(session: Session, login_name: str, reach: Reach) -> None:
    """Refuse a login name whose account holds a role out of reach.

    **why**: inviting an account again gives a link that sets its password. Only who reaches everything that the
    account reaches may have it, or an administrator could take over the account of another commune.

    :raises LoginNameTaken: when the account reaches further.
    """
    staff = by_login_name(session, clean(login_name))
    if staff is None:
        return
    beyond = select(StaffRole.id).where(StaffRole.staff_id == staff.id, ~reach(StaffRole.unit_id))
    if session.scalar(beyond.limit(1)) is not None:
        raise LoginNameTaken


def running_sign_in(session: Session, secret: str) -> tuple[SignIn, Staff] | None:
    """Return the sign-in behind a cookie's secret and whose it is, unless it has ended."""
    query = (
        select(SignIn, Staff)
        .join(Staff, Staff.id == SignIn.staff_id)
        .where(SignIn.secret_hash == secret_hash(secret), SignIn.ended_at.is_(None), Staff.is_active)
    )
    row = session.execute(query).first()
    return (row[0], row[1]) if row else None


def link_by_secret(session: Session, secret: str) -> SignInLink | None:
    """Return the one-time link of a secret, spent or not, or None."""
    return session.scalar(select(SignInLink).where(SignInLink.secret_hash == secret_hash(secret)))


def people_with_roles(
    session: Session, reach: Reach, offset: int = 0, limit: int | None = None
) -> tuple[list[PersonWithRole], int]:
    """Return who holds a role over a unit in reach, by login name, one line a role; and how many lines in all."""
    within = reach(StaffRole.unit_id)
    total = session.scalar(select(func.count()).select_from(StaffRole).where(within)) or 0
    query = select(Staff, StaffRole).join(StaffRole, StaffRole.staff_id == Staff.id).where(within)
    query = query.order_by(Staff.login_name, StaffRole.id).offset(offset).limit(limit)
    found = [
        PersonWithRole(
            staff.login_name,
            staff.display_name,
            Role(held.role),
            held.unit_id,
            staff.password_hash is not None,
        )
        for staff, held in session.execute(query)
    ]
    return found, total


def without_password(session: Session, login_name: str) -> bool:
    """Tell whether the account waits for its invitation to be taken up (or is not there at all)."""
    staff = by_login_name(session, login_name)
    return staff is None or staff.password_hash is None
