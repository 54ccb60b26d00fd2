"""The doors of the pages of units and of their changes, with a change that waits for its day."""

from datetime import date

from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.units.plans import Decision
from tests.units.worlds import decided, of, rename

# The first of a new database.
CHANGE, UNIT_LIST = 1, 1


def plan_rename(house: House, unit_id: int) -> int:
    """Let a change wait that whoever manages the unit may take back; return its id."""
    decision = Decision("166/NQ-HĐND", date(2026, 11, 2), date(2099, 1, 1))
    return decided(house, present(), of(unit_id), rename(house, unit_id, "Thôn Hàm Phú"), decision)


def doors_of_units(unit_id: int) -> dict[tuple[str, str], str]:
    """Return an address behind every door that names a unit, a change or a list of units."""
    a_unit, unit = "/staff/units/<int:unit_id>", f"/staff/units/{unit_id}"
    a_change, change = "/staff/units/changes/<int:change_id>", f"/staff/units/changes/{CHANGE}"
    a_list, units = "/staff/units/lists/<int:list_id>", f"/staff/units/lists/{UNIT_LIST}"
    return {
        ("GET", a_unit): unit,
        ("GET", f"{a_unit}/change"): f"{unit}/change",
        ("GET", f"{a_unit}/change/<kind>"): f"{unit}/change/merge",
        ("GET", f"{a_unit}/change/<kind>/preview"): f"{unit}/change/merge/preview",
        ("POST", f"{a_unit}/change/<kind>"): f"{unit}/change/merge",
        ("GET", a_change): change,
        ("POST", f"{a_change}/undo"): f"{change}/undo",
        ("GET", a_list): units,
        ("POST", f"{a_list}/store"): f"{units}/store",
        ("POST", f"{a_list}/discard"): f"{units}/discard",
    }
