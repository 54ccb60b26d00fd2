"""What can be done to officials: enter them into an office, put right what is said of one."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from pledges.foundation.audit import Change, record
from pledges.foundation.moments import Occasion
from pledges.foundation.vietnamese.cleaning import clean
from pledges.foundation.vietnamese.folding import fold
from pledges.foundation.vietnamese.sorting import name_sort_key
from pledges.register.acts.moving import check_office
from pledges.register.queries.officials import official_by_id
from pledges.register.queries.subjects import last_number_of, locked_subjects
from pledges.register.rules import SubjectKind
from pledges.register.subjects import LeftTheList
from pledges.register.tables import Official
from pledges.units.tables import Unit


@dataclass(frozen=True)
class NewOfficial:
    """An official to be entered: name, position as the office's list says it, and the year of birth if it is known."""

    name: str
    position: str
    birth_year: int | None = None


def add_officials(
    session: Session, occasion: Occasion, unit_id: int, import_id: int | None, new: Sequence[NewOfficial]
) -> int:
    """Enter officials into an office, numbered on from its last number, and return how many.

    :raises NotAnOfficeLeaf: when the unit is no office, or has parts of its own.
    """
    check_office(session, occasion, unit_id)
    # Two lists entered into one office at once must not get the same numbers.
    session.execute(select(Unit.id).where(Unit.id == unit_id).with_for_update(key_share=True))
    first = last_number_of(session, SubjectKind.OFFICIAL, unit_id) + 1
    own = {"unit_id": unit_id, "import_id": import_id, "entered_on": occasion.today}
    rows = [{**own, "number": first + step, **_values(official)} for step, official in enumerate(new)]
    if rows:
        session.execute(insert(Official), rows)
    after = f"{len(rows)} officials from number {first}"
    record(session, occasion, Change(unit_id, "register.add-officials", f"unit:{unit_id}", after=after))
    return len(rows)


def correct_official(session: Session, occasion: Occasion, official_id: int, told: NewOfficial) -> bool:
    """Write what is right of an official and return whether anything was different.

    :raises LeftTheList: when the official has left the office's list.
    """
    [row] = locked_subjects(session, SubjectKind.OFFICIAL, [official_by_id(session, official_id).id])
    if row.ended_on is not None:
        raise LeftTheList
    official = session.get_one(Official, official_id, populate_existing=True)
    values = _values(told)
    before = {name: getattr(official, name) for name in values}
    changed = {name: value for name, value in values.items() if before[name] != value}
    if not changed:
        return False
    for name, value in changed.items():
        setattr(official, name, value)
    session.flush()
    why = ",".join(sorted(changed.keys() - {"folded_name", "sort_key"}))
    subject = f"official:{official_id}"
    change = Change(row.unit_id, "register.correct-official", subject, repr(before), repr(values), why)
    record(session, occasion, change)
    return True


def _values(told: NewOfficial) -> dict[str, object]:
    name = clean(told.name)
    return {
        "name": name,
        "folded_name": fold(name),
        "sort_key": name_sort_key(name),
        "position": clean(told.position),
        "birth_year": told.birth_year,
    }
