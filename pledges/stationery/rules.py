"""What units say on their papers: blocks, heads, samples to try words on, offsets of printers. Pure values."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from pledges.foundation.errors import DomainError
from pledges.foundation.locale import mark


@dataclass(frozen=True)
class BlockPlace:
    """One block of one paper of one unit."""

    unit_id: int
    paper: str
    block: str

    @property
    def subject(self) -> str:
        """How the trail names it."""
        return f"paper:{self.paper}/{self.block}"


class HeadStyle(StrEnum):
    """Whose head a paper carries: of the state (Decree 30/2020/NĐ-CP) or of the Party (its own instructions)."""

    STATE = "state"
    PARTY = "party"


@dataclass(frozen=True)
class Head:
    """The head of a unit's papers; ``superior`` and ``symbol`` may be empty. A citizen's commitment carries none.

    ``symbol`` is what follows the number, such as "BC-UBND"; the number itself is given by the office's registrar.
    """

    style: str
    superior: str
    issuer: str
    place: str
    symbol: str


@dataclass(frozen=True)
class Sample:
    """A real subject that words are tried on: how staff tell it from others, and the values of the paper for it."""

    words: str
    values: Mapping[str, Any]


class GivesSamples(Protocol):
    """Port: real subjects to try the words of one paper on, and its page; upper rooms implement it for their papers."""

    paper: str
    """The code of the paper, as in ``templates/documents/blocks``."""

    def samples(self, session: Any, unit_id: int, /) -> Sequence[Sample]:
        """Return up to five subjects of the unit and below, the one with the longest name among them."""
        ...

    def pages(self, sample: Sample, blocks: Mapping[str, str], head: Head | None, /) -> Sequence[str]:
        """Return the paper's HTML for a sample and filled blocks (block code → HTML), from the largest type down.

        The first that takes one page, with the element ``body`` ending above the element ``foot``, is shown; else the
        last. Nothing is laid out here: that is done in a process of its own, which gets these texts and nothing else.

        :raises TooMuchText: (``paper.fitting``) when a text of this sample fits nowhere on the paper.
        """
        ...


class WordsFaulty(DomainError):
    """The words hold what blocks may not hold; ``faults`` (``paper.block_faults.Fault``) tell line and thing."""

    status = 422
    title = mark("Lời văn còn lỗi, chưa dùng được")
    advice = mark("Xin xem các dòng có lỗi và sửa lại.")

    def __init__(self, faults: Sequence[Any]) -> None:
        super().__init__()
        self.faults = faults


class SaidMeanwhile(DomainError):
    """Somebody else has changed the same words since they were read."""

    status = 409
    title = mark("Người khác vừa sửa phần này")
    advice = mark("Nội dung ông/bà gõ vẫn còn trong khung. Xin so với bản vừa lưu rồi lưu lại.")


class NothingOwn(DomainError):
    """The unit has nothing of its own here that it could give up."""

    status = 409
    title = mark("Đơn vị đang dùng mẫu kế thừa")
    advice = mark("Không có lời riêng nào để bỏ.")


class NotShown(DomainError):
    """The page could not be laid out to be looked at: it took too long, or another block of it is at fault."""

    status = 422
    title = mark("Chưa xem thử được")
    advice = mark("Xin rút ngắn lời văn hoặc thử lại sau ít phút.")


MOST_TENTHS_MM = 100
"""A printer that is off by more than a centimetre has the wrong paper in it."""

_MILLIMETRES = re.compile(r"([+\-−–]?)\s*(\d{1,2})(?:[.,](\d))?\s*(?:mm)?")


@dataclass(frozen=True)
class Offset:
    """How far what is printed must be set to the right and down, in tenths of a millimetre."""

    right_tenths_mm: int
    down_tenths_mm: int


@dataclass(frozen=True)
class OffsetInForce:
    """An offset and the unit whose it is (None: nobody measured); ``own_id`` is its id where that is the one asked."""

    offset: Offset
    unit_id: int | None
    unit_name: str
    own_id: int


def tenths_mm(typed: str) -> int | None:
    """Read millimetres as they are typed, "1,5", "-0.5 mm" or "" for none; None where they cannot be read."""
    if not typed.strip():
        return 0
    found = _MILLIMETRES.fullmatch(typed.strip())
    if found is None:
        return None
    tenths = int(found[2]) * 10 + int(found[3] or 0)
    return -tenths if found[1] not in ("", "+") else tenths


def typed_mm(tenths: int) -> str:
    """Write tenths of a millimetre as they are typed in Viet Nam: "1,5", "-0,5", "0"."""
    sign, (whole, rest) = ("-" if tenths < 0 else ""), divmod(abs(tenths), 10)
    return f"{sign}{whole},{rest}" if rest else f"{sign}{whole}"
