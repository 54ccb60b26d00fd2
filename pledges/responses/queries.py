"""Questions about doors and pledges: the hot ones are one statement each, whatever the size of the register.

They are built once, on the bare tables: building such a statement anew costs several times what executing it does.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, cast

from sqlalchemy import FromClause, Select, Table, and_, bindparam, exists, func, select
from sqlalchemy.orm import Session

from pledges.campaigns.rules import ExclusionState
from pledges.campaigns.tables import Campaign, Exclusion, Invitation, QuestionnaireVersion
from pledges.foundation.base import Base
from pledges.foundation.keys import Keys
from pledges.links.rules import lookup_of
from pledges.links.tables import Code
from pledges.register.rules import SubjectKind
from pledges.register.tables import Household
from pledges.responses.references import reference_mark
from pledges.responses.rules import Asking, Door, Place, Pledge, PledgedMember, ReceiptUnknown, place_of
from pledges.responses.tables import Member, Response, SignedText
from pledges.units.tables import Unit

_Rows = Select[*tuple[Any, ...]]


def _bare(table: type[Base]) -> Table:
    return cast(Table, table.__table__)


_household, _invitation, _campaign = _bare(Household), _bare(Invitation), _bare(Campaign)
_version, _response, _text = _bare(QuestionnaireVersion), _bare(Response), _bare(SignedText)
_code, _member, _exclusion = _bare(Code), _bare(Member), _bare(Exclusion)
_entry = _household.alias("entry")
_STAYED = func.coalesce(_entry.c.merged_into_id, _entry.c.id)
# A household's unit and those above it: hamlet, commune, province, and one more for a tree with groups of houses.
_line = [_bare(Unit).alias(f"unit_{step}") for step in range(4)]
_LINE_COLUMNS = [column for unit in _line for column in (unit.c.type, unit.c.name)]

# In the order of Asking's fields.
_ASKING_COLUMNS = (
    _invitation.c.id,
    _invitation.c.campaign_id,
    _invitation.c.form_code,
    _invitation.c.unit_id,
    _version.c.id,
    _version.c.digest,
    _invitation.c.is_reached,
    _campaign.c.slug,
    _campaign.c.title_vi,
    _campaign.c.title_en,
    _campaign.c.state,
    _campaign.c.opens_on,
    _campaign.c.closes_on,
    _response.c.signed_at,
)


def _with_line(query: _Rows) -> _Rows:
    query = query.join(_line[0], _line[0].c.id == _household.c.unit_id)
    for below, above in pairwise(_line):
        query = query.outerjoin(above, above.c.id == below.c.parent_id)
    return query


def _doors(households: FromClause = _household) -> _Rows:
    """Households with their line of units and, where there are any, their invitations, the newest first.

    A household that is excluded from a campaign's base is not asked by it.
    """
    asked = and_(
        _invitation.c.subject_kind == SubjectKind.HOUSEHOLD.value,
        _invitation.c.subject_id == _household.c.id,
        ~exists().where(
            _exclusion.c.invitation_id == _invitation.c.id,
            _exclusion.c.state == ExclusionState.APPROVED.value,
        ),
    )
    version = and_(
        _version.c.campaign_id == _invitation.c.campaign_id, _version.c.form_code == _invitation.c.form_code
    )
    active = and_(_response.c.invitation_id == _invitation.c.id, _response.c.state == "active")
    door = (_household.c.id, _household.c.number, _household.c.head_name, _household.c.address)
    return (
        _with_line(select(*door, *_LINE_COLUMNS, *_ASKING_COLUMNS).select_from(households))
        .outerjoin(_invitation, asked)
        .outerjoin(_campaign, _campaign.c.id == _invitation.c.campaign_id)
        .outerjoin(_version, version)
        .outerjoin(_response, active)
        .order_by(_invitation.c.id.desc(), _version.c.version.desc())
    )


_FIRST_LINE_COLUMN = 4
_FIRST_ASKING_COLUMN = _FIRST_LINE_COLUMN + len(_LINE_COLUMNS)

# The code of an entry that was merged into another leads to the one that stayed.
_behind_code = (
    _doors(_code.join(_entry, _entry.c.id == _code.c.subject_id).join(_household, _household.c.id == _STAYED))
    .where(_code.c.subject_kind == SubjectKind.HOUSEHOLD.value)
    .where(_code.c.lookup == bindparam("lookup"), _code.c.ended_at.is_(None))
)
_of_household = _doors().where(_household.c.id == bindparam("household_id"))
_by_reference = _with_line(
    select(
        _response, _text.c.content, _version.c.digest, _campaign.c.title_vi, _campaign.c.title_en,
        _household.c.number, _household.c.address, *_LINE_COLUMNS,
    )
    .join(_text, _text.c.digest == _response.c.text_digest)
    .join(_version, _version.c.id == _response.c.version_id)
    .join(_campaign, _campaign.c.id == _response.c.campaign_id)
    .join(_invitation, _invitation.c.id == _response.c.invitation_id)
    .join(_household, _household.c.id == _invitation.c.subject_id)
    .where(_response.c.reference == bindparam("reference"))
)  # fmt: skip
_members = (
    select(_member.c.name, _member.c.birth_year, _member.c.relation, _member.c.confirmed_at)
    .where(_member.c.response_id == bindparam("response_id"))
    .order_by(_member.c.position)
)


def door_behind(session: Session, keys: Keys, code: str) -> Door | None:
    """Return the household behind a code and what it is asked; None when the code is no living one of a household.

    One statement: this is what every scan costs.
    """
    return _door(session.execute(_behind_code, {"lookup": lookup_of(keys, code)}).all())


def door_of(session: Session, household_id: int) -> Door | None:
    """Return the door of a household by its id; None when there is no such household."""
    return _door(session.execute(_of_household, {"household_id": household_id}).all())


def version_content(session: Session, version_id: int) -> dict[str, object]:
    """Return the frozen questionnaire of a version, as JSON keeps it."""
    content: dict[str, object] = session.scalars(
        select(QuestionnaireVersion.content).where(QuestionnaireVersion.id == version_id)
    ).one()
    return content


def has_reference(session: Session, keys: Keys, reference: str) -> bool:
    """Tell whether a receipt has this reference."""
    query = select(Response.id).where(Response.reference == reference_mark(keys, reference))
    return session.scalar(query) is not None


def by_reference(session: Session, keys: Keys, reference: str) -> Pledge:
    """Return the pledge behind a receipt's reference, withdrawn or not.

    :raises ReceiptUnknown: when there is none.
    """
    row = session.execute(_by_reference, {"reference": reference_mark(keys, reference)}).one_or_none()
    if row is None:
        raise ReceiptUnknown
    return _pledge(row)


def members_of(session: Session, response_id: int) -> list[PledgedMember]:
    """Return the members named in a pledge, in the order they were written down."""
    rows = session.execute(_members, {"response_id": response_id})
    return [PledgedMember(row[0], row[1], row[2] or "", row[3] is not None) for row in rows]


def active_of_invitation(session: Session, invitation_id: int) -> Response | None:
    """Return the active response to an invitation, or None."""
    query = select(Response).where(Response.invitation_id == invitation_id, Response.state == "active")
    return session.scalars(query).one_or_none()


def _door(rows: Sequence[Any]) -> Door | None:
    if not rows:
        return None
    # A questionnaire may have several versions; the rows are sorted so that the newest of each comes first.
    askings: dict[int, Asking] = {}
    for row in rows:
        invitation_id = row[_FIRST_ASKING_COLUMN]
        if invitation_id is not None and invitation_id not in askings:
            askings[invitation_id] = Asking(*row[_FIRST_ASKING_COLUMN:])
    household_id, number, head_name, address = rows[0][:_FIRST_LINE_COLUMN]
    place = _place(rows[0][_FIRST_LINE_COLUMN:_FIRST_ASKING_COLUMN])
    return Door(household_id, number, head_name, address, place, tuple(askings.values()))


def _place(columns: Sequence[Any]) -> Place:
    return place_of(list(zip(columns[::2], columns[1::2], strict=True)))


def _pledge(row: Any) -> Pledge:
    return Pledge(
        response_id=row.id,
        campaign_id=row.campaign_id,
        form_code=row.form_code,
        version_id=row.version_id,
        version_digest=row.digest,
        title_vi=row.title_vi,
        title_en=row.title_en,
        place=_place(row[-len(_LINE_COLUMNS) :]),
        household_number=row.number,
        address=row.address,
        signed_at=row.signed_at,
        withdrawn_at=row.withdrawn_at,
        language=row.language,
        items=tuple(row.items),
        consents=tuple(row.consents),
        signer_name=row.signer_name or "",
        birth_year=row.birth_year,
        people_count=row.people_count,
        adult_count=row.adult_count,
        text=row.content,
    )
