"""Door cards: an A4 sheet, printed on one side and folded twice to A6, with the code outside and the PIN inside."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import BinaryIO

from pledges.paper.blanks import Field, Layout, Slot, Wanted
from pledges.paper.fitting import TextStyle
from pledges.paper.fonts import BE_VIETNAM, BE_VIETNAM_BOLD, BE_VIETNAM_SEMIBOLD, TINOS, TINOS_BOLD
from pledges.paper.labels import WrittenSheets, host_of
from pledges.paper.pdf import LaidOut, lay_out
from pledges.paper.qr import Level
from pledges.paper.qr_levels import strongest_for_free
from pledges.paper.scramble import scramble_path
from pledges.paper.stamped import StampedRun
from pledges.paper.templates import fill

QR_MM = 52
"""The code with its quiet zone: twice a label's, since a card is read at arm's length from where it hangs."""

_PLAIN = (BE_VIETNAM, TINOS)
_SEMIBOLD = (BE_VIETNAM_SEMIBOLD, TINOS_BOLD)
_BOLD = (BE_VIETNAM_BOLD, TINOS_BOLD)

FIELDS = {
    "number": Field(TextStyle(_BOLD, 26, 14), at="top"),
    "name": Field(TextStyle(_SEMIBOLD, 15, 7), at="top"),
    "unit": Field(TextStyle(_PLAIN, 11, 7), at="top"),
    "host": Field(TextStyle(_PLAIN, 10, 5), side="centre"),
    "code": Field(TextStyle(_BOLD, 18, 11), side="centre"),
    "reading": Field(TextStyle(_PLAIN, 7.5, 5), side="centre", at="top"),
    "pin": Field(TextStyle(_SEMIBOLD, 26, 26), side="centre", is_turned=True),
    "asking": Field(TextStyle(_SEMIBOLD, 9.5, 6), at="top", is_turned=True),
    "finding": Field(TextStyle(_PLAIN, 9.5, 6), at="top"),
}
"""What differs from card to card; the boxes are in templates/documents/door-card.css."""


@dataclass(frozen=True)
class DoorCard:
    """What stands on one card.

    ``typed_code`` as XXXX-XXXX-XXXXX, ``reading`` is the same as one reads it out, ``pin`` six digits, ``body`` the
    one that is asked: "UBND xã Hàm Mẫu".
    """

    household_number: str
    masked_name: str
    unit_name: str
    body: str
    typed_code: str
    reading: str
    link: str
    pin: str


def write_door_cards(cards: Iterable[DoorCard], destination: BinaryIO, *, heading: str) -> WrittenSheets:
    """Write cards in the order given, one A4 page each.

    **why a whole sheet**: every office has a printer for A4 that prints one side. Folded twice, the printed side is
    all outside and inside of an A6 card: there is nothing to cut, no second side that could come from another
    household's card after a jam, and two layers of paper with a texture on them lie between the PIN and a lamp.

    :raises NothingToPrint: when there is none.
    :raises TooMuchText: when a name does not go onto its card even in the smallest type.
    :raises QrTooLong: when a link could not be read from paper.
    :raises PdfEngineMissing: when WeasyPrint cannot be loaded.
    """
    coming = iter(cards)
    first = next(coming, None)
    run = StampedRun(FIELDS, strongest_for_free(first.link) if first else Level.M)
    for card in chain([first] if first else [], coming):
        run.add(_LAYOUT, [[Slot(card_texts(card), codes={"qr": card.link})]])
    run.save(destination, title=heading)
    return WrittenSheets(run.page_count, run.codes)


def door_card_html(wanted: Wanted) -> str:
    """Give the HTML of a card with its blanks."""
    return fill("door-card", wanted=wanted, fields=FIELDS, qr_mm=QR_MM, scramble=scramble_path(87, 36))


def _make(wanted: Wanted) -> LaidOut:
    return lay_out(door_card_html(wanted), title="", tagged=False) if wanted.texts else _blank_card()


@lru_cache(maxsize=1)
def _blank_card() -> LaidOut:
    return lay_out(door_card_html(Wanted()), title="", tagged=False)


_OUTSIDE = "Tờ gấp của hộ gia đình. Quét mã để xem và ký cam kết. Tự nguyện: ký hay không ký là tùy gia đình."
_INSIDE = (
    "Mặt trong. Mã PIN của gia đình dùng để xem lại, sửa, rút lại bản đã ký khi không còn mã biên nhận. Cách dùng: "
    "quét mã ở mặt ngoài bằng máy ảnh hoặc Zalo, đọc nội dung rồi chọn, giữ lại mã biên nhận. Không dùng điện thoại "
    "thì ký phiếu giấy ở thôn, khu phố."
)
_LAYOUT = Layout("door-card", _make, ground=(f"{_OUTSIDE} {_INSIDE}",))


def card_texts(card: DoorCard) -> dict[str, str]:
    """Give the texts of a card by field."""
    return {
        "number": f"Hộ số {card.household_number}",
        "name": card.masked_name,
        "unit": card.unit_name,
        "host": host_of(card.link),
        "code": card.typed_code,
        "reading": f"Đọc qua điện thoại: {card.reading}",
        "pin": f"{card.pin[:3]} {card.pin[3:]}",
        "asking": f"Trưởng thôn, Trưởng khu phố hoặc {card.body}.",
        "finding": f"Ai nhặt được, xin trả lại Trưởng thôn, Trưởng khu phố hoặc {card.body}.",
    }
