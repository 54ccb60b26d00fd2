"""Questions about the members of a household's pledge: one by the own link, all of them for the receipt."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from pledges.campaigns.tables import Campaign, Invitation, QuestionnaireVersion
from pledges.foundation.keys import Keys
from pledges.register.tables import Household
from pledges.responses.queries.asking import bare, fixed
from pledges.responses.queries.lines import LINE_COLUMNS, Rows, place_in, with_line
from pledges.responses.references import member_code, member_mark
from pledges.responses.rules import Place
from pledges.responses.tables import Member, Response

_household, _invitation, _campaign = bare(Household), bare(Invitation), bare(Campaign)
_version, _response, _member = bare(QuestionnaireVersion), bare(Response), bare(Member)


@dataclass(frozen=True)
class MemberPledge:
    """A pledge as one of its members sees it by the own link: the own name, and no other."""

    name: str
    birth_year: int | None
    confirmed_at: datetime | None
    signed_at: datetime
    version_id: int
    version_digest: str
    items: tuple[str, ...]
    title_vi: str
    title_en: str
    household_number: int
    place: Place

    def title(self, language: str) -> str:
        """Return the campaign's title in the language of the page."""
        return self.title_en if language == "en" else self.title_vi


@dataclass(frozen=True)
class NamedPerson:
    """A member as whoever holds the receipt sees them; ``code`` is that of the own link, "" where there is none yet."""

    name: str
    birth_year: int | None
    relation: str
    confirmed_at: datetime | None
    confirmed_by: str
    code: str


_asked: Rows = (
    select(
        _member.c.name, _member.c.birth_year, _member.c.confirmed_at, _response.c.signed_at, _response.c["items"],
        _version.c.id, _version.c.digest, _campaign.c.title_vi, _campaign.c.title_en, _household.c.number,
        *LINE_COLUMNS,
    )
    .select_from(_member)
    .join(_response, _response.c.id == _member.c.response_id)
    .join(_version, _version.c.id == _response.c.version_id)
    .join(_campaign, _campaign.c.id == _response.c.campaign_id)
    .join(_invitation, _invitation.c.id == _response.c.invitation_id)
    .join(_household, _household.c.id == _invitation.c.subject_id)
    .where(_member.c.lookup == bindparam("mark"), _response.c.state == fixed("active"))
)  # fmt: skip
_by_link = with_line(_asked, _household.c.unit_id)
_named = select(_member).where(_member.c.response_id == bindparam("response_id")).order_by(_member.c.position)


def member_behind(session: Session, mark: bytes) -> MemberPledge | None:
    """Return the pledge in force that names the member behind an own link; None when there is none."""
    row: Any = session.execute(_by_link, {"mark": mark}).one_or_none()
    if row is None:
        return None
    return MemberPledge(
        name=row.name,
        birth_year=row.birth_year,
        confirmed_at=row.confirmed_at,
        signed_at=row.signed_at,
        version_id=row[5],
        version_digest=row.digest,
        items=tuple(row[4]),
        title_vi=row.title_vi,
        title_en=row.title_en,
        household_number=row.number,
        place=place_in(row[-len(LINE_COLUMNS) :]),
    )


def people_named(session: Session, keys: Keys, response_id: int) -> list[NamedPerson]:
    """Return the members a pledge names, with the codes of their own links, in the order they were written down."""
    return [
        NamedPerson(
            row.name,
            row.birth_year,
            row.relation or "",
            row.confirmed_at,
            row.confirmed_by or "",
            _code(keys, row),
        )
        for row in session.execute(_named, {"response_id": response_id})
    ]


def _code(keys: Keys, row: Any) -> str:
    """Return the code of a member's link; members from before there were links have none until they confirm."""
    code = member_code(keys, row.nonce)
    return code if member_mark(keys, code) == row.lookup else ""


def has_member(session: Session, keys: Keys, code: str) -> bool:
    """Tell whether a member of any pledge has this code as the own link."""
    query = select(Member.id).where(Member.lookup == member_mark(keys, code))
    return session.scalar(query.limit(1)) is not None
