"""What can be done about changes of units: plan one, take it back, carry it out on its day, give it up."""

from collections.abc import Mapping

from sqlalchemy import insert
from sqlalchemy.orm import Session

from pledges.foundation.access import Actor
from pledges.foundation.audit import Change, record
from pledges.foundation.errors import DomainError
from pledges.foundation.locale import mark
from pledges.foundation.moments import Occasion
from pledges.foundation.vietnamese.folding import fold_unit_name
from pledges.staff.acts import hand_over_roles
from pledges.staff.rules import Permission
from pledges.units.acts.reshaping import (
    Day,
    begin,
    children_now,
    end,
    forget_units,
    move_below,
    restate,
)
from pledges.units.plans import ChangePlan, ChangeState, Decision, Part
from pledges.units.queries.changes import (
    is_name_taken,
    lock_units,
    locked_change,
    lowest_above,
    planned_plans,
    standing_of,
)
from pledges.units.queries.tree import is_within
from pledges.units.refusals import Standing, check_sense
from pledges.units.rules import HangsOnUnits, UnitThereAlready
from pledges.units.scope import scope_roots
from pledges.units.tables import Succession, UnitChange


class ChangeWaiting(DomainError):
    """Another change of the same unit waits for its day."""

    status = 409
    title = mark("Đơn vị này đang có một thay đổi khác chờ đến ngày")
    advice = mark("Xin xem danh sách thay đổi; cần thì bỏ thay đổi đó rồi lập lại.")


class BeyondReach(DomainError):
    """The change reaches beyond what the administrator manages."""

    status = 403
    title = mark("Thay đổi này vượt ra ngoài phạm vi được giao")
    advice = mark("Xin đề nghị người quản trị của đơn vị cấp trên thực hiện.")


class TooLateToUndo(DomainError):
    """The change is done, or was taken back before."""

    status = 409
    title = mark("Thay đổi này không bỏ được nữa")
    advice = mark("Thay đổi đã thực hiện hoặc đã bỏ trước đó. Cần khác đi, xin lập một thay đổi tiếp theo.")


def check_plan(session: Session, plan: ChangePlan, decision: Decision) -> dict[int, Standing]:
    """Refuse a plan that cannot be carried out as things stand; return the units that it names.

    :raises UnitThereAlready: when a name is taken below the same parent, and the errors of ``check_sense``.
    """
    standing = standing_of(session, plan.touched_ids)
    check_sense(plan, standing, decision.effective_on)
    named = [(part.parent_id, part.type, fold_unit_name(part.name)) for part in plan.parts]
    if len(set(named)) < len(named):
        raise UnitThereAlready
    for part in plan.parts:
        _check_name(session, plan, part)
    return standing


def plan_change(
    session: Session, occasion: Occasion, actor: Actor, plan: ChangePlan, decision: Decision
) -> UnitChange:
    """Enter a change that waits for its day, and return it.

    :raises ChangeWaiting: when another one waits that alters the same units.
    :raises BeyondReach: when the actor does not manage everything that it touches; the errors of ``check_plan``.
    """
    lock_units(session, plan.touched_ids)
    standing = check_plan(session, plan, decision)
    if any(plan.clashes_with(other) for other in planned_plans(session)):
        raise ChangeWaiting
    change = UnitChange(
        unit_id=seat_of(session, actor, plan, standing),
        kind=plan.kind.value,
        state=ChangeState.PLANNED.value,
        decision_no=decision.number,
        decided_on=decision.decided_on,
        effective_on=decision.effective_on,
        plan=plan.as_json(),
        entered_by=occasion.actor_id,
        entered_at=occasion.now,
    )
    session.add(change)
    session.flush()
    record(session, occasion, _trail(change, "plan-change"))
    return change


def seat_of(session: Session, actor: Actor, plan: ChangePlan, standing: Mapping[int, Standing]) -> int:
    """Return the lowest unit that holds everything the change touches; who manages it may decide.

    A unit that goes on where it is touches nothing above itself.

    :raises BeyondReach: when that is not the actor.
    """
    roots = scope_roots(actor, Permission.MANAGE_UNITS)
    touched = set(plan.unit_ids)
    for part in plan.parts:
        moves = part.unit_id is None or standing[part.unit_id].parent_id != part.parent_id
        touched |= {part.parent_id} if moves and part.parent_id is not None else set()
    seat = lowest_above(session, touched)
    asked = [seat] if seat is not None else sorted(touched)
    if not all(is_within(session, unit_id, roots) for unit_id in asked):
        raise BeyondReach
    return asked[0]


def undo_change(session: Session, occasion: Occasion, change_id: int) -> None:
    """Take a change back that waits for its day.

    :raises TooLateToUndo: when it is not waiting any more, or its day has come.
    """
    change = locked_change(session, change_id)
    if change.state != ChangeState.PLANNED or change.effective_on <= occasion.today:
        raise TooLateToUndo
    _close(change, occasion, ChangeState.UNDONE)
    record(session, occasion, _trail(change, "undo-change"))


def fail_change(session: Session, occasion: Occasion, change_id: int, words: str) -> None:
    """Give up a change that cannot be carried out any more, and say why (a message id); a done one stays done."""
    change = locked_change(session, change_id)
    if change.state != ChangeState.PLANNED:
        return
    change.failure = words
    _close(change, occasion, ChangeState.FAILED)
    record(session, occasion, _trail(change, "fail-change"))


def carry_out(session: Session, occasion: Occasion, hangs: HangsOnUnits, change_id: int) -> bool:
    """Do what was planned, whole, if its day has come and nobody did it yet; return whether it was done now.

    :raises DomainError: when it cannot be done any more; the caller's transaction then leaves no trace.
    """
    change = locked_change(session, change_id)
    if change.state != ChangeState.PLANNED or change.effective_on > occasion.today:
        return False
    plan, day = ChangePlan.from_json(change.plan), Day(change.id, change.effective_on)
    lock_units(session, plan.touched_ids)
    standing = check_plan(session, plan, Decision(change.decision_no, change.decided_on, change.effective_on))
    new_ids = _stand_up(session, day, plan, standing)
    _hand_on_children(session, day, plan, new_ids)
    for old_id in plan.ending_ids:
        end(session, day, old_id, new_ids[plan.part_of_heir(old_id)])
    _write_successions(session, plan, new_ids, change.id)
    forget_units(session)
    change.state, change.done_at = ChangeState.DONE.value, occasion.now
    session.flush()
    for transfer in plan.transfers(new_ids):
        if transfer.is_heir:
            hand_over_roles(session, occasion, transfer.old_id, transfer.new_id)
    hangs.transfer(session, occasion, change.id, plan.transfers(new_ids))
    record(session, occasion, _trail(change, "carry-out-change"))
    return True


def _check_name(session: Session, plan: ChangePlan, part: Part) -> None:
    if part.parent_id is None:
        return
    besides = (*plan.ending_ids, *((part.unit_id,) if part.unit_id is not None else ()))
    if is_name_taken(session, part.parent_id, part.type, fold_unit_name(part.name), besides):
        raise UnitThereAlready


def _stand_up(session: Session, day: Day, plan: ChangePlan, standing: dict[int, Standing]) -> dict[Part, int]:
    """Let the parts stand: new ones begin, others get their new name and place. Returns each part's unit."""
    new_ids: dict[Part, int] = {}
    for part in plan.parts:
        if part.unit_id is None:
            new_ids[part] = begin(session, day, part, standing[part.takes[0].old_id])
        else:
            restate(session, day, standing[part.unit_id], part)
            new_ids[part] = part.unit_id
    return new_ids


def _hand_on_children(session: Session, day: Day, plan: ChangePlan, new_ids: dict[Part, int]) -> None:
    """Hang the units below under the part that names them, the others under the heir."""
    named = {child: new_ids[part] for part, take in plan.takes() for child in take.children}
    for old_id in plan.old_ids:
        heir_id = new_ids[plan.part_of_heir(old_id)]
        for child in children_now(session, old_id):
            to_id = named.get(child, heir_id)
            if to_id != old_id:
                move_below(session, day, child, to_id)


def _write_successions(session: Session, plan: ChangePlan, new_ids: dict[Part, int], change_id: int) -> None:
    receivers = [take.old_id for _, take in plan.takes()]
    rows = [
        {
            "change_id": change_id,
            "old_id": take.old_id,
            "new_id": new_ids[part],
            # Whatever has one receiver went over whole.
            "share": 1.0 if receivers.count(take.old_id) == 1 else take.share,
            "is_heir": take.is_heir,
        }
        for part, take in plan.takes()
    ]
    session.execute(insert(Succession), rows)


def _close(change: UnitChange, occasion: Occasion, state: ChangeState) -> None:
    change.state, change.ended_at, change.ended_by = state.value, occasion.now, occasion.actor_id


def _trail(change: UnitChange, verb: str) -> Change:
    after = f"{change.kind} {change.effective_on}"
    return Change(change.unit_id, f"unit.{verb}", f"unit_change:{change.id}", after=after)
