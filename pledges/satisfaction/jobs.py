"""Makes the slips of a pack for a print run, and forgets afterwards what their codes were made from."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any, BinaryIO

from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.prints.rules import Beat, MadePart, NewPiece, Order, Piece
from pledges.satisfaction.papers import slip_paper, slip_words
from pledges.satisfaction.slip_acts import forget
from pledges.satisfaction.slip_queries import (
    pack_by_id,
    packs_being_printed,
    packs_made_before,
    packs_over,
    place_of_pack,
)
from pledges.satisfaction.slip_rules import (
    FEWEST,
    PACK_CHOICE,
    PAGE_CHOICE,
    PIECE_KIND,
    SLIPS_A_PAGE,
    PackHandedOver,
    SlipNotReprinted,
    seed_of,
    slip_codes,
)

SWEEP_STEP = "slip-seeds"

# A multiple of 12 and of 16, so that parts end with whole sheets: about a second's work.
_SLIPS_A_PART = 480
# A pack's file is destroyed a day after it was made; who has not printed by then makes another pack.
_SEED_LIFE = timedelta(days=2)
_A_DAY = timedelta(days=1)


class SlipMaker:
    """Makes slips; as long as the pack's seed is kept, the same order gives the same slips in the same order."""

    part_size = _SLIPS_A_PART

    def __init__(self, house: House) -> None:
        self._house = house

    def plan(self, order: Order) -> Iterator[NewPiece]:
        """Count the slips; the ledger knows none from another."""
        pack_id = _pack_of(order)
        for number in range(1, order.total + 1):
            yield NewPiece(PIECE_KIND, pack_id, order.unit_id, f"Phiếu {number}")

    def make(self, order: Order, pieces: Sequence[Piece], destination: BinaryIO, beat: Beat) -> MadePart:
        """Write the slips that lie in these places of the shuffled pack.

        :raises PackHandedOver: when what the codes were made from is thrown away.
        """
        seed = self._house.sealed.passing_keys.known(seed_of(_pack_of(order)))
        if seed is None:
            raise PackHandedOver
        with self._house.database.reading() as session:
            pack = pack_by_id(session, _pack_of(order))
            words = slip_words(pack, place_of_pack(session, pack), self._house.config.public_url)
        codes = slip_codes(self._house.keys, seed, pack.slips)
        mine = [codes[piece.position - 1] for piece in pieces]
        made = slip_paper(mine, words, int(order.choices.get(PAGE_CHOICE, SLIPS_A_PAGE[0])), destination)
        beat(len(pieces))
        return made

    def code_of(self, _order: Order, _piece: Piece) -> str:
        """Return nothing: a manifest with codes would tie them to their places in the pack."""
        return ""

    def renew(self, _session: Any, _order: Order, _piece: Piece) -> None:
        """Refuse: a slip that is printed alone would be known to the ledger.

        :raises SlipNotReprinted: always.
        """
        raise SlipNotReprinted(fewest=FEWEST)


class SlipSweepStep:
    """Forgets seeds of packs whose paper is handed over, and what hid the answers of packs that are over."""

    def __init__(self, house: House) -> None:
        self._house = house

    def __call__(self, _argument: str) -> None:
        """Throw them away as of now."""
        today = present().today
        with self._house.database.reading() as session:
            over = packs_over(session, today)
            old = packs_made_before(session, today - _SEED_LIFE)
            printed = packs_made_before(session, today + _A_DAY) - packs_being_printed(session)
        forget(self._house.sealed.passing_keys, handed_over=printed | old | over, over=over)


def _pack_of(order: Order) -> int:
    return int(order.choices[PACK_CHOICE])
