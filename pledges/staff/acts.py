"""What can be done about accounts: invite, take up an invitation, sign in, sign out."""

import base64
import unicodedata

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from pledges.foundation.audit import Change, record
from pledges.foundation.moments import Occasion
from pledges.foundation.vietnamese.cleaning import clean
from pledges.staff.passwords import fits, hashed
from pledges.staff.queries import by_login_name, link_by_secret, secret_hash
from pledges.staff.rules import LINK_LIFE, Grant, LinkSpent, SignInRefused, checked_password
from pledges.staff.tables import SignIn, SignInLink, Staff, StaffRole

# Events that belong to no unit hang on chain 0.
_NO_UNIT = 0
_SECRET_BYTES = 32


def invite(session: Session, occasion: Occasion, login_name: str, display_name: str, grant: Grant) -> str:
    """Open an account with one role and return the secret of its one-time link.

    An account that is there already gets the role and a new link (a lost password is re-invited); a closed one is
    opened again, without its old password.
    """
    staff = _account(session, occasion, clean(login_name).lower(), clean(display_name))
    held = select(StaffRole).where(
        StaffRole.staff_id == staff.id, StaffRole.role == grant.role, StaffRole.unit_id == grant.unit_id
    )
    if session.scalar(held) is None:
        session.add(StaffRole(staff_id=staff.id, role=grant.role.value, unit_id=grant.unit_id))
    record(session, occasion, Change(_NO_UNIT, "staff.invite", f"staff:{staff.id}", after=grant.role.value))
    return _new_link(session, occasion, staff)


def take_up(session: Session, occasion: Occasion, secret: str, password: str) -> str:
    """Spend a one-time link: set the password, end older sign-ins, and return the secret of a new sign-in.

    :raises LinkSpent: when the link was used, has run out or never was.
    :raises PasswordTooShort: when the password has fewer than 15 characters; the link stays good.
    """
    normal = checked_password(password)
    link = link_by_secret(session, secret)
    if link is None:
        raise LinkSpent
    # One statement decides who was first, whatever the engine's locks.
    spent = session.execute(
        update(SignInLink)
        .where(SignInLink.id == link.id, SignInLink.used_at.is_(None), SignInLink.expires_at > occasion.now)
        .values(used_at=occasion.now)
    )
    if spent.rowcount != 1:  # type: ignore[attr-defined]  # an UPDATE gives a cursor result
        raise LinkSpent
    staff = session.get_one(Staff, link.staff_id)
    staff.password_hash = hashed(normal)
    _end_all(session, occasion, staff.id)
    record(session, occasion, Change(_NO_UNIT, "staff.set-password", f"staff:{staff.id}"))
    return _start(session, occasion, staff)


def staff_behind(session: Session, login_name: str, password: str) -> int:
    """Return the id of the account that name and password fit. A reading session will do.

    :raises SignInRefused: when they do not fit; which of them is not told.
    """
    staff = by_login_name(session, clean(login_name))
    stored = staff.password_hash if staff else None
    if not fits(unicodedata.normalize("NFKC", password), stored) or staff is None:
        raise SignInRefused
    return staff.id


def sign_in(session: Session, occasion: Occasion, staff_id: int) -> str:
    """Start a sign-in of whom ``staff_behind`` found and return its secret, new each time."""
    staff = session.get_one(Staff, staff_id)
    record(session, occasion, Change(_NO_UNIT, "staff.sign-in", f"staff:{staff.id}"))
    return _start(session, occasion, staff)


def sign_out(session: Session, occasion: Occasion, sign_in_id: int) -> None:
    """End a sign-in at once, in every process."""
    session.execute(update(SignIn).where(SignIn.id == sign_in_id).values(ended_at=occasion.now))


def hand_over_roles(session: Session, occasion: Occasion, old_unit_id: int, new_unit_id: int) -> int:
    """Let everyone who holds a role over a unit hold it over another one instead, once; return how many roles went."""
    of_new = select(StaffRole.staff_id, StaffRole.role).where(StaffRole.unit_id == new_unit_id)
    there = {(row.staff_id, row.role) for row in session.execute(of_new)}
    held = session.scalars(
        select(StaffRole).where(StaffRole.unit_id == old_unit_id).order_by(StaffRole.id)
    ).all()
    for role in held:
        if (role.staff_id, role.role) in there:
            session.delete(role)
        else:
            role.unit_id = new_unit_id
        after = f"{role.role} over unit {new_unit_id}"
        record(session, occasion, Change(_NO_UNIT, "staff.hand-over", f"staff:{role.staff_id}", after=after))
    return len(held)


def _account(session: Session, occasion: Occasion, login_name: str, display_name: str) -> Staff:
    staff = session.scalar(select(Staff).where(Staff.login_name == login_name))
    if staff is None:
        staff = Staff(login_name=login_name, display_name=display_name, is_active=True)
        staff.created_at = occasion.now
        session.add(staff)
        session.flush()
    elif not staff.is_active:
        # Whoever knew the old password is not thereby the one who is invited now.
        staff.is_active, staff.display_name, staff.password_hash = True, display_name, None
    return staff


def _new_link(session: Session, occasion: Occasion, staff: Staff) -> str:
    secret = _secret(occasion)
    expires_at = occasion.now + LINK_LIFE
    session.add(SignInLink(staff_id=staff.id, secret_hash=secret_hash(secret), expires_at=expires_at))
    session.flush()
    return secret


def _start(session: Session, occasion: Occasion, staff: Staff) -> str:
    secret = _secret(occasion)
    session.add(SignIn(staff_id=staff.id, secret_hash=secret_hash(secret), started_at=occasion.now))
    session.flush()
    return secret


def _end_all(session: Session, occasion: Occasion, staff_id: int) -> None:
    running = update(SignIn).where(SignIn.staff_id == staff_id, SignIn.ended_at.is_(None))
    session.execute(running.values(ended_at=occasion.now))


def _secret(occasion: Occasion) -> str:
    return base64.urlsafe_b64encode(occasion.chance(_SECRET_BYTES)).decode().rstrip("=")
