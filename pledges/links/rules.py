"""What a code is: made from the master key, the subject and its generation. Pure values, no database."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from pledges.foundation.codes import code_from
from pledges.foundation.errors import DomainError
from pledges.foundation.locale import mark
from pledges.prints.rules import PaperKind
from pledges.register.rules import SubjectKind
from pledges.staff.rules import Permission

LABELS = PaperKind(
    code="labels",
    words=mark("Nhãn mã QR của hộ"),
    file_stem="nhan-ma-qr",
    permission=Permission.PRINT_LABELS,
    carries_secrets=True,
    codes_a_piece=1,
)
POSTER = PaperKind(
    code="poster",
    words=mark("Áp phích mã QR của quầy"),
    file_stem="ap-phich-quay",
    permission=Permission.PRINT_LABELS,
    carries_secrets=True,
    codes_a_piece=1,
)
OFFICE_LABELS = PaperKind(
    code="office_labels",
    words=mark("Nhãn mã QR của cơ quan, cán bộ"),
    file_stem="nhan-ma-qr-co-quan",
    permission=Permission.PRINT_LABELS,
    carries_secrets=True,
    codes_a_piece=1,
)
DOOR_CARDS = PaperKind(
    code="door_cards",
    words=mark("Tờ gấp có mã PIN của hộ"),
    file_stem="to-gap",
    permission=Permission.PRINT_LABELS,
    carries_secrets=True,
    codes_a_piece=1,
)
SHEET_WORDS = mark("Giấy nhãn")
ORDER_WORDS = mark("Thứ tự trong mỗi thôn, khu phố")
LABELS_A_PAGE = 24
"""Labels of 70 × 37 mm on an A4 sheet, which is printed where no other sheet is chosen."""

STOCK_CHOICE, ORDER_CHOICE = "stock", "order"
"""Under which names a print run keeps what sheet of labels was chosen, and which order."""

PIN_DIGITS = 6
WRONG_PINS = 5
"""Wrong PINs an hour at one door: at this rate a million numbers take more than twenty years."""
PIN_HOUR = timedelta(hours=1)
_IDLE_IN_PIN = str.maketrans("", "", " -–.\u00a0")


class KeyedDigests(Protocol):
    """The part of the keys that codes need."""

    def digest(self, purpose: str, *parts: str | bytes | int) -> bytes:
        """Return a keyed hash of the parts."""
        ...


@dataclass(frozen=True)
class Subject:
    """What stands behind a code: a household, an official, an office or a counter."""

    kind: SubjectKind
    id: int
    code: str


@dataclass(frozen=True)
class CodeOwner:
    """A subject whose code is to be replaced; ``unit_id`` is where the trail says so."""

    kind: SubjectKind
    id: int
    unit_id: int
    has_left: bool = False


@dataclass(frozen=True)
class Place:
    """A unit with the number of households in it and below; ``has_parts`` when units stand below it."""

    unit_id: int
    name: str
    households: int
    has_parts: bool

    @property
    def pages(self) -> int:
        """How many sheets of labels that makes."""
        return -(-self.households // LABELS_A_PAGE)


@dataclass(frozen=True)
class CounterPlace:
    """A counter, the office it belongs to and the territory the office sits in."""

    id: int
    number: int
    name: str
    office_name: str
    seat_id: int
    seat_name: str
    office_id: int


class CodeUnknown(DomainError):
    """The code is well-formed, but nobody ever had it."""

    status = 404
    is_miss = True
    title = mark("Không có phiếu nào mang mã này")
    advice = mark(
        "Xin so lại từng chữ, số với tờ giấy. Nếu vẫn không được, xin hỏi Trưởng thôn, Trưởng khu phố."
    )


class CodeEnded(DomainError):
    """A newer code was given out in place of this one. Whose it was is not told."""

    status = 410
    title = mark("Mã này đã được thay bằng mã mới")
    advice = mark(
        "Xin dùng tờ mã mới nhất. Nếu không còn giữ, xin hỏi Trưởng thôn, Trưởng khu phố để được in lại."
    )


class CodeReissued(DomainError):
    """The code that was to be replaced is not in force any more."""

    status = 409
    title = mark("Mã này vừa được cấp lại")
    advice = mark("Xin mở lại trang để xem. Nhãn mới nhất là nhãn dùng được.")


class PinWrong(DomainError):
    """The PIN is not that of the slip."""

    status = 422
    title = mark("Mã PIN chưa đúng")
    advice = mark(
        "Mã PIN gồm 6 chữ số, in ở mặt trong tờ gấp của lần cấp mã mới nhất. Xin xem lại và gõ lại."
    )


class PinTriesSpent(DomainError):
    """Too many wrong PINs within an hour at this door."""

    status = 429
    title = mark("Đã gõ sai mã PIN 5 lần, xin chờ một giờ rồi thử lại")
    advice = mark(
        "Trong lúc chờ, mã biên nhận vẫn mở được bản cam kết. Không còn giữ cả hai, xin hỏi Trưởng thôn, Trưởng khu "
        "phố hoặc cán bộ phụ trách."
    )


def code_of(keys: KeyedDigests, kind: str, subject_id: int, generation: int = 1) -> str:
    """Return the code of a subject's generation: 12 signs and a check character.

    **why derived**: the database alone can neither print nor open a code, and a lost sheet can be printed again.
    """
    return code_from(keys.digest("code", str(kind), subject_id, generation))


def lookup_of(keys: KeyedDigests, code: str) -> bytes:
    """Return the keyed hash under which a code is stored."""
    return keys.digest("code-lookup", code)


def pin_of(keys: KeyedDigests, kind: str, subject_id: int, generation: int) -> str:
    """Return the six digits inside the folded slip of a subject's code; a reissue gives others.

    **why derived**: as with codes, the database alone tells none, and a lost slip can be printed again.
    """
    number = int.from_bytes(keys.digest("pin", str(kind), subject_id, generation)[:8], "big")
    return f"{number % 10**PIN_DIGITS:0{PIN_DIGITS}d}"


def pin_in(typed: str) -> str:
    """Return a PIN as it was typed without spaces, hyphens and dots."""
    return typed.translate(_IDLE_IN_PIN)


def is_pin(typed: str) -> bool:
    """Tell whether what was typed could be a PIN at all."""
    digits = pin_in(typed)
    return len(digits) == PIN_DIGITS and digits.isascii() and digits.isdigit()


def link_to(public_url: str, code: str) -> str:
    """Return the address in the QR code: in capitals, so that the QR takes its smaller, alphanumeric form."""
    return address_of(public_url, code).upper()


def address_of(public_url: str, code: str) -> str:
    """Return the address of a code as a person or a script opens it."""
    return f"{public_url}/S/{code}"
