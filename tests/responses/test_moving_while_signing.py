"""Households move and are merged while people sign: each pledge counts in one place, nobody waits in a circle."""

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.register.acts.households import HouseholdSource, add_households
from pledges.register.rules import NewHousehold
from pledges.responses.acts.signing import submit
from pledges.responses.queries.doors import door_of
from pledges.responses.rules import AlreadySigned, NotAsked, Submission
from pledges.tallies.queries.counters import lock_leaves
from pledges.tallies.rules import total_of
from pledges.units.acts.adding import add_unit
from pledges.units.rules import NewUnit, UnitKind
from tests.register.moving import Commune, counted_anew, households_of, merge, move
from tests.worlds import SINCE, build_village, run_campaign

# Who comes first is left to chance, so the test takes as many as show a race within seconds.
pytestmark = pytest.mark.slow
HOUSEHOLDS = 24


@pytest.fixture
def commune(house: House, occasion: Occasion) -> Commune:
    village = build_village(house, occasion)
    new = NewUnit(UnitKind.TERRITORY, "thon", "Thôn Tân Lập", SINCE, village.commune_id, 9)
    with house.database.writing() as session:
        tan_lap = add_unit(session, occasion, new).id
        many = [NewHousehold(f"Nguyễn Văn Đức {number}", "Tổ 1") for number in range(HOUSEHOLDS)]
        for unit_id in (village.hamlet_id, tan_lap):
            add_households(session, occasion, unit_id, HouseholdSource(house.keys), many)
    campaign = run_campaign(house, occasion, village.commune_id)
    return Commune(village, village.hamlet_id, tan_lap, campaign.id)


def ids_in(house: House, unit_id: int) -> list[int]:
    return [household.id for household in households_of(house, unit_id)]


def sign_all(house: House, occasion: Occasion, commune: Commune, household_ids: Sequence[int]) -> int:
    """Sign for one household after the other; return how many were taken."""
    return sum(_sign(house, occasion, commune, household_id) for household_id in household_ids)


def _sign(house: House, occasion: Occasion, commune: Commune, household_id: int) -> int:
    with house.database.reading() as session:
        door = door_of(session, household_id)
        assert door
        askings = [one for one in door.askings if one.campaign_id == commune.campaign_id]
    attempt = hashlib.sha256(f"{household_id}".encode()).digest()[:16]
    for asking in askings:
        submission = Submission(
            asking, attempt, "Bản cam kết", "digest", "vi", ("T02",), ("C1",), "Nguyễn Văn Đức"
        )
        try:
            with house.database.writing() as session:
                submit(session, occasion, house.keys, submission)
        except (NotAsked, AlreadySigned):
            return 0
    return len(askings)


def there_and_back(house: House, occasion: Occasion, commune: Commune, household_ids: Sequence[int]) -> None:
    """Let each household move to the other hamlet, and every second one back again."""
    for number, household_id in enumerate(household_ids):
        move(house, occasion, commune.tan_lap, household_id)
        if number % 2:
            move(house, occasion, commune.phu_son, household_id)


def signed(house: House, commune: Commune) -> int:
    with house.database.writing() as session:
        return total_of(lock_leaves(session, commune.campaign_id).values()).signed_self


def test_moves_and_pledges_at_once_are_counted_in_one_place(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    ids = ids_in(house, commune.phu_son)
    others = ids_in(house, commune.tan_lap)

    with ThreadPoolExecutor(4) as crowd:
        moving = crowd.submit(there_and_back, house, occasion, commune, ids)
        signing = [
            crowd.submit(sign_all, house, occasion, commune, some)
            for some in (ids, others[::2], others[1::2])
        ]
        moving.result()
        taken = sum(each.result() for each in signing)

    assert taken == len(ids) + len(others)
    assert signed(house, commune) == taken
    assert counted_anew(house, commune) == []


def test_merges_and_pledges_at_once_count_each_household_once(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    ids, twins = ids_in(house, commune.phu_son)[3:], ids_in(house, commune.tan_lap)

    def merge_all() -> None:
        for kept, gone in zip(ids, twins, strict=True):
            merge(house, occasion, kept, gone)

    with ThreadPoolExecutor(3) as crowd:
        merging = crowd.submit(merge_all)
        signing = [crowd.submit(sign_all, house, occasion, commune, some) for some in (ids, twins)]
        merging.result()
        [each.result() for each in signing]

    assert counted_anew(house, commune) == []
    assert signed(house, commune) == len(ids)
