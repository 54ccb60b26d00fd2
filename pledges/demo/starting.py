"""What is printed for someone who just started the program: where to sign in and what to scan."""

from sqlalchemy.orm import Session

from pledges.demo.queries import first_counter, first_household, sample_roots
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.links.acts import ensure_codes
from pledges.links.queries import codes_of
from pledges.links.rules import address_of
from pledges.register.rules import SubjectKind
from pledges.staff.acts import invite
from pledges.staff.queries import without_password
from pledges.staff.rules import Grant, Role, sign_in_address

ADMINISTRATOR = "quantri"
_DISPLAY_NAME = "Người quản trị"


def starting_points(house: House, occasion: Occasion) -> list[tuple[str, str]]:
    """Return (what, address) lines; a new one-time link as long as the administrator has no password."""
    with house.database.writing() as session:
        lines = _sign_in(session, house, occasion)
        if household := first_household(session):
            lines.append(("Một hộ / a household", _link(session, house, SubjectKind.HOUSEHOLD, household.id)))
        if counter := first_counter(session):
            lines.append(("Một quầy / a counter", _link(session, house, SubjectKind.COUNTER, counter.id)))
    return lines


def _sign_in(session: Session, house: House, occasion: Occasion) -> list[tuple[str, str]]:
    public_url = house.config.public_url
    if not without_password(session, ADMINISTRATOR):
        return [
            ("Đăng nhập / sign in", f"{public_url}/staff/  (tên đăng nhập / login name: {ADMINISTRATOR})")
        ]
    secrets = [
        invite(session, occasion, ADMINISTRATOR, _DISPLAY_NAME, Grant(Role.ADMINISTRATOR, root.id))
        for root in sample_roots(session)
    ]
    return [
        ("Đăng nhập một lần / sign-in link", sign_in_address(public_url, secret)) for secret in secrets[-1:]
    ]


def _link(session: Session, house: House, kind: SubjectKind, subject_id: int) -> str:
    ensure_codes(session, house.keys, kind, [subject_id])
    return address_of(house.config.public_url, codes_of(session, house.keys, kind, [subject_id])[subject_id])
