"""Questions behind a household's page: what happened to its entry, its code, and what it signed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from pledges.desk.household_pledges import pledges_of
from pledges.desk.rules import HouseholdEvent, HouseholdPledge, KnownCode, newest_first
from pledges.foundation.access import Actor
from pledges.foundation.audit import AuditEvent
from pledges.foundation.vietnamese.dates import LOCAL_ZONE
from pledges.links.rules import LABELS
from pledges.links.tables import Code
from pledges.prints.tables import PrintRun
from pledges.register.queries.households import merged_into
from pledges.register.rules import SubjectKind
from pledges.register.tables import Household, RegisterImport, SubjectMove
from pledges.responses.queries.alerts import waits_for
from pledges.staff.tables import Staff
from pledges.units.queries.tree import ancestors, is_within
from pledges.units.tables import Unit

_TOLD = (
    "register.correct-household",
    "register.end-household",
    "register.bring-back-household",
    "register.merge-household",
    "links.reissue",
)


@dataclass(frozen=True)
class HouseholdSheet:
    """Everything a household's page tells beside its entry; ``may`` is what the actor is permitted where it lives."""

    line: list[Unit]
    merged: list[Household]
    events: list[HouseholdEvent]
    code: KnownCode | None
    pledges: list[HouseholdPledge]
    may: frozenset[str]
    alert_since: date | None
    """Since when somebody says that the paper is not theirs."""


def sheet_of(session: Session, actor: Actor, household: Household) -> HouseholdSheet:
    """Return what a household's page tells to somebody who may read it."""
    merged = merged_into(session, household.id)
    permitted = (
        str(permission)
        for permission, roots in actor.reaches.items()
        if is_within(session, household.unit_id, roots)
    )
    return HouseholdSheet(
        line=ancestors(session, household.unit_id),
        merged=merged,
        events=events_of(session, household),
        code=code_of_household(session, household),
        pledges=pledges_of(session, [household.id, *(one.id for one in merged)]),
        may=frozenset(permitted),
        alert_since=waits_for(session, household.id),
    )


def events_of(session: Session, household: Household) -> list[HouseholdEvent]:
    """Return what happened to a household's entry, the newest first: from its moves, its import and the trail.

    The trail keeps that something was changed, by whom and which columns; what stood there before is not kept.
    """
    moves = _moves(session, household.id)
    units = {household.unit_id, *(unit for move in moves for unit in (move.from_unit_id, move.to_unit_id))}
    events = [*_imported(session, household), *_told_by_trail(session, household.id, units)]
    names = _unit_names(session, units)
    people = _people(session, [*(event.actor_id for event in events), *(move.recorded_by for move in moves)])
    moved = [
        HouseholdEvent(
            move.moved_on,
            move.recorded_at,
            f"moved.{move.why}",
            move.recorded_by,
            (names[move.from_unit_id], str(move.from_number), names[move.to_unit_id]),
        )
        for move in moves
    ]
    return newest_first([*events, *moved], people)


def code_of_household(session: Session, household: Household) -> KnownCode | None:
    """Return which generation of its code is in force and when labels with it were last fetched; never the code."""
    query = select(Code.generation).where(
        Code.subject_kind == SubjectKind.HOUSEHOLD, Code.subject_id == household.id, Code.ended_at.is_(None)
    )
    generation = session.scalar(query)
    if generation is None:
        return None
    places = [unit.id for unit in ancestors(session, household.unit_id)]
    printed = select(PrintRun.collected_at).where(
        PrintRun.kind == LABELS.code, PrintRun.unit_id.in_(places), PrintRun.collected_at.is_not(None)
    )
    last = session.scalar(printed.order_by(PrintRun.collected_at.desc()).limit(1))
    return KnownCode(generation, _local_day(last) if last else None)


def _moves(session: Session, household_id: int) -> Sequence[SubjectMove]:
    query = select(SubjectMove).where(
        SubjectMove.subject_kind == SubjectKind.HOUSEHOLD, SubjectMove.subject_id == household_id
    )
    return session.scalars(query.order_by(SubjectMove.id)).all()


def _imported(session: Session, household: Household) -> list[HouseholdEvent]:
    if household.import_id is None:
        return []
    found = session.get_one(RegisterImport, household.import_id)
    at = found.ended_at or found.read_at
    return [HouseholdEvent(_local_day(at), at, "imported", found.read_by, (found.file_name,))]


def _told_by_trail(session: Session, household_id: int, units: Collection[int]) -> list[HouseholdEvent]:
    query = select(AuditEvent.at, AuditEvent.action, AuditEvent.actor_id, AuditEvent.why).where(
        AuditEvent.unit_id.in_(units),
        AuditEvent.subject == f"household:{household_id}",
        AuditEvent.action.in_(_TOLD),
    )
    return [
        HouseholdEvent(
            _local_day(row.at), row.at, row.action, row.actor_id, tuple((row.why or "").split(","))
        )
        for row in session.execute(query.order_by(AuditEvent.id))
    ]


def _unit_names(session: Session, units: Collection[int]) -> dict[int, str]:
    return dict(session.execute(select(Unit.id, Unit.name).where(Unit.id.in_(units))).all())


def _people(session: Session, ids: Collection[int | None]) -> dict[int, str]:
    known = {one for one in ids if one is not None}
    query = select(Staff.id, Staff.display_name).where(Staff.id.in_(known))
    return dict(session.execute(query).all())


def _local_day(moment: datetime) -> date:
    return moment.astimezone(LOCAL_ZONE).date()
