"""What a certificate is: how its number is made and checked, what it is worth today, how it words a pledge."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pledges.campaigns.rules import CampaignState
from pledges.foundation.errors import DomainError
from pledges.foundation.locale import mark
from pledges.prints.rules import PaperKind
from pledges.staff.rules import Permission
from pledges.stationery.rules import Head

CERTIFICATES = PaperKind(
    code="certificates",
    words=mark("Giấy ghi nhận cam kết"),
    file_stem="giay-ghi-nhan",
    permission=Permission.PRINT_CERTIFICATES,
    carries_secrets=False,
    codes_a_piece=1,
)
ONE_CERTIFICATE = PaperKind(
    code="certificate",
    words=mark("Giấy ghi nhận in lẻ"),
    file_stem="giay-ghi-nhan",
    permission=Permission.PRINT_CERTIFICATES,
    carries_secrets=False,
    codes_a_piece=1,
)
PAPER = "certificate"
"""The code of the paper in ``templates/documents/blocks``: whose words units may replace."""

CHUNK = 50
"""Certificates issued in one transaction of a print run."""

_SERIAL_DIGITS = 6
# 23 letters, without I, O and Z, for the remainder by 23. Divided by a prime larger than 9, the whole number leaves
# another remainder after every single wrong digit and every swap of neighbours. The check of codes would end some
# numbers with a digit, which then reads as one more of the serial's.
_CHECK_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXY"
# Of a unit's id at most 18 digits: a number of thousands is no number, and Python refuses to compute with it.
_NUMBER = re.compile(rf"([0-9]{{4}})([0-9]{{4,18}}?)([0-9]{{{_SERIAL_DIGITS}}})([{_CHECK_LETTERS}])")
_IDLE = str.maketrans("", "", " -–—\u00a0")
_LOOK_ALIKES = str.maketrans("OIL", "011")
_DEPUTY = "PHÓ "
# Whose form it is stands in the recipient's name, and is left out: "của hộ gia đình", "(dành cho cán bộ, …)".
_FORM_TITLE = re.compile(
    r"Bản (cam kết|đăng ký)(?: của (?:hộ gia đình|cơ quan, đơn vị))?(?: về)? "
    r"(.+?)(?: của cơ quan, đơn vị( .+?))?(?: \(dành cho [^)]*\))?"
)


class Sorting(StrEnum):
    """In which order a hamlet's certificates come from the printer."""

    GIVEN_NAME = "given_name"
    STREET = "street"


class Status(StrEnum):
    """What a certificate is worth on a day."""

    VALID = "valid"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    VOID = "void"


@dataclass(frozen=True)
class Standing:
    """What has become of a certificate and its pledge.

    ``replaced_on``: when the pledge was corrected, or the certificate voided, after the issue. ``has_successor``:
    another certificate, not void, stands for the same pledge.
    """

    campaign_state: str
    closes_on: date | None
    is_void: bool = False
    is_withdrawn: bool = False
    replaced_on: date | None = None
    has_successor: bool = False


@dataclass(frozen=True)
class Verified:
    """All that a stranger with the number may know. ``holder_name`` is "" once the pledge was withdrawn.

    ``unit_name`` is the unit's address as it was when the certificate was issued; ``unit_now`` is what the place is
    called today, "" where nothing has changed. ``is_person``: the name is masked, an office's is not. ``is_proven``:
    the proof on the paper was given and is genuine; with the number alone nothing is known of the paper.
    """

    number: str
    status: Status
    standing: Standing
    form_titles: dict[str, str]
    unit_name: str
    issued_on: date
    holder_name: str
    is_person: bool = True
    unit_now: str = ""
    is_proven: bool = False


@dataclass(frozen=True)
class Signed:
    """A household, official or office with an active pledge, and the number of its certificate if it has one.

    ``own_number`` is the household's or the official's on its list, 0 for an office; ``street`` a household's address.
    """

    response_id: int
    unit_id: int
    subject_kind: str
    subject_id: int
    own_number: int
    name: str
    street: str
    signed_at: datetime
    number: str | None


@dataclass(frozen=True)
class NumberedPaper:
    """A certificate that staff look at; ``is_active``: the very pledge it was given for still counts."""

    number: str
    signer_name: str
    issued_on: date
    unit_id: int
    campaign_id: int
    is_active: bool


@dataclass(frozen=True)
class SignedPart:
    """A unit with the number of active pledges in it and below."""

    unit_id: int
    name: str
    signed: int


@dataclass(frozen=True)
class Wording:
    """What the certificates of one campaign and form have in common, as ``paper.certificates`` takes it.

    ``head`` is the head of the unit's papers where one was set, else ``agency`` stands there alone; ``sources`` are
    what units say otherwise than the paper does by default, block by block.
    """

    agency: str
    verb: str
    pledge: str
    campaign: str
    until_on: date
    place: str
    signer_title: str = ""
    signer_name: str = ""
    head: Head | None = None
    sources: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Recipient:
    """What differs from one certificate to the next; ``proof`` is None for one issued before there were any."""

    number: str
    issued_on: date
    subject_kind: str
    name: str
    address: str
    wording: Wording
    campaign_id: int
    form_code: str
    proof: bytes | None = None


class NumberMistyped(DomainError):
    """What was typed cannot be a number: wrong length, or a check letter that does not fit."""

    status = 404
    title = mark("Số giấy ghi nhận này gõ chưa đúng")
    advice = mark("Số có dạng 2026-0003-000123N, chữ cuối là chữ kiểm tra. Xin xem lại trên giấy và gõ lại.")


def number_of(year: int, unit_id: int, serial: int) -> str:
    """Return the number of a unit's n-th certificate of a year: "2026-0003-000123N"."""
    digits = f"{year:04d}-{unit_id:04d}-{serial:0{_SERIAL_DIGITS}d}"
    return digits + _check_of(digits.replace("-", ""))


def checked_number(typed: str) -> str:
    """Return a typed or scanned number as it is written; case, spaces and hyphens do not count.

    Among the digits the letters O, I and L are read as 0 and 1, which they are taken for.

    :raises NumberMistyped: kindly, when it cannot be a number.
    """
    signs = typed.upper().translate(_IDLE)
    found = _NUMBER.fullmatch(signs[:-1].translate(_LOOK_ALIKES) + signs[-1:])
    if found is None:
        raise NumberMistyped
    year, unit, serial, check = found.groups()
    if _check_of(year + unit + serial) != check:
        raise NumberMistyped
    return f"{year}-{unit}-{serial}{check}"


def status_of(standing: Standing, today: date) -> Status:
    """Return what a certificate is worth on a day; it runs out when the campaign is closed and its last day is over.

    One whose pledge was corrected was true when it was given; that the pledge is another one now says so before
    anything else but the end of it.
    """
    if standing.is_void:
        return Status.SUPERSEDED if standing.has_successor else Status.VOID
    if standing.is_withdrawn:
        return Status.WITHDRAWN
    is_closed = standing.campaign_state in (CampaignState.CLOSED, CampaignState.ARCHIVED)
    is_past = standing.closes_on is None or today > standing.closes_on
    if is_closed and is_past:
        return Status.EXPIRED
    return Status.SUPERSEDED if standing.replaced_on else Status.VALID


def pledge_in_sentence(form_title: str) -> tuple[str, str]:
    """Return what goes on after "đã tự nguyện": "cam kết" or "đăng ký", and what for, from the form's title.

    "Bản cam kết của hộ gia đình về chấp hành trật tự …" is "cam kết", "chấp hành trật tự …"; a title of another shape
    is quoted whole.
    """
    found = _FORM_TITLE.fullmatch(form_title)
    return (found[1].lower(), found[2] + (found[3] or "")) if found else ("cam kết", f"theo “{form_title}”")


def signer_title(agency: str, title: str = "") -> tuple[str, ...]:
    """Return the lines above the signature; a People's Committee signs as a collective body, a deputy for the head.

    ``title`` is what was settled when the campaign opened, "" where nothing was.

    **source** Decree 30/2020/NĐ-CP, annex I: "TM." before the name of the collective, "KT." where a deputy signs.
    """
    is_committee = agency.casefold().startswith("ủy ban nhân dân")
    said = title.upper() or ("CHỦ TỊCH" if is_committee else "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ")
    lines = (f"KT. {said.removeprefix(_DEPUTY)}", said) if said.startswith(_DEPUTY) else (said,)
    return ("TM. ỦY BAN NHÂN DÂN", *lines) if is_committee else lines


def bare_name(unit_name: str, type_words: str) -> str:
    """Return a unit's name as a place-name before a date: "Xã Hàm Mẫu" is "Hàm Mẫu"."""
    starts_with_type = bool(type_words) and unit_name.casefold().startswith(f"{type_words.casefold()} ")
    return unit_name[len(type_words) :].strip() if starts_with_type else unit_name


def _check_of(digits: str) -> str:
    return _CHECK_LETTERS[int(digits) % len(_CHECK_LETTERS)]
