"""A kind of paper for the tests of print runs, and makers of it that behave in one way each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any, BinaryIO

import pikepdf
from sqlalchemy import update

from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.paper.geometry import MM, cells
from pledges.paper.labels import label_sheets
from pledges.paper.stamping import Passage, Stamp, StampedDocument
from pledges.paper.stocks import A4_24
from pledges.prints.acts import fail
from pledges.prints.makers import Makers
from pledges.prints.rules import (
    Beat,
    MadePart,
    Maker,
    NewPiece,
    NothingToPrint,
    Order,
    PaperKind,
    Piece,
    PlacedCode,
)
from pledges.prints.tables import PrintPart
from pledges.staff.rules import Permission
from tests.paper.label_samples import labels

SECRET = PaperKind("test-secret", "Nhãn thử", "nhan-thu", Permission.PRINT_LABELS, carries_secrets=True)
PLAIN = PaperKind("test-plain", "Giấy thử", "giay-thu", Permission.PRINT_CERTIFICATES, carries_secrets=False)
CODED = replace(PLAIN, code="test-coded", codes_a_piece=1)


def pdf_of(pages: int) -> bytes:
    """Return a tagged file of so many empty pages, as real makers write them."""
    document = StampedDocument()
    ground = document.background(_empty_page(), is_decoration=True)
    for _ in range(pages):
        document.add_page(ground, [Stamp(Passage(()))])
    written = BytesIO()
    document.save(written, title="Giấy thử")
    return written.getvalue()


def _empty_page() -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(300, 200))
        written = BytesIO()
        pdf.save(written)
    return written.getvalue()


PDF = pdf_of(3)
"""What is made of three pieces."""


class Crash(RuntimeError):
    """A fault of our own."""


@dataclass
class PlainMaker:
    """Makes whatever is asked, a page for each piece, and remembers what it was asked for.

    It has as many pieces as were counted, all of the run's unit, or three in each of its units.
    """

    part_size: int = 50
    units: tuple[int, ...] = ()
    poisoned: frozenset[int] = frozenset()
    made: list[list[int]] = field(default_factory=list)
    renewed: list[int] = field(default_factory=list)

    def plan(self, order: Order) -> Iterator[NewPiece]:
        """Say which pieces there are."""
        for unit_id in self.units or (order.unit_id,):
            for number in range(1, (3 if self.units else order.total) + 1):
                yield NewPiece("household", number, unit_id, f"Hộ số {number}")

    def make(self, order: Order, pieces: Sequence[Piece], destination: BinaryIO, beat: Beat) -> MadePart:
        """Make the paper; a poisoned piece falls over."""
        beat(len(pieces))
        self.made.append([piece.position for piece in pieces])
        if self.poisoned & {piece.position for piece in pieces}:
            raise Crash
        destination.write(pdf_of(len(pieces)))
        return MadePart(len(pieces), marks={piece.position: f"2026-{piece.subject_id}" for piece in pieces})

    def code_of(self, order: Order, piece: Piece) -> str:
        """Return a code as it is typed."""
        return f"CODE-{piece.position:04d}"

    def renew(self, session: Any, order: Order, piece: Piece) -> None:
        """Remember whose code died."""
        self.renewed.append(piece.position)


class UnreadableMaker(PlainMaker):
    """Says that a code stands on each page, where there is none."""

    def make(self, order: Order, pieces: Sequence[Piece], destination: BinaryIO, beat: Beat) -> MadePart:
        """Make pages without the codes they should have."""
        made = super().make(order, pieces, destination, beat)
        codes = [PlacedCode(page, 10, 10, 80, "HTTPS://X/S/A") for page in range(len(pieces))]
        return replace(made, codes=codes)


@dataclass
class ForgetfulMaker(PlainMaker):
    """Makes labels whose codes can all be read, and forgets to tell of some at the end."""

    forgotten: int = 0

    def make(self, order: Order, pieces: Sequence[Piece], destination: BinaryIO, beat: Beat) -> MadePart:
        """Make a sheet of labels."""
        printed = labels(len(pieces))
        destination.write(label_sheets(printed, heading="Nhãn thử"))
        places = zip(cells(A4_24), printed, strict=False)
        codes = [
            PlacedCode(0, (cell.left_mm + 1.5) * MM, (cell.top_mm + 2) * MM, 33 * MM, label.link)
            for cell, label in places
        ]
        return MadePart(1, codes[: len(codes) - self.forgotten])


class EmptyMaker(PlainMaker):
    """Finds that nobody is left."""

    def plan(self, order: Order) -> Iterator[NewPiece]:
        """Find nobody."""
        raise NothingToPrint


@dataclass
class RobbedMaker(PlainMaker):
    """Is thought dead while it works: its run is given up by the others."""

    house: House | None = None

    def make(self, order: Order, pieces: Sequence[Piece], destination: BinaryIO, beat: Beat) -> MadePart:
        """Make the paper too late."""
        assert self.house
        with self.house.database.writing() as session:
            session.execute(update(PrintPart).values(state="waiting", worker=None))
            fail(session, present(), order.run_id, "too late")
        return super().make(order, pieces, destination, beat)


def know_both(house: House, maker: Maker | None = None) -> None:
    """Let the house know the kinds of paper, made by one maker."""
    makers = house.handed(Makers)
    makers.add(SECRET, maker or PlainMaker())
    makers.add(PLAIN, maker or PlainMaker())
    makers.add(CODED, maker or PlainMaker())
