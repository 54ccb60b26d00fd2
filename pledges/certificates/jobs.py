"""Makes the certificates of a print run: every signed household of the unit, hamlet after hamlet, by given name."""

from collections.abc import Iterator
from datetime import date

from pledges.certificates.acts import issue_many
from pledges.certificates.papers import certificates_paper
from pledges.certificates.queries import recipients, signed_in
from pledges.certificates.rules import CHUNK, Recipient
from pledges.foundation.errors import NotFound
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.foundation.vietnamese.dates import LOCAL_ZONE
from pledges.paper.joining import in_chunks
from pledges.prints.rules import Beat, MadePaper, NothingToPrint, Order
from pledges.units.queries.tree import branches


class CertificateMaker:
    """Issues what is missing and makes the paper; called again for the same order it gives the same numbers."""

    def __init__(self, house: House) -> None:
        self._house = house

    def __call__(self, order: Order, beat: Beat) -> MadePaper:
        """Make the certificates of an order.

        :raises NothingToPrint: when nobody in the unit has an active pledge (any more).
        """
        if order.campaign_id is None:
            raise NotFound
        on = order.asked_at.astimezone(LOCAL_ZONE).date()
        response_ids = self.signed(order.campaign_id, order.unit_id, on)
        if not response_ids:
            raise NothingToPrint
        issued = self.issued(response_ids, order.asked_by)
        return certificates_paper(issued, self._house.config.public_url, beat)

    def signed(self, campaign_id: int, unit_id: int, on: date) -> list[int]:
        """Return the pledges to certify: in the order of the hamlets, then by the signer's given name."""
        with self._house.database.reading() as session:
            place = {unit.id: number for number, unit in enumerate(branches(session, unit_id, on))}
            signed = signed_in(session, campaign_id, list(place))
        return [one.response_id for one in sorted(signed, key=lambda one: place[one.unit_id])]

    def issued(self, response_ids: list[int], issued_by: int | None) -> Iterator[Recipient]:
        """Issue in small transactions, so that no signer waits for a large print, and give what goes on the paper."""
        for chunk in in_chunks(response_ids, CHUNK):
            with self._house.database.writing() as session:
                occasion: Occasion = present(issued_by)
                found = recipients(session, issue_many(session, occasion, chunk))
            yield from found
