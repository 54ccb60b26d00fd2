"""A unit's tally as of an earlier day, counted from dated rows. Who was reached has no date and is not told."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, case, exists, func, or_, select
from sqlalchemy.orm import Session

from pledges.campaigns.rules import ExclusionState
from pledges.campaigns.tables import Campaign, Exclusion, Invitation, InvitationMove
from pledges.foundation.vietnamese.dates import LOCAL_ZONE, local_date, short_date
from pledges.register.tables import Office
from pledges.tallies.rules import (
    NoFiguresThen,
    Past,
    SignedCounts,
    Tally,
    TallyLine,
    TallyRow,
    UnitNotThen,
    total_of,
)
from pledges.units.queries.tree import branches, by_id, ids_of, ids_within, valid_on
from pledges.units.rules import UnitKind
from pledges.units.tables import Unit, UnitState


def end_of(day: date) -> datetime:
    """Return the first moment after a day in Viet Nam."""
    return datetime.combine(day + timedelta(days=1), time(), LOCAL_ZONE).astimezone(UTC)


def unit_on(day: date) -> ColumnElement[int]:
    """Return where an invitation was counted on a day: its first move after it says from where."""
    later = (
        select(InvitationMove.from_unit_id)
        .where(InvitationMove.invitation_id == Invitation.id, InvitationMove.moved_on > day)
        .order_by(InvitationMove.moved_on, InvitationMove.id)
        .limit(1)
        .correlate(Invitation)
        .scalar_subquery()
    )
    return func.coalesce(later, Invitation.unit_id)


def excluded_on(day: date) -> ColumnElement[bool]:
    """Return the condition that an invitation's subject was out of the base at the end of a day."""
    end = end_of(day)
    return exists().where(
        Exclusion.invitation_id == Invitation.id,
        Exclusion.state.in_((ExclusionState.APPROVED.value, ExclusionState.LIFTED.value)),
        Exclusion.decided_at < end,
        or_(Exclusion.lifted_at.is_(None), Exclusion.lifted_at >= end),
    )


def check_day(campaign: Campaign, day: date, today: date) -> None:
    """Refuse a day of which there are no figures.

    :raises NoFiguresThen: before the campaign opened, or in the future.
    """
    first = local_date(campaign.opened_at) if campaign.opened_at else today
    if not first <= day <= today:
        raise NoFiguresThen(first=short_date(first), last=short_date(today))


def past_tally(session: Session, campaign_id: int, form_code: str, unit_id: int, past: Past) -> Tally:
    """Return the tally of a unit at the end of a day, with the units as they stood and were called on it.

    Its lines say of ``reached`` no more than who had signed, and nothing of members, whose names withdrawing erases.

    :raises UnitNotThen: when the unit did not stand on that day.
    """
    lines = _lines(session, campaign_id, form_code, past)
    tree = branches(session, unit_id, past.day)
    if not tree:
        raise UnitNotThen(unit=by_id(session, unit_id).name, on=short_date(past.day))
    tops = {unit_id: unit_id}
    for branch in tree[1:]:
        tops[branch.id] = branch.id if branch.depth == 1 else tops[branch.parent_id or unit_id]
    tops |= _unknown_then(session, lines.keys() - tops.keys(), tops, past.day)
    summed = _summed(lines, tops)
    own = summed.pop(unit_id, None)
    territories = _territories(session, [branch.id for branch in tree if branch.depth == 1])
    rows = tuple(
        TallyRow(branch.id, branch.name, summed.get(branch.id, TallyLine()))
        for branch in tree
        if branch.depth == 1 and (branch.id in summed or branch.id in territories)
    )
    counted = [row.line for row in rows] + ([own] if own else [])
    return Tally(unit_id, tree[0].name, total_of(counted), rows, own if rows else None)


def past_offices(session: Session, campaign_id: int, form_code: str, unit_id: int, past: Past) -> Tally:
    """Return the tally of the officials of the offices that sit within a unit, at the end of a day."""
    lines = _lines(session, campaign_id, form_code, past)
    seated = (
        select(Unit.id, Unit.name)
        .join(Office, Office.unit_id == Unit.id)
        .where(Office.seat_unit_id.in_(ids_within([unit_id])), Unit.id.in_(lines))
        .order_by(Unit.sort_no, Unit.id)
    )
    rows = tuple(TallyRow(row.id, row.name, lines[row.id], is_door=False) for row in session.execute(seated))
    name = by_id(session, unit_id).name
    return Tally(unit_id, name, total_of(row.line for row in rows), rows, None)


def signed_lines(signed: SignedCounts) -> dict[str, int]:
    """Return what dated rows say of signing, as a line's counters; who had signed had been reached."""
    kept = ("signed_self", "signed_paper", "signed_assisted", "withdrawn")
    counts = {name: number for name, number in asdict(signed).items() if name in kept}
    return {**counts, "reached": sum(counts.values()) - signed.withdrawn}


def _lines(session: Session, campaign_id: int, form_code: str, past: Past) -> dict[int, TallyLine]:
    """Count base and exclusions of each leaf as of the day, and add what had been signed."""
    day, counts = past.day, past.signed
    placed = (
        select(unit_on(day).label("unit_id"), case((excluded_on(day), 1), else_=0).label("is_out"))
        .where(Invitation.campaign_id == campaign_id, Invitation.form_code == form_code)
        .where(or_(Invitation.invited_on.is_(None), Invitation.invited_on <= day))
        .subquery()
    )
    query = select(placed.c.unit_id, func.count(), func.sum(placed.c.is_out)).group_by(placed.c.unit_id)
    signed = counts.on_day(session, campaign_id, form_code, day)
    return {
        unit_id: TallyLine(base=base, excluded=int(out), **signed_lines(signed.get(unit_id, SignedCounts())))
        for unit_id, base, out in session.execute(query)
    }


def _unknown_then(
    session: Session, unit_ids: Collection[int], tops: Mapping[int, int], day: date
) -> dict[int, int]:
    """Place units that did not stand on the day below the nearest one above that did, so that nobody is lost.

    That one may have hung elsewhere on the day, with all that is counted below it.
    """
    stood = select(UnitState.id).where(UnitState.unit_id == Unit.id, *valid_on(UnitState, day)).exists()
    query = select(Unit.id, Unit.path).where(Unit.id.in_(unit_ids), ~stood)
    lines = {unit_id: ids_of(path) for unit_id, path in session.execute(query)}
    steps = {step for line in lines.values() for step in line}
    standing = select(UnitState.unit_id).where(UnitState.unit_id.in_(steps), *valid_on(UnitState, day))
    known = set(session.scalars(standing))
    nearest = {
        unit_id: [step for step in reversed(line) if step in known][:1] for unit_id, line in lines.items()
    }
    return {unit_id: tops[one] for unit_id, above in nearest.items() for one in above if one in tops}


def _summed(lines: Mapping[int, TallyLine], tops: Mapping[int, int]) -> dict[int, TallyLine]:
    by_top: dict[int, list[TallyLine]] = defaultdict(list)
    for unit_id, line in lines.items():
        if unit_id in tops:
            by_top[tops[unit_id]].append(line)
    return {top: total_of(found) for top, found in by_top.items()}


def _territories(session: Session, unit_ids: Collection[int]) -> set[Any]:
    query = select(Unit.id).where(Unit.id.in_(unit_ids), Unit.kind == UnitKind.TERRITORY.value)
    return set(session.scalars(query))
