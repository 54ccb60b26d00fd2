"""Moves households and officials to another unit, with everything that hangs on them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from pledges.foundation.audit import Change, record
from pledges.foundation.moments import Occasion
from pledges.register.acts.households import check_leaf
from pledges.register.queries.subjects import bare_table_of, forget, last_number_of, locked_subjects
from pledges.register.rules import FollowsRegister, Moved, MoveReason, SubjectKind
from pledges.register.subjects import (
    DestinationGone,
    LeavesBeforeEntering,
    LeavesInFuture,
    LeftTheList,
    NotAnOfficeLeaf,
    SubjectsToMove,
)
from pledges.register.tables import SubjectMove
from pledges.units.queries.tree import by_id, has_children
from pledges.units.rules import UnitKind, is_valid_on
from pledges.units.tables import Unit


def move_subjects(
    session: Session, occasion: Occasion, follows: FollowsRegister, move: SubjectsToMove
) -> int:
    """Move subjects to a unit, numbered on there, and return how many went. Those already there stay as they are.

    Invitations and pledges of running campaigns go along; closed campaigns keep what they counted. Rows are locked
    in one order: unit, subjects, invitations, pledges, counters, trail.

    :raises NotATerritoryLeaf: when households are sent elsewhere than to a hamlet.
    :raises NotAnOfficeLeaf: when officials are sent elsewhere than to an office without parts.
    :raises DestinationGone: when a person sends them to a unit that does not stand today.
    :raises LeftTheList: when one of them has left the list.
    :raises LeavesInFuture: when a person writes down a move that has not happened.
    :raises LeavesBeforeEntering: when one of them came onto the list later.
    """
    _check_destination(session, occasion, move)
    # Two moves to one unit at once must not give the same numbers; pledges, which only refer to it, do not wait.
    session.execute(select(Unit.id).where(Unit.id == move.to_unit_id).with_for_update(key_share=True))
    found = [row for row in locked_subjects(session, move.kind, move.ids) if row.unit_id != move.to_unit_id]
    if not found:
        return 0
    _check_days(found, move.on)
    _renumber(session, move, found)
    _write_moves(session, occasion, move, found)
    _follow(session, occasion, follows, move, found)
    _record(session, occasion, move, found)
    return len(found)


def _check_destination(session: Session, occasion: Occasion, move: SubjectsToMove) -> None:
    if move.kind is SubjectKind.OFFICIAL:
        check_office(session, occasion, move.to_unit_id)
    else:
        check_leaf(session, occasion, move.to_unit_id)
    # A change of units may be carried out later than on its day, and says itself what stands.
    if move.why is MoveReason.UNIT_CHANGE:
        return
    unit = by_id(session, move.to_unit_id)
    if not is_valid_on(unit.valid_from, unit.valid_to, occasion.today):
        raise DestinationGone
    if move.on > occasion.today:
        raise LeavesInFuture


def check_office(session: Session, occasion: Occasion, unit_id: int) -> None:
    """Accept the unit as one that officials hang on.

    :raises NotAnOfficeLeaf: when it is no office, or has parts of its own.
    """
    unit = by_id(session, unit_id)
    if unit.kind != UnitKind.ORGANISATION or has_children(session, unit_id, occasion.today):
        raise NotAnOfficeLeaf


def _check_days(found: Sequence[Any], on: date) -> None:
    if any(row.ended_on is not None for row in found):
        raise LeftTheList
    if any(row.entered_on is not None and row.entered_on > on for row in found):
        raise LeavesBeforeEntering


def _renumber(session: Session, move: SubjectsToMove, found: Sequence[Any]) -> None:
    table, first = bare_table_of(move.kind), last_number_of(session, move.kind, move.to_unit_id) + 1
    placed = update(table).where(table.c.id == bindparam("subject")).values(unit_id=move.to_unit_id)
    rows = [{"subject": row.id, "new_number": first + step} for step, row in enumerate(found)]
    session.connection().execute(placed.values(number=bindparam("new_number")), rows)
    forget(session, move.kind, [row.id for row in found])


def _write_moves(session: Session, occasion: Occasion, move: SubjectsToMove, found: Sequence[Any]) -> None:
    told = {
        "subject_kind": move.kind.value,
        "to_unit_id": move.to_unit_id,
        "moved_on": move.on,
        "why": move.why.value,
        "change_id": move.change_id,
        "recorded_by": occasion.actor_id,
        "recorded_at": occasion.now,
    }
    rows = [
        {**told, "subject_id": row.id, "from_unit_id": row.unit_id, "from_number": row.number}
        for row in found
    ]
    session.execute(insert(SubjectMove), rows)


def _follow(
    session: Session,
    occasion: Occasion,
    follows: FollowsRegister,
    move: SubjectsToMove,
    found: Sequence[Any],
) -> None:
    by_origin: dict[int, list[int]] = defaultdict(list)
    for row in found:
        by_origin[row.unit_id].append(row.id)
    for origin in sorted(by_origin):
        gone = tuple(sorted(by_origin[origin]))
        moved = Moved(move.kind, gone, origin, move.to_unit_id, move.on, move.why)
        follows.moved(session, occasion, moved)


def _record(session: Session, occasion: Occasion, move: SubjectsToMove, found: Sequence[Any]) -> None:
    """Write a line in the chain of every unit that gave or took somebody, in one order."""
    subject = f"{move.kind}:{found[0].id}" if len(found) == 1 else f"unit:{move.to_unit_id}"
    after = f"{len(found)} to unit {move.to_unit_id} on {move.on}"
    for unit_id in sorted({move.to_unit_id, *(row.unit_id for row in found)}):
        action = f"register.move-{move.kind}s"
        record(session, occasion, Change(unit_id, action, subject, after=after, why=move.why.value))
