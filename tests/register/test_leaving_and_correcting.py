"""Leaving the list, coming back, and what the list says put right: dated, with a reason, nothing deleted."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from pledges.foundation.audit import AuditEvent
from pledges.foundation.errors import NotFound
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.register.acts.correcting import Correction, correct_addresses, correct_household
from pledges.register.acts.ending import bring_back, end_subjects
from pledges.register.acts.households import HouseholdSource, add_households
from pledges.register.phones import open_phones
from pledges.register.queries.households import household_counts, household_page, households_in
from pledges.register.rules import EndReason, NewHousehold, SubjectKind
from pledges.register.subjects import LeavesBeforeEntering, LeavesInFuture, LeftTheList, SubjectsLeaving
from pledges.register.tables import Household, PhoneMark
from tests.certificates.pledging import sign
from tests.register.moving import Commune, build_commune, counted_anew, household, line_of

RIGHT = NewHousehold("Nguyễn  Văn Đức", "Tổ 9, hẻm 12", 1960, 4)


@pytest.fixture
def commune(house: House, occasion: Occasion) -> Commune:
    return build_commune(house, occasion)


def leave(house: House, occasion: Occasion, *ids: int, days_ago: int = 0) -> int:
    on = occasion.today - timedelta(days=days_ago)
    with house.database.writing() as session:
        leaving = SubjectsLeaving(SubjectKind.HOUSEHOLD, ids, EndReason.MOVED_AWAY, on)
        return end_subjects(session, occasion, leaving)


def correct(house: House, occasion: Occasion, household_id: int, correction: Correction) -> bool:
    with house.database.writing() as session:
        return correct_household(session, occasion, house.keys, household_id, correction)


def events(house: House, subject: str) -> list[AuditEvent]:
    with house.database.reading() as session:
        return list(session.scalars(select(AuditEvent).filter_by(subject=subject).order_by(AuditEvent.id)))


def test_who_left_is_neither_listed_nor_counted(house: House, occasion: Occasion, commune: Commune) -> None:
    assert leave(house, occasion, commune.households[0], days_ago=3) == 1

    with house.database.reading() as session:
        assert household_counts(session, [commune.phu_son]) == {commune.phu_son: 2}
        assert household_page(session, commune.phu_son, 0, 50)[1] == 2
        assert commune.households[0] not in [one.id for one in households_in(session, [commune.phu_son])]


def test_leaving_is_dated_and_has_a_reason(house: House, occasion: Occasion, commune: Commune) -> None:
    leave(house, replace(occasion, actor_id=7), commune.households[0], days_ago=3)

    gone = household(house, commune.households[0])
    assert (gone.ended_on, gone.end_reason) == (occasion.today - timedelta(days=3), "moved_away")
    assert [one.actor_id for one in events(house, f"household:{gone.id}")] == [7]


def test_the_base_of_a_running_campaign_does_not_change_by_it(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    sign(house, occasion, commune.campaign_id, commune.households[0])

    leave(house, occasion, commune.households[0])

    assert line_of(house, commune, commune.phu_son).base == 3
    assert line_of(house, commune, commune.phu_son).signed_self == 1
    assert counted_anew(house, commune) == []


def test_who_left_before_stays_as_they_are(house: House, occasion: Occasion, commune: Commune) -> None:
    leave(house, occasion, commune.households[0], days_ago=3)

    assert leave(house, occasion, *commune.households) == 2
    assert household(house, commune.households[0]).ended_on == occasion.today - timedelta(days=3)


def test_of_many_the_trail_keeps_the_numbers(house: House, occasion: Occasion, commune: Commune) -> None:
    with house.database.writing() as session:
        new = [NewHousehold(f"Lê Văn Út {number}", "") for number in range(101)]
        add_households(session, occasion, commune.tan_lap, HouseholdSource(house.keys), new)
        ids = session.scalars(select(Household.id).where(Household.unit_id == commune.tan_lap)).all()

    leave(house, occasion, *ids)

    told = [one.action for one in events(house, f"unit:{commune.tan_lap}")]
    assert told.count("register.end-household") == 1


def test_nobody_leaves_tomorrow(house: House, occasion: Occasion, commune: Commune) -> None:
    with pytest.raises(LeavesInFuture):
        leave(house, occasion, commune.households[0], days_ago=-1)


def test_nobody_leaves_before_coming(house: House, occasion: Occasion, commune: Commune) -> None:
    with house.database.writing() as session:
        session.get_one(Household, commune.households[0]).entered_on = occasion.today

    with pytest.raises(LeavesBeforeEntering):
        leave(house, occasion, commune.households[0], days_ago=1)


def test_who_left_by_mistake_comes_back(house: House, occasion: Occasion, commune: Commune) -> None:
    leave(house, occasion, commune.households[0])

    with house.database.writing() as session:
        number = bring_back(session, occasion, SubjectKind.HOUSEHOLD, commune.households)

    assert number == 1
    assert household(house, commune.households[0]).ended_on is None
    assert household(house, commune.households[0]).number == 1


def test_what_is_right_is_written_clean_and_found(house: House, occasion: Occasion, commune: Commune) -> None:
    assert correct(house, occasion, commune.households[2], Correction(RIGHT))

    right = household(house, commune.households[2])
    assert (right.head_name, right.folded_name, right.address) == (
        "Nguyễn Văn Đức",
        "nguyen van duc",
        "Tổ 9, hẻm 12",
    )
    assert (right.birth_year, right.people_count) == (1960, 4)


def test_the_trail_tells_which_columns_and_no_names(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    correct(house, occasion, commune.households[2], Correction(RIGHT))

    [event] = events(house, f"household:{commune.households[2]}")
    assert event.why == "address,birth_year,people_count"
    assert event.before is not None


def test_what_is_right_already_leaves_no_trace(house: House, occasion: Occasion, commune: Commune) -> None:
    correct(house, occasion, commune.households[2], Correction(RIGHT))

    assert not correct(house, occasion, commune.households[2], Correction(RIGHT))
    assert len(events(house, f"household:{commune.households[2]}")) == 1


def test_who_left_is_not_put_right(house: House, occasion: Occasion, commune: Commune) -> None:
    leave(house, occasion, commune.households[2])

    with pytest.raises(LeftTheList):
        correct(house, occasion, commune.households[2], Correction(RIGHT))


def test_nobody_is_put_right_who_is_not_there(house: House, occasion: Occasion, commune: Commune) -> None:
    with pytest.raises(NotFound):
        correct(house, occasion, 999, Correction(RIGHT))


def test_a_number_is_taken_only_with_what_it_is_for(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    told = replace(RIGHT, phones=("+84912345678",))

    correct(house, occasion, commune.households[2], Correction(told))
    assert household(house, commune.households[2]).phone_sealed is None

    correct(house, occasion, commune.households[2], Correction(told, phone_purpose="nhắc lịch họp thôn"))
    sealed = household(house, commune.households[2]).phone_sealed
    assert open_phones(house.keys, sealed) == ("+84912345678",)


def test_numbers_are_dropped_with_their_marks(house: House, occasion: Occasion, commune: Commune) -> None:
    told = replace(RIGHT, phones=("+84912345678",))
    correct(house, occasion, commune.households[2], Correction(told, phone_purpose="nhắc lịch họp thôn"))

    correct(house, occasion, commune.households[2], Correction(RIGHT, drops_phones=True))

    assert household(house, commune.households[2]).phone_sealed is None
    with house.database.reading() as session:
        assert session.scalars(select(PhoneMark)).all() == []


def test_several_get_one_address(house: House, occasion: Occasion, commune: Commune) -> None:
    with house.database.writing() as session:
        assert correct_addresses(session, occasion, commune.households, "Đường Hùng Vương") == 3
        assert correct_addresses(session, occasion, commune.households, "Đường Hùng Vương") == 0

    assert household(house, commune.households[1]).address == "Đường Hùng Vương"


def test_an_address_is_not_given_to_one_that_left(house: House, occasion: Occasion, commune: Commune) -> None:
    leave(house, occasion, commune.households[0])

    with house.database.writing() as session, pytest.raises(LeftTheList):
        correct_addresses(session, occasion, commune.households, "Đường Hùng Vương")
