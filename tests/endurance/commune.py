"""A commune large enough for a storm: hamlets full of households, every one with a code and asked by a campaign."""

from dataclasses import dataclass
from random import Random

from sqlalchemy import select

from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.links.acts import ensure_codes
from pledges.links.rules import code_of
from pledges.register.acts.households import HouseholdSource, add_households
from pledges.register.rules import NewHousehold, SubjectKind
from pledges.register.tables import Household
from pledges.units.acts.adding import add_unit
from pledges.units.rules import NewUnit, UnitKind
from tests.worlds import SINCE, run_campaign

HAMLETS = 7
FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Đặng", "Bùi")
MIDDLE = ("Văn", "Thị", "Hữu", "Đức", "Ngọc", "Minh", "Thanh", "Quốc", "Kim", "Xuân")
GIVEN = ("Ánh", "Bảo", "Cường", "Đạt", "Giang", "Hòa", "Khánh", "Lộc", "Mỹ", "Nghĩa")


@dataclass(frozen=True)
class Commune:
    """What the storm needs to know: every household's code, in no order."""

    campaign_id: int
    codes: tuple[str, ...]


def name_of(number: int) -> str:
    """Return a name that only this number has, e.g. "Nguyễn Văn Đức Ánh Bảo"."""
    digits = [int(digit) for digit in f"{number:05d}"]
    words = (FAMILY, MIDDLE, MIDDLE, GIVEN, GIVEN)
    return " ".join(choice[digit] for choice, digit in zip(words, digits, strict=True))


def build_commune(house: House, households: int, chance: Random) -> Commune:
    """Build the commune with so many households, spread over its hamlets, and open the ready campaign."""
    occasion = present()
    with house.database.writing() as session:
        commune = add_unit(session, occasion, _unit("xa", "Xã Hàm Mẫu", None)).id
        hamlets = [
            add_unit(session, occasion, _unit("thon", f"Thôn {one}", commune)).id for one in range(HAMLETS)
        ]
    for place, hamlet in enumerate(hamlets):
        _settle(house, occasion, hamlet, range(place, households, HAMLETS))
    campaign = run_campaign(house, occasion, commune)
    with house.database.writing() as session:
        ids = list(session.scalars(select(Household.id)))
        ensure_codes(session, house.keys, SubjectKind.HOUSEHOLD, ids)
    codes = [code_of(house.keys, SubjectKind.HOUSEHOLD, one) for one in ids]
    chance.shuffle(codes)
    return Commune(campaign.id, tuple(codes))


def _unit(kind: str, name: str, parent_id: int | None) -> NewUnit:
    return NewUnit(UnitKind.TERRITORY, kind, name, SINCE, parent_id)


def _settle(house: House, occasion: Occasion, hamlet: int, numbers: range) -> None:
    source = HouseholdSource(house.keys)
    new = [NewHousehold(name_of(number), f"Số {number}", 1968, 4, 2) for number in numbers]
    with house.database.writing() as session:
        add_households(session, occasion, hamlet, source, new)
