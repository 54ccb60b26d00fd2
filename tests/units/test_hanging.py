"""What hangs on units in the rooms above: told before a change, and moved on its day."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.links.rules import LABELS
from pledges.prints.acts import start_run
from pledges.prints.rules import NewRun
from pledges.prints.tables import PrintRun
from pledges.register.acts.households import HouseholdSource, add_households
from pledges.register.acts.importing import NewList, start_import
from pledges.register.acts.offices import add_counter, add_office
from pledges.register.rules import NewHousehold, SubjectKind
from pledges.register.tables import Counter, Household, Office, Official, RegisterImport, SubjectMove
from pledges.units.acts.adding import add_unit
from pledges.units.hanging import HangsTogether
from pledges.units.rules import GroupsAddresses, Hanging, HangsOnUnits, NewUnit, Transfer, UnitKind
from tests.units.worlds import Commune, build_commune, done, merge, of, unit_named
from tests.worlds import SINCE, run_campaign


@pytest.fixture
def commune(house: House, occasion: Occasion) -> Commune:
    return build_commune(house, occasion)


def hanging(house: House, *unit_ids: int) -> dict[str, tuple[int, tuple[str, ...]]]:
    with house.database.reading() as session:
        return {
            one.words: (one.number, one.names)
            for one in house.handed(HangsOnUnits).hanging(session, unit_ids)
        }


def merged(house: House, occasion: Occasion, commune: Commune) -> int:
    plan = merge(commune.id, "Thôn Phú Lộc", commune.hamlet_id, commune.other_id)
    done(house, occasion, commune.administrator, plan)
    return unit_named(house, "Thôn Phú Lộc").id


def test_a_hamlet_tells_what_hangs_on_it(house: House, occasion: Occasion, commune: Commune) -> None:
    campaign = run_campaign(house, occasion, commune.hamlet_id)

    assert hanging(house, commune.hamlet_id) == {
        "Đợt vận động đang mở hoặc đang soạn": (1, (campaign.title_vi,)),
        "Hộ gia đình": (3, ("hẻm Hai Bà Trưng nối dài: 1", "Tổ 4: 1", "Xóm Giữa: 1")),
        "Mã QR đã cấp (mã cũ vẫn dùng được)": (3, ()),
    }


def test_a_commune_tells_of_its_offices_and_counters(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    assert hanging(house, commune.id) == {
        "Cơ quan, đơn vị đóng tại đây": (1, ("Trung tâm Phục vụ hành chính công xã Hàm Mẫu",)),
        "Quầy tiếp dân": (1, ("Hộ tịch, chứng thực",)),
        "Mã QR đã cấp (mã cũ vẫn dùng được)": (1, ()),
    }


def test_addresses_are_told_in_groups(house: House, occasion: Occasion, commune: Commune) -> None:
    with house.database.writing() as session:
        new = [NewHousehold("Lý Văn A", ""), NewHousehold("Lý Văn B", "TỔ 1")]
        add_households(session, occasion, commune.other_id, HouseholdSource(house.keys), new)

    with house.database.reading() as session:
        groups = house.handed(GroupsAddresses).address_groups(session, commune.other_id)

    assert [(one.key, one.words, one.number) for one in groups] == [
        ("to 1", "Tổ 1", 3),
        ("to 2", "Tổ 2", 2),
        ("", "", 1),
    ]


def test_what_is_being_made_or_entered_goes_to_the_heir(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    with house.database.writing() as session:
        run_id = start_run(session, occasion, NewRun(LABELS, commune.hamlet_id, total=3)).id
        sent = NewList(commune.hamlet_id, SubjectKind.HOUSEHOLD, "Thôn Phú Sơn.xlsx", "0" * 64)
        import_id = start_import(session, occasion, sent).id
    told = hanging(house, commune.hamlet_id)

    heir_id = merged(house, occasion, commune)

    assert (told["Đợt in đang làm"][0], told["Danh sách đang nhập dở"][0]) == (1, 1)
    with house.database.reading() as session:
        assert session.get_one(PrintRun, run_id).unit_id == heir_id
        assert session.get_one(RegisterImport, import_id).unit_id == heir_id


def test_a_household_that_came_after_the_day_goes_when_it_came(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    with house.database.writing() as session:
        first = session.scalars(select(Household).where(Household.unit_id == commune.other_id)).first()
        assert first
        first.entered_on, name = date(2026, 11, 24), first.head_name

    heir_id = merged(house, occasion, commune)

    with house.database.reading() as session:
        household = session.scalars(select(Household).where(Household.head_name == name)).one()
        moved_on = select(SubjectMove.moved_on).where(SubjectMove.subject_id == household.id)
        assert (household.unit_id, session.scalar(moved_on)) == (heir_id, date(2026, 11, 24))


def test_who_has_left_the_list_stays_with_the_old_hamlet(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    with house.database.writing() as session:
        gone = session.scalars(select(Household).where(Household.unit_id == commune.other_id)).first()
        assert gone
        gone.ended_on, gone.end_reason = date(2026, 5, 1), "moved_away"

    merged(house, occasion, commune)

    with house.database.reading() as session:
        assert session.get_one(Household, gone.id).unit_id == commune.other_id


def offices(house: House, occasion: Occasion, commune: Commune, *names: str) -> list[int]:
    """Add offices of the organisation, each with a counter and one official; return their units."""
    found: list[int] = []
    with house.database.writing() as session:
        top = NewUnit(UnitKind.ORGANISATION, "ubnd", "Ủy ban nhân dân xã Hàm Mẫu", SINCE)
        parent_id = add_unit(session, occasion, top).id
        for name in names:
            new = NewUnit(UnitKind.ORGANISATION, "phong", name, SINCE, parent_id)
            unit_id = add_unit(session, occasion, new).id
            office = add_office(session, occasion, unit_id, commune.id, 5)
            add_counter(session, occasion, office, 1, f"Quầy của {name}")
            told = {"folded_name": "a", "sort_key": "a", "position": "Chuyên viên"}
            session.add(Official(unit_id=unit_id, number=1, name=f"Cán bộ {name}", **told))
            found.append(unit_id)
    return [parent_id, *found]


def test_merged_offices_bring_their_officials_and_counters(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    top, economy, culture = offices(house, occasion, commune, "Phòng Kinh tế", "Phòng Văn hóa")

    plan = merge(top, "Phòng Kinh tế - Văn hóa", economy, culture, type_="phong")
    done(house, occasion, of(top), plan)

    heir_id = unit_named(house, "Phòng Kinh tế - Văn hóa").id
    with house.database.reading() as session:
        assert set(session.scalars(select(Official.unit_id))) == {heir_id}
        office = session.scalars(select(Office).where(Office.unit_id == heir_id)).one()
        counters = session.scalars(
            select(Counter).where(Counter.office_id == office.id).order_by(Counter.number)
        )
        assert [(one.number, one.name) for one in counters] == [
            (1, "Quầy của Phòng Kinh tế"),
            (2, "Quầy của Phòng Văn hóa"),
        ]


class Noting:
    """A room that notes what it is asked; a room of its own kind stands in for all."""

    def __init__(self, *found: Hanging) -> None:
        self.found = found
        self.told: list[tuple[int, tuple[Transfer, ...]]] = []

    def hanging(self, _session: Any, _unit_ids: Any) -> list[Hanging]:
        return list(self.found)

    def transfer(self, _session: Any, _occasion: Any, change_id: int, transfers: Sequence[Transfer]) -> None:
        self.told.append((change_id, tuple(transfers)))


def test_every_room_is_asked_and_told_and_nothing_is_left_out_but_nothing() -> None:
    first, second = Noting(Hanging("Hộ gia đình", 3), Hanging("Cán bộ", 0)), Noting(Hanging("Đợt in", 1))
    transfer = Transfer(4, 9, is_heir=True)

    together = HangsTogether(first, second)
    together.transfer(None, None, 12, [transfer])

    assert [one.words for one in together.hanging(None, [4])] == ["Hộ gia đình", "Đợt in"]
    assert first.told == second.told == [(12, (transfer,))]
