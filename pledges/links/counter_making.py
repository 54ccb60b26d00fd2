"""Makes the posters or table tents of a print run: every counter of a unit, or of one office."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, BinaryIO

from pledges.foundation.codes import grouped_code
from pledges.foundation.house import House
from pledges.foundation.locale import mark
from pledges.links.acts import ensure_codes
from pledges.links.counter_papers import counters_part
from pledges.links.queries import codes_of, counters_below, counters_of, counters_of_office
from pledges.links.rules import CounterPlace
from pledges.prints.rules import Beat, MadePart, NewPiece, Order, Piece
from pledges.register.rules import SubjectKind
from pledges.register.subjects import LeftTheList

OFFICE_CHOICE, COUNTER_CHOICE = "office", "counter"
"""The choices by which a run is asked for the counters of one office, or for one counter, alone: their ids."""

# A page is laid out in some 60 ms, a code scanned in 10: a part is two seconds' work.
_COUNTERS_A_PART = 24


class CounterMaker:
    """Makes what stands at counters; called again for the same order and pieces it gives the same papers."""

    part_size = _COUNTERS_A_PART

    def __init__(self, house: House) -> None:
        self._house = house

    def plan(self, order: Order) -> Iterator[NewPiece]:
        """Say which counters get a paper: by the seat of their office, then by office and number."""
        office, counter_id = (order.choices.get(each) for each in (OFFICE_CHOICE, COUNTER_CHOICE))
        with self._house.database.reading() as session:
            if counter_id:
                counters = counters_of(session, [int(counter_id)])
            elif office:
                counters = counters_of_office(session, int(office))
            else:
                counters = counters_below(session, order.unit_id)
        # A part is of one unit, so what belongs to one must stand together.
        by_seat = sorted(counters, key=_seat)
        for seat_id, there in groupby(by_seat, key=_seat):
            for counter in there:
                words = f"Quầy số {counter.number}, {counter.office_name}"
                yield NewPiece(SubjectKind.COUNTER, counter.id, seat_id, words)

    def make(self, order: Order, pieces: Sequence[Piece], destination: BinaryIO, beat: Beat) -> MadePart:
        """Print the pieces' papers, one a page.

        :raises LeftTheList: when one of the counters is not there any more.
        """
        ids = [piece.subject_id for piece in pieces]
        with self._house.database.writing() as session:
            found = {counter.id: counter for counter in counters_of(session, ids)}
            ensure_codes(session, self._house.keys, SubjectKind.COUNTER, list(found))
            codes = codes_of(session, self._house.keys, SubjectKind.COUNTER, list(found))
        if len(found) < len(set(ids)):
            raise LeftTheList
        coded = [(found[each], codes[each]) for each in ids]
        content, part = counters_part(order.kind, coded, self._house.config.public_url)
        destination.write(content)
        beat(len(pieces))
        return part

    def code_of(self, _order: Order, piece: Piece) -> str:
        """Return the counter's code in force, as it is typed."""
        with self._house.database.reading() as session:
            codes = codes_of(session, self._house.keys, SubjectKind.COUNTER, [piece.subject_id])
        return grouped_code(codes[piece.subject_id]) if codes else ""

    def renew(self, session: Any, order: Order, piece: Piece) -> None:
        """Leave the code as it is.

        **why**: it hangs openly at the counter; a torn poster printed once more must not close the tent beside it.
        """

    def choice_words(self, choices: Mapping[str, str]) -> Sequence[tuple[str, str]]:
        """Say whether one counter or one office alone was asked for."""
        if choices.get(COUNTER_CHOICE):
            return [(mark("Phạm vi"), mark("Một quầy"))]
        return [(mark("Phạm vi"), mark("Một cơ quan"))] if choices.get(OFFICE_CHOICE) else []


def _seat(counter: CounterPlace) -> int:
    return counter.seat_id
