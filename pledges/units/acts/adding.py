"""What can be done to a single unit of the tree: add it, write its dated states."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from pledges.foundation.audit import Change, record
from pledges.foundation.moments import Occasion
from pledges.foundation.vietnamese.cleaning import clean
from pledges.foundation.vietnamese.folding import fold_unit_name
from pledges.units.queries.tree import has_child_named
from pledges.units.rules import NewUnit, UnitThereAlready
from pledges.units.tables import Unit, UnitCode, UnitState


def add_unit(session: Session, occasion: Occasion, new: NewUnit, *, is_sample: bool = False) -> Unit:
    """Add a unit to its tree and return it, with its id.

    :raises UnitThereAlready: when the parent has a unit of this type and name, whatever its tone marks.
    """
    name = clean(new.name)
    if new.parent_id is not None and has_child_named(session, new.parent_id, new.type, fold_unit_name(name)):
        raise UnitThereAlready
    unit = Unit(
        kind=new.kind.value,
        type=new.type,
        name=name,
        folded_name=fold_unit_name(name),
        parent_id=new.parent_id,
        valid_from=new.valid_from,
        valid_to=None,
        sort_no=new.sort_no,
        is_sample=is_sample,
    )
    unit.path = ""
    session.add(unit)
    session.flush()
    unit.path = child_path(session, unit.parent_id, unit.id)
    session.add(first_state(unit))
    session.flush()
    if new.code and new.code_scheme:
        session.add(UnitCode(unit_id=unit.id, scheme=new.code_scheme, code=new.code))
    record(session, occasion, Change(unit.id, "unit.add", f"unit:{unit.id}", after=name))
    return unit


def first_state(unit: Unit) -> UnitState:
    """Return the dated state of a unit as it was added."""
    return UnitState(
        unit_id=unit.id,
        parent_id=unit.parent_id,
        type=unit.type,
        name=unit.name,
        folded_name=unit.folded_name,
        valid_from=unit.valid_from,
        valid_to=unit.valid_to,
    )


def child_path(session: Session, parent_id: int | None, unit_id: int) -> str:
    """Return the path of a unit below a parent (None: a root)."""
    above = session.scalar(select(Unit.path).where(Unit.id == parent_id)) if parent_id is not None else "/"
    return f"{above}{unit_id}/"
