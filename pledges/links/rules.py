"""What a code is: made from the master key, the subject and its generation. Pure values, no database."""

from dataclasses import dataclass
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
)
POSTER = PaperKind(
    code="poster",
    words=mark("Áp phích mã QR của quầy"),
    file_stem="ap-phich-quay",
    permission=Permission.PRINT_LABELS,
    carries_secrets=True,
)
LABELS_A_PAGE = 24
"""Labels of 70 × 37 mm on an A4 sheet (``paper.geometry.A4_24``)."""


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


class CodeUnknown(DomainError):
    """The code is well-formed, but nobody ever had it."""

    status = 404
    title = mark("Không có phiếu nào mang mã này")
    advice = mark("Xin so lại từng chữ, số với tờ giấy. Nếu vẫn không được, xin hỏi Trưởng thôn, Trưởng khu phố.")


class CodeEnded(DomainError):
    """A newer code was given out in place of this one. Whose it was is not told."""

    status = 410
    title = mark("Mã này đã được thay bằng mã mới")
    advice = mark("Xin dùng tờ mã mới nhất. Nếu không còn giữ, xin hỏi Trưởng thôn, Trưởng khu phố để được in lại.")


class CodeReissued(DomainError):
    """The code that was to be replaced is not in force any more."""

    status = 409
    title = mark("Mã của hộ này vừa được cấp lại")
    advice = mark("Xin tải lại trang của hộ. Nhãn mới nhất là nhãn dùng được.")


def code_of(keys: KeyedDigests, kind: str, subject_id: int, generation: int = 1) -> str:
    """Return the code of a subject's generation: 12 signs and a check character.

    **why derived**: the database alone can neither print nor open a code, and a lost sheet can be printed again.
    """
    return code_from(keys.digest("code", str(kind), subject_id, generation))


def lookup_of(keys: KeyedDigests, code: str) -> bytes:
    """Return the keyed hash under which a code is stored."""
    return keys.digest("code-lookup", code)


def link_to(public_url: str, code: str) -> str:
    """Return the address in the QR code: in capitals, so that the QR takes its smaller, alphanumeric form."""
    return address_of(public_url, code).upper()


def address_of(public_url: str, code: str) -> str:
    """Return the address of a code as a person or a script opens it."""
    return f"{public_url}/S/{code}"
