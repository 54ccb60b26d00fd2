"""Puts right what the list says of a household: name, address, year of birth, counts, telephone numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from pledges.foundation.audit import Change, record
from pledges.foundation.keys import Keys
from pledges.foundation.moments import Occasion
from pledges.foundation.vietnamese.cleaning import clean
from pledges.foundation.vietnamese.folding import fold
from pledges.foundation.vietnamese.sorting import name_sort_key
from pledges.register.phones import PhoneBox
from pledges.register.queries.households import household_by_id
from pledges.register.queries.subjects import forget, in_chunks, locked_subjects
from pledges.register.rules import NewHousehold, SubjectKind
from pledges.register.subjects import LeftTheList
from pledges.register.tables import Household, PhoneMark


@dataclass(frozen=True)
class Correction:
    """What a household's entry should say. Numbers of ``told.phones`` replace the old ones only when ``phone_purpose``
    says what they are for; ``drops_phones`` takes the old ones away.
    """

    told: NewHousehold
    phone_purpose: str = ""
    drops_phones: bool = False


def correct_household(
    session: Session, occasion: Occasion, keys: Keys, household_id: int, correction: Correction
) -> bool:
    """Write what is right and return whether anything was different.

    The trail keeps which columns changed, and digests of before and after; the old values themselves are not kept.

    :raises LeftTheList: when the household has left the list.
    """
    [row] = locked_subjects(session, SubjectKind.HOUSEHOLD, [household_by_id(session, household_id).id])
    if row.ended_on is not None:
        raise LeftTheList
    household = session.get_one(Household, household_id, populate_existing=True)
    values = {**_values(correction.told), **_phones(keys, correction)}
    changed = {name: value for name, value in values.items() if getattr(household, name) != value}
    if not changed:
        return False
    before = {name: getattr(household, name) for name in changed}
    session.execute(update(Household).where(Household.id == household_id).values(**changed))
    if "phone_sealed" in changed:
        _mark_phones(session, keys, household_id, correction)
    forget(session, SubjectKind.HOUSEHOLD, [household_id])
    why = ",".join(sorted(changed.keys() - {"folded_name", "sort_key"}))
    subject = f"household:{household_id}"
    change = Change(row.unit_id, "register.correct-household", subject, repr(before), repr(changed), why)
    record(session, occasion, change)
    return True


def correct_addresses(session: Session, occasion: Occasion, ids: Sequence[int], address: str) -> int:
    """Give several households one address (a street was renamed), and return how many were different.

    :raises LeftTheList: when one of them has left the list.
    """
    rows, number = locked_subjects(session, SubjectKind.HOUSEHOLD, ids), 0
    if any(row.ended_on is not None for row in rows):
        raise LeftTheList
    addresses, after = _addresses(session, ids), clean(address)
    for row in rows:
        if (before := addresses[row.id]) != after:
            subject, action = f"household:{row.id}", "register.correct-household"
            record(session, occasion, Change(row.unit_id, action, subject, before, after, "address"))
            number += 1
    for chunk in in_chunks([row.id for row in rows]):
        session.execute(update(Household).where(Household.id.in_(chunk)).values(address=after))
    return number


def _addresses(session: Session, ids: Sequence[int]) -> dict[int, str]:
    """Return household id → its address as it is written now, whatever the session remembers."""
    found: dict[int, str] = {}
    for chunk in in_chunks(ids):
        rows = session.execute(select(Household.id, Household.address).where(Household.id.in_(chunk)))
        found |= {row.id: row.address for row in rows}
    return found


def _values(told: NewHousehold) -> dict[str, Any]:
    name = clean(told.head_name)
    return {
        "head_name": name,
        "folded_name": fold(name),
        "sort_key": name_sort_key(name),
        "address": clean(told.address),
        "birth_year": told.birth_year,
        "people_count": told.people_count,
    }


def _phones(keys: Keys, correction: Correction) -> dict[str, Any]:
    if correction.drops_phones:
        return {"phone_sealed": None}
    if correction.told.phones and correction.phone_purpose:
        return {"phone_sealed": PhoneBox(keys).sealed(correction.told.phones)}
    return {}


def _mark_phones(session: Session, keys: Keys, household_id: int, correction: Correction) -> None:
    session.execute(delete(PhoneMark).where(PhoneMark.household_id == household_id))
    if correction.drops_phones:
        return
    box = PhoneBox(keys)
    marks = {box.mark(phone) for phone in correction.told.phones}
    rows = [{"household_id": household_id, "mark": mark} for mark in sorted(marks)]
    session.execute(insert(PhoneMark), rows)
