"""Old Bình Thuận, Lâm Đồng of 2025 and what followed what: counts, names, codes that mean something else today."""

from collections import Counter
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from pledges.foundation.audit import AuditEvent
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.staff.rules import Grant, Role
from pledges.units.acts.adding import add_unit
from pledges.units.acts.facts import load_binh_thuan
from pledges.units.official_list.refusals import FactsThereAlready
from pledges.units.queries.codes import by_code, codes_in, codes_of_unit, name_on
from pledges.units.queries.tree import ancestors, branches, has_children, ids_within
from pledges.units.rules import NewUnit, UnitKind
from pledges.units.tables import Succession, Unit, UnitChange
from tests.worlds import sign_in

BEFORE, AFTER = date(2024, 12, 31), date(2025, 7, 2)
COMMUNES = ("xa", "phuong", "thi_tran")


@pytest.fixture
def entered(house: House, occasion: Occasion) -> House:
    with house.database.writing() as session:
        load_binh_thuan(session, occasion)
    return house


def old(session: Session, code: str) -> Unit:
    (unit,) = by_code(session, code, BEFORE, "NSO-2024")
    return unit


def followers(session: Session, old_id: int) -> dict[str, bool]:
    query = select(Unit.name, Succession.is_heir).join(Unit, Unit.id == Succession.new_id)
    return dict(session.execute(query.where(Succession.old_id == old_id)).all())


def test_at_the_end_of_2024_binh_thuan_has_ten_districts_and_121_communes(entered: House) -> None:
    with entered.database.reading() as session:
        tree = branches(session, old(session, "60").id, BEFORE)

    assert Counter(branch.type for branch in tree) == {
        "tinh": 1,
        "huyen": 8,
        "thanh_pho_thuoc_tinh": 1,
        "thi_xa": 1,
        "xa": 93,
        "phuong": 16,
        "thi_tran": 12,
    }
    assert {branch.depth for branch in tree if branch.type in COMMUNES} == {2}


def test_in_july_2025_lam_dong_has_124_communes_and_binh_thuan_is_gone(entered: House) -> None:
    with entered.database.reading() as session:
        (new,) = by_code(session, "68", AFTER)
        tree = branches(session, new.id, AFTER)
        gone = by_code(session, "60", AFTER)
        left = branches(session, codes_in(session, "NSO-2024")["60"], AFTER)

    assert Counter(branch.type for branch in tree) == {"tinh": 1, "xa": 103, "phuong": 20, "dac_khu": 1}
    assert (gone, left) == ([], [])


def test_all_121_communes_have_one_heir_among_45(entered: House) -> None:
    with entered.database.reading() as session:
        is_commune = select(Unit.id).where(Unit.type.in_(COMMUNES), Unit.valid_to.is_not(None))
        rows = select(Succession).where(Succession.old_id.in_(is_commune))
        follows = session.scalars(rows).all()
        types = session.scalars(select(Unit.type).where(Unit.id.in_({one.new_id for one in follows}))).all()

    heirs = Counter(one.old_id for one in follows if one.is_heir)
    assert (len(heirs), set(heirs.values())) == (121, {1})
    assert len(follows) == 122
    assert Counter(types) == {"xa": 36, "phuong": 8, "dac_khu": 1}


def test_phong_phu_is_divided_between_two(entered: House) -> None:
    with entered.database.reading() as session:
        phong_phu = old(session, "22978")
        change = session.scalars(select(UnitChange).where(UnitChange.kind == "split")).one()
        found = followers(session, phong_phu.id)

    assert phong_phu.name == "Xã Phong Phú"
    assert found == {"Xã Tuy Phong": True, "Xã Phan Rí Cửa": False}
    assert (change.decision_no, change.decided_on, change.effective_on, change.state) == (
        "1671/NQ-UBTVQH15",
        date(2025, 6, 16),
        date(2025, 7, 1),
        "done",
    )


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("22918", "Phường Hàm Tiến", "Phường Mũi Né"),
        ("22972", "Thị trấn Phan Rí Cửa", "Xã Phan Rí Cửa"),
        ("22978", "Xã Phong Phú", "Xã Tuy Phong"),
    ],
)
def test_a_code_means_another_unit_after_the_change(
    entered: House, code: str, before: str, after: str
) -> None:
    with entered.database.reading() as session:
        named = [[unit.name for unit in by_code(session, code, day)] for day in (BEFORE, AFTER)]
        of_scheme = by_code(session, code, AFTER, "NSO-2024")

    assert named == [[before], [after]]
    assert of_scheme == []


def test_each_old_commune_hangs_below_its_heir(entered: House) -> None:
    with entered.database.reading() as session:
        ham_tien, muoi_ne = old(session, "22918"), by_code(session, "22918", AFTER)[0]
        line = [unit.name for unit in ancestors(session, ham_tien.id)]
        within = set(session.scalars(ids_within([muoi_ne.id])))
        standing_below = has_children(session, muoi_ne.id, AFTER)
        names = [name_on(session, ham_tien.id, day) for day in (BEFORE, AFTER)]

    assert line == ["Tỉnh Lâm Đồng", "Phường Mũi Né", "Phường Hàm Tiến"]
    assert ham_tien.id in within
    assert not standing_below
    assert names == ["Phường Hàm Tiến", None]


def test_districts_and_province_went_into_lam_dong(entered: House) -> None:
    with entered.database.reading() as session:
        decisions = {
            code: session.execute(
                select(UnitChange.decision_no, Unit.name)
                .join(Succession, Succession.change_id == UnitChange.id)
                .join(Unit, Unit.id == Succession.new_id)
                .where(Succession.old_id == old(session, code).id)
            ).one()
            for code in ("60", "595")
        }

    assert decisions["60"] == ("202/2025/QH15", "Tỉnh Lâm Đồng")
    assert decisions["595"] == ("203/2025/QH15", "Tỉnh Lâm Đồng")


def test_a_name_repeats_in_two_districts(entered: House) -> None:
    with entered.database.reading() as session:
        tree = branches(session, old(session, "60").id, BEFORE)

    names = {branch.id: branch.name for branch in tree}
    districts = {names[branch.parent_id or 0] for branch in tree if branch.name == "Xã Tân Hà"}
    assert districts == {"Huyện Đức Linh", "Huyện Hàm Tân"}


def test_the_split_has_a_page_that_names_what_followed(entered: House, client: FlaskClient) -> None:
    with entered.database.reading() as session:
        root_id = codes_in(session, "NSO-2025")["68"]
        split = session.scalars(select(UnitChange.id).where(UnitChange.kind == "split")).one()
        phong_phu = old(session, "22978").id
    sign_in(client, entered, Grant(Role.ADMINISTRATOR, root_id))

    page = client.get(f"/staff/units/changes/{split}").get_data(as_text=True)
    unit = client.get(f"/staff/units/{phong_phu}").get_data(as_text=True)

    assert "Xã Tuy Phong" in page
    assert "Xã Phan Rí Cửa" in page
    assert "1671/NQ-UBTVQH15" in unit


def test_a_second_time_nothing_is_entered(entered: House, occasion: Occasion) -> None:
    with entered.database.writing() as session:
        again = load_binh_thuan(session, occasion)
        changes = len(session.scalars(select(UnitChange)).all())
        events = session.scalars(select(AuditEvent.action)).all()

    assert (again.old, again.new, changes, events) == (0, 0, 4, ["unit.facts"])


def test_a_lam_dong_that_stands_already_is_used(house: House, occasion: Occasion) -> None:
    since = date(2025, 7, 1)
    with house.database.writing() as session:
        province = add_unit(session, occasion, NewUnit(UnitKind.TERRITORY, "tinh", "Tỉnh Lâm Đồng", since))
        add_unit(session, occasion, NewUnit(UnitKind.TERRITORY, "xa", "Xã Tuy Phong", since, province.id))

        found = load_binh_thuan(session, occasion)
        codes = codes_of_unit(session, province.id)

    assert (found.old, found.new) == (132, 123)
    assert codes == [("NSO-2025", "68")]


def test_a_binh_thuan_in_use_is_left_alone(house: House, occasion: Occasion) -> None:
    new = NewUnit(
        UnitKind.TERRITORY, "tinh", "Tỉnh Bình Thuận", date(2024, 12, 1), code="60", code_scheme="NSO-2024"
    )
    with house.database.writing() as session:
        add_unit(session, occasion, new)

        with pytest.raises(FactsThereAlready):
            load_binh_thuan(session, occasion)
