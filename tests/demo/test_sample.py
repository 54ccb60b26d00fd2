"""The sample commune: the same from the same seed, an honest mix, removed whole and not brought back."""

from random import Random

import pytest
from sqlalchemy import func, select

from pledges.demo.acts import load, load_when_empty
from pledges.demo.queries import was_removed
from pledges.demo.removing import remove
from pledges.demo.rules import LARGEST_HAMLET, SMALLEST_HAMLET, Share, hamlets, household, outcomes
from pledges.foundation.base import Base
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.register.tables import Household
from pledges.responses.commitment_making import papers_of
from pledges.responses.queries.pledges import standing_pledges
from pledges.responses.tables import Response
from pledges.stationery.acts import say, set_head, set_offset
from pledges.stationery.rules import BlockPlace, Head, Offset
from pledges.tallies.queries.tally import tally_of

COMMUNE_ID, PAST_ID = 2, 1
# What stays after the removal: the trail's chain 0 with its events, accounts without roles, and alembic's mark.
STAYS = {"audit_chain", "audit_event", "staff", "sign_in", "sign_in_link"}


def _names(house: House) -> list[str]:
    with house.database.reading() as session:
        return list(session.scalars(select(Household.head_name).order_by(Household.id)))


def word_papers(house: House) -> None:
    """Somebody tries out the sample's stationery too."""
    with house.database.writing() as session:
        say(session, present(), BlockPlace(COMMUNE_ID, "certificate", "lead"), "Kính tặng", 0)
        set_head(session, present(), COMMUNE_ID, Head("state", "", "Xã mẫu", "Hàm Mẫu", ""), 0)
        set_offset(session, present(), COMMUNE_ID, "a4-24", Offset(15, -5))


def test_ten_hamlets_of_180_to_480_households_make_3150() -> None:
    found = hamlets(Random(189), 3150)

    assert len(found) == 10
    assert sum(size for _name, size in found) == 3150
    assert all(SMALLEST_HAMLET <= size <= LARGEST_HAMLET for _name, size in found)


@pytest.mark.parametrize("number", [1, 7, 40, 315, 3151, 19_600])
def test_any_number_of_households_adds_up(number: int) -> None:
    assert sum(size for _name, size in hamlets(Random(1), number)) == number


def test_the_same_seed_gives_the_same_household() -> None:
    assert household(Random(7)) == household(Random(7))


def test_the_mix_is_not_made_to_look_like_100_percent() -> None:
    drawn = outcomes(Random(189), 3150, Share())

    assert len(drawn) == 3150
    assert drawn.count("excluded") == 126
    assert drawn.count("not_reached") >= 200


@pytest.mark.parametrize("number", [1, 2, 20, 21])
def test_every_household_of_a_tiny_sample_has_one_outcome(number: int) -> None:
    assert len(outcomes(Random(189), number, Share())) == number


def test_the_sample_shows_a_tally_whose_parts_add_up(house: House, occasion: Occasion) -> None:
    load(house, occasion, households=120, seed=189)

    with house.database.reading() as session:
        total = tally_of(session, PAST_ID, "HO-ATGT", COMMUNE_ID, occasion.today).total
    assert total.base == 120
    assert total.due >= total.reached >= total.signed > 0


def test_a_second_load_changes_nothing(house: House, occasion: Occasion) -> None:
    load_when_empty(house, occasion, households=20, seed=189)
    before = _names(house)

    assert not load_when_empty(house, occasion, households=20, seed=1)
    assert _names(house) == before


def test_the_sample_is_removed_whole_and_does_not_come_back(house: House) -> None:
    load(house, present(), households=20, seed=189)
    word_papers(house)

    remove(house, present())

    with house.database.reading() as session:
        left = {
            table.name
            for table in Base.metadata.sorted_tables
            if session.scalar(select(func.count()).select_from(table))
        }
        assert was_removed(session)
    assert left <= STAYS
    assert house.sealed.counts("answers:") == house.sealed.counts("declined:") == {}


def test_removing_where_there_is_no_sample_does_nothing(house: House) -> None:
    assert remove(house, present()) == 0


def test_what_the_sample_signed_can_be_printed(house: House, occasion: Occasion) -> None:
    load(house, occasion, households=40, seed=189)

    with house.database.reading() as session:
        pledges = standing_pledges(session, list(session.scalars(select(Response.id))))
        papers = papers_of(session, house.keys, [*pledges.values()], "")

    assert len(papers) == len(pledges) > 0
