"""Boundaries change in the middle of a campaign: papers, pledges, roles and figures find their new place."""

from dataclasses import replace
from datetime import date

import pytest
from flask.testing import FlaskClient

from pledges.campaigns.acts.life import close_campaign
from pledges.campaigns.queries import by_id
from pledges.certificates.acts import issue
from pledges.certificates.queries.recipients import recipients
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.staff.rules import Grant, Role
from pledges.tallies.acts.recounting import recount
from pledges.tallies.rules import CountsSigned
from pledges.units.acts.changing import undo_change
from pledges.units.jobs import carry_out_due
from pledges.units.plans import ChangePlan
from tests.certificates.pledging import keys_of, sign
from tests.units.worlds import (
    DECISION,
    Commune,
    add,
    build_commune,
    decided,
    done,
    merge,
    of,
    split,
    unit,
    unit_named,
)
from tests.worlds import run_campaign, sign_in

LONG_DUE = replace(DECISION, effective_on=date(2025, 10, 1))
SOME_DAY = replace(DECISION, effective_on=date(2099, 1, 1))


@pytest.fixture
def commune(house: House) -> Commune:
    return build_commune(house, present())


@pytest.fixture
def campaign_id(house: House, commune: Commune) -> int:
    """The commune's campaign; two households of Phú Sơn have signed."""
    campaign = run_campaign(house, present(), commune.id)
    for household_id in commune.village.household_ids[:2]:
        sign(house, present(), campaign.id, household_id)
    return campaign.id


def phu_loc(commune: Commune) -> ChangePlan:
    return merge(commune.id, "Thôn Phú Lộc", commune.hamlet_id, commune.other_id)


def merged(house: House, commune: Commune) -> int:
    """Merge the two hamlets; return the new one."""
    done(house, present(), commune.administrator, phu_loc(commune), LONG_DUE)
    return unit_named(house, "Thôn Phú Lộc").id


def tally(browser: FlaskClient, campaign_id: int, unit_id: int) -> dict[str, list[str]]:
    """The CSV of a unit's tally: unit → households, excluded, due."""
    text = browser.get(f"/staff/tallies/{campaign_id}/{unit_id}.csv").data.decode("utf-8-sig")
    return {line.split(";")[0]: line.split(";")[1:4] for line in text.splitlines()}


def differences(house: House, campaign_id: int) -> list[object]:
    with house.database.writing() as session:
        return list(recount(session, campaign_id, house.handed(CountsSigned)))


def test_old_codes_open_the_form_after_the_merge(
    client: FlaskClient, house: House, commune: Commune, campaign_id: int
) -> None:
    merged(house, commune)

    page = client.get(f"/S/{commune.village.codes[2]}").text

    assert "Nguyễn Văn Đức" in page or "Hộ số" in page
    assert "Thôn Phú Lộc" in page


def test_pledges_and_the_base_are_counted_in_the_merged_hamlet(
    client: FlaskClient, house: House, commune: Commune, campaign_id: int
) -> None:
    sign_in(client, house, Grant(Role.ADMINISTRATOR, commune.id))
    before = tally(client, campaign_id, commune.id)

    merged(house, commune)

    after = tally(client, campaign_id, commune.id)
    assert before["Tổng cộng"] == after["Tổng cộng"] == ["7", "0", "7"]
    assert after["Thôn Phú Lộc"] == ["7", "0", "7"]
    assert differences(house, campaign_id) == []


def test_households_sign_on_in_the_merged_hamlet(house: House, commune: Commune, campaign_id: int) -> None:
    merged(house, commune)

    sign(house, present(), campaign_id, commune.village.household_ids[2])

    assert differences(house, campaign_id) == []


def test_a_hamlet_head_works_on_for_the_merged_hamlet(
    client: FlaskClient, house: House, commune: Commune, campaign_id: int
) -> None:
    sign_in(client, house, Grant(Role.HAMLET_HEAD, commune.other_id))

    heir_id = merged(house, commune)

    assert client.get(f"/staff/tallies/{campaign_id}/{heir_id}").status_code == 200
    assert client.get(f"/staff/tallies/{campaign_id}/{commune.id}").status_code == 404


def test_a_certificate_is_verified_under_both_names(
    client: FlaskClient, house: House, commune: Commune, campaign_id: int
) -> None:
    response_id, _ = sign(house, present(), campaign_id, commune.village.household_ids[2])
    with house.database.writing() as session:
        yesterday = replace(present(), now=present().now.replace(year=2025, month=9, day=1))
        number = issue(session, yesterday, keys_of(house), response_id).number

    before = client.get(f"/V/{number}").text
    merged(house, commune)
    after = client.get(f"/V/{number}").text

    assert "Nay là" not in before
    assert "Thôn Phú Sơn, Xã Hàm Mẫu, Tỉnh Lâm Đồng" in after
    assert "Thôn Phú Lộc, Xã Hàm Mẫu, Tỉnh Lâm Đồng" in after


def test_a_certificate_printed_again_bears_the_name_of_its_day(
    house: House, commune: Commune, campaign_id: int
) -> None:
    response_id, _ = sign(house, present(), campaign_id, commune.village.household_ids[2])
    with house.database.writing() as session:
        september = replace(present(), now=present().now.replace(year=2025, month=9, day=1))
        number = issue(session, september, keys_of(house), response_id).number

    merged(house, commune)

    with house.database.reading() as session:
        [recipient] = recipients(session, [number])
    assert recipient.address.endswith("Thôn Phú Sơn, Xã Hàm Mẫu, Tỉnh Lâm Đồng")


def test_what_was_taken_back_before_its_day_leaves_no_trace(
    client: FlaskClient, house: House, commune: Commune, campaign_id: int
) -> None:
    sign_in(client, house, Grant(Role.ADMINISTRATOR, commune.id))
    before = tally(client, campaign_id, commune.id)
    change_id = decided(house, present(), commune.administrator, phu_loc(commune), SOME_DAY)

    with house.database.writing() as session:
        undo_change(session, present(), change_id)
    carry_out_due(house, replace(present(), now=present().now.replace(year=2099, month=1, day=2)))

    assert tally(client, campaign_id, commune.id) == before
    assert unit(house, commune.hamlet_id).valid_to is None


def test_a_split_hamlet_counts_each_part_for_itself(
    client: FlaskClient, house: House, commune: Commune, campaign_id: int
) -> None:
    sign_in(client, house, Grant(Role.ADMINISTRATOR, commune.id))
    plan = split(commune.id, commune.other_id, ("Thôn Phú Hòa 1", ()), ("Thôn Phú Hòa 2", ("to 2",)))

    done(house, present(), commune.administrator, plan, LONG_DUE)

    after = tally(client, campaign_id, commune.id)
    assert (after["Thôn Phú Hòa 1"], after["Thôn Phú Hòa 2"]) == (["2", "0", "2"], ["2", "0", "2"])
    assert differences(house, campaign_id) == []


def test_a_merged_commune_has_its_hamlets_its_campaign_and_its_counter(
    client: FlaskClient, house: House, commune: Commune, campaign_id: int
) -> None:
    province = commune.village.province_id
    other = add(house, present(), "xa", "Xã Đức Linh", province)
    sign_in(client, house, Grant(Role.ADMINISTRATOR, commune.id))

    done(
        house, present(), of(province), merge(province, "Xã Hàm Đức", commune.id, other, type_="xa"), LONG_DUE
    )

    merged_id = unit_named(house, "Xã Hàm Đức").id
    assert tally(client, campaign_id, merged_id)["Thôn Phú Sơn"] == ["3", "0", "3"]
    assert client.get(f"/staff/campaigns/{campaign_id}").status_code == 200
    assert client.get(f"/S/{commune.village.counter_code}").status_code == 200
    assert "Hộ tịch, chứng thực" in client.get(f"/staff/links/{merged_id}").text
    assert differences(house, campaign_id) == []


def test_a_second_merge_carries_everything_on(
    client: FlaskClient, house: House, commune: Commune, campaign_id: int
) -> None:
    sign_in(client, house, Grant(Role.HAMLET_HEAD, commune.hamlet_id))
    first_id = merged(house, commune)
    later = replace(DECISION, effective_on=date(2025, 11, 1))

    second = merge(commune.id, "Thôn Phú Thịnh", first_id, commune.third_id)
    done(house, present(), commune.administrator, second, later)

    heir_id = unit_named(house, "Thôn Phú Thịnh").id
    assert client.get(f"/staff/tallies/{campaign_id}/{heir_id}").status_code == 200
    assert unit(house, commune.hamlet_id).path.startswith(unit(house, heir_id).path)
    assert "Thôn Phú Thịnh" in client.get(f"/S/{commune.village.codes[2]}").text
    assert differences(house, campaign_id) == []


def test_a_closed_campaign_keeps_what_it_counted(house: House, commune: Commune) -> None:
    campaign = run_campaign(house, present(), commune.hamlet_id)
    sign(house, present(), campaign.id, commune.village.household_ids[0])
    with house.database.writing() as session:
        close_campaign(session, present(), campaign.id)

    merged(house, commune)

    assert differences(house, campaign.id) == []
    with house.database.reading() as session:
        assert by_id(session, campaign.id).unit_id == commune.hamlet_id


def test_a_hamlets_own_campaign_goes_to_the_merged_hamlet(house: House, commune: Commune) -> None:
    campaign = run_campaign(house, present(), commune.hamlet_id)
    sign(house, present(), campaign.id, commune.village.household_ids[0])

    heir_id = merged(house, commune)

    with house.database.reading() as session:
        assert by_id(session, campaign.id).unit_id == heir_id
    assert differences(house, campaign.id) == []
