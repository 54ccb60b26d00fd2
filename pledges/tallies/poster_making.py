"""Makes the posters of a print run: one for each hamlet of a unit whose numbers may hang on a notice board."""

from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from pledges.campaigns.queries import by_id
from pledges.foundation.errors import NotFound
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.foundation.vietnamese.dates import local_datetime
from pledges.prints.rules import Beat, MadePart, NewPiece, Order, Piece
from pledges.tallies.papers import Posted, campaign_link, progress_part
from pledges.tallies.posting import TooFewToPost
from pledges.tallies.queries.hamlets import Hamlet, hamlets_to_post

FORM_CHOICE = "form"
"""The choice that names the form whose tally is posted."""

_POSTERS_A_PART = 20


class ProgressMaker:
    """Makes posters with the numbers of the moment at which they are made, which each of them tells."""

    part_size = _POSTERS_A_PART

    def __init__(self, house: House) -> None:
        self._house = house

    def plan(self, order: Order) -> Iterator[NewPiece]:
        """Say which hamlets get a poster: those of the unit, in the order of the tree, in one packet."""
        for hamlet in self._hamlets(order):
            yield NewPiece("unit", hamlet.unit_id, order.unit_id, hamlet.name)

    def make(self, order: Order, pieces: Sequence[Piece], destination: BinaryIO, beat: Beat) -> MadePart:
        """Print the pieces' posters.

        :raises TooFewToPost: when a hamlet has become too small (households were left out) or is no more.
        """
        found = {hamlet.unit_id: hamlet for hamlet in self._hamlets(order)}
        if any(piece.subject_id not in found for piece in pieces):
            raise TooFewToPost
        chosen = [found[piece.subject_id] for piece in pieces]
        content, part = progress_part([(one.name, one.line) for one in chosen], self._posted(order))
        destination.write(content)
        beat(len(pieces))
        return part

    def code_of(self, _order: Order, _piece: Piece) -> str:
        """Return nothing: the code leads to a public page."""
        return ""

    def renew(self, session: Any, order: Order, piece: Piece) -> None:
        """Do nothing: a poster carries no secret."""

    def _hamlets(self, order: Order) -> list[Hamlet]:
        with self._house.database.reading() as session:
            return hamlets_to_post(
                session,
                _campaign_of(order),
                order.choices.get(FORM_CHOICE, ""),
                order.unit_id,
                present().today,
            )

    def _posted(self, order: Order) -> Posted:
        with self._house.database.reading() as session:
            campaign = by_id(session, _campaign_of(order))
        link = campaign_link(self._house.config.public_url, campaign.slug)
        return Posted(campaign.title_vi, link, local_datetime(present().now))


def _campaign_of(order: Order) -> int:
    if order.campaign_id is None:
        raise NotFound
    return order.campaign_id
