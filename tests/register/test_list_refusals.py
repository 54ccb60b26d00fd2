"""What is no list, what a list is not for, and what hurts nobody."""

import pytest
from sqlalchemy import func, select

from pledges.foundation.audit import AuditEvent
from pledges.foundation.errors import NotFound
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.register.acts import importing
from pledges.register.lists import (
    FILE_LOST,
    ImportState,
    ListElsewhere,
    kept_as,
)
from pledges.register.reading.whole_list import HouseholdListNotFound
from pledges.register.rules import ImportEnded, NothingToStore, SubjectKind
from pledges.register.tables import ImportRow, RegisterMapping
from pledges.units.acts.adding import add_unit
from pledges.units.rules import NewUnit, UnitKind
from pledges.units.tables import UnitState
from tests.register.importing import (
    ANH,
    HOA,
    OFFICIAL_HEADS,
    Sent,
    again,
    found,
    households,
    numbers,
    read,
    rows,
    sent_to,
    store,
    stored,
    work,
    workbook,
)
from tests.worlds import SINCE, Village, build_village

OFFICIALS = Sent(SubjectKind.OFFICIAL)


@pytest.fixture
def village(house: House, occasion: Occasion) -> Village:
    return build_village(house, occasion)


@pytest.fixture
def office_id(house: House) -> int:
    new = NewUnit(UnitKind.ORGANISATION, "co_quan", "Ủy ban nhân dân xã Hàm Mẫu", SINCE)
    with house.database.writing() as session:
        return add_unit(session, present(), new, is_sample=False).id


def rows_left(house: House) -> int:
    with house.database.reading() as session:
        return session.scalar(select(func.count()).select_from(ImportRow)) or 0


def has_file(house: House, import_id: int) -> bool:
    try:
        house.files.open(kept_as(import_id))
    except NotFound:
        return False
    return True


def test_old_encodings_are_converted_only_when_agreed_to(house: House, village: Village) -> None:
    listed = workbook(ANH, (2, "TrÇn ThÞ Hoµ", 1955, "Tæ 1", 2))
    import_id = read(house, village.hamlet_id, listed)
    first = numbers(house, import_id)

    again(house, import_id, converts=True)

    assert (first["new"], first["rejected"]) == (1, 1)
    assert [row.content["name"] for row in rows(house, import_id, "new")] == ["Đặng Thị Ánh", "Trần Thị Hoà"]


def test_columns_that_the_clerk_corrected_are_remembered_for_the_next_list(
    house: House, village: Village
) -> None:
    heads = ("STT", "Họ và tên chủ hộ", "Tuổi thật", "Địa chỉ")
    first = read(house, village.hamlet_id, workbook((1, "Đặng Thị Ánh", 1972, "Tổ 1"), heads=heads))
    unread = rows(house, first, "new")[0].content
    again(house, first, columns={"Họ và tên chủ hộ": "name", "Tuổi thật": "birth", "Địa chỉ": "address"})
    store(house, first)

    second = read(house, village.hamlet_id, workbook((1, "Trần Thị Hòa", 1955, "Tổ 1"), heads=heads))

    assert "year" not in unread
    assert rows(house, second, "new")[0].content["year"] == 1955


def test_columns_of_a_list_that_was_thrown_away_are_not_remembered(house: House, village: Village) -> None:
    import_id = read(house, village.hamlet_id, workbook(ANH))
    again(house, import_id, columns={"Họ và tên chủ hộ": "name"})
    with house.database.writing() as session:
        importing.discard_import(session, present(), import_id)
        assert session.scalars(select(RegisterMapping)).all() == []


def test_the_trail_tells_of_a_list_without_names(house: House, village: Village) -> None:
    stored(house, village.hamlet_id, workbook(ANH))

    with house.database.reading() as session:
        events = session.scalars(select(AuditEvent).where(AuditEvent.subject.startswith("import:"))).all()
    assert [event.action for event in events] == ["register.send-list", "register.store-list"]
    assert "Ánh" not in str([(event.subject, event.why) for event in events])


def test_what_was_read_goes_with_the_list(house: House, village: Village) -> None:
    kept = read(house, village.hamlet_id, workbook(ANH, (2, "", 1955, "Tổ 1", 2)))
    file_before = has_file(house, kept)
    store(house, kept)

    assert file_before
    assert not has_file(house, kept)
    assert [row.outcome for row in rows(house, kept, "new")] == []
    assert set(found(house, kept).summary or {}) == {"numbers", "sheets", "signature"}


def test_a_list_that_is_thrown_away_leaves_nothing(house: House, village: Village) -> None:
    import_id = read(house, village.hamlet_id, workbook(ANH))
    with house.database.writing() as session:
        importing.discard_import(session, present(), import_id)

    assert rows_left(house) == 0
    with house.database.writing() as session, pytest.raises(ImportEnded):
        importing.discard_import(session, present(), import_id)


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04broken"])
def test_a_file_that_is_no_list_fails_in_words(house: House, village: Village, content: bytes) -> None:
    import_id = read(house, village.hamlet_id, content)

    failed = found(house, import_id)
    assert failed.state == ImportState.FAILED
    assert len((failed.failure or "").split("\n")) == 2
    assert not has_file(house, import_id)


def test_a_sheet_without_rows_gives_an_empty_preview(house: House, village: Village) -> None:
    import_id = read(house, village.hamlet_id, workbook())

    assert numbers(house, import_id) == {}
    with house.database.writing() as session, pytest.raises(NothingToStore):
        importing.ask_to_store(session, present(), import_id, lets_go=True)


def test_a_workbook_without_a_head_says_what_is_missing(house: House, village: Village) -> None:
    import_id = read(house, village.hamlet_id, workbook(heads=("a", "b")))

    assert (found(house, import_id).failure or "").startswith(HouseholdListNotFound.title)


def test_a_file_that_is_gone_is_said_to_be(house: House, village: Village) -> None:
    import_id = sent_to(house, village.hamlet_id, workbook(ANH))
    house.files.remove(kept_as(import_id))
    work(house, import_id)

    assert found(house, import_id).failure == FILE_LOST


def test_a_cell_of_two_hundred_thousand_letters_is_cut_and_hurts_nobody(
    house: House, village: Village
) -> None:
    import_id = read(house, village.hamlet_id, workbook((1, "A" * 32_767, 1972, "<b>" * 10_000, 5), HOA))

    assert found(house, import_id).state == ImportState.PREVIEWED
    assert len(str(rows(house, import_id, "rejected") + rows(house, import_id, "new"))) < 100_000


def test_a_list_is_not_for_a_province(house: House, village: Village) -> None:
    with pytest.raises(ListElsewhere):
        sent_to(house, village.province_id, workbook(ANH))


def test_a_list_of_households_is_not_for_an_office_nor_the_other_way_round(
    house: House, village: Village, office_id: int
) -> None:
    with pytest.raises(ListElsewhere):
        sent_to(house, office_id, workbook(ANH))
    with pytest.raises(ListElsewhere):
        sent_to(house, village.hamlet_id, workbook(heads=OFFICIAL_HEADS), OFFICIALS)


def test_a_list_is_not_for_a_unit_that_does_not_stand_yet(house: House, village: Village) -> None:
    new = NewUnit(
        UnitKind.TERRITORY, "thon", "Thôn Mai Sau", present().today.replace(year=2090), village.commune_id
    )
    with house.database.writing() as session:
        later = add_unit(session, present(), new, is_sample=False).id

    with pytest.raises(ListElsewhere):
        sent_to(house, later, workbook(ANH))


def test_a_unit_that_ends_before_its_list_is_stored_is_told_in_words(house: House, village: Village) -> None:
    import_id = read(house, village.hamlet_id, workbook(ANH))
    with house.database.writing() as session:
        state = session.scalars(select(UnitState).where(UnitState.unit_id == village.hamlet_id)).one()
        state.valid_to = present().today

    store(house, import_id)

    assert (found(house, import_id).failure or "").startswith(ListElsewhere.title)
    assert len(households(house, village.hamlet_id)) == 3
