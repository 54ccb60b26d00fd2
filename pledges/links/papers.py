"""From households, officials and offices to paper: label sheets and door cards."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO, Protocol, TypeVar

from pledges.foundation.codes import grouped_code, spoken_code
from pledges.foundation.vietnamese.names import mask_name
from pledges.links.rules import link_to
from pledges.paper.door_cards import DoorCard, write_door_cards
from pledges.paper.labels import Label, WrittenSheets, write_label_sheets
from pledges.paper.stocks import A4_24, STOCKS
from pledges.prints.rules import Beat, MadePaper, MadePart, PlacedCode

_Value = TypeVar("_Value")

_TO_OFFICIALS = "Quét mã để xem và đăng ký – tự nguyện"
_TO_OFFICES = "Quét mã để đăng ký công trình, phần việc"


class Labelled(Protocol):
    """Somebody who gets a label."""

    def label(self, public_url: str) -> Label:
        """Return the label; no whole name of a person stands on it."""
        ...


@dataclass(frozen=True)
class LabelledHousehold:
    """A household as its label needs it; ``head_name`` is masked on the way to the paper."""

    number: int
    head_name: str
    unit_name: str
    code: str

    def label(self, public_url: str) -> Label:
        """Return the label."""
        return Label(
            masked_name=mask_name(self.head_name),
            household_number=str(self.number),
            unit_name=self.unit_name,
            typed_code=grouped_code(self.code),
            link=link_to(public_url, self.code),
        )


@dataclass(frozen=True)
class LabelledOfficial:
    """An official as the label needs them, with the number on the office's list; ``name`` is masked as well."""

    number: int
    name: str
    office_name: str
    code: str

    def label(self, public_url: str) -> Label:
        """Return the label."""
        return Label(
            masked_name=mask_name(self.name),
            household_number="",
            unit_name=self.office_name,
            typed_code=grouped_code(self.code),
            link=link_to(public_url, self.code),
            title=f"Cán bộ số {self.number}",
            invitation=_TO_OFFICIALS,
        )


@dataclass(frozen=True)
class LabelledOffice:
    """An office, for whose head the label is. An office is no person: its name stands there whole."""

    name: str
    seat_name: str
    code: str

    def label(self, public_url: str) -> Label:
        """Return the label."""
        return Label(
            masked_name=self.name,
            household_number="",
            unit_name=self.seat_name,
            typed_code=grouped_code(self.code),
            link=link_to(public_url, self.code),
            title="Thủ trưởng cơ quan",
            invitation=_TO_OFFICES,
        )


@dataclass(frozen=True)
class CardedHousehold:
    """A household as its door card needs it; ``commune_name`` is who is asked besides the hamlet's head."""

    labelled: LabelledHousehold
    commune_name: str
    pin: str

    def card(self, public_url: str) -> DoorCard:
        """Return the card."""
        code, hamlet = self.labelled.code, self.labelled.unit_name
        return DoorCard(
            household_number=str(self.labelled.number),
            masked_name=mask_name(self.labelled.head_name),
            unit_name=f"{hamlet}, {_in_a_sentence(self.commune_name)}" if self.commune_name else hamlet,
            body=f"UBND {_in_a_sentence(self.commune_name)}" if self.commune_name else "cán bộ phụ trách",
            typed_code=grouped_code(code),
            reading=spoken_code(code, "vi"),
            link=link_to(public_url, code),
            pin=self.pin,
        )


@dataclass(frozen=True)
class Sheets:
    """On what labels are printed: the sheet, and how far the office's printer needs it moved, in mm."""

    stock: str = ""
    right_mm: float = 0.0
    down_mm: float = 0.0


def label_paper(labelled: Sequence[Labelled], public_url: str, heading: str, beat: Beat) -> MadePaper:
    """Make label sheets in the order given, 24 labels a page, to be handed over on the spot."""
    written = BytesIO()
    made = write_labels(labels_of(labelled, public_url, beat), heading, written, Sheets())
    return MadePaper(written.getvalue(), made.pages, len(labelled))


def write_labels(labels: Iterable[Label], heading: str, destination: BinaryIO, sheets: Sheets) -> MadePart:
    """Write label sheets in the order given; return how many pages, and where the codes stand."""
    stock = STOCKS.get(sheets.stock, A4_24).moved(sheets.right_mm, sheets.down_mm)
    return _part(write_label_sheets(labels, destination, heading=heading, stock=stock))


def write_cards(
    carded: Sequence[CardedHousehold], public_url: str, heading: str, destination: BinaryIO, beat: Beat
) -> MadePart:
    """Write door cards in the order given, one a page."""
    cards = (one.card(public_url) for one in _counted(carded, beat))
    return _part(write_door_cards(cards, destination, heading=heading))


def labels_of(labelled: Iterable[Labelled], public_url: str, beat: Beat) -> Iterator[Label]:
    """Give the labels one by one; the sheets are written as they are taken, so ``beat`` hears how far the paper is."""
    return (one.label(public_url) for one in _counted(labelled, beat))


def _counted(each: Iterable[_Value], beat: Beat) -> Iterator[_Value]:
    for done, one in enumerate(each):
        beat(done)
        yield one


def _part(written: WrittenSheets) -> MadePart:
    codes = [PlacedCode(code.page, code.left, code.top, code.side, code.text) for code in written.codes]
    return MadePart(written.pages, codes)


def _in_a_sentence(unit_name: str) -> str:
    """Give a unit's name as it stands within a sentence: "xã Hàm Mẫu"."""
    return unit_name[:1].lower() + unit_name[1:]
