"""What a certificate is: how its number is made and checked, what it is worth today, how it words a pledge."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from pledges.campaigns.rules import CampaignState
from pledges.foundation.errors import DomainError
from pledges.foundation.locale import mark
from pledges.prints.rules import PaperKind
from pledges.staff.rules import Permission

CERTIFICATES = PaperKind(
    code="certificates",
    words=mark("Giấy ghi nhận cam kết"),
    file_stem="giay-ghi-nhan",
    permission=Permission.PRINT_CERTIFICATES,
    carries_secrets=False,
)
ONE_CERTIFICATE = PaperKind(
    code="certificate",
    words=mark("Giấy ghi nhận của một hộ"),
    file_stem="giay-ghi-nhan",
    permission=Permission.PRINT_CERTIFICATES,
    carries_secrets=False,
)
CHUNK = 50
"""Certificates issued in one transaction of a print run."""

_SERIAL_DIGITS = 6
# 23 letters, without I, O and Z, for the remainder by 23. Divided by a prime larger than 9, the whole number leaves
# another remainder after every single wrong digit and every swap of neighbours. The check of codes would end some
# numbers with a digit, which then reads as one more of the serial's.
_CHECK_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXY"
_NUMBER = re.compile(rf"([0-9]{{4}})([0-9]{{4,}}?)([0-9]{{{_SERIAL_DIGITS}}})([{_CHECK_LETTERS}])")
_IDLE = str.maketrans("", "", " -–—\u00a0")
_LOOK_ALIKES = str.maketrans("OIL", "011")
_DEPUTY = "PHÓ "
_FORM_TITLE = re.compile(
    r"(?:Bản cam kết|Bản đăng ký)(?: của hộ gia đình| của cơ quan, đơn vị)?(?: về)? (.+)"
)


class Status(StrEnum):
    """What a certificate is worth on a day."""

    VALID = "valid"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    CORRECTED = "corrected"
    VOID = "void"


@dataclass(frozen=True)
class Verified:
    """All that a stranger with the number may know. ``signer_name`` is "" once the pledge was withdrawn.

    ``unit_name`` is the unit's address as it was when the certificate was issued; ``unit_now`` is what the place is
    called today, "" where nothing has changed. ``corrected_on``: when the pledge was corrected after the issue.
    """

    number: str
    status: Status
    form_titles: dict[str, str]
    unit_name: str
    issued_on: date
    signer_name: str
    unit_now: str = ""
    corrected_on: date | None = None


@dataclass(frozen=True)
class SignedHousehold:
    """A household with an active pledge, and the number of its certificate if it has one."""

    response_id: int
    unit_id: int
    household_number: int
    signer_name: str
    signed_at: datetime
    number: str | None


@dataclass(frozen=True)
class SignedPart:
    """A unit with the number of active pledges in it and below."""

    unit_id: int
    name: str
    signed: int


@dataclass(frozen=True)
class Wording:
    """What the certificates of one campaign and form have in common, as ``paper.certificates`` takes it."""

    agency: str
    pledge: str
    campaign: str
    until_on: date
    place: str
    signer_title: str = ""
    signer_name: str = ""


@dataclass(frozen=True)
class Recipient:
    """What differs from one certificate to the next."""

    number: str
    issued_on: date
    name: str
    address: str
    wording: Wording


class CertificateUnknown(DomainError):
    """The number is well-formed, but no certificate has it (nor is there anything to check behind a dot yet)."""

    status = 404
    title = mark("Không có giấy ghi nhận nào mang số này")
    advice = mark(
        "Xin so lại số trên giấy hoặc quét lại mã QR. Nếu vẫn vậy, tờ giấy không do hệ thống này cấp."
    )


class NumberMistyped(DomainError):
    """What was typed cannot be a number: wrong length, or a check letter that does not fit."""

    status = 404
    title = mark("Số giấy ghi nhận này gõ chưa đúng")
    advice = mark("Số có dạng 2026-0003-000123N, chữ cuối là chữ kiểm tra. Xin xem lại trên giấy và gõ lại.")


class CertificateNotIssued(DomainError):
    """The signer has no certificate (yet)."""

    status = 404
    title = mark("Chưa có giấy ghi nhận cho biên nhận này")
    advice = mark(
        "Giấy ghi nhận do xã, phường cấp, không bắt buộc phải có. Muốn nhận, xin báo Trưởng thôn, Trưởng khu phố "
        "hoặc nơi phụ trách đợt vận động; cấp rồi thì tải được ở đây."
    )


class CertificatesNotGiven(DomainError):
    """It was settled, before the campaign opened, that it gives no certificates."""

    status = 409
    title = mark("Đợt vận động này không cấp giấy ghi nhận")
    advice = mark(
        "Điều này được chọn trước khi mở đợt. Bản cam kết vẫn được ghi nhận và tính như mọi bản khác; "
        "mã biên nhận dùng để xem, sửa hoặc rút lại."
    )


class PledgeNotActive(DomainError):
    """The pledge was withdrawn: there is nothing to certify."""

    status = 409
    title = mark("Bản cam kết này đã được rút lại")
    advice = mark("Không cấp hoặc in giấy ghi nhận cho cam kết đã rút. Xin tải lại danh sách.")


class JustIssued(DomainError):
    """Somebody else issued a certificate for the same pledge at the same moment."""

    status = 409
    title = mark("Giấy ghi nhận này vừa được cấp")
    advice = mark("Xin tải lại danh sách; giấy đã có số.")


class AlreadyVoid(DomainError):
    """The certificate was voided before."""

    status = 409
    title = mark("Giấy ghi nhận này đã bị hủy trước đó")
    advice = mark("Không cần làm gì thêm.")


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


def status_of(
    campaign_state: str, closes_on: date | None, today: date, *, is_void: bool, is_withdrawn: bool
) -> Status:
    """Return what a certificate is worth on a day; it runs out when the campaign is closed and its last day is over."""
    if is_void:
        return Status.VOID
    if is_withdrawn:
        return Status.WITHDRAWN
    is_closed = campaign_state in (CampaignState.CLOSED, CampaignState.ARCHIVED)
    is_past = closes_on is None or today > closes_on
    return Status.EXPIRED if is_closed and is_past else Status.VALID


def after_correction(found: Verified, corrected_on: date | None) -> Verified:
    """Return what a stranger may know of a certificate whose pledge was corrected (or not) after the issue.

    It was true when it was given; that the pledge is another one now says so before anything else but the end of it.
    """
    if corrected_on is None or found.status is not Status.VALID:
        return found
    return replace(found, status=Status.CORRECTED, corrected_on=corrected_on)


def pledge_in_sentence(form_title: str) -> str:
    """Return what goes on after "đã tự nguyện cam kết", from the form's title.

    "Bản cam kết của hộ gia đình về chấp hành trật tự …" is "chấp hành trật tự …"; a title of another shape is quoted
    whole.
    """
    found = _FORM_TITLE.fullmatch(form_title)
    return found[1] if found else f"theo “{form_title}”"


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
