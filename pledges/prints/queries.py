"""Questions to the ledger of print runs."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from pledges.foundation.access import Actor
from pledges.foundation.errors import NotFound
from pledges.prints.rules import Order, RunState
from pledges.prints.tables import PrintRun
from pledges.staff.tables import Staff
from pledges.units.queries.tree import is_in
from pledges.units.scope import unit_in_scope
from pledges.units.tables import Unit

Units = Select[int] | Collection[int]


@dataclass(frozen=True)
class LedgerLine:
    """A run with the names of its unit and of who asked for it (None: the program itself)."""

    run: PrintRun
    unit_name: str
    asked_by: str | None


def line_by_id(session: Session, run_id: int) -> LedgerLine:
    """Return the run's line.

    :raises NotFound: when there is none.
    """
    row = session.execute(_lines().where(PrintRun.id == run_id)).first()
    if row is None:
        raise NotFound
    return LedgerLine(*row)


def line_in_scope(session: Session, actor: Actor, permission: str, run_id: int) -> LedgerLine:
    """Return the run's line if the actor reaches its unit with the permission.

    :raises NotFound: when there is none or it is outside the scope.
    """
    line = line_by_id(session, run_id)
    unit_in_scope(session, actor, permission, line.run.unit_id)
    return line


def lines_in(
    session: Session, roots: Collection[int], offset: int, limit: int
) -> tuple[list[LedgerLine], int]:
    """Return one page of the runs of the units and those below, the newest first, and how many there are in all."""
    within = is_in(PrintRun.unit_id, roots)
    total = session.scalar(select(func.count()).select_from(PrintRun).where(within)) or 0
    rows = session.execute(_lines().where(within).order_by(PrintRun.id.desc()).offset(offset).limit(limit))
    return [LedgerLine(*row) for row in rows], total


def locked_run(session: Session, run_id: int) -> PrintRun:
    """Return the run, held against others until the transaction ends.

    :raises NotFound: when there is none.
    """
    query = select(PrintRun).where(PrintRun.id == run_id).with_for_update()
    run = session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    if run is None:
        raise NotFound
    return run


def order_of(session: Session, run_id: int) -> Order:
    """Return what the makers of a run are told about it.

    :raises NotFound: when there is none.
    """
    run = session.get(PrintRun, run_id)
    if run is None:
        raise NotFound
    return Order(
        run.id, run.kind, run.unit_id, run.campaign_id, run.total, run.asked_by, run.asked_at, run.choices
    )


def state_of(session: Session, run_id: int) -> str | None:
    """Return where the run is, None where there is none."""
    return session.scalar(select(PrintRun.state).where(PrintRun.id == run_id))


def is_planned(session: Session, run_id: int) -> bool:
    """Tell whether the run's parts and pieces are all in the ledger."""
    return bool(session.scalar(select(PrintRun.is_planned).where(PrintRun.id == run_id)))


def files_by_state(session: Session, state: RunState) -> dict[int, str]:
    """Return run id → kind of its file, for the runs in a state."""
    query = select(PrintRun.id, PrintRun.file_kind).where(PrintRun.state == state).order_by(PrintRun.id)
    return {row[0]: row[1] for row in session.execute(query)}


def runs_by_id(session: Session, run_ids: Collection[int]) -> dict[int, PrintRun]:
    """Return those of the runs that there are."""
    return {run.id: run for run in session.scalars(select(PrintRun).where(PrintRun.id.in_(run_ids)))}


def _lines() -> Select[PrintRun, str, str | None]:
    query = select(PrintRun, Unit.name, Staff.display_name).join(Unit, Unit.id == PrintRun.unit_id)
    return query.outerjoin(Staff, Staff.id == PrintRun.asked_by)
