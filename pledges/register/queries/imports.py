"""Questions about lists: where one stands, its rows, and what of the register it is compared with."""

import hashlib
from collections.abc import Collection, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from pledges.foundation.access import Actor
from pledges.foundation.errors import NotFound
from pledges.register.comparing import Known, Namesake
from pledges.register.lists import ListElsewhere, Outcome
from pledges.register.placing import Leaf
from pledges.register.queries.subjects import in_chunks
from pledges.register.rules import SubjectKind
from pledges.register.tables import Household, ImportRow, Official, RegisterImport, RegisterMapping
from pledges.staff.tables import Staff
from pledges.units.queries.tree import branches, by_id
from pledges.units.rules import UnitKind
from pledges.units.scope import unit_in_scope
from pledges.units.tables import Unit

# Rows in memory at once of a list of tens of thousands.
_AT_ONCE = 2_000
WARNED = "warned"
"""The tab of rows that may be stored and that somebody should look at."""
_TREES = {SubjectKind.HOUSEHOLD: UnitKind.TERRITORY, SubjectKind.OFFICIAL: UnitKind.ORGANISATION}


@dataclass(frozen=True)
class ImportLine:
    """A list with the names of its unit and of who sent it (None: the operator)."""

    found: RegisterImport
    unit_name: str
    sent_by: str | None


def import_by_id(session: Session, import_id: int) -> RegisterImport:
    """Return the import.

    :raises NotFound: when there is none.
    """
    found = session.get(RegisterImport, import_id)
    if found is None:
        raise NotFound
    return found


def import_in_scope(session: Session, actor: Actor, permission: str, import_id: int) -> RegisterImport:
    """Return the import if the actor reaches its unit with the permission.

    :raises NotFound: when there is none or it is outside the scope.
    """
    found = import_by_id(session, import_id)
    unit_in_scope(session, actor, permission, found.unit_id)
    return found


def locked_import(session: Session, import_id: int) -> RegisterImport:
    """Return the import, held against others until the transaction ends.

    :raises NotFound: when there is none.
    """
    query = select(RegisterImport).where(RegisterImport.id == import_id).with_for_update()
    found = session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        raise NotFound
    return found


def imports_of(session: Session, units: Select[int], unit_id: int, limit: int) -> list[ImportLine]:
    """Return the newest lists of a unit, of those the actor reaches."""
    query = (
        select(RegisterImport, Unit.name, Staff.display_name)
        .join(Unit, Unit.id == RegisterImport.unit_id)
        .outerjoin(Staff, Staff.id == RegisterImport.read_by)
        .where(RegisterImport.unit_id == unit_id, RegisterImport.unit_id.in_(units))
        .order_by(RegisterImport.id.desc())
    )
    return [ImportLine(*row) for row in session.execute(query.limit(limit))]


def leaves_for(session: Session, kind: SubjectKind, unit_id: int, on: date) -> list[Leaf]:
    """Return the units that a list for this one may fill: itself, or the hamlets or offices below it.

    :raises ListElsewhere: when the unit is of the other tree, has ended, or hangs higher than a commune.
    """
    unit = by_id(session, unit_id)
    tree = branches(session, unit_id, on)
    parents = {branch.parent_id for branch in tree}
    is_too_high = kind is SubjectKind.HOUSEHOLD and max((one.depth for one in tree), default=0) > 1
    if unit.kind != _TREES[kind] or not tree or is_too_high:
        raise ListElsewhere
    return [Leaf(branch.id, branch.name) for branch in tree if branch.id not in parents]


def siblings_of(session: Session, leaves: Collection[Leaf], on: date) -> list[Leaf]:
    """Return the other hamlets or offices below the unit above a single leaf; none for the leaves of a whole one."""
    ids = {leaf.id for leaf in leaves}
    parent_id = by_id(session, min(ids)).parent_id if len(ids) == 1 else None
    if parent_id is None:
        return []
    tree = branches(session, parent_id, on)
    parents = {branch.parent_id for branch in tree}
    return [Leaf(one.id, one.name) for one in tree if one.id not in parents and one.id not in ids]


def known_in(session: Session, kind: SubjectKind, unit_ids: Collection[int]) -> list[Known]:
    """Return everybody on the register of the units, by unit and number; those who left are marked."""
    table: Any = Household if kind is SubjectKind.HOUSEHOLD else Official
    told = (table.id, table.unit_id, table.number, table.folded_name, table.birth_year, table.ended_on)
    own = (
        (Household.head_name, Household.address, Household.people_count, Household.phone_sealed)
        if kind is SubjectKind.HOUSEHOLD
        else (Official.name, Official.position)
    )
    found: list[Known] = []
    for chunk in in_chunks(sorted(unit_ids)):
        query = select(*told, *own).where(table.unit_id.in_(chunk)).order_by(table.unit_id, table.number)
        found += [_known(kind, tuple(row)) for row in session.execute(query)]
    return found


def namesakes_in(session: Session, kind: SubjectKind, unit_ids: Collection[int]) -> Iterator[Namesake]:
    """Return everybody on the list of the units today, with as little as tells that a name is the same."""
    table: Any = Household if kind is SubjectKind.HOUSEHOLD else Official
    columns = (table.unit_id, table.number, table.folded_name, table.birth_year)
    for chunk in in_chunks(sorted(unit_ids)):
        query = select(*columns).where(table.unit_id.in_(chunk), table.ended_on.is_(None))
        yield from (tuple(row) for row in session.execute(query.order_by(table.unit_id, table.number)))


def mark_of(known: Collection[Known]) -> str:
    """Return a digest of a register as it stands: whoever changes anything in it changes the digest."""
    digest = hashlib.sha256()
    for one in known:
        row = (
            one.id,
            one.unit_id,
            one.number,
            one.name,
            one.year,
            *one.fields.values(),
            one.sealed,
            one.has_ended,
        )
        digest.update(repr(row).encode())
    return digest.hexdigest()


def row_page(
    session: Session, import_id: int, tab: str, offset: int, limit: int
) -> tuple[list[ImportRow], int]:
    """Return one page of an import's rows, in the order of the file, and how many there are in all."""
    matching = [ImportRow.import_id == import_id, *_of_tab(tab)]
    total = session.scalar(select(func.count()).select_from(ImportRow).where(*matching)) or 0
    query = select(ImportRow).where(*matching).order_by(ImportRow.position).offset(offset).limit(limit)
    return list(session.scalars(query)), total


def rows_of(session: Session, import_id: int, outcomes: Collection[Outcome]) -> Iterator[Any]:
    """Return position, outcome, unit_id, subject_id, content and before of rows, in the order of the file."""
    columns = (
        ImportRow.position,
        ImportRow.outcome,
        ImportRow.unit_id,
        ImportRow.subject_id,
        ImportRow.content,
        ImportRow.before,
    )
    query = select(*columns).where(ImportRow.import_id == import_id, ImportRow.outcome.in_(outcomes))
    with closing(
        session.execute(query.order_by(ImportRow.position).execution_options(yield_per=_AT_ONCE))
    ) as rows:
        yield from rows


def rejected_rows(session: Session, import_id: int) -> list[ImportRow]:
    """Return the rows that come back, in the order of the file."""
    query = select(ImportRow).where(ImportRow.import_id == import_id, ImportRow.outcome == Outcome.REJECTED)
    return list(session.scalars(query.order_by(ImportRow.position)))


def mapping_of(session: Session, unit_id: int, kind: str, signature: str) -> dict[str, str]:
    """Return what the columns of a list with these heads were said to hold the last time, {} for the first one."""
    query = select(RegisterMapping.columns).where(
        RegisterMapping.unit_id == unit_id,
        RegisterMapping.kind == kind,
        RegisterMapping.signature == signature,
    )
    return session.scalar(query) or {}


def _of_tab(tab: str) -> list[Any]:
    if tab == WARNED:
        return [
            ImportRow.outcome.in_((Outcome.NEW, Outcome.CHANGED, Outcome.SAME)),
            ImportRow.reason.is_not(None),
        ]
    return [ImportRow.outcome == tab]


def _known(kind: SubjectKind, row: tuple[Any, ...]) -> Known:
    id_, unit_id, number, folded, year, ended_on, name, *own = row
    if kind is SubjectKind.OFFICIAL:
        fields, sealed = {"position": own[0]}, None
    else:
        fields, sealed = {"address": own[0], "people": own[1]}, own[2]
    return Known(id_, unit_id, number, name, folded, year, fields, sealed, ended_on is not None)
