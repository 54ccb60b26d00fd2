"""Units: official codes belong to their scheme, and a name stands once below a parent."""

from datetime import date

import pytest
from sqlalchemy import select

from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.units.acts.adding import add_unit
from pledges.units.rules import NewUnit, UnitKind, UnitThereAlready
from pledges.units.tables import UnitCode

SINCE = date(2025, 7, 1)


def test_a_code_is_kept_with_its_scheme(house: House, occasion: Occasion) -> None:
    new = NewUnit(UnitKind.TERRITORY, "xa", "Xã Tuy Phong", SINCE, code="22978", code_scheme="NSO-2025")

    with house.database.writing() as session:
        unit = add_unit(session, occasion, new)
        codes = session.execute(select(UnitCode.unit_id, UnitCode.scheme, UnitCode.code)).all()

    assert codes == [(unit.id, "NSO-2025", "22978")]


def test_a_name_stands_once_below_a_parent_whatever_its_tone_marks(house: House, occasion: Occasion) -> None:
    with house.database.writing() as session:
        commune = add_unit(session, occasion, NewUnit(UnitKind.TERRITORY, "xa", "Xã Hàm Mẫu", SINCE))
        add_unit(session, occasion, NewUnit(UnitKind.TERRITORY, "thon", "Thôn Hòa Bình", SINCE, commune.id))

        with pytest.raises(UnitThereAlready):
            add_unit(
                session, occasion, NewUnit(UnitKind.TERRITORY, "thon", "Thôn Hoà Bình", SINCE, commune.id)
            )
