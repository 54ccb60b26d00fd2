"""The units that are shipped as facts: old Bình Thuận, Lâm Đồng of 2025, and which followed which."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from pledges.units.official_list.rows import ListedUnit, OfficialList

_FACTS = Path(__file__).parent / "facts"
OLD_SCHEME, NEW_SCHEME = "NSO-2024", "NSO-2025"
OLD_PROVINCE, NEW_PROVINCE = "60", "68"
# The communes of Bình Thuận as resolution 1253/NQ-UBTVQH15 left them; see facts/SOURCES.md for all four.
STANDS_SINCE = date(2024, 12, 1)
CHANGES_ON = date(2025, 7, 1)


@dataclass(frozen=True)
class Decision:
    """What the end of units rests on."""

    number: str
    decided_on: date


PROVINCES_MERGED = Decision("202/2025/QH15", date(2025, 6, 12))
DISTRICTS_ENDED = Decision("203/2025/QH15", date(2025, 6, 16))
COMMUNES_ARRANGED = Decision("1671/NQ-UBTVQH15", date(2025, 6, 16))


@dataclass(frozen=True)
class Follows:
    """A commune of before and one that followed it; ``people`` went over where only a part did."""

    old_code: str
    new_code: str
    is_heir: bool
    people: int | None


@lru_cache
def old_binh_thuan() -> OfficialList:
    """Return the province with its 10 districts and 121 communes as of 1 December 2024."""
    return _units("binh_thuan_2024.csv")


@lru_cache
def new_lam_dong() -> OfficialList:
    """Return the province with its 124 communes as of 1 July 2025."""
    return _units("lam_dong_2025.csv")


@lru_cache
def followers() -> tuple[Follows, ...]:
    """Return which commune followed which on 1 July 2025; each old one has one heir."""
    return tuple(
        Follows(
            row["old_code"],
            row["new_code"],
            row["is_heir"] == "1",
            int(row["people"]) if row["people"] else None,
        )
        for row in _rows("binh_thuan_succession_2025.csv")
    )


def _units(name: str) -> OfficialList:
    listed = (
        ListedUnit(place, row["code"], row["name"], row["type"], row["parent_code"] or None)
        for place, row in enumerate(_rows(name), start=2)
    )
    return OfficialList(tuple(listed), ())


def _rows(name: str) -> list[dict[str, str]]:
    with (_FACTS / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
