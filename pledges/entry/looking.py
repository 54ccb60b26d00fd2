"""Asks what came in lately and looks odd, and what somebody has looked at."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from pledges.campaigns.rules import CampaignState
from pledges.campaigns.tables import Campaign
from pledges.entry.findings import (
    LOOKED_BACK,
    PACES,
    SAME_SIGNATURE,
    CameIn,
    Finding,
    Oddity,
    finding_of,
    kind_in,
    of_account,
    of_hamlet,
)
from pledges.entry.office_places import units_of_offices
from pledges.entry.tables import ReviewNote
from pledges.responses.rules import Channel
from pledges.responses.tables import Response, Signature
from pledges.staff.tables import Staff
from pledges.units.queries.tree import ids_within, is_in
from pledges.units.tables import Unit

_MOST_NOTES = 200
_CameIn = Select[int, datetime, int, int | None]


@dataclass(frozen=True)
class Looked:
    """What was looked at, by whom, and what it was."""

    kind: Oddity | None
    unit_name: str
    remark: str
    noted_by: str
    noted_at: datetime
    finding: Finding | None


@dataclass(frozen=True)
class Names:
    """Names of the units and of the accounts that findings point at."""

    units: dict[int, str]
    people: dict[int, str]

    def where(self, finding: Finding) -> list[str]:
        """Return the names of a finding's units."""
        return [self.units[one] for one in finding.unit_ids]

    def who(self, finding: Finding) -> list[str]:
        """Return the names of the accounts that entered, none where households signed themselves."""
        return sorted(self.people.get(one, f"#{one}") for one in finding.entered_by)


def findings_in(session: Session, roots: Collection[int], now: datetime) -> list[Finding]:
    """Return what stands out among pledges of the units below these, the newest first.

    First versions only: who corrects a pledge enters nothing new. **why** of archived campaigns too: whoever may put
    one away could otherwise clear the list before anybody has looked.
    """
    found = [
        *_by_accounts(session, roots, now),
        *_by_hamlets(session, roots, now),
        *_by_strokes(session, roots, now),
    ]
    return sorted(found, key=lambda one: (one.last, one.key), reverse=True)


def names_of(session: Session, findings: Collection[Finding]) -> Names:
    """Return the names that findings are shown with."""
    units = {one for finding in findings for one in finding.unit_ids}
    people = {one for finding in findings for one in finding.entered_by}
    named_units = session.execute(select(Unit.id, Unit.name).where(Unit.id.in_(units)))
    named_people = session.execute(select(Staff.id, Staff.display_name).where(Staff.id.in_(people)))
    return Names({row[0]: row[1] for row in named_units}, {row[0]: row[1] for row in named_people})


def keys_looked_at(session: Session, keys: Collection[str]) -> set[str]:
    """Return which findings somebody has looked at."""
    return set(session.scalars(select(ReviewNote.finding).where(ReviewNote.finding.in_(keys))))


def looked_at(session: Session, roots: Collection[int], findings: Iterable[Finding]) -> list[Looked]:
    """Return what was looked at in the units below these, the newest first, also where the finding is long past."""
    known = {one.key: one for one in findings}
    query = (
        select(ReviewNote, Unit.name, func.coalesce(Staff.display_name, ""))
        .join(Unit, Unit.id == ReviewNote.unit_id)
        .outerjoin(Staff, Staff.id == ReviewNote.noted_by)
        .where(is_in(ReviewNote.unit_id, roots) | ReviewNote.unit_id.in_(units_of_offices(roots)))
        .order_by(ReviewNote.id.desc())
        .limit(_MOST_NOTES)
    )
    return [
        Looked(kind_in(note.finding), unit, note.remark, by, note.noted_at, known.get(note.finding))
        for note, unit, by in session.execute(query)
    ]


def _by_accounts(session: Session, roots: Collection[int], now: datetime) -> list[Finding]:
    query = _came_in(roots, now).where(Response.channel != Channel.SELF)
    rows = _grouped(session, query, _account)
    return [finding for entered in rows for finding in of_account(entered)]


def _by_hamlets(session: Session, roots: Collection[int], now: datetime) -> list[Finding]:
    """**why** only hamlets with enough pledges are read: most of a province's have fewer.

    Officials of an office, who may well sign in one meeting, are not among them.
    """
    least = PACES[Oddity.TOGETHER].least
    itself = (*_lately(roots, now), Response.channel == Channel.SELF, Response.unit_id.in_(ids_within(roots)))
    enough = select(Response.unit_id).where(*itself).group_by(Response.unit_id).having(func.count() >= least)
    query = _came_in(roots, now).where(Response.channel == Channel.SELF, Response.unit_id.in_(enough))
    rows = _grouped(session, query, _hamlet)
    return [finding for signed in rows for finding in of_hamlet(signed)]


def _by_strokes(session: Session, roots: Collection[int], now: datetime) -> list[Finding]:
    """**why** invitations are counted: a corrected pledge takes its own signature along."""
    twice = (
        select(Signature.mark)
        .join(Response, Response.id == Signature.response_id)
        .where(*_recent(roots, now))
        .group_by(Signature.mark)
        .having(func.count(Response.invitation_id.distinct()) >= SAME_SIGNATURE)
    )
    columns = (Signature.mark, func.min(Response.id), func.min(Response.entered_at), Response.unit_id)
    query = (
        select(*columns, func.min(Response.entered_by))
        .join(Response, Response.id == Signature.response_id)
        .where(Signature.mark.in_(twice), *_recent(roots, now))
        .group_by(Signature.mark, Response.invitation_id, Response.unit_id)
    )
    same: dict[bytes, list[CameIn]] = defaultdict(list)
    for drawn, response_id, at, unit_id, entered_by in session.execute(query):
        same[drawn].append(CameIn(response_id, at, unit_id, entered_by))
    return [finding_of(Oddity.STROKES, sorted(some, key=_order)) for some in same.values()]


def _order(one: CameIn) -> tuple[datetime, int]:
    return one.at, one.response_id


def _account(one: CameIn) -> int | None:
    return one.entered_by


def _hamlet(one: CameIn) -> int:
    return one.unit_id


def _came_in(roots: Collection[int], now: datetime) -> _CameIn:
    columns = (Response.id, Response.entered_at, Response.unit_id, Response.entered_by)
    return select(*columns).where(*_lately(roots, now))


def _lately(roots: Collection[int], now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (Response.root_id.is_(None), *_recent(roots, now))


def _recent(roots: Collection[int], now: datetime) -> tuple[ColumnElement[bool], ...]:
    opened = select(Campaign.id).where(Campaign.state != CampaignState.DRAFT)
    return (
        Response.campaign_id.in_(opened),  # named, because the index on the moment begins with it
        Response.entered_at >= now - LOOKED_BACK,
        Response.unit_id.in_(ids_within(roots)) | Response.unit_id.in_(units_of_offices(roots)),
    )


def _grouped(session: Session, query: _CameIn, group: Callable[[CameIn], Hashable]) -> list[list[CameIn]]:
    """Return pledges by account or hamlet, each group in the order in which they came in."""
    found: dict[Hashable, list[CameIn]] = defaultdict(list)
    for row in session.execute(query.order_by(Response.entered_at, Response.id)):
        one = CameIn(*row)
        found[group(one)].append(one)
    return list(found.values())
