"""Moving house in the middle of a campaign: everything goes along, is counted in one place, and nothing is lost."""

from dataclasses import replace
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from pledges.campaigns.acts.life import close_campaign
from pledges.campaigns.tables import Exclusion
from pledges.certificates.acts import issue
from pledges.foundation.audit import AuditEvent, broken_links
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.register.acts.households import HouseholdSource, add_households
from pledges.register.acts.moving import move_subjects
from pledges.register.rules import MoveReason, NewHousehold, SubjectKind
from pledges.register.subjects import (
    SubjectsToMove,
)
from pledges.register.tables import Household, SubjectMove
from pledges.responses.acts.withdrawing import withdraw
from pledges.responses.rules import NotAsked
from pledges.tallies.rules import TallyLine
from pledges.tallies.tables import BaseChange
from pledges.units.acts.adding import add_unit
from pledges.units.rules import NewUnit, UnitKind
from pledges.units.tables import Unit
from tests.certificates.pledging import keys_of, sign
from tests.filling import open_page
from tests.register.moving import (
    FOLLOWS,
    Commune,
    build_commune,
    counted_anew,
    household,
    households_of,
    invitation,
    line_of,
    move,
)
from tests.worlds import add_commune


@pytest.fixture
def commune(house: House, occasion: Occasion) -> Commune:
    return build_commune(house, occasion)


def moved(house: House, occasion: Occasion, words: SubjectsToMove) -> int:
    with house.database.writing() as session:
        return move_subjects(session, occasion, FOLLOWS, words)


def to(unit_id: int, on: date, *ids: int, why: MoveReason = MoveReason.MOVED_HOUSE) -> SubjectsToMove:
    return SubjectsToMove(SubjectKind.HOUSEHOLD, ids, unit_id, on, why)


def test_whoever_moves_is_numbered_on_in_the_new_hamlet(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    number = move(house, occasion, commune.tan_lap, *commune.households[:2])

    assert number == 2
    assert [one.id for one in households_of(house, commune.tan_lap)][2:] == list(commune.households[:2])
    assert [one.number for one in households_of(house, commune.tan_lap)] == [1, 2, 3, 4]


def test_a_number_that_went_away_is_not_given_again(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    move(house, occasion, commune.tan_lap, commune.households[2])

    with house.database.writing() as session:
        new = [NewHousehold("Lê Văn Út", "Tổ 1")]
        add_households(session, occasion, commune.phu_son, HouseholdSource(house.keys), new)

    assert [one.number for one in households_of(house, commune.phu_son)] == [1, 2, 4]


def test_the_pledge_is_counted_where_the_household_lives_now(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    sign(house, occasion, commune.campaign_id, commune.households[0])

    move(house, occasion, commune.tan_lap, commune.households[0])

    assert line_of(house, commune, commune.phu_son) == TallyLine(base=2)
    assert line_of(house, commune, commune.tan_lap) == TallyLine(base=3, reached=1, signed_self=1)
    assert counted_anew(house, commune) == []


def test_a_withdrawal_after_the_move_is_counted_in_the_new_hamlet(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    response_id, _ = sign(house, occasion, commune.campaign_id, commune.households[0])
    move(house, occasion, commune.tan_lap, commune.households[0])

    with house.database.writing() as session:
        withdraw(session, occasion, response_id)

    assert line_of(house, commune, commune.tan_lap) == TallyLine(base=3, reached=1, withdrawn=1)
    assert counted_anew(house, commune) == []


def test_a_pledge_whose_page_was_read_before_the_move_counts_in_the_new_hamlet(
    client: FlaskClient, house: House, occasion: Occasion, commune: Commune
) -> None:
    page = open_page(client, commune.village.codes[0])
    move(house, occasion, commune.tan_lap, commune.households[0])

    answer = client.post(page.action, data=page.filled())

    assert answer.status_code == 303
    assert line_of(house, commune, commune.tan_lap) == TallyLine(base=3, reached=1, signed_self=1)
    assert counted_anew(house, commune) == []


def test_a_household_may_move_twice_and_back(house: House, occasion: Occasion, commune: Commune) -> None:
    sign(house, occasion, commune.campaign_id, commune.households[0])

    move(house, occasion, commune.tan_lap, commune.households[0])
    move(house, occasion, commune.phu_son, commune.households[0])

    assert line_of(house, commune, commune.phu_son) == TallyLine(base=3, reached=1, signed_self=1)
    assert line_of(house, commune, commune.tan_lap) == TallyLine(base=2)
    assert household(house, commune.households[0]).number == 4
    assert counted_anew(house, commune) == []


def test_each_move_is_told_with_its_old_number(house: House, occasion: Occasion, commune: Commune) -> None:
    clerk = replace(occasion, actor_id=7)
    move(house, clerk, commune.tan_lap, commune.households[1])

    with house.database.reading() as session:
        told = session.scalars(select(SubjectMove)).one()

    assert (told.from_unit_id, told.from_number, told.to_unit_id) == (commune.phu_son, 2, commune.tan_lap)
    assert (told.moved_on, told.why, told.recorded_by) == (occasion.today, "moved_house", 7)


def test_the_change_of_both_bases_stands_beside_the_tally(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    move(house, occasion, commune.tan_lap, *commune.households[:2])

    with house.database.reading() as session:
        changes = session.scalars(select(BaseChange).order_by(BaseChange.id)).all()

    assert [(one.kind, one.unit_id, one.number) for one in changes] == [
        ("moved_out", commune.phu_son, 2),
        ("moved_in", commune.tan_lap, 2),
    ]


def test_both_hamlets_trails_tell_it_and_stay_whole(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    move(house, occasion, commune.tan_lap, commune.households[0])

    with house.database.reading() as session:
        events = session.scalars(
            select(AuditEvent).where(AuditEvent.action == "register.move-households")
        ).all()
        assert {(one.unit_id, one.subject) for one in events} == {
            (commune.phu_son, f"household:{commune.households[0]}"),
            (commune.tan_lap, f"household:{commune.households[0]}"),
        }
        assert broken_links(session) == []


def test_a_closed_campaign_keeps_what_it_counted(house: House, occasion: Occasion, commune: Commune) -> None:
    sign(house, occasion, commune.campaign_id, commune.households[0])
    with house.database.writing() as session:
        close_campaign(session, occasion, commune.campaign_id)

    move(house, occasion, commune.tan_lap, commune.households[0])

    assert line_of(house, commune, commune.phu_son) == TallyLine(base=3, reached=1, signed_self=1)
    assert line_of(house, commune, commune.tan_lap) == TallyLine(base=2)
    assert counted_anew(house, commune) == []


def test_who_leaves_the_commune_stays_counted_where_the_campaign_asked(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    elsewhere = add_commune(house, occasion, commune.village.province_id)
    sign(house, occasion, commune.campaign_id, commune.households[0])

    move(house, occasion, elsewhere, commune.households[0])

    assert household(house, commune.households[0]).unit_id == elsewhere
    assert line_of(house, commune, commune.phu_son) == TallyLine(base=3, reached=1, signed_self=1)
    assert counted_anew(house, commune) == []


def test_who_comes_back_from_another_commune_is_counted_where_they_live_then(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    elsewhere = add_commune(house, occasion, commune.village.province_id)
    move(house, occasion, elsewhere, commune.households[0])

    move(house, occasion, commune.tan_lap, commune.households[0])

    assert line_of(house, commune, commune.tan_lap) == TallyLine(base=3)
    assert line_of(house, commune, commune.phu_son) == TallyLine(base=2)


def test_a_change_of_units_takes_along_what_a_commune_that_ended_had_asked(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    """The commune of the campaign has ended below its heir, where the new hamlet lies."""
    heir = add_commune(house, occasion, commune.village.province_id, "Xã Tuy Phong")
    new = _ended_below(house, occasion, commune, heir)

    number = moved(house, occasion, to(new, occasion.today, *commune.households, why=MoveReason.UNIT_CHANGE))

    assert number == 3
    assert line_of(house, commune, new) == TallyLine(base=3)


def test_a_certificate_keeps_its_number_and_the_place_it_was_issued_for(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    response_id, _ = sign(house, occasion, commune.campaign_id, commune.households[0])
    with house.database.writing() as session:
        number = issue(session, occasion, keys_of(house), response_id).number

    move(house, occasion, commune.tan_lap, commune.households[0])

    with house.database.writing() as session:
        again = issue(session, occasion, keys_of(house), response_id)
        assert (again.number, again.unit_id) == (number, commune.phu_son)


def test_who_lives_there_already_stays_as_they_are(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    assert move(house, occasion, commune.phu_son, *commune.households) == 0
    assert [one.number for one in households_of(house, commune.phu_son)] == [1, 2, 3]


def test_one_that_the_session_has_read_is_read_anew(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    with house.database.writing() as session:
        seen = session.get_one(Household, commune.households[0])
        move_subjects(session, occasion, FOLLOWS, to(commune.tan_lap, occasion.today, seen.id))

        assert seen.unit_id == commune.tan_lap


def test_the_port_tells_whom_a_campaign_holds(house: House, occasion: Occasion, commune: Commune) -> None:
    with house.database.writing() as session:
        add_households(
            session, occasion, commune.phu_son, HouseholdSource(house.keys), [NewHousehold("Lê Văn Út", "")]
        )
    newcomer = households_of(house, commune.phu_son)[-1].id

    with house.database.reading() as session:
        held = FOLLOWS.held_by(session, SubjectKind.HOUSEHOLD, [*commune.households, newcomer])

    assert held == frozenset(commune.households)


def test_whoever_is_excluded_while_the_page_is_read_is_not_asked_any_more(
    client: FlaskClient, house: House, occasion: Occasion, commune: Commune
) -> None:
    page = open_page(client, commune.village.codes[0])
    with house.database.writing() as session:
        asking = invitation(session, commune, commune.households[0])
        moment = {"decided_at": occasion.now}
        session.add(Exclusion(invitation_id=asking.id, reason="duplicate", state="approved", **moment))

    answer = client.post(page.action, data=page.filled())

    assert answer.status_code == NotAsked.status
    assert line_of(house, commune, commune.phu_son).signed_self == 0


def _ended_below(house: House, occasion: Occasion, commune: Commune, heir_id: int) -> int:
    """Let the commune end below its heir, and return a new hamlet of the heir."""
    with house.database.writing() as session:
        old = session.get_one(Unit, commune.village.commune_id)
        old.valid_to, old.parent_id = occasion.today, heir_id
        old.path = f"{session.get_one(Unit, heir_id).path}{old.id}/"
        new = NewUnit(UnitKind.TERRITORY, "thon", "Thôn Mới", occasion.today, heir_id)
        return add_unit(session, occasion, new).id
