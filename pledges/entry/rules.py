"""What staff may enter for a household: with which evidence, of which day, and what a sign sheet's rows say."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TypeVar

from pledges.campaigns.rules import Stage, stage_of
from pledges.foundation.locale import mark
from pledges.foundation.vietnamese.dates import LOCAL_ZONE, local_date
from pledges.prints.rules import PaperKind
from pledges.responses.rules import Channel, ProofKind
from pledges.staff.rules import Permission

LATE_AFTER = timedelta(days=3)
"""What comes in later than this after it was signed counts as entered late."""

ROWS_A_PAGE = 20
SIGN_SHEETS = PaperKind(
    code="sign_sheets",
    words=mark("Phiếu ký theo thôn"),
    file_stem="phieu-ky",
    permission=Permission.ENTER_PLEDGES,
    carries_secrets=False,
)

KIND_WORDS: dict[ProofKind, str] = {
    ProofKind.SIGNED_PAPER: mark("Bản giấy có chữ ký"),
    ProofKind.MEETING: mark("Cuộc họp"),
    ProofKind.TELEPHONE: mark("Điện thoại"),
    ProofKind.IN_PERSON: mark("Gặp trực tiếp"),
}

_ENTERING = frozenset({Stage.RUNNING, Stage.CLOSING})
_APART = re.compile(r"[\s,;.]+")
_AROUND_DASH = re.compile(r"\s*[-–—]\s*")
# ASCII digits only, and few of them: "²" is a digit to Python.
_SPAN = re.compile(r"([0-9]{1,3})(?:-([0-9]{1,3}))?")
_DIGITS = re.compile(r"([0-9]{1,9})")
_T = TypeVar("_T")


class DayFault(StrEnum):
    """Why a pledge of a day cannot be entered."""

    BEFORE = "before"
    AFTER = "after"
    TO_COME = "to come"


DAY_WORDS: dict[DayFault, str] = {
    DayFault.BEFORE: mark(
        "Đợt vận động bắt đầu ngày %(first)s: ngày ký không thể sớm hơn. Xem lại ngày trên giấy"
    ),
    DayFault.AFTER: mark("Ngày cuối cùng nhận cam kết là %(last)s: giấy ký sau ngày đó không nhập được"),
    DayFault.TO_COME: mark("Ghi ngày hôm nay hoặc một ngày đã qua"),
}


class Order(StrEnum):
    """In which order households stand on sign sheets."""

    ADDRESS = "address"
    NAME = "name"


class RowOutcome(StrEnum):
    """What became of a typed row of a sign sheet."""

    PLEDGE = "pledge"
    PROOF = "proof"
    BEFORE = "before"
    OTHER_CONTENT = "other content"
    NOT_ASKED = "not asked"
    OVERTAKEN = "overtaken"


OUTCOME_WORDS: dict[RowOutcome, str] = {
    RowOutcome.PLEDGE: mark("Đã ghi nhận cam kết"),
    RowOutcome.PROOF: mark("Hộ đã có bản cam kết: giấy này được giữ làm minh chứng thêm"),
    RowOutcome.BEFORE: mark("Dòng này đã nhập trước, không ghi lần nữa"),
    RowOutcome.OTHER_CONTENT: mark("Dòng này đã nhập trước với nội dung khác: bản nhập đầu giữ nguyên"),
    RowOutcome.NOT_ASKED: mark("Hộ không thuộc diện tính của đợt này nên không ghi"),
    RowOutcome.OVERTAKEN: mark(
        "Không ghi: sau ngày trên giấy gia đình đã thay đổi, xin để gia đình ký bản mới"
    ),
}


@dataclass(frozen=True)
class Period:
    """When a campaign's pledges may be given, and until when paper of that time is still entered."""

    state: str
    opens_on: date
    closes_on: date
    late_paper_until: date | None = None


@dataclass(frozen=True)
class PaperVersion:
    """A version of the questionnaire that may stand on a paper."""

    id: int
    digest: str
    version: int
    frozen_at: datetime | None
    is_live: bool


@dataclass(frozen=True)
class SheetAtHand:
    """A sign sheet that somebody holds: which one it is, and the version of the questionnaire on its back."""

    id: int
    campaign_id: int
    form_code: str
    unit_id: int
    unit_name: str
    series: int
    page: int
    version_id: int
    version_digest: str


@dataclass(frozen=True)
class HouseholdRow:
    """A row of a sign sheet and the household that signs there, as the register names it.

    ``household_id`` is that of the entry that stayed where two were merged.
    """

    row_number: int
    household_id: int
    unit_id: int
    number: int
    head_name: str
    address: str


@dataclass(frozen=True)
class TypedRow:
    """What the paper says in one row: who signed, what (item codes), with which consents."""

    row_number: int
    signer_name: str
    items: tuple[str, ...]
    consents: tuple[str, ...]


@dataclass(frozen=True)
class NewSheets:
    """Sign sheets to be made: for whom, with which version of the questionnaire, in which order."""

    campaign_id: int
    form_code: str
    unit_id: int
    version_id: int
    order: Order


class NumbersUnreadable(ValueError):
    """A piece of a list of row numbers is no number or span of the sheet."""

    def __init__(self, piece: str) -> None:
        super().__init__(piece)
        self.piece = piece


def channel_of(kind: ProofKind) -> Channel:
    """Return how a pledge with this evidence came in: a signed paper is paper, everything else was helped with.

    **why** nobody is asked for both: the two could contradict each other.
    """
    return Channel.PAPER if kind is ProofKind.SIGNED_PAPER else Channel.ASSISTED


def takes_entries(period: Period, today: date) -> bool:
    """Tell whether anything may be entered on a day."""
    return stage_of(period, today) in _ENTERING


def day_fault(period: Period, signed_on: date, today: date) -> DayFault | None:
    """Return why a pledge given on a day cannot be entered today; None when it can."""
    if signed_on > today:
        return DayFault.TO_COME
    if signed_on < period.opens_on:
        return DayFault.BEFORE
    return DayFault.AFTER if signed_on > period.closes_on else None


def is_late(signed_on: date, entered_on: date) -> bool:
    """Tell whether something was entered late: more than three days after it was signed."""
    return entered_on - signed_on > LATE_AFTER


def moment_of(signed_on: date, now: datetime) -> datetime:
    """Return the moment that stands for a day on paper: noon in Viet Nam, or now where it is not noon yet."""
    noon = datetime.combine(signed_on, time(12), LOCAL_ZONE)
    return min(noon.astimezone(now.tzinfo), now)


def entered_late(signed_at: datetime, entered_at: datetime) -> bool:
    """Tell the same of two moments."""
    return is_late(local_date(signed_at), local_date(entered_at))


def numbers_in(text: str, most: int) -> tuple[int, ...]:
    """Read "1-5 7, 9–12" as numbers from 1 to ``most``, each once, in order.

    :raises NumbersUnreadable: with the piece that is none.
    """
    found: set[int] = set()
    for piece in _APART.split(_AROUND_DASH.sub("-", text.strip())):
        if piece:
            found |= _span(piece, most)
    return tuple(sorted(found))


def written(numbers: Collection[int]) -> str:
    """Write numbers as they are typed: "1-5 7 9-12"."""
    spans: list[list[int]] = []
    for number in sorted(numbers):
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return " ".join(str(first) if first == last else f"{first}-{last}" for first, last in spans)


def address_key(address: str) -> list[tuple[bool, int, str]]:
    """Return what sorts addresses as people walk along them: "Số 9" before "Số 12"."""
    parts = _DIGITS.split(address.casefold())
    return [(part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts if part]


def in_pages(households: Sequence[_T]) -> list[Sequence[_T]]:
    """Return households in pages of twenty."""
    return [households[start : start + ROWS_A_PAGE] for start in range(0, len(households), ROWS_A_PAGE)]


def sheet_address(public_url: str, sheet_id: int) -> str:
    """Return the address in a sheet's QR code; only staff who reach the hamlet open it."""
    return f"{public_url}/staff/sheets/{sheet_id}"


def _span(piece: str, most: int) -> set[int]:
    match = _SPAN.fullmatch(piece)
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
    if not 1 <= first <= last <= most:
        raise NumbersUnreadable(piece)
    return set(range(first, last + 1))
