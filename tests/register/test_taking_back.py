"""A stored list is taken back whole: what came with it goes, what it changed is as before, what is in use stays."""

import threading
import time

import pytest
from sqlalchemy import func, select

from pledges.campaigns.acts.life import invite_newcomers
from pledges.campaigns.tables import Invitation
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.links.acts import ensure_codes
from pledges.register.acts.ending import end_subjects
from pledges.register.acts.taking_back import take_back, what_would_go
from pledges.register.lists import ImportState, ListNotStored, TakenBack
from pledges.register.phones import open_phones
from pledges.register.queries.imports import import_by_id
from pledges.register.rules import EndReason, FollowsRegister, MoveReason, SubjectKind
from pledges.register.subjects import SubjectsLeaving
from pledges.register.tables import DistinctPair, Household, ImportRow, PhoneMark, SubjectMove
from pledges.tallies.acts.counters import TallyBase
from pledges.units.acts.adding import add_unit
from pledges.units.rules import NewUnit, UnitKind
from tests.register.importing import (
    ANH,
    BROI,
    HOA,
    OFFICIAL_HEADS,
    Sent,
    found,
    households,
    long_after,
    names,
    officials,
    read,
    store,
    stored,
    workbook,
)
from tests.worlds import SINCE, Village, build_village, run_campaign

PHONES = Sent(phones="nhắc lịch họp thôn")


@pytest.fixture
def village(house: House, occasion: Occasion) -> Village:
    return build_village(house, occasion)


def taken_back(house: House, import_id: int, when: Occasion | None = None) -> TakenBack:
    with house.database.writing() as session:
        return take_back(session, when or present(), house.handed(FollowsRegister), import_id)


def would_go(house: House, import_id: int) -> TakenBack:
    with house.database.reading() as session:
        return what_would_go(session, house.handed(FollowsRegister), import_by_id(session, import_id))


def correct(house: House, household_id: int, **values: object) -> None:
    with house.database.writing() as session:
        household = session.get_one(Household, household_id)
        for name, value in values.items():
            setattr(household, name, value)


def counted(house: House, table: type[PhoneMark] | type[DistinctPair] | type[ImportRow]) -> int:
    with house.database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_what_came_with_the_list_goes(house: House, village: Village) -> None:
    import_id = stored(house, village.hamlet_id, workbook((*ANH, "0913456789"), HOA), PHONES)

    told = would_go(house, import_id)
    done = taken_back(house, import_id)

    assert told == done == TakenBack(removed=2, restored=0, held=0)
    assert len(names(house, village.hamlet_id)) == 3
    assert (counted(house, PhoneMark), counted(house, ImportRow)) == (0, 0)
    assert found(house, import_id).state == ImportState.TAKEN_BACK


def test_what_the_list_changed_is_as_before(house: House, village: Village) -> None:
    before = [(one.address, one.birth_year, one.people_count) for one in households(house, village.hamlet_id)]
    import_id = stored(house, village.hamlet_id, workbook((1, "Nguyễn Văn Đức", 1968, "Tổ 1", 4)))

    done = taken_back(house, import_id)

    assert done == TakenBack(removed=0, restored=1, held=0)
    assert [
        (one.address, one.birth_year, one.people_count) for one in households(house, village.hamlet_id)
    ] == before


def test_a_number_that_was_added_goes_and_the_one_before_stays(house: House, village: Village) -> None:
    stored(house, village.hamlet_id, workbook((*ANH, "0913456789")), PHONES)
    second = stored(house, village.hamlet_id, workbook((*ANH, "0987654321")), PHONES)

    taken_back(house, second)

    anh = households(house, village.hamlet_id)[3]
    assert open_phones(house.keys, anh.phone_sealed) == ("+84913456789",)
    assert counted(house, PhoneMark) == 1


def test_a_first_number_goes_without_a_trace(house: House, village: Village) -> None:
    stored(house, village.hamlet_id, workbook(ANH))
    second = stored(house, village.hamlet_id, workbook((*ANH, "0987654321")), PHONES)

    taken_back(house, second)

    assert households(house, village.hamlet_id)[3].phone_sealed is None
    assert counted(house, PhoneMark) == 0


def test_whoever_the_list_let_go_is_back(house: House, village: Village) -> None:
    import_id = read(house, village.hamlet_id, workbook(BROI))
    store(house, import_id, lets_go=True)
    gone = names(house, village.hamlet_id)

    done = taken_back(house, import_id)

    assert gone == ["K'Brơi"]
    assert done == TakenBack(removed=0, restored=2, held=0)
    assert len(names(house, village.hamlet_id)) == 3


def test_whom_a_campaign_has_invited_stays_and_is_counted(house: House, village: Village) -> None:
    import_id = stored(house, village.hamlet_id, workbook(ANH))
    run_campaign(house, present(), village.commune_id)

    done = taken_back(house, import_id)

    assert done == TakenBack(removed=0, restored=0, held=1)
    assert names(house, village.hamlet_id)[3:] == ["Đặng Thị Ánh"]


def test_who_moved_left_or_was_merged_since_stays(house: House, village: Village) -> None:
    lists = workbook(ANH, HOA, (3, "Lê Thị Thu", 1990, "Tổ 2", 2), (4, "Võ Văn Tám", 1944, "Tổ 2", 2))
    import_id = stored(house, village.hamlet_id, lists)
    anh, hoa, thu, tam = households(house, village.hamlet_id)[3:]
    with house.database.writing() as session:
        leaving = SubjectsLeaving(SubjectKind.HOUSEHOLD, [anh.id], EndReason.MOVED_AWAY, present().today)
        end_subjects(session, present(), leaving)
        session.add(moved(hoa.id, village))
    correct(
        house,
        village.household_ids[0],
        ended_on=present().today,
        end_reason="duplicate",
        merged_into_id=thu.id,
    )

    done = taken_back(house, import_id)

    assert done == TakenBack(removed=1, restored=0, held=3)
    assert tam.id not in [one.id for one in households(house, village.hamlet_id)]


def moved(household_id: int, village: Village) -> SubjectMove:
    return SubjectMove(
        subject_kind="household",
        subject_id=household_id,
        from_unit_id=village.commune_id,
        from_number=1,
        to_unit_id=village.hamlet_id,
        moved_on=present().today,
        why=MoveReason.MOVED_HOUSE,
        recorded_at=present().now,
    )


def test_what_somebody_corrected_since_is_not_overwritten(house: House, village: Village) -> None:
    listed = workbook((1, "Nguyễn Văn Đức", 1968, "Tổ 1", 4), (2, "K'Brơi", "", "Tổ 9", 1))
    import_id = stored(house, village.hamlet_id, listed)
    correct(house, village.household_ids[2], address="Tổ 7")
    correct(house, village.household_ids[1], ended_on=present().today, end_reason="deceased")

    done = taken_back(house, import_id)

    assert done == TakenBack(removed=0, restored=0, held=2)
    assert households(house, village.hamlet_id)[2].address == "Tổ 7"


def test_who_came_back_by_hand_is_not_brought_back_twice(house: House, village: Village) -> None:
    import_id = read(house, village.hamlet_id, workbook(BROI))
    store(house, import_id, lets_go=True)
    correct(house, village.household_ids[0], ended_on=None, end_reason=None)

    assert taken_back(house, import_id).restored == 1


def test_a_pair_that_was_looked_at_goes_with_its_household(house: House, village: Village) -> None:
    import_id = stored(house, village.hamlet_id, workbook(ANH))
    anh = households(house, village.hamlet_id)[3]
    with house.database.writing() as session:
        first = village.household_ids[0]
        session.add(DistinctPair(first_id=first, second_id=anh.id, decided_at=present().now))

    taken_back(house, import_id)

    assert counted(house, DistinctPair) == 0


def test_a_list_of_officials_is_taken_back(house: House) -> None:
    new = NewUnit(UnitKind.ORGANISATION, "co_quan", "Trạm Y tế xã Hàm Mẫu", SINCE)
    with house.database.writing() as session:
        office_id = add_unit(session, present(), new, is_sample=False).id
    how = Sent(SubjectKind.OFFICIAL)
    stored(house, office_id, workbook((1, "Lê Thị Thu", 1985, "Y sĩ"), heads=OFFICIAL_HEADS), how)
    second = workbook(
        (1, "Lê Thị Thu", 1985, "Trưởng trạm"), (2, "Võ Văn Tám", 1990, "Y sĩ"), heads=OFFICIAL_HEADS
    )
    import_id = stored(house, office_id, second, how)

    done = taken_back(house, import_id)

    assert done == TakenBack(removed=1, restored=1, held=0)
    assert officials(house, office_id) == [("Lê Thị Thu", "Y sĩ", 1985)]


def test_a_list_is_taken_back_once(house: House, village: Village) -> None:
    import_id = stored(house, village.hamlet_id, workbook(ANH))
    taken_back(house, import_id)

    with pytest.raises(ListNotStored):
        taken_back(house, import_id)


def test_a_list_that_was_not_stored_is_not_taken_back(house: House, village: Village) -> None:
    with pytest.raises(ListNotStored):
        taken_back(house, read(house, village.hamlet_id, workbook(ANH)))


def test_after_a_month_a_list_stays(house: House, village: Village) -> None:
    import_id = stored(house, village.hamlet_id, workbook(ANH))

    with pytest.raises(ListNotStored):
        taken_back(house, import_id, long_after(days=31))


def test_a_code_on_paper_holds_its_household(house: House, village: Village) -> None:
    import_id = stored(house, village.hamlet_id, workbook(ANH, HOA))
    anh = households(house, village.hamlet_id)[3]
    with house.database.writing() as session:
        ensure_codes(session, house.keys, SubjectKind.HOUSEHOLD, [anh.id])

    assert taken_back(house, import_id) == TakenBack(removed=1, restored=0, held=1)


def test_whoever_is_invited_while_the_list_is_taken_back_is_on_the_register(
    house: House, village: Village
) -> None:
    campaign = run_campaign(house, present(), village.commune_id)
    import_id = stored(house, village.hamlet_id, workbook(ANH))
    start = threading.Barrier(2)

    def inviting() -> None:
        start.wait()
        with house.database.writing() as session:
            invite_newcomers(session, present(), campaign.id, TallyBase())

    clerk = threading.Thread(target=inviting)
    clerk.start()
    with house.database.writing() as session:
        start.wait()
        take_back(session, present(), house.handed(FollowsRegister), import_id)
        time.sleep(0.1)
    clerk.join()

    with house.database.reading() as session:
        asked = select(Invitation.subject_id).where(Invitation.subject_kind == SubjectKind.HOUSEHOLD)
        assert set(session.scalars(asked)) == set(session.scalars(select(Household.id)))
