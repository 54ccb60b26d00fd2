"""Who may do what: roles as data, what a password must be, how long a sign-in lasts. No clock, no chance."""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

from pledges.foundation.errors import DomainError
from pledges.foundation.locale import mark

# NIST SP 800-63B-4 (2025): 15 characters where the password stands alone, no composition rules.
SHORTEST_PASSWORD = 15
# A longer one is refused, not cut, so that hashing cannot be used to keep the machine busy.
LONGEST_PASSWORD = 200
IDLE_LIMIT = timedelta(minutes=30)
ABSOLUTE_LIMIT = timedelta(hours=12)
LINK_LIFE = timedelta(hours=72)


class Permission(StrEnum):
    """One thing a role may allow; each route that is not public names one."""

    READ_REGISTER = "register.read"
    IMPORT_REGISTER = "register.import"
    READ_CAMPAIGNS = "campaign.read"
    OPEN_CAMPAIGNS = "campaign.open"
    PRINT_LABELS = "links.print"
    PRINT_CERTIFICATES = "certificates.print"
    PRINT_COMMITMENTS = "commitments.print"
    READ_PRINTS = "prints.read"
    READ_TALLIES = "tally.read"
    READ_SATISFACTION = "satisfaction.read"
    MANAGE_STAFF = "staff.manage"
    MANAGE_UNITS = "unit.manage"
    PROPOSE_EXCLUSIONS = "exclusion.propose"
    APPROVE_EXCLUSIONS = "exclusion.approve"
    WORK_THROUGH_HAMLET = "worklist.read"
    ENTER_PLEDGES = "pledge.enter"
    REVIEW_ENTRIES = "pledge.review"
    WRITE_MESSAGES = "links.message"
    WRITE_LETTERS = "letters.write"
    EDIT_STATIONERY = "stationery.edit"


class Role(StrEnum):
    """The roles there are; what each allows stands in ROLE_PERMISSIONS."""

    ADMINISTRATOR = "administrator"
    CAMPAIGN_CLERK = "campaign_clerk"
    HAMLET_HEAD = "hamlet_head"
    HEAD_OF_OFFICE = "head_of_office"
    FRONT_MONITOR = "front_monitor"


_READING = frozenset({Permission.READ_TALLIES, Permission.READ_CAMPAIGNS})
_CLERKING = _READING | {
    Permission.READ_REGISTER,
    Permission.IMPORT_REGISTER,
    Permission.OPEN_CAMPAIGNS,
    Permission.PRINT_LABELS,
    Permission.PRINT_CERTIFICATES,
    Permission.PRINT_COMMITMENTS,
    Permission.READ_PRINTS,
    Permission.READ_SATISFACTION,
    Permission.PROPOSE_EXCLUSIONS,
    Permission.APPROVE_EXCLUSIONS,
    Permission.ENTER_PLEDGES,
    Permission.REVIEW_ENTRIES,
    Permission.WRITE_MESSAGES,
    Permission.EDIT_STATIONERY,
    Permission.WRITE_LETTERS,
}
ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: _CLERKING | {Permission.MANAGE_STAFF, Permission.MANAGE_UNITS},
    Role.CAMPAIGN_CLERK: _CLERKING,
    Role.HAMLET_HEAD: _READING
    | {
        Permission.PROPOSE_EXCLUSIONS,
        Permission.WORK_THROUGH_HAMLET,
        Permission.ENTER_PLEDGES,
        Permission.WRITE_MESSAGES,
    },
    Role.HEAD_OF_OFFICE: _READING
    | {Permission.READ_SATISFACTION, Permission.APPROVE_EXCLUSIONS, Permission.WRITE_LETTERS},
    Role.FRONT_MONITOR: _READING | {Permission.REVIEW_ENTRIES},
}
ROLE_NAMES: dict[Role, str] = {
    Role.ADMINISTRATOR: mark("Quản trị"),
    Role.CAMPAIGN_CLERK: mark("Phụ trách đợt vận động"),
    Role.HAMLET_HEAD: mark("Trưởng thôn, khu phố"),
    Role.HEAD_OF_OFFICE: mark("Thủ trưởng cơ quan, đơn vị"),
    Role.FRONT_MONITOR: mark("Giám sát của Mặt trận"),
}


class PasswordTooShort(DomainError):
    """The password has fewer than 15 characters."""

    status = 422
    title = mark("Mật khẩu chưa đủ dài")
    advice = mark("Đặt mật khẩu từ 15 ký tự; một câu dễ nhớ là tốt nhất.")


class SignInRefused(DomainError):
    """Login name and password do not fit; which of them is wrong is not told."""

    status = 422
    title = mark("Tên đăng nhập hoặc mật khẩu chưa đúng")
    advice = mark("Xin kiểm tra và nhập lại.")


class LinkSpent(DomainError):
    """The one-time sign-in link was used, has run out, or never was."""

    status = 410
    title = mark("Đường dẫn đăng nhập một lần này không còn dùng được")
    advice = mark(
        "Mỗi đường dẫn chỉ dùng một lần, trong 72 giờ. Xin đề nghị người quản trị cấp đường dẫn mới."
    )


class LoginNameTaken(DomainError):
    """Another account has this login name."""

    status = 422
    title = mark("Tên đăng nhập này đã có người dùng")
    advice = mark("Xin chọn tên đăng nhập khác.")


@dataclass(frozen=True)
class UnitAsked:
    """What somebody who chooses a unit asked for: to look at one, for a name or code, and the one that was chosen."""

    at: int | None = None
    text: str = ""
    chosen: int | None = None


@dataclass(frozen=True)
class UnitOffer:
    """What is offered to choose from, as (id, words).

    A small tree is offered whole. Of a large one the unit looked at and what is directly below it are, or what a
    search found; ``above`` is the way down to that unit, ``below`` what can be looked at next.
    """

    choices: tuple[tuple[int, str], ...]
    is_whole: bool = True
    text: str = ""
    found_nothing: bool = False
    above: tuple[tuple[int, str], ...] = ()
    below: tuple[tuple[int, str], ...] = ()


class UnitsToChoose(Protocol):
    """Port: the units a role may be given over, answered by the tree."""

    def offer(self, session: Any, roots: Collection[int], on: date, asked: UnitAsked, /) -> UnitOffer:
        """Return what is offered to somebody who reaches these roots."""
        ...

    def within(self, roots: Collection[int], unit_id: Any, /) -> Any:
        """Return the condition that a column names a unit that the roots reach."""
        ...

    def names(self, session: Any, unit_ids: Collection[int], /) -> dict[int, str]:
        """Return the names of those of the units that there are."""
        ...


@dataclass(frozen=True)
class PersonWithRole:
    """One line of the list of accounts: a person and one role they hold."""

    login_name: str
    display_name: str
    role: Role
    unit_id: int
    has_password: bool


@dataclass(frozen=True)
class Grant:
    """A role that reaches one unit and everything below it."""

    role: Role
    unit_id: int


def checked_password(password: str) -> str:
    """Return the password in the one form that is hashed (NFKC, so that every keyboard gives the same).

    :raises PasswordTooShort: below 15 characters, or above the longest that is hashed.
    """
    normal = unicodedata.normalize("NFKC", password)
    if not SHORTEST_PASSWORD <= len(normal) <= LONGEST_PASSWORD:
        raise PasswordTooShort
    return normal


def reaches(grants: list[Grant]) -> dict[str, frozenset[int]]:
    """Return permission → ids of the units at the top of its scopes, from the grants of one person."""
    found: dict[str, set[int]] = {}
    for grant in grants:
        for permission in ROLE_PERMISSIONS[grant.role]:
            found.setdefault(permission.value, set()).add(grant.unit_id)
    return {permission: frozenset(units) for permission, units in found.items()}


def has_run_out(started_at: datetime, seen_at: datetime, now: datetime) -> bool:
    """Tell whether a sign-in is over: 30 minutes without use, or 12 hours after it began."""
    return now - seen_at > IDLE_LIMIT or now - started_at > ABSOLUTE_LIMIT


def sign_in_address(public_url: str, secret: str) -> str:
    """Return the address of a one-time link."""
    return f"{public_url}/staff/link/{secret}"
