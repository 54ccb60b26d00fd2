"""A unit's tally is the sum of its leaves, whatever lies between; nobody reads beyond their scope."""

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from pledges.campaigns.tables import Campaign
from pledges.foundation.errors import NotFound
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.tallies.queries.tally import Asked, doors, tally_at
from pledges.tallies.rules import Deltas, Tally, TallyLine, broken_identities, shown_reached, total_of
from pledges.units.acts.adding import add_unit
from pledges.units.rules import NewUnit, UnitKind
from pledges.units.tables import Unit
from tests.tallies.worlds import FORM, SINCE, Commune, build_commune, count, exclude_one
from tests.worlds import add_commune, draft, run_campaign


@pytest.fixture
def commune(house: House, occasion: Occasion) -> Commune:
    built = build_commune(house, occasion)
    count(house, built, built.tan_lap, Deltas(reached=33, signed_self=10, signed_paper=8, signed_assisted=2))
    count(house, built, built.khu_pho, Deltas(reached=20, signed_self=20, members=31, members_confirmed=4))
    exclude_one(house, occasion, built, built.phu_son)
    return built


def tally(house: House, campaign_id: int, unit_id: int, on: date) -> Tally:
    with house.database.reading() as session:
        return tally_at(session, Asked(campaign_id, unit_id, None, on)).tally


def test_a_commune_has_a_row_for_each_hamlet_and_their_sum(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    found = tally(house, commune.campaign_id, commune.commune_id, occasion.today)

    assert [row.name for row in found.rows] == ["Thôn Phú Sơn", "Thôn Tân Lập 1", "Khu phố 3", "=Thôn Mới"]
    assert found.total == total_of(row.line for row in found.rows)
    assert (found.total.base, found.total.excluded, found.total.signed) == (63, 1, 40)
    assert found.own is None


def test_every_line_keeps_the_identities_of_the_paper_tally(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    found = tally(house, commune.campaign_id, commune.commune_id, occasion.today)

    lines = [found.total, *(row.line for row in found.rows)]
    assert [broken_identities(line) for line in lines] == [[]] * 5


def test_a_hamlet_is_its_own_total(house: House, occasion: Occasion, commune: Commune) -> None:
    found = tally(house, commune.campaign_id, commune.khu_pho, occasion.today)

    assert found.rows == ()
    assert (found.total.signed_self, found.total.members, found.total.members_confirmed) == (20, 31, 4)


def test_units_between_are_summed_over_everything_below(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    whole = run_campaign(house, occasion, commune.province_id)

    found = tally(house, whole.id, commune.province_id, occasion.today)

    assert [(row.name, row.line.base) for row in found.rows] == [("Xã Hàm Mẫu", 63)]


def test_those_reached_who_did_not_sign_are_shown_in_whole_tens(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    before = tally(house, commune.campaign_id, commune.tan_lap, occasion.today).total
    count(house, commune, commune.tan_lap, Deltas(reached=1))

    after = tally(house, commune.campaign_id, commune.tan_lap, occasion.today).total

    assert before.reached == shown_reached(signed=20, reached=33, due=40) == 30
    assert after == before


def test_a_unit_that_ended_keeps_its_counts_in_the_sum(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    with house.database.writing() as session:
        ended = Unit.id.in_([commune.khu_pho, commune.new_hamlet])
        session.execute(update(Unit).where(ended).values(valid_to=SINCE + timedelta(days=1)))

    found = tally(house, commune.campaign_id, commune.commune_id, occasion.today)

    assert [row.name for row in found.rows] == ["Thôn Phú Sơn", "Thôn Tân Lập 1", "Khu phố 3"]
    assert found.total.base == 63


def test_an_organisation_below_is_no_row(house: House, occasion: Occasion, commune: Commune) -> None:
    with house.database.writing() as session:
        office = NewUnit(UnitKind.ORGANISATION, "co_quan", "Trạm Y tế", SINCE, commune.commune_id)
        add_unit(session, occasion, office)

    found = tally(house, commune.campaign_id, commune.commune_id, occasion.today)

    assert "Trạm Y tế" not in [row.name for row in found.rows]


def test_what_is_counted_for_the_commune_itself_is_told_apart(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    count(house, commune, commune.commune_id, Deltas(base=2, reached=1, signed_self=1))

    found = tally(house, commune.campaign_id, commune.commune_id, occasion.today)

    assert found.own == TallyLine(base=2, reached=1, signed_self=1)
    assert found.total.base == 65


@pytest.mark.parametrize("form", ["CB-4K", "KS-MC"])
def test_a_form_that_is_not_counted_has_no_tally(
    house: House, occasion: Occasion, commune: Commune, form: str
) -> None:
    asked = Asked(commune.campaign_id, commune.commune_id, form, occasion.today)

    with house.database.reading() as session, pytest.raises(NotFound):
        tally_at(session, asked)


def test_a_unit_outside_the_campaign_has_no_tally_in_it(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    neighbour = add_commune(house, occasion, commune.province_id)

    with pytest.raises(NotFound):
        tally(house, commune.campaign_id, neighbour, occasion.today)
    with pytest.raises(NotFound):
        tally(house, commune.campaign_id, commune.province_id, occasion.today)


def test_a_draft_has_no_tally(house: House, occasion: Occasion, commune: Commune) -> None:
    with pytest.raises(NotFound):
        tally(house, draft(house, occasion, commune.commune_id), commune.commune_id, occasion.today)


@pytest.mark.parametrize(
    ("root", "entered_at"),
    [("province_id", ["Xã Hàm Mẫu"]), ("commune_id", ["Xã Hàm Mẫu"]), ("khu_pho", ["Khu phố 3"])],
)
def test_one_enters_at_the_campaigns_unit_or_at_ones_own_below_it(
    house: House, commune: Commune, root: str, entered_at: list[str]
) -> None:
    with house.database.reading() as session:
        campaign = session.get_one(Campaign, commune.campaign_id)
        found = doors(session, [campaign], [getattr(commune, root)])

    assert [unit.name for unit in found[commune.campaign_id]] == entered_at


def test_the_form_that_is_asked_for_is_told(house: House, occasion: Occasion, commune: Commune) -> None:
    with house.database.reading() as session:
        answer = tally_at(session, Asked(commune.campaign_id, commune.tan_lap, FORM, occasion.today))

    assert (answer.form_code, answer.forms, answer.is_whole) == (FORM, {FORM: "household"}, False)
    assert [unit.name for unit in answer.above] == ["Xã Hàm Mẫu"]
