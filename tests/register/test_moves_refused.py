"""Moves that are refused: to nowhere, to the wrong kind of unit, before or after their time."""

from datetime import date, timedelta

import pytest

from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.register.acts.ending import end_subjects
from pledges.register.acts.moving import move_subjects
from pledges.register.rules import EndReason, MoveReason, NotATerritoryLeaf, SubjectKind
from pledges.register.subjects import (
    DestinationGone,
    LeavesBeforeEntering,
    LeavesInFuture,
    LeftTheList,
    NotAnOfficeLeaf,
    SubjectsLeaving,
    SubjectsToMove,
)
from pledges.register.tables import Household
from pledges.units.tables import Unit
from tests.register.moving import (
    FOLLOWS,
    Commune,
    build_commune,
    move,
)


@pytest.fixture
def commune(house: House, occasion: Occasion) -> Commune:
    return build_commune(house, occasion)


def moved(house: House, occasion: Occasion, words: SubjectsToMove) -> int:
    with house.database.writing() as session:
        return move_subjects(session, occasion, FOLLOWS, words)


def to(unit_id: int, on: date, *ids: int, why: MoveReason = MoveReason.MOVED_HOUSE) -> SubjectsToMove:
    return SubjectsToMove(SubjectKind.HOUSEHOLD, ids, unit_id, on, why)


def test_households_go_to_a_hamlet_only(house: House, occasion: Occasion, commune: Commune) -> None:
    with pytest.raises(NotATerritoryLeaf):
        move(house, occasion, commune.village.commune_id, commune.households[0])


def test_officials_do_not_go_to_a_hamlet(house: House, occasion: Occasion, commune: Commune) -> None:
    words = SubjectsToMove(SubjectKind.OFFICIAL, [1], commune.tan_lap, occasion.today, MoveReason.TRANSFERRED)

    with pytest.raises(NotAnOfficeLeaf):
        moved(house, occasion, words)


def test_nobody_is_sent_to_a_hamlet_that_is_gone(house: House, occasion: Occasion, commune: Commune) -> None:
    with house.database.writing() as session:
        session.get_one(Unit, commune.tan_lap).valid_to = occasion.today

    with pytest.raises(DestinationGone):
        move(house, occasion, commune.tan_lap, commune.households[0])


def test_a_move_is_written_down_when_it_has_happened(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    with pytest.raises(LeavesInFuture):
        moved(house, occasion, to(commune.tan_lap, occasion.today + timedelta(days=1), commune.households[0]))


def test_nobody_moves_before_coming(house: House, occasion: Occasion, commune: Commune) -> None:
    with house.database.writing() as session:
        session.get_one(Household, commune.households[0]).entered_on = occasion.today

    with pytest.raises(LeavesBeforeEntering):
        moved(house, occasion, to(commune.tan_lap, occasion.today - timedelta(days=1), commune.households[0]))


def test_who_has_left_the_list_does_not_move(house: House, occasion: Occasion, commune: Commune) -> None:
    gone = SubjectsLeaving(
        SubjectKind.HOUSEHOLD, commune.households[:1], EndReason.MOVED_AWAY, occasion.today
    )
    with house.database.writing() as session:
        end_subjects(session, occasion, gone)

    with pytest.raises(LeftTheList):
        move(house, occasion, commune.tan_lap, *commune.households)
