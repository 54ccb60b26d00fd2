"""Entering official lists: whole or not at all, nothing twice, and quick for the whole country."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from time import process_time

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pledges.foundation.audit import AuditEvent
from pledges.foundation.errors import NotFound
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.units.acts.adding import add_unit
from pledges.units.acts.entering import Entry, enter_units
from pledges.units.acts.lists import ReadUnitList, compared, discard_list, stage_list, store_list
from pledges.units.official_list.columns import columns_of
from pledges.units.official_list.comparison import compare
from pledges.units.official_list.reading import read_unit_list
from pledges.units.official_list.refusals import (
    ListEnded,
    ListFromTheFuture,
    ListTooEarly,
    NotAUnitList,
    UnitCodeTaken,
)
from pledges.units.official_list.rows import OfficialList, read_rows
from pledges.units.queries.codes import by_code, codes_of_unit
from pledges.units.queries.lists import list_by_id, lists_below, standing_for
from pledges.units.queries.tree import ancestors, branches
from pledges.units.rules import NewUnit, UnitKind
from pledges.units.tables import Unit, UnitCode, UnitList
from tests.units.lists import NEW_HEADS, NEW_ROWS, new_list, old_list, save, sheet

SINCE = date(2025, 7, 1)


@dataclass(frozen=True)
class Reading:
    """A list as it was read, of these rows."""

    rows: tuple[tuple[str, ...], ...] = NEW_ROWS

    def below(self, parent_id: int | None, since: date = SINCE) -> ReadUnitList:
        read = sheet(NEW_HEADS, *self.rows)
        columns = columns_of(read)
        assert columns is not None
        return ReadUnitList("xa.xlsx", "0" * 64, "NSO-2025", parent_id, since, read_rows(read, columns))


def province(session: Session, occasion: Occasion) -> int:
    new = NewUnit(UnitKind.TERRITORY, "tinh", "Tỉnh Lâm Đồng", SINCE)
    return add_unit(session, occasion, new).id


def test_a_list_enters_units_codes_and_paths_and_one_line_in_the_trail(
    house: House, occasion: Occasion
) -> None:
    with house.database.writing() as session:
        parent_id = province(session, occasion)
        kept = stage_list(session, occasion, Reading().below(parent_id))

        found = store_list(session, occasion, kept.id)

        names = [branch.name for branch in branches(session, parent_id, SINCE)]
        line = [unit.id for unit in ancestors(session, by_code(session, "22978", SINCE)[0].id)]
        events = session.scalars(select(AuditEvent.action).where(AuditEvent.unit_id == parent_id)).all()
        codes = codes_of_unit(session, parent_id)
    assert (len(found.new), len(found.named)) == (3, 1)
    assert names == ["Tỉnh Lâm Đồng", "Phường Mũi Né", "Xã Tuy Phong", "Đặc khu Phú Quý"]
    assert (line[0], len(line)) == (parent_id, 2)
    assert events == ["unit.add", "unit_list.store"]
    assert codes == [("NSO-2025", "68")]
    assert (kept.state, kept.reading) == ("stored", None)


def test_the_same_list_again_gives_nothing_new(house: House, occasion: Occasion) -> None:
    with house.database.writing() as session:
        parent_id = province(session, occasion)
        first, second = (stage_list(session, occasion, Reading().below(parent_id)) for _ in range(2))
        store_list(session, occasion, first.id)

        before = compared(session, second)
        found = store_list(session, occasion, second.id)
        units = session.scalar(select(func.count()).select_from(Unit))

    assert (before.adds_something, before.known, found.new, found.named) == (False, 4, (), ())
    assert units == 4


def test_a_list_of_roots_is_entered_without_a_unit_above(house: House, occasion: Occasion) -> None:
    with house.database.writing() as session:
        kept = stage_list(session, occasion, Reading().below(None))

        found = store_list(session, occasion, kept.id)
        compare_again = compared(session, list_by_id(session, kept.id))
        chain = session.scalars(select(AuditEvent.unit_id)).all()

    assert len(found.new) == 4
    assert compare_again.new == ()
    assert chain == [0]


def test_a_list_is_entered_or_thrown_away_once(house: House, occasion: Occasion) -> None:
    with house.database.writing() as session:
        kept = stage_list(session, occasion, Reading().below(None))
        discard_list(session, occasion, kept.id)

        with pytest.raises(ListEnded):
            store_list(session, occasion, kept.id)
        with pytest.raises(NotFound):
            discard_list(session, occasion, kept.id + 1)
        with pytest.raises(NotFound):
            list_by_id(session, kept.id + 1)
        assert session.scalar(select(func.count()).select_from(Unit)) == 0


def test_a_list_holds_neither_from_tomorrow_nor_before_the_unit_above(
    house: House, occasion: Occasion
) -> None:
    with house.database.writing() as session:
        parent_id = province(session, occasion)

        with pytest.raises(ListFromTheFuture):
            stage_list(session, occasion, Reading().below(parent_id, occasion.today + timedelta(days=1)))
        with pytest.raises(ListTooEarly):
            stage_list(session, occasion, Reading().below(parent_id, SINCE - timedelta(days=1)))


def test_of_two_who_enter_a_code_at_once_the_second_is_told(house: House, occasion: Occasion) -> None:
    listed = Reading().below(None).listed
    with house.database.writing() as session:
        nothing_there = compare(listed, standing_for(session, "NSO-2025", None, SINCE, set()))
        enter_units(session, Entry("NSO-2025", SINCE), nothing_there)

    with pytest.raises(UnitCodeTaken), house.database.writing() as session:
        enter_units(session, Entry("NSO-2025", SINCE), nothing_there)

    with house.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Unit)) == 4


def test_two_clerks_who_enter_the_same_list_at_once_enter_it_once(house: House, occasion: Occasion) -> None:
    with house.database.writing() as session:
        parent_id = province(session, occasion)
        ids = [stage_list(session, occasion, Reading().below(parent_id)).id for _ in range(2)]

    def enter(list_id: int) -> int:
        with house.database.writing() as session:
            return len(store_list(session, occasion, list_id).new)

    with ThreadPoolExecutor(2) as clerks:
        entered = sorted(clerks.map(enter, ids))

    with house.database.reading() as session:
        assert (entered, session.scalar(select(func.count()).select_from(Unit))) == ([0, 3], 4)


def test_below_a_sample_everything_is_sample_and_real_units_are_not_touched(
    house: House, occasion: Occasion
) -> None:
    with house.database.writing() as session:
        real = province(session, occasion)
        new = NewUnit(UnitKind.TERRITORY, "tinh", "Tỉnh Lâm Đồng", SINCE)
        sample = add_unit(session, occasion, new, is_sample=True).id
        kept = stage_list(session, occasion, Reading().below(sample))
        store_list(session, occasion, kept.id)

        marks = session.scalars(select(Unit.is_sample).where(Unit.id != real)).all()

    assert marks == [True] * 4


def test_lists_are_found_by_the_units_in_reach(house: House, occasion: Occasion) -> None:
    with house.database.writing() as session:
        parent_id = province(session, occasion)
        kept = stage_list(session, occasion, Reading().below(parent_id))
        stage_list(session, occasion, Reading().below(None))

        assert [one.id for one in lists_below(session, [parent_id])] == [kept.id]
        assert lists_below(session, [parent_id + 100]) == []


def test_a_workbook_is_read_from_its_first_sheet_with_heads(tmp_path: Path) -> None:
    path = save(tmp_path / "xa.xlsx", [("DANH MỤC",), NEW_HEADS, *NEW_ROWS])

    assert len(read_unit_list(path).units) == 4


def test_a_list_of_households_is_no_list_of_units(tmp_path: Path) -> None:
    path = save(tmp_path / "ho.xlsx", [("STT", "Họ và tên", "Năm sinh"), (1, "Nguyễn Văn Đức", 1968)])

    with pytest.raises(NotAUnitList):
        read_unit_list(path)


def test_text_that_looks_like_a_formula_is_a_name(house: House, occasion: Occasion) -> None:
    rows = (("22918", "Xã =HYPERLINK(A1)<b>", "Xã", "68", "Tỉnh Lâm Đồng"),)
    with house.database.writing() as session:
        kept = stage_list(session, occasion, Reading(rows).below(None))
        store_list(session, occasion, kept.id)
        (unit,) = by_code(session, "22918", SINCE)

    assert unit.name == "Xã =HYPERLINK(A1)<b>"


@pytest.mark.parametrize(("rows", "units"), [(new_list(3321), 3355), (old_list(1200), 1959)])
def test_the_whole_country_is_entered_in_a_moment(
    house: House, occasion: Occasion, rows: list[tuple[str, ...]], units: int
) -> None:
    read = sheet(*rows)
    columns = columns_of(read)
    assert columns is not None
    listed: OfficialList = read_rows(read, columns)
    begun = process_time()

    with house.database.writing() as session:
        kept = stage_list(session, occasion, ReadUnitList("a", "0" * 64, "NSO", None, SINCE, listed))
        found = store_list(session, occasion, kept.id)
        codes = session.scalar(select(func.count()).select_from(UnitCode))
        unplaced = session.scalar(select(func.count()).select_from(Unit).where(Unit.path == ""))
        session.expunge_all()
        left = session.scalar(select(func.count()).select_from(UnitList).where(UnitList.state == "stored"))

    assert (len(found.new), codes, unplaced, left) == (units, units, 0, 1)
    # A quarter of a second on a quiet machine; a query or an act for each unit takes more than ten.
    assert process_time() - begun < 3
