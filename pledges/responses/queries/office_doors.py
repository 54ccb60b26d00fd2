"""Questions about the doors of officials and offices: as a household's, one statement each, built once."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, FromClause, bindparam, literal_column, select
from sqlalchemy.orm import Session

from pledges.foundation.keys import Keys
from pledges.links.rules import lookup_of
from pledges.links.tables import Code
from pledges.register.rules import SubjectKind
from pledges.register.tables import Office, Official
from pledges.responses.queries.asking import ASKING_COLUMNS, askings_in, bare, fixed, with_askings
from pledges.responses.queries.doors import door_behind, door_of
from pledges.responses.queries.lines import LINE_COLUMNS, Rows, commune_in, place_in, with_line
from pledges.responses.rules import Door
from pledges.units.tables import Unit

_code, _official, _office = bare(Code), bare(Official), bare(Office)
_own = bare(Unit).alias("own")
_WHO = 5
"""Columns of a row that say who it is: id, number, name, position, the office's name."""
_FIRST_ASKING_COLUMN = _WHO + len(LINE_COLUMNS)


def _asked(kind: SubjectKind, who: tuple[ColumnElement[Any], ...], subjects: FromClause) -> Rows:
    """Subjects with the line of units of their seat and what they are asked."""
    chosen: Rows = select(*who, *LINE_COLUMNS, *ASKING_COLUMNS).select_from(subjects)
    # An office sits where the register says; one that was never entered as an office has no seat.
    return with_askings(with_line(chosen, _office.c.seat_unit_id, is_outer=True), kind, who[0])


def _behind(kind: SubjectKind, query: Rows) -> Rows:
    return query.where(
        _code.c.subject_kind == fixed(kind.value),
        _code.c.lookup == bindparam("lookup"),
        _code.c.ended_at.is_(None),
    )


def _officials(officials: FromClause) -> Rows:
    who = (_official.c.id, _official.c.number, _official.c.name, _official.c.position, _own.c.name)
    subjects = officials.join(_own, _own.c.id == _official.c.unit_id)
    subjects = subjects.outerjoin(_office, _office.c.unit_id == _official.c.unit_id)
    return _asked(SubjectKind.OFFICIAL, who, subjects)


def _offices(offices: FromClause) -> Rows:
    who: tuple[ColumnElement[Any], ...] = (
        _office.c.id,
        literal_column("0"),
        _own.c.name,
        literal_column("''"),
        _own.c.name,
    )
    return _asked(SubjectKind.OFFICE, who, offices.join(_own, _own.c.id == _office.c.unit_id))


_BEHIND_CODE = {
    SubjectKind.OFFICIAL: _behind(
        SubjectKind.OFFICIAL, _officials(_code.join(_official, _official.c.id == _code.c.subject_id))
    ),
    SubjectKind.OFFICE: _behind(
        SubjectKind.OFFICE, _offices(_code.join(_office, _office.c.id == _code.c.subject_id))
    ),
}
_BY_ID = {
    SubjectKind.OFFICIAL: _officials(_official).where(_official.c.id == bindparam("subject_id")),
    SubjectKind.OFFICE: _offices(_office).where(_office.c.id == bindparam("subject_id")),
}


def any_door_behind(session: Session, keys: Keys, code: str) -> Door | None:
    """Return the household, official or office behind a code and what it is asked; None when it is nobody's.

    A household, which nearly every code belongs to, costs one statement.
    """
    return (
        door_behind(session, keys, code)
        or official_behind(session, keys, code)
        or office_behind(session, keys, code)
    )


def official_behind(session: Session, keys: Keys, code: str) -> Door | None:
    """Return the official behind a code, with the office and its seat; None when it is no living one of an official."""
    return _door_behind(session, keys, SubjectKind.OFFICIAL, code)


def office_behind(session: Session, keys: Keys, code: str) -> Door | None:
    """Return the office behind its head's code, with its seat; None when it is no living one of an office."""
    return _door_behind(session, keys, SubjectKind.OFFICE, code)


def any_door_of(session: Session, kind: SubjectKind, subject_id: int) -> Door | None:
    """Return the door of a household, official or office by its id; None when there is no such subject."""
    if kind is SubjectKind.HOUSEHOLD:
        return door_of(session, subject_id)
    return _door(kind, session.execute(_BY_ID[kind], {"subject_id": subject_id}).all())


def _door_behind(session: Session, keys: Keys, kind: SubjectKind, code: str) -> Door | None:
    return _door(kind, session.execute(_BEHIND_CODE[kind], {"lookup": lookup_of(keys, code)}).all())


def _door(kind: SubjectKind, rows: Sequence[Any]) -> Door | None:
    if not rows:
        return None
    subject_id, number, name, position, office = rows[0][:_WHO]
    line = rows[0][_WHO:_FIRST_ASKING_COLUMN]
    return Door(
        kind,
        subject_id,
        number,
        name,
        "",
        place_in(line),
        askings_in(rows, _FIRST_ASKING_COLUMN),
        office=office,
        commune_id=commune_in(line),
        position=position,
    )
