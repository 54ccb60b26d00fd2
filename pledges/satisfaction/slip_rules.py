"""What a slip with a one-time code is: its code, its place in the pack, when it opens nothing. Pure values."""

import hmac
from dataclasses import dataclass, field
from datetime import date

from pledges.foundation.codes import code_from
from pledges.foundation.errors import DomainError
from pledges.foundation.locale import mark
from pledges.links.rules import KeyedDigests
from pledges.prints.rules import PaperKind
from pledges.staff.rules import Permission

FEWEST, MOST = 12, 5_000
"""Slips in a pack. One sheet at least: a pack of one slip would be a slip of which one knows who got it."""
SLIPS_A_PAGE = (12, 16)

SLIPS = PaperKind(
    code="slips",
    words=mark("Phiếu mã đánh giá của quầy"),
    file_stem="phieu-ma",
    permission=Permission.PRINT_LABELS,
    carries_secrets=True,
    codes_a_piece=1,
)
PACK_CHOICE, PAGE_CHOICE = "pack", "a_page"
PIECE_KIND = "slip_pack"
"""What a slip is called in the ledger: a piece of its pack, whichever it is."""

SEEDS, MARKS = "slip-seed-", "slip-marks-"
"""What the names of passing keys begin with."""


@dataclass(frozen=True)
class NewPack:
    """A pack to be made: for which counter, in whose ledger (the territory the office sits in), until when."""

    counter_id: int
    seat_id: int
    slips: int
    until_on: date


@dataclass(frozen=True)
class PackOf:
    """A pack as the staff's list has it, and where it is given out."""

    id: int
    counter_id: int
    slips: int
    made_on: date
    until_on: date
    ended_on: date | None

    def is_over(self, today: date) -> bool:
        """Tell whether its slips open nothing any more."""
        return self.ended_on is not None or today > self.until_on


@dataclass(frozen=True)
class SlipSent:
    """A slip whose answer was sent: its pack, its code, and the attempt of the page it came with."""

    pack_id: int
    code: str = field(repr=False)
    attempt: bytes = field(repr=False)


class SlipEnded(DomainError):
    """The pack of the slip was ended, or its last day is over."""

    status = 410
    title = mark("Phiếu mã này không còn dùng được")
    advice = mark(
        "Phiếu đã hết hạn hoặc cả tập đã được thay. Ông/bà quét mã trên áp phích tại quầy để đánh giá, hoặc xin nơi "
        "tiếp nhận hồ sơ một phiếu mới."
    )


class SlipUsed(DomainError):
    """An answer was sent with this slip before; it stays as it is."""

    status = 409
    title = mark("Mã trên phiếu này đã được dùng một lần")
    advice = mark(
        "Câu trả lời gửi trước vẫn giữ nguyên, lần gửi này không được ghi. Chưa từng dùng phiếu, ông/bà xin nơi tiếp "
        "nhận hồ sơ phiếu khác, hoặc quét mã trên áp phích tại quầy."
    )


class PackHandedOver(DomainError):
    """The pack was printed, and what its codes were made from is thrown away: nobody can print it again."""

    status = 410
    title = mark("Tập phiếu này không in lại được")
    advice = mark(
        "Sau khi giao, mã của các phiếu không còn ở đâu ngoài tờ giấy. Cần thêm phiếu, xin mở trang phiếu mã của quầy "
        "và tạo tập mới."
    )


class SlipNotReprinted(DomainError):
    """One slip of a pack cannot be printed again: the ledger would then know which one it is."""

    status = 409
    title = mark("Phiếu mã không in lại từng phiếu")
    advice = mark(
        "In lại đúng một phiếu thì sổ in biết đó là phiếu nào, không còn là phiếu không tên. Phiếu hỏng xin bỏ đi; cần "
        "thêm, xin tạo tập mới từ %(fewest)s phiếu."
    )


class NothingAsked(DomainError):
    """No survey asks at the counter, now or later: slips would open nothing."""

    status = 409
    title = mark("Quầy này chưa có phiếu khảo sát nào")
    advice = mark("Mở một đợt có phiếu khảo sát tại quầy trước, rồi tạo phiếu mã.")


def slip_codes(keys: KeyedDigests, seed: bytes, count: int) -> list[str]:
    """Return the codes of a pack in the order on paper: shuffled, the same for the same seed.

    ``seed`` is random and thrown away once the paper is handed over. From then on nobody who holds the keys and all
    that is stored can tell a code, or which slip lay on top.
    """
    codes = [code_from(keys.digest("slip", seed, number)) for number in range(count)]
    return sorted(codes, key=lambda code: keys.digest("slip-order", seed, code))


def slip_lookup(keys: KeyedDigests, code: str) -> bytes:
    """Return the keyed hash under which a slip's code is stored."""
    return keys.digest("slip-lookup", code)


def slip_mark(pack_key: bytes, code: str) -> bytes:
    """Return the mark under which the answer with a slip lies in the sealed store.

    **why** from the code and a key that goes with the pack: from what the database stores it cannot be counted, and
    when the pack is over not even from the slip.
    """
    return hmac.digest(pack_key, code.encode(), "sha256")


def seed_of(pack_id: int) -> str:
    """Return the name of the passing key that a pack's codes are made from."""
    return f"{SEEDS}{pack_id}"


def marks_of(pack_id: int) -> str:
    """Return the name of the passing key that hides which answer came with which slip."""
    return f"{MARKS}{pack_id}"


def packs_in(names: list[str]) -> dict[int, str]:
    """Return pack → name for names that ``seed_of`` or ``marks_of`` gave."""
    return {int(name.rpartition("-")[2]): name for name in names}
