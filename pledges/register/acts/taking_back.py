"""Takes a stored list back whole: what came with it goes, what it changed is as before, what is in use stays."""

import base64
from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from pledges.foundation.audit import Change, record
from pledges.foundation.moments import Occasion
from pledges.register.acts.ending import bring_back
from pledges.register.acts.importing import erase_rows
from pledges.register.acts.rewriting import Entry, columns_of, rewrite
from pledges.register.lists import ImportState, ListNotStored, Outcome, TakenBack, can_be_taken_back
from pledges.register.queries.imports import known_in, locked_import, rows_of
from pledges.register.queries.subjects import bare_table_of, in_chunks
from pledges.register.rules import EndReason, FollowsRegister, SubjectKind
from pledges.register.tables import DistinctPair, Household, PhoneMark, RegisterImport, SubjectMove
from pledges.units.tables import Unit


def what_would_go(session: Session, follows: FollowsRegister, found: RegisterImport) -> TakenBack:
    """Return what taking the list back would do, without doing it."""
    kind = SubjectKind(found.kind)
    came = _came_with(session, kind, found.id)
    held = _held(session, kind, follows, came)
    changed = _still_as_stored(session, kind, found.id)
    back = _gone_by_it(session, kind, found.id)
    overtaken = sum(1 for _ in rows_of(session, found.id, [Outcome.CHANGED])) - len(changed)
    return TakenBack(len(came) - len(held), len(changed) + len(back), len(held) + overtaken)


def take_back(session: Session, occasion: Occasion, follows: FollowsRegister, import_id: int) -> TakenBack:
    """Take the list back and return what that did.

    Households that a campaign has invited, or that moved, left or were merged since, stay; so do values that somebody
    has corrected since.

    :raises ListNotStored: when it was not stored, was taken back before, or that was more than thirty days ago.
    """
    found = locked_import(session, import_id)
    if not can_be_taken_back(found.state, found.ended_at, occasion.now):
        raise ListNotStored
    kind = SubjectKind(found.kind)
    units = _lock_units(session, kind, found.id)
    # Only then is it asked who was invited: nobody can be in between.
    follows.hold_bases(session)
    done = what_would_go(session, follows, found)
    came = _came_with(session, kind, import_id)
    _remove(session, kind, sorted(came - _held(session, kind, follows, came)))
    rewrite(session, kind, [_as_before(row) for row in _still_as_stored(session, kind, import_id)])
    bring_back(session, occasion, kind, _gone_by_it(session, kind, import_id))
    erase_rows(session, import_id)
    found.state = ImportState.TAKEN_BACK
    session.flush()
    after = f"{done.removed} removed, {done.restored} restored, {done.held} held"
    for unit_id in sorted({found.unit_id, *units}):
        record(
            session, occasion, Change(unit_id, "register.take-back-list", f"import:{found.id}", after=after)
        )
    return done


def _lock_units(session: Session, kind: SubjectKind, import_id: int) -> set[int]:
    table = bare_table_of(kind)
    units = set(session.scalars(select(table.c.unit_id).where(table.c.import_id == import_id).distinct()))
    units |= {row.unit_id for row in rows_of(session, import_id, [Outcome.CHANGED, Outcome.GONE])}
    locking = select(Unit.id).where(Unit.id.in_(units)).order_by(Unit.id).with_for_update(key_share=True)
    session.execute(locking).all()
    return units


def _came_with(session: Session, kind: SubjectKind, import_id: int) -> set[int]:
    table = bare_table_of(kind)
    return set(session.scalars(select(table.c.id).where(table.c.import_id == import_id)))


def _held(session: Session, kind: SubjectKind, follows: FollowsRegister, ids: set[int]) -> set[int]:
    """Return those that something hangs on: a campaign, a code on paper, a move, a leaving, a merger."""
    held: set[int] = set()
    table = bare_table_of(kind)
    for chunk in in_chunks(sorted(ids)):
        held |= follows.held_by(session, kind, chunk)
        held |= set(
            session.scalars(select(table.c.id).where(table.c.id.in_(chunk), table.c.ended_on.is_not(None)))
        )
        moved = select(SubjectMove.subject_id).where(SubjectMove.subject_kind == kind)
        held |= set(session.scalars(moved.where(SubjectMove.subject_id.in_(chunk))))
        if kind is SubjectKind.HOUSEHOLD:
            merged = select(Household.merged_into_id).where(Household.merged_into_id.in_(chunk))
            held |= {kept for kept in session.scalars(merged) if kept is not None}
    return held


def _remove(session: Session, kind: SubjectKind, ids: Sequence[int]) -> None:
    table = bare_table_of(kind)
    for chunk in in_chunks(ids):
        if kind is SubjectKind.HOUSEHOLD:
            session.execute(delete(PhoneMark).where(PhoneMark.household_id.in_(chunk)))
            either = or_(DistinctPair.first_id.in_(chunk), DistinctPair.second_id.in_(chunk))
            session.execute(delete(DistinctPair).where(either))
        session.execute(delete(table).where(table.c.id.in_(chunk)))


def _still_as_stored(session: Session, kind: SubjectKind, import_id: int) -> list[Any]:
    """Return the changed rows whose subject is still on the list, in its unit, with the values that were stored."""
    rows = list(rows_of(session, import_id, [Outcome.CHANGED]))
    there = {one.id: one for one in known_in(session, kind, {row.unit_id for row in rows})}
    return [row for row in rows if _is_as_stored(there.get(row.subject_id), row)]


def _is_as_stored(known: Any, row: Any) -> bool:
    if known is None or known.has_ended:
        return False
    now = {**known.fields, "year": known.year, "sealed": _text_of(known.sealed)}
    return all(now[name] == row.content.get(name) for name in row.before)


def _as_before(row: Any) -> Entry:
    marks = tuple(bytes.fromhex(mark) for mark in row.content.get("marks_before", ()))
    values = columns_of(row.before, row.before)
    return Entry(Outcome.CHANGED, row.unit_id, row.subject_id, values, marks)


def _gone_by_it(session: Session, kind: SubjectKind, import_id: int) -> list[int]:
    """Return whom this list let go and nobody has brought back or merged since."""
    table = bare_table_of(kind)
    ids = [row.subject_id for row in rows_of(session, import_id, [Outcome.GONE])]
    found: list[int] = []
    for chunk in in_chunks(ids):
        still = table.c.end_reason == EndReason.NOT_LISTED
        found += session.scalars(select(table.c.id).where(table.c.id.in_(chunk), still))
    return found


def _text_of(sealed: bytes | None) -> str | None:
    return base64.b64encode(sealed).decode() if sealed else None
