"""What sealing a paper means: the key, the room on the page, what is found on a sealed file. Pure values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import BinaryIO, Protocol

from pledges.foundation.errors import DomainError
from pledges.foundation.locale import mark

INSTALL_LINE = "python -m pip install --require-hashes --only-binary=:all: -r requirements-seal.txt"
"""Installs what sealing needs beside the program itself."""

FIELD = "DauCoQuan"
"""Name of the first seal's field in the file; a second one is "DauCoQuan2"."""

PLACE = "noi-ky"
"""The ``id`` a template gives to the room for signature and seal; the file then says where on which page it is."""

# Decree 30/2020/NĐ-CP, annex I: an office's seal lies over a third of the signature, on its left. The field takes in
# both.
WIDTH_MM = 80.0
HEIGHT_MM = 32.0
_RIGHT_MM = 20.0
_BOTTOM_MM = 20.0
# On a certificate (A4 or, smaller by the same measure, A5 landscape): between the signer's title and name.
_LANDSCAPE_MM = 297.0
_LANDSCAPE_LEFT_MM = 171.0
_LANDSCAPE_BOTTOM_MM = 27.0

LARGEST_BYTES = 512 * 1024 * 1024
"""Files beyond it are refused: their list of objects is held in memory, about as much as the file itself."""


class SealState(StrEnum):
    """What one seal on a file is worth."""

    TRUSTED = "trusted"
    UNKNOWN_ISSUER = "unknown-issuer"
    NOT_IN_TIME = "not-in-time"
    BROKEN = "broken"


@dataclass(frozen=True)
class KeyFile:
    """A key in a file of its own (PKCS#12: .p12, .pfx) and the passphrase that opens it."""

    content: bytes
    passphrase: bytes

    def __repr__(self) -> str:
        """Show nothing: neither a log nor a report of a fault may hold a passphrase."""
        return "KeyFile(…)"


@dataclass(frozen=True)
class Token:
    """A key that never leaves its token (PKCS#11): the maker's library, the token's and the key's label, the PIN."""

    library: str
    label: str
    key: str
    pin: str

    def __repr__(self) -> str:
        """Show nothing of the PIN: neither a log nor a report of a fault may hold it."""
        return f"Token({self.library!r}, {self.label!r}, {self.key!r}, …)"


@dataclass(frozen=True)
class Room:
    """The visible field: page from 1, 0 for the last; box in mm from the lower left corner of the page."""

    page: int
    left_mm: float
    bottom_mm: float
    width_mm: float
    height_mm: float


@dataclass(frozen=True)
class Sealing:
    """How a file is to be sealed: ``room`` None where the file itself says it; ``field`` "" for the next free one.

    ``further`` fields are left empty, with the first seal, for those who seal after it.

    ``timestamp_url`` "" asks nobody (PAdES B-B); otherwise that authority is asked for a timestamp (B-T).
    """

    key: KeyFile | Token
    now: datetime
    field: str = ""
    room: Room | None = None
    timestamp_url: str = ""
    further: int = 0


@dataclass(frozen=True)
class Sealed:
    """What a seal was set with: the certificate's holder and issuer, its last moment, and the field it stands in."""

    field: str
    holder: str
    issuer: str
    valid_until: datetime


@dataclass(frozen=True)
class FoundSeal:
    """One seal on a file. ``at`` is what the sealing machine's clock said unless ``is_stamped`` by an authority.

    ``covered`` is the length in bytes of the file as it was sealed.
    """

    field: str
    state: SealState
    holder: str
    issuer: str
    at: datetime | None
    is_stamped: bool
    covered: int


class Engine(Protocol):
    """What sets and reads seals (``seals.engine``); it is loaded only when wanted, and need not be installed."""

    def seal(self, file: BinaryIO, destination: BinaryIO, sealing: Sealing) -> Sealed:
        """Write the file with one more seal; all bytes of the file stay as they are, at the beginning.

        :raises KeyRefused: when the key cannot be opened (a wrong passphrase, a file that is none).
        :raises TokenRefused: when the token says no.
        :raises CertificateUnfit: when the certificate may not seal, or not on this day.
        :raises NotSealable: when the file is encrypted, damaged, or does not allow a seal.
        :raises TimestampRefused: when the named authority does not answer.
        """
        ...

    def check(self, file: BinaryIO, issuers: Sequence[bytes], now: datetime) -> list[FoundSeal]:
        """Return the seals on a file; ``issuers`` are certificates of trusted authorities.

        :raises NotReadable: when it is no PDF file.
        """
        ...


class SealingAway(DomainError):
    """The machine lacks what seals; everything else works without it."""

    status = 503
    title = mark("Máy này chưa cài phần ký số tệp PDF")
    advice = mark("Muốn ký số, xin chạy lệnh: %(line)s")


class KeyRefused(DomainError):
    """The key file cannot be opened."""

    status = 422
    title = mark("Không mở được tệp khóa")
    advice = mark("Mật khẩu chưa đúng, hoặc tệp không phải PKCS#12 (.p12, .pfx) có khóa và chứng thư số.")


class TokenRefused(DomainError):
    """The token, or the library that speaks to it, says no."""

    status = 422
    title = mark("Thiết bị ký số không nhận")
    advice = mark(
        "Lý do: %(reason)s. Xin kiểm tra thư viện, tên thiết bị, tên khóa và mã PIN; nhập sai PIN nhiều lần "
        "thì thiết bị tự khóa."
    )


class CertificateUnfit(DomainError):
    """The certificate has run out, is not valid yet, is not meant for this, or its key is too weak."""

    status = 422
    title = mark("Chứng thư số này không dùng để ký số được")
    advice = mark("Chứng thư của %(holder)s %(reason)s.")


class NotSealable(DomainError):
    """The file cannot take a seal."""

    status = 422
    title = mark("Không ký số được tệp này")
    advice = mark("Tệp %(reason)s. Xin dùng đúng tệp PDF do hệ thống tạo ra, chưa qua phần mềm khác.")


class NotReadable(DomainError):
    """The file is no PDF file, or too damaged to be read."""

    status = 422
    title = mark("Không đọc được tệp này như một tệp PDF")
    advice = mark("Xin tải lại tệp rồi thử lần nữa.")


class TimestampRefused(DomainError):
    """The timestamping authority that was named does not answer, or not as it should."""

    status = 502
    title = mark("Không lấy được dấu thời gian")
    advice = mark(
        "Nơi cấp dấu thời gian không trả lời đúng. Xin thử lại, hoặc bỏ --timestamp-url để ký không có dấu thời gian."
    )


def room_at_the_foot(page: int, width_mm: float, height_mm: float) -> Room:
    """Return where signature and seal go on a page of a size that does not say it: right at the foot."""
    if width_mm <= height_mm:
        return Room(page, width_mm - _RIGHT_MM - WIDTH_MM, _BOTTOM_MM, WIDTH_MM, HEIGHT_MM)
    share = width_mm / _LANDSCAPE_MM
    left, bottom = _LANDSCAPE_LEFT_MM * share, _LANDSCAPE_BOTTOM_MM * share
    return Room(page, left, bottom, WIDTH_MM * share, HEIGHT_MM * share)


def unfit_because(not_before: datetime, not_after: datetime, now: datetime) -> str:
    """Return why a certificate may not seal at a moment, as the end of a sentence; "" when it may."""
    if now < not_before:
        return f"chỉ có hiệu lực từ {_day(not_before)}"
    if now > not_after:
        return f"đã hết hạn từ {_day(not_after)}"
    return ""


def next_field(taken: Sequence[str]) -> str:
    """Return the first name of a seal's field that the file does not have yet."""
    numbers = range(2, len(taken) + 2)
    names = [FIELD, *(f"{FIELD}{number}" for number in numbers)]
    return next(name for name in names if name not in taken)


def is_zero_padded(contents: bytes) -> bool:
    """Tell whether behind the signature (DER, begins with its own length) stand zeros only.

    **why** The seal's own place in the file is the one part it does not cover: what is hidden there must be seen.
    """
    if len(contents) < 2 or contents[0] != 0x30:
        return False
    size = contents[1]
    head = 2
    if size & 0x80:
        head += size & 0x7F
        size = int.from_bytes(contents[2:head], "big")
    return head + size <= len(contents) and not any(contents[head + size :])


def _day(moment: datetime) -> str:
    return f"ngày {moment:%d/%m/%Y}"
