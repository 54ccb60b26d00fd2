"""Makes commitments on paper: one for whoever asks, or a hamlet's in a run, with what the database keeps of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from sqlalchemy.orm import Session

from forms.questionnaire import Questionnaire
from forms.strokes import path_of, strokes_in
from pledges.foundation.errors import DomainError, NotFound
from pledges.foundation.house import House
from pledges.foundation.keys import Keys
from pledges.foundation.locale import mark
from pledges.foundation.vietnamese.dates import local_date
from pledges.paper.blocks import ValueUndefined
from pledges.paper.commitments import CommitmentPaper, commitments
from pledges.prints.rules import Beat, MadePaper, MadePart, NewPiece, Order, PaperKind, Piece
from pledges.register.rules import SubjectKind
from pledges.responses.commitments import PAPER, REFERENCE_ELSEWHERE, SignedCommitment, commitment_paper
from pledges.responses.pledged import Pledge
from pledges.responses.queries.commitments import (
    body_above,
    drawings_of,
    members_of,
    place_name,
    signed_lines,
    units_of,
)
from pledges.responses.queries.doors import version_content
from pledges.responses.queries.pledges import standing_pledges
from pledges.responses.rules import AlreadyWithdrawn
from pledges.responses.signatures import SignatureBox
from pledges.staff.rules import Permission
from pledges.stationery.queries import blocks_for

COMMITMENTS = PaperKind(
    code="commitments",
    words=mark("Bản cam kết đã ký"),
    file_stem="ban-cam-ket",
    permission=Permission.PRINT_COMMITMENTS,
    carries_secrets=False,
)
ONE_COMMITMENT = PaperKind(
    code="commitment",
    words=mark("Bản cam kết in lẻ"),
    file_stem="ban-cam-ket",
    permission=Permission.PRINT_COMMITMENTS,
    carries_secrets=False,
)
SUBJECT = "pledge"
"""A piece is a pledge, told by its first version: a correction in between is printed, and the piece stays the same."""

_WORDS = {
    SubjectKind.HOUSEHOLD: "Hộ số {number}",
    SubjectKind.OFFICIAL: "Cán bộ số {number}",
    SubjectKind.OFFICE: "Cơ quan, đơn vị",
}
_questionnaires: dict[str, Questionnaire] = {}


class UnitTextLacksValue(DomainError):
    """A text that a unit put on the paper uses a value (``name``) that this paper has not got."""

    status = 422
    title = mark("Lời của đơn vị trên giấy dùng một giá trị chưa có")
    advice = mark("Giá trị ấy là “%(name)s”. Xin sửa lời của đơn vị ở mục Mẫu giấy rồi in lại.")


class CommitmentMaker:
    """Makes the commitments of a unit, hamlet after hamlet, by given name; papers of staff name no receipt."""

    part_size = 20
    """Some forty pages: 1.4 s of a core, 142 MB."""

    def __init__(self, house: House) -> None:
        self._house = house

    def plan(self, order: Order) -> Iterable[NewPiece]:
        """Say whose pledges stand.

        :raises NotFound: when the order names no campaign.
        """
        if order.campaign_id is None:
            raise NotFound
        with self._house.database.reading() as session:
            lines = signed_lines(session, order.campaign_id, order.unit_id, local_date(order.asked_at))
        return [
            NewPiece(SUBJECT, one.first_id, one.unit_id, _WORDS[one.subject_kind].format(number=one.number))
            for one in lines
        ]

    def make(self, _order: Order, pieces: Sequence[Piece], destination: BinaryIO, beat: Beat) -> MadePart:
        """Write the newest version of each pledge.

        :raises AlreadyWithdrawn: when one of them was taken back since the run was planned.
        """
        ids = [piece.subject_id for piece in pieces]
        with self._house.database.reading() as session:
            standing = standing_pledges(session, ids)
            if len(standing) < len(set(ids)):
                raise AlreadyWithdrawn
            pledges = [standing[first_id] for first_id in ids]
            papers = papers_of(session, self._house.keys, pledges, REFERENCE_ELSEWHERE)
        laid_out = commitments(papers)
        destination.write(laid_out.pdf)
        beat(len(pieces))
        return MadePart(laid_out.page_count)

    def code_of(self, _order: Order, _piece: Piece) -> str:
        """Return "": a commitment carries no code."""
        return ""

    def renew(self, _session: Session, _order: Order, _piece: Piece) -> None:
        """Do nothing: a commitment carries no secret."""


def one_paper(session: Session, keys: Keys, pledge: Pledge, reference: str) -> MadePaper:
    """Make one pledge's paper; ``reference`` is what stands where its words name the receipt."""
    laid_out = commitments(papers_of(session, keys, [pledge], reference))
    return MadePaper(laid_out.pdf, pages=laid_out.page_count, pieces=1)


def papers_of(
    session: Session, keys: Keys, pledges: Sequence[Pledge], reference: str
) -> list[CommitmentPaper]:
    """Return what stands on the papers of pledges that stand, in their order.

    :raises UnitTextLacksValue: when a text of a unit uses a value that the paper has not got.
    """
    ids = [pledge.response_id for pledge in pledges]
    members, drawings, units = members_of(session, ids), drawings_of(session, ids), units_of(session, ids)
    found = {unit: _unit_found(session, unit) for unit in sorted({*units.values()})}
    box = SignatureBox(keys)
    signed = [
        SignedCommitment(
            pledge=pledge,
            questionnaire=_questionnaire(session, pledge),
            members=members.get(pledge.response_id, ()),
            drawing=_drawing(box, drawings.get(pledge.response_id)),
            reference=reference,
            place_name=found[units[pledge.response_id]].place_name,
            blocks=found[units[pledge.response_id]].blocks,
            superior=found[units[pledge.response_id]].superior,
        )
        for pledge in pledges
    ]
    try:
        return [commitment_paper(each) for each in signed]
    except ValueUndefined as undefined:
        raise UnitTextLacksValue(name=undefined.name) from undefined


def piece_of(pledge: Pledge, unit_id: int) -> NewPiece:
    """Return how the ledger names a pledge's paper."""
    words = _WORDS[pledge.subject_kind].format(number=pledge.household_number)
    return NewPiece(SUBJECT, pledge.first_id, unit_id, words)


@dataclass(frozen=True)
class _UnitFound:
    """What papers of one unit have in common."""

    place_name: str
    blocks: Mapping[str, str]
    superior: str


def _unit_found(session: Session, unit_id: int) -> _UnitFound:
    return _UnitFound(
        place_name(session, unit_id), blocks_for(session, PAPER, unit_id), body_above(session, unit_id)
    )


def _drawing(box: SignatureBox, sealed: bytes | None) -> str:
    return path_of(strokes_in(box.opened(sealed))) if sealed else ""


def _questionnaire(session: Session, pledge: Pledge) -> Questionnaire:
    """Return the frozen questionnaire of a pledge; what is remembered by digest can never be out of date."""
    found = _questionnaires.get(pledge.version_digest)
    if found is None:
        content = version_content(session, pledge.version_id)
        found = _questionnaires[pledge.version_digest] = Questionnaire.from_mapping(content)
    return found
