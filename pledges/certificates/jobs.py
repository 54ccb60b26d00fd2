"""Makes the certificates of a print run: whoever signed in the unit, hamlet after hamlet, by given name or street."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any, BinaryIO

from pledges.certificates.acts import issue_many
from pledges.certificates.papers import write_certificates
from pledges.certificates.queries.recipients import recipients
from pledges.certificates.queries.signed import active_by_subject, places_in, signed_in
from pledges.certificates.rules import CHUNK, Recipient, Signed, Sorting
from pledges.certificates.signing_keys import IssuingKeys
from pledges.certificates.turned_away import PledgeNotActive
from pledges.foundation.errors import NotFound
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.foundation.vietnamese.dates import LOCAL_ZONE
from pledges.paper.certificate_sizes import CertificateSize
from pledges.paper.joining import in_chunks
from pledges.prints.rules import Beat, MadePart, NewPiece, Order, Piece, PlacedCode
from pledges.register.rules import SubjectKind

_PLACES_AT_ONCE = 50


class CertificateMaker:
    """Issues what is missing and makes the paper; called again for the same order it gives the same numbers."""

    # Some seconds' work, in which a page is laid out once for each shape. Even, because two A5 share a sheet.
    part_size = 250

    def __init__(self, house: House) -> None:
        self._house = house
        self._keys = IssuingKeys(house.keys, house.config.keys)

    def plan(self, order: Order) -> Iterator[NewPiece]:
        """Say who gets one: in the order of the hamlets, each with its offices, then as it was chosen."""
        if order.campaign_id is None:
            raise NotFound
        on = order.asked_at.astimezone(LOCAL_ZONE).date()
        sorting = Sorting(order.choices.get("sorting", Sorting.GIVEN_NAME))
        for one in self.signed(order.campaign_id, order.unit_id, on, sorting):
            yield NewPiece(one.subject_kind, one.subject_id, one.unit_id, _words(one))

    def make(self, order: Order, pieces: Sequence[Piece], destination: BinaryIO, beat: Beat) -> MadePart:
        """Issue the certificates of the pieces that have none, and write them all.

        :raises PledgeNotActive: when one of the pledges was withdrawn meanwhile.
        """
        if order.campaign_id is None:
            raise NotFound
        response_ids = self._pledges(order.campaign_id, pieces)
        found = list(self.issued(response_ids, order.asked_by))
        if len(found) < len(pieces):
            raise PledgeNotActive
        size = CertificateSize(order.choices.get("size", CertificateSize.A4))
        made = write_certificates(found, self._house.config.public_url, destination, beat, size)
        marks = {piece.position: one.number for piece, one in zip(pieces, found, strict=True)}
        codes = [PlacedCode(code.page, code.left, code.top, code.side, code.text) for code in made.codes]
        return MadePart(made.pages, codes, marks)

    def code_of(self, _order: Order, _piece: Piece) -> str:
        """Return "": a certificate carries a number that may be known, and no code."""
        return ""

    def renew(self, _session: Any, _order: Order, _piece: Piece) -> None:
        """Do nothing: a certificate opens nothing, and is printed once more as it is."""

    def signed(
        self, campaign_id: int, unit_id: int, on: date, sorting: Sorting = Sorting.GIVEN_NAME
    ) -> Iterator[Signed]:
        """Give whose pledges are certified, in the order of the hamlets and then as it is chosen.

        They are read some hamlets at a time: a province's do not all stand in memory.
        """
        with self._house.database.reading() as session:
            places = places_in(session, unit_id, on)
        for some in in_chunks(places, _PLACES_AT_ONCE):
            with self._house.database.reading() as session:
                signed = signed_in(session, campaign_id, some, sorting)
            turn = {unit: number for number, unit in enumerate(some)}
            yield from sorted(signed, key=lambda one: turn[one.unit_id])

    def issued(self, response_ids: Iterable[int], issued_by: int | None) -> Iterator[Recipient]:
        """Issue in small transactions, so that no signer waits for a large print, and give what goes on the paper."""
        for chunk in in_chunks(response_ids, CHUNK):
            with self._house.database.writing() as session:
                found = recipients(session, issue_many(session, present(issued_by), self._keys, chunk))
            yield from found

    def _pledges(self, campaign_id: int, pieces: Sequence[Piece]) -> list[int]:
        """Return the active pledges of the pieces in their order; who has none any more is left out."""
        found: dict[tuple[str, int], int] = {}
        with self._house.database.reading() as session:
            for kind, group in groupby(pieces, lambda piece: piece.subject_kind):
                ids = [piece.subject_id for piece in group]
                pledges = active_by_subject(session, campaign_id, kind, ids)
                found |= {(kind, subject_id): pledge for subject_id, pledge in pledges.items()}
        keys = [(piece.subject_kind, piece.subject_id) for piece in pieces]
        return [found[key] for key in keys if key in found]


def _words(one: Signed) -> str:
    if one.subject_kind == SubjectKind.OFFICE:
        return "Cơ quan"
    return f"{'Hộ' if one.subject_kind == SubjectKind.HOUSEHOLD else 'Cán bộ'} số {one.own_number}"
