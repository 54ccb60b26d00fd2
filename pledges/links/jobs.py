"""Makes what a print run gives to every household of a unit: sheets of labels, or door cards with the PIN inside."""

from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

from sqlalchemy.orm import Session

from pledges.foundation.codes import grouped_code
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.foundation.vietnamese.dates import LOCAL_ZONE
from pledges.links.acts import ensure_codes, reissue
from pledges.links.ordering import ORDERED_BY, PaperOrder, in_order
from pledges.links.papers import (
    CardedHousehold,
    LabelledHousehold,
    Sheets,
    labels_of,
    write_cards,
    write_labels,
)
from pledges.links.queries import codes_of, commune_name_of, generations_of
from pledges.links.rules import ORDER_CHOICE, ORDER_WORDS, SHEET_WORDS, STOCK_CHOICE, Subject, pin_of
from pledges.paper.joining import in_chunks
from pledges.paper.stocks import A4_24_CODE, STOCKS
from pledges.prints.rules import Beat, MadePart, NewPiece, Order, Piece
from pledges.register.queries.households import households_in, households_of
from pledges.register.rules import SubjectKind
from pledges.register.subjects import LeftTheList
from pledges.stationery.queries import offset_for
from pledges.units.queries.tree import branches
from pledges.units.queries.tree import by_id as unit_by_id

# Whole sheets of any stock (8, 12, 14, 21 and 24 labels a sheet): half a second's work.
_LABELS_A_PART = 1008
_CARDS_A_PART = 500
# First codes are given in short transactions, so that nobody who signs waits for a large print.
_CODES_A_TRANSACTION = 500
# A province's households are read some hamlets at a time.
_UNITS_A_READING = 50


class _HouseholdMaker:
    """What the makers of households' papers share: who gets one in which order, and how a code is renewed."""

    def __init__(self, house: House) -> None:
        self._house = house

    def choice_words(self, choices: Mapping[str, str]) -> list[tuple[str, str]]:
        """Say in words on what and in which order the papers are printed."""
        words = [(ORDER_WORDS, ORDERED_BY[PaperOrder(choices.get(ORDER_CHOICE, PaperOrder.NAME))])]
        stock = STOCKS.get(choices.get(STOCK_CHOICE, ""))
        return [(SHEET_WORDS, stock.name), *words] if stock else words

    def plan(self, order: Order) -> Iterator[NewPiece]:
        """Say which households get a paper: by hamlet in the order of the tree, then as it was chosen."""
        asked_on = order.asked_at.astimezone(LOCAL_ZONE).date()
        within = PaperOrder(order.choices.get(ORDER_CHOICE, PaperOrder.NAME))
        with self._house.database.reading() as session:
            units = [unit.id for unit in branches(session, order.unit_id, asked_on)]
        for chunk in in_chunks(units, _UNITS_A_READING):
            with self._house.database.reading() as session:
                households = households_in(session, chunk)
            for unit_id in chunk:
                listed = (one for one in households if one.unit_id == unit_id)
                for one in in_order(listed, within):
                    yield NewPiece(SubjectKind.HOUSEHOLD, one.id, unit_id, f"Hộ số {one.number}")

    def code_of(self, _order: Order, piece: Piece) -> str:
        """Return the code in force of the piece's household, as it is typed."""
        with self._house.database.reading() as session:
            codes = codes_of(session, self._house.keys, SubjectKind.HOUSEHOLD, [piece.subject_id])
        return grouped_code(codes[piece.subject_id]) if codes else ""

    def renew(self, session: Session, order: Order, piece: Piece) -> None:
        """Give the household its next code: the one that was printed, and its PIN, open nothing any more."""
        ensure_codes(session, self._house.keys, SubjectKind.HOUSEHOLD, [piece.subject_id])
        subject = Subject(SubjectKind.HOUSEHOLD, piece.subject_id, "")
        reissue(session, present(order.asked_by), self._house.keys, subject, piece.unit_id)

    def _labelled(self, pieces: Sequence[Piece]) -> list[LabelledHousehold]:
        """Give every household a code that has none, and return all of them in the order of the pieces.

        :raises LeftTheList: when one of them is not on its hamlet's list any more.
        """
        keys, unit_id, ids = self._house.keys, pieces[0].unit_id, [piece.subject_id for piece in pieces]
        for chunk in in_chunks(ids, _CODES_A_TRANSACTION):
            with self._house.database.writing() as session:
                ensure_codes(session, keys, SubjectKind.HOUSEHOLD, chunk)
        with self._house.database.reading() as session:
            households = {one.id: one for one in households_of(session, unit_id, ids)}
            unit_name = unit_by_id(session, unit_id).name
            codes = codes_of(session, keys, SubjectKind.HOUSEHOLD, ids)
        if len(households) < len(set(ids)):
            raise LeftTheList
        return [
            LabelledHousehold(households[each].number, households[each].head_name, unit_name, codes[each])
            for each in ids
        ]


class LabelMaker(_HouseholdMaker):
    """Makes sheets of labels; called again for the same order and pieces it gives the same labels."""

    part_size = _LABELS_A_PART

    def make(self, order: Order, pieces: Sequence[Piece], destination: BinaryIO, beat: Beat) -> MadePart:
        """Print the pieces' labels on the sheets that were chosen, moved as the office's printer needs it.

        :raises LeftTheList: when one of the households is not on its hamlet's list any more.
        """
        labels = labels_of(self._labelled(pieces), self._house.config.public_url, beat)
        stock = order.choices.get(STOCK_CHOICE, A4_24_CODE)
        with self._house.database.reading() as session:
            sheets = Sheets(stock, *offset_for(session, order.unit_id, stock))
        return write_labels(labels, f"Nhãn mã QR, đợt in số {order.run_id}", destination, sheets)


class DoorCardMaker(_HouseholdMaker):
    """Makes door cards; called again for the same order and pieces it gives the same cards."""

    part_size = _CARDS_A_PART

    def make(self, order: Order, pieces: Sequence[Piece], destination: BinaryIO, beat: Beat) -> MadePart:
        """Print the pieces' cards, each with the code and the PIN that are in force.

        :raises LeftTheList: when one of the households is not on its hamlet's list any more.
        """
        labelled = self._labelled(pieces)
        ids = [piece.subject_id for piece in pieces]
        with self._house.database.reading() as session:
            generations = generations_of(session, SubjectKind.HOUSEHOLD, ids)
            commune = commune_name_of(session, pieces[0].unit_id)
        pins = [pin_of(self._house.keys, SubjectKind.HOUSEHOLD, each, generations[each]) for each in ids]
        carded = [CardedHousehold(one, commune, pin) for one, pin in zip(labelled, pins, strict=True)]
        heading = f"Tờ gấp của hộ, đợt in số {order.run_id}"
        return write_cards(carded, self._house.config.public_url, heading, destination, beat)
