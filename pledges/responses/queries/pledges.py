"""Questions about pledges: those behind a receipt's reference are one statement, built once on the bare tables.

A reference of any version of a pledge leads to its newest one.
"""

from collections.abc import Collection
from typing import Any, cast

from sqlalchemy import ColumnElement, Table, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from pledges.campaigns.tables import Campaign, Invitation, QuestionnaireVersion
from pledges.foundation.base import Base
from pledges.foundation.keys import Keys
from pledges.register.rules import SubjectKind
from pledges.register.tables import Household, Office, Official
from pledges.responses.pledged import Pledge
from pledges.responses.queries.asking import fixed
from pledges.responses.queries.lines import LINE_COLUMNS, place_in, with_line
from pledges.responses.references import reference_mark
from pledges.responses.rules import Channel
from pledges.responses.tables import Response, SignedText
from pledges.responses.turned_away import ReceiptUnknown
from pledges.units.tables import Unit


def _bare(table: type[Base]) -> Table:
    return cast(Table, table.__table__)


_household, _invitation, _campaign = _bare(Household), _bare(Invitation), _bare(Campaign)
_official, _office, _own = _bare(Official), _bare(Office), _bare(Unit).alias("own")
_version, _response, _text = _bare(QuestionnaireVersion), _bare(Response), _bare(SignedText)
# The version that the reference was given for, and the first of its pledge.
_asked = _response.alias("asked")
_FIRST = func.coalesce(_asked.c.root_id, _asked.c.id)


def _is_of(kind: SubjectKind, subjects: Table) -> ColumnElement[bool]:
    return and_(_invitation.c.subject_kind == fixed(kind.value), _invitation.c.subject_id == subjects.c.id)


_pledges = with_line(
    select(
        _response, _text.c.content, _version.c.digest, _campaign.c.title_vi, _campaign.c.title_en,
        _invitation.c.subject_kind, _invitation.c.subject_id, _household.c.number, _household.c.address,
        _own.c.name.label("office"), *LINE_COLUMNS,
    )
    .select_from(_asked)
    .join(_response, or_(_response.c.id == _FIRST, _response.c.root_id == _FIRST))
    .join(_text, _text.c.digest == _response.c.text_digest)
    .join(_version, _version.c.id == _response.c.version_id)
    .join(_campaign, _campaign.c.id == _response.c.campaign_id)
    .join(_invitation, _invitation.c.id == _response.c.invitation_id)
    .outerjoin(_household, _is_of(SubjectKind.HOUSEHOLD, _household))
    .outerjoin(_official, _is_of(SubjectKind.OFFICIAL, _official))
    .outerjoin(_office, or_(_is_of(SubjectKind.OFFICE, _office), _office.c.unit_id == _official.c.unit_id))
    .outerjoin(_own, _own.c.id == func.coalesce(_official.c.unit_id, _office.c.unit_id)),
    func.coalesce(_household.c.unit_id, _office.c.seat_unit_id),
    is_outer=True,
)  # fmt: skip
_by_reference = _pledges.where(
    _asked.c.reference == bindparam("reference"), _response.c.state != fixed("replaced")
)
_standing = _pledges.where(
    _asked.c.id.in_(bindparam("ids", expanding=True)), _response.c.state == fixed("active")
)


def has_reference(session: Session, keys: Keys, reference: str) -> bool:
    """Tell whether a receipt has this reference."""
    query = select(Response.id).where(Response.reference == reference_mark(keys, reference))
    return session.scalar(query) is not None


def by_reference(session: Session, keys: Keys, reference: str) -> Pledge:
    """Return the newest version of the pledge behind a receipt's reference, withdrawn or not.

    :raises ReceiptUnknown: when there is none.
    """
    row = session.execute(_by_reference, {"reference": reference_mark(keys, reference)}).one_or_none()
    if row is None:
        raise ReceiptUnknown
    return _pledge(row)


def standing_pledges(session: Session, ids: Collection[int]) -> dict[int, Pledge]:
    """Return the first version of a pledge → its newest, for those of any versions asked for that (still) stand."""
    found = (_pledge(row) for row in session.execute(_standing, {"ids": list(ids)}))
    return {pledge.first_id: pledge for pledge in found}


def active_of_invitation(session: Session, invitation_id: int) -> Response | None:
    """Return the active response to an invitation, or None."""
    query = select(Response).where(Response.invitation_id == invitation_id, Response.state == "active")
    return session.scalars(query).one_or_none()


def _pledge(row: Any) -> Pledge:
    return Pledge(
        response_id=row.id,
        first_id=row.root_id or row.id,
        invitation_id=row.invitation_id,
        campaign_id=row.campaign_id,
        form_code=row.form_code,
        version_id=row.version_id,
        version_digest=row.digest,
        title_vi=row.title_vi,
        title_en=row.title_en,
        place=place_in(row[-len(LINE_COLUMNS) :]),
        subject_kind=SubjectKind(row.subject_kind),
        subject_id=row.subject_id,
        office=row.office or "",
        household_number=row.number or 0,
        address=row.address or "",
        channel=Channel(row.channel),
        signed_at=row.signed_at,
        entered_at=row.entered_at,
        corrected_at=row.corrected_at,
        withdrawn_at=row.withdrawn_at,
        language=row.language,
        items=tuple(row.items),
        consents=tuple(row.consents),
        signer_name=row.signer_name or "",
        birth_year=row.birth_year,
        people_count=row.people_count,
        adult_count=row.adult_count,
        more=row.more or {},
        text=row.content,
    )
