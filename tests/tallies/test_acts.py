"""Counters are added to in the caller's transaction, and counted anew from what they stand for."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from pledges.campaigns.tables import Invitation
from pledges.foundation.errors import NotFound
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.tallies.acts.counters import TallyBase, add
from pledges.tallies.acts.recounting import recount, recount_leaves
from pledges.tallies.rules import Deltas, Difference, SignedCounts
from pledges.tallies.tables import LeafCount
from tests.tallies.worlds import FORM, Commune, build_commune, count, exclude_one


class CountsAsTold:
    """Answers the port with what the test says the responses hold."""

    def __init__(self, **by_leaf: SignedCounts) -> None:
        self.told = by_leaf

    def by_leaf(
        self, session: Any, campaign_id: int, unit_ids: Collection[int] | None = None
    ) -> Mapping[tuple[str, int], SignedCounts]:
        return {(FORM, int(unit.removeprefix("unit_"))): counts for unit, counts in self.told.items()}

    def on_day(self, session: Any, campaign_id: int, form_code: str, day: date) -> Mapping[int, SignedCounts]:
        return {}

    def has_active(self, session: Any, invitation_ids: Collection[int]) -> bool:
        return False


@pytest.fixture
def commune(house: House, occasion: Occasion) -> Commune:
    return build_commune(house, occasion)


def line(house: House, commune: Commune, unit_id: int) -> LeafCount:
    with house.database.reading() as session:
        return session.get_one(LeafCount, (commune.campaign_id, FORM, unit_id))


def _add_and_fail(session: Session, commune: Commune) -> None:
    add(session, commune.campaign_id, FORM, commune.tan_lap, Deltas(signed_self=1))
    raise NotFound


def recounted(house: House, commune: Commune, signed: CountsAsTold) -> list[Difference]:
    with house.database.writing() as session:
        return recount(session, commune.campaign_id, signed)


def test_deltas_add_up(house: House, commune: Commune) -> None:
    count(house, commune, commune.tan_lap, Deltas(reached=2, signed_self=1, signed_paper=1, members=5))
    count(house, commune, commune.tan_lap, Deltas(signed_self=-1, withdrawn=1, members=-2))

    found = line(house, commune, commune.tan_lap)
    assert (found.base, found.reached, found.signed_self, found.signed_paper) == (40, 2, 0, 1)
    assert (found.withdrawn, found.members) == (1, 3)


def test_nothing_to_add_touches_nothing(house: House, commune: Commune) -> None:
    count(house, commune, commune.new_hamlet, Deltas())

    with house.database.reading() as session:
        assert session.get(LeafCount, (commune.campaign_id, FORM, commune.new_hamlet)) is None


def test_a_leaf_that_has_no_row_yet_gets_one(house: House, commune: Commune) -> None:
    count(house, commune, commune.new_hamlet, Deltas(base=1))

    assert line(house, commune, commune.new_hamlet).base == 1


def test_a_counter_never_falls_below_nothing(house: House, commune: Commune) -> None:
    with pytest.raises(IntegrityError), house.database.writing() as session:
        add(session, commune.campaign_id, FORM, commune.tan_lap, Deltas(signed_self=-1))


def test_what_fails_afterwards_takes_its_count_along(house: House, commune: Commune) -> None:
    with pytest.raises(NotFound), house.database.writing() as session:
        _add_and_fail(session, commune)

    assert line(house, commune, commune.tan_lap).signed_self == 0


def test_the_base_grows_in_known_and_new_leaves_at_once(house: House, commune: Commune) -> None:
    by_unit = {commune.new_hamlet: 4, commune.tan_lap: 2, commune.khu_pho: 1}

    with house.database.writing() as session:
        TallyBase().add_to_base(session, commune.campaign_id, FORM, by_unit)

    bases = [line(house, commune, unit).base for unit in by_unit]
    assert bases == [4, 42, 21]


def test_a_recount_of_sound_counters_finds_nothing(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    exclude_one(house, occasion, commune, commune.khu_pho)

    assert recounted(house, commune, CountsAsTold()) == []
    assert line(house, commune, commune.khu_pho).excluded == 1


def test_a_leaf_is_counted_anew_by_itself(house: House, commune: Commune) -> None:
    """Another form in the same hamlet, and the same form in another, are left as they are."""
    for unit_id, form in ((commune.tan_lap, FORM), (commune.tan_lap, "HO-KHAC"), (commune.khu_pho, FORM)):
        with house.database.writing() as session:
            add(session, commune.campaign_id, form, unit_id, Deltas(reached=5))

    with house.database.writing() as session:
        found = recount_leaves(session, commune.campaign_id, [(FORM, commune.tan_lap)], CountsAsTold())
        nothing = recount_leaves(session, commune.campaign_id, [], CountsAsTold())

    assert found == [Difference(FORM, commune.tan_lap, "reached", 5, 0)]
    assert nothing == []
    assert line(house, commune, commune.khu_pho).reached == 5


def test_a_recount_names_and_puts_right_what_differs(house: House, commune: Commune) -> None:
    count(house, commune, commune.tan_lap, Deltas(signed_self=7, reached=1))
    with house.database.writing() as session:
        first = select(Invitation.id).where(Invitation.unit_id == commune.tan_lap).limit(2)
        session.execute(update(Invitation).where(Invitation.id.in_(first)).values(is_reached=True))

    told = CountsAsTold(**{f"unit_{commune.tan_lap}": SignedCounts(signed_self=1, signed_paper=1, members=2)})
    differences = recounted(house, commune, told)

    assert differences == [
        Difference(FORM, commune.tan_lap, "reached", 1, 2),
        Difference(FORM, commune.tan_lap, "signed_self", 7, 1),
        Difference(FORM, commune.tan_lap, "signed_paper", 0, 1),
        Difference(FORM, commune.tan_lap, "members", 0, 2),
    ]
    assert recounted(house, commune, told) == []


def test_a_recount_brings_back_rows_that_were_lost(house: House, commune: Commune) -> None:
    with house.database.writing() as session:
        session.execute(delete(LeafCount))

    differences = recounted(house, commune, CountsAsTold())

    assert [(each.unit_id, each.counter, each.counted) for each in differences] == [
        (commune.phu_son, "base", 3),
        (commune.tan_lap, "base", 40),
        (commune.khu_pho, "base", 20),
    ]
    assert line(house, commune, commune.tan_lap).base == 40


def test_a_recount_counts_responses_of_a_leaf_that_nobody_invited(house: House, commune: Commune) -> None:
    told = CountsAsTold(**{f"unit_{commune.new_hamlet}": SignedCounts(withdrawn=1)})

    assert recounted(house, commune, told) == [Difference(FORM, commune.new_hamlet, "withdrawn", 0, 1)]
    assert line(house, commune, commune.new_hamlet).withdrawn == 1
