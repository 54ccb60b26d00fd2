"""Sums of counters are the same whichever way they are read: of the whole campaign, or of a part of it."""

from dataclasses import dataclass

import pytest
from sqlalchemy import insert

from pledges.campaigns.queries import pledge_forms
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.tallies.queries.sums import lines_below, total_below
from pledges.tallies.rules import TallyLine
from pledges.tallies.tables import LeafCount
from pledges.units.acts.adding import add_unit
from pledges.units.rules import NewUnit, UnitKind
from tests.worlds import SINCE, Village, add_commune, build_village, run_campaign


@dataclass(frozen=True)
class Counted:
    """A province's campaign; a commune with a hamlet of three, one that is a leaf itself, and the province's own."""

    village: Village
    leaf_id: int
    campaign_id: int
    form: str


@pytest.fixture
def counted(house: House, occasion: Occasion) -> Counted:
    village = build_village(house, occasion)
    leaf_id = add_commune(house, occasion, village.province_id)
    campaign_id = run_campaign(house, occasion, village.province_id).id
    others = dict.fromkeys(("excluded", "reached", "signed_self", "signed_paper", "signed_assisted"), 0)
    others |= dict.fromkeys(("withdrawn", "members", "members_confirmed"), 0)
    with house.database.writing() as session:
        form = pledge_forms(session, campaign_id)[0]
        # Beyond the province nothing belongs to it, whatever stands in the counters.
        away = add_unit(session, occasion, NewUnit(UnitKind.TERRITORY, "tinh", "Tỉnh Khánh Hòa", SINCE)).id
        rows = [(village.commune_id, 7), (leaf_id, 20), (village.province_id, 1), (away, 500)]
        for unit_id, base in rows:
            values = {
                "campaign_id": campaign_id,
                "form_code": form,
                "unit_id": unit_id,
                "base": base,
                **others,
            }
            session.execute(insert(LeafCount).values(values))
    return Counted(village, leaf_id, campaign_id, form)


def bases(found: dict[int, TallyLine]) -> dict[int, int]:
    return {unit_id: line.base for unit_id, line in found.items()}


def test_the_whole_campaign_is_summed_by_commune_and_its_own_apart(house: House, counted: Counted) -> None:
    village = counted.village
    with house.database.reading() as session:
        lines = lines_below(session, counted.campaign_id, counted.form, village.province_id)
        total = total_below(session, counted.campaign_id, counted.form, village.province_id)

    assert bases(lines) == {village.commune_id: 10, counted.leaf_id: 20, village.province_id: 1}
    assert total.base == 31


def test_a_part_is_summed_by_what_is_below_it_and_its_own_apart(house: House, counted: Counted) -> None:
    village = counted.village
    with house.database.reading() as session:
        lines = lines_below(session, counted.campaign_id, counted.form, village.commune_id)
        total = total_below(session, counted.campaign_id, counted.form, village.commune_id)
        leaf = lines_below(session, counted.campaign_id, counted.form, counted.leaf_id)

    assert bases(lines) == {village.hamlet_id: 3, village.commune_id: 7}
    assert (total.base, bases(leaf)) == (10, {counted.leaf_id: 20})


def test_where_nothing_is_counted_the_sum_is_nothing(house: House, counted: Counted) -> None:
    with house.database.reading() as session:
        whole = total_below(session, counted.campaign_id, "NO-FORM", counted.village.province_id)
        part = total_below(session, counted.campaign_id, "NO-FORM", counted.village.commune_id)

    assert (whole, part) == (TallyLine(), TallyLine())
