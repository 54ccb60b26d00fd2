"""An official list as plain values, to be kept between its reading and the clerk's word."""

from typing import Any

from pledges.units.official_list.rows import ListedUnit, OfficialList, Refusal, RefusedRow


def staged(listed: OfficialList) -> dict[str, Any]:
    """Return the list as plain values."""
    return {
        "units": [[unit.row, unit.code, unit.name, unit.type, unit.parent_code] for unit in listed.units],
        "refused": [[row.row, row.reason.value, row.text] for row in listed.refused],
    }


def listed_of(kept: dict[str, Any]) -> OfficialList:
    """Return the list of its plain values."""
    units = tuple(ListedUnit(*unit) for unit in kept["units"])
    return OfficialList(
        units, tuple(RefusedRow(row, Refusal(reason), text) for row, reason, text in kept["refused"])
    )
