"""What is left of a merged household: its code leads on, the trail tells it; and pairs that were told apart."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from pledges.foundation.audit import AuditEvent
from pledges.foundation.errors import NotFound
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.register.acts.ending import bring_back
from pledges.register.acts.merging import tell_apart
from pledges.register.rules import SubjectKind
from pledges.register.subjects import LeftTheList, MergedAway, SameHousehold
from pledges.register.tables import DistinctPair
from pledges.responses.acts.withdrawing import withdraw
from tests.certificates.pledging import sign
from tests.register.moving import (
    Commune,
    build_commune,
    counted_anew,
    household,
    households_of,
    line_of,
    merge,
)


@pytest.fixture
def commune(house: House, occasion: Occasion) -> Commune:
    return build_commune(house, occasion)


def test_the_code_of_the_one_that_is_gone_opens_the_keepers_form(
    client: FlaskClient, house: House, occasion: Occasion, commune: Commune
) -> None:
    _, gone, kept = commune.households
    merge(house, occasion, kept, gone)

    page = client.get(f"/S/{commune.village.codes[1]}").get_data(as_text=True)

    assert "Hộ số 3" in page


@pytest.mark.parametrize("which", [0, 1])
def test_either_of_two_pledges_can_be_taken_back_afterwards(
    house: House, occasion: Occasion, commune: Commune, which: int
) -> None:
    kept, gone, _ = commune.households
    signed = [sign(house, occasion, commune.campaign_id, one)[0] for one in (kept, gone)]
    merge(house, occasion, kept, gone)

    with house.database.writing() as session:
        withdraw(session, occasion, signed[which])

    line = line_of(house, commune, commune.phu_son)
    assert (line.signed, line.withdrawn) == (which, 1)
    assert counted_anew(house, commune) == []


def test_codes_still_lead_there_after_a_second_merge(
    client: FlaskClient, house: House, occasion: Occasion, commune: Commune
) -> None:
    first, second, third = commune.households
    merge(house, occasion, second, first)
    merge(house, occasion, third, second)

    page = client.get(f"/S/{commune.village.codes[0]}").get_data(as_text=True)

    assert "Hộ số 3" in page
    assert household(house, first).merged_into_id == third
    assert counted_anew(house, commune) == []


def test_both_trails_tell_it(house: House, occasion: Occasion, commune: Commune) -> None:
    kept, gone, _ = commune.households

    merge(house, occasion, kept, gone)

    with house.database.reading() as session:
        events = session.execute(select(AuditEvent.action, AuditEvent.subject)).all()
    assert ("register.merge-household", f"household:{kept}") in events
    assert ("register.end-household", f"household:{gone}") in events


def test_a_second_tap_merges_nothing_twice(house: House, occasion: Occasion, commune: Commune) -> None:
    kept, gone, _ = commune.households
    merge(house, occasion, kept, gone)

    with pytest.raises(LeftTheList):
        merge(house, occasion, kept, gone)


def test_a_household_is_not_merged_into_itself(house: House, occasion: Occasion, commune: Commune) -> None:
    with pytest.raises(SameHousehold):
        merge(house, occasion, commune.households[0], commune.households[0])


def test_nobody_is_merged_with_nothing(house: House, occasion: Occasion, commune: Commune) -> None:
    with pytest.raises(NotFound):
        merge(house, occasion, commune.households[0], 999)


def test_one_that_was_merged_does_not_come_back_by_itself(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    kept, gone, _ = commune.households
    merge(house, occasion, kept, gone)

    with house.database.writing() as session, pytest.raises(MergedAway):
        bring_back(session, occasion, SubjectKind.HOUSEHOLD, [gone])


def test_what_was_told_apart_is_kept_once(house: House, occasion: Occasion, commune: Commune) -> None:
    one, other, _ = commune.households

    with house.database.writing() as session:
        tell_apart(session, occasion, other, one)
        tell_apart(session, occasion, one, other)
        pairs = session.scalars(select(DistinctPair)).all()

    assert [(pair.first_id, pair.second_id) for pair in pairs] == [(one, other)]


def test_a_household_is_not_told_apart_from_itself(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    with house.database.writing() as session, pytest.raises(SameHousehold):
        tell_apart(session, occasion, commune.households[0], commune.households[0])


def test_two_of_two_hamlets_are_told_apart_in_both_trails(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    other = households_of(house, commune.tan_lap)[0].id

    with house.database.writing() as session:
        tell_apart(session, occasion, commune.households[0], other)

    with house.database.reading() as session:
        query = select(AuditEvent.unit_id).where(AuditEvent.action == "register.tell-apart")
        assert sorted(session.scalars(query)) == sorted([commune.phu_son, commune.tan_lap])
