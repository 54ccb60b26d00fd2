"""A signed-in clerk who scans a code in reach lands on help, label and new code; everybody else on the public page."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from pledges.campaigns.tables import Campaign
from pledges.foundation.codes import grouped_code, spoken_code
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.staff.rules import Grant, Role
from tests.filling import sign
from tests.responses.offices import ask_offices, build_office
from tests.worlds import LONG_NAME, Village, add_commune, sign_in

HELP = "Giúp ký, nhập bản giấy"
NEW_CODE = "Hủy mã cũ, cấp mã mới và tải nhãn"
ACTION = re.compile(r'action="([^"]+)"')


@pytest.fixture
def clerk(client: FlaskClient, house: House, village: Village) -> FlaskClient:
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, village.commune_id))
    return client


def browser_of(app: Flask, house: House, role: Role, unit_id: int) -> FlaskClient:
    browser = app.test_client()
    sign_in(browser, house, Grant(role, unit_id))
    return browser


def text_of(client: FlaskClient, address: str) -> str:
    return client.get(address).get_data(as_text=True)


def test_a_clerk_lands_on_help_label_and_new_code(
    clerk: FlaskClient, village: Village, campaign: Campaign
) -> None:
    answer = clerk.get(f"/S/{village.codes[0]}")

    page, household = answer.get_data(as_text=True), village.household_ids[0]
    assert answer.status_code == 200
    assert f'href="/staff/enter/{household}/{campaign.id}"' in page
    assert LONG_NAME in page
    assert {f"/staff/links/households/{household}/{act}" for act in ("label", "reissue")} <= set(
        ACTION.findall(page)
    )
    assert f'href="/staff/households/{household}"' in page


def test_a_clerk_reads_the_code_out_on_the_telephone(
    clerk: FlaskClient, village: Village, campaign: Campaign
) -> None:
    code = village.codes[0]

    page = text_of(clerk, f"/S/{code}")

    assert grouped_code(code) in page
    assert spoken_code(code, "vi") in page


def test_what_a_clerk_sees_is_kept_by_nobody_and_renews_no_cookie(
    clerk: FlaskClient, village: Village, campaign: Campaign
) -> None:
    answer = clerk.get(f"/S/{village.codes[0]}")

    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "Set-Cookie" not in answer.headers


def test_a_clerk_opens_the_page_as_a_resident_does(
    clerk: FlaskClient, village: Village, campaign: Campaign
) -> None:
    address = f"/S/{village.codes[0]}"

    page = text_of(clerk, f"{address}?view=public")

    assert f'href="{address}?view=public"' in text_of(clerk, address)
    assert HELP not in page
    assert LONG_NAME not in page
    assert f'action="{address}/sign/{campaign.id}"' in page


def test_a_clerk_sees_that_a_household_has_signed(
    app: Flask, clerk: FlaskClient, village: Village, campaign: Campaign
) -> None:
    sign(app.test_client(), village.codes[0])

    page = text_of(clerk, f"/S/{village.codes[0]}")

    assert "Đã ký ngày" in page
    assert "Ghi thêm bản giấy đã ký" in page
    assert HELP not in page


def test_a_clerk_of_another_commune_gets_the_public_page(
    app: Flask, house: House, village: Village, campaign: Campaign
) -> None:
    elsewhere = add_commune(house, present(), village.province_id)
    stranger = browser_of(app, house, Role.CAMPAIGN_CLERK, elsewhere)

    page = text_of(stranger, f"/S/{village.codes[0]}")

    assert HELP not in page
    assert LONG_NAME not in page
    assert "/staff/links/" not in page


def test_who_may_neither_help_nor_print_gets_the_public_page(
    app: Flask, house: House, village: Village, campaign: Campaign
) -> None:
    monitor = browser_of(app, house, Role.FRONT_MONITOR, village.commune_id)

    assert LONG_NAME not in text_of(monitor, f"/S/{village.codes[0]}")


def test_a_hamlet_head_helps_but_has_no_codes(
    app: Flask, house: House, village: Village, campaign: Campaign
) -> None:
    head = browser_of(app, house, Role.HAMLET_HEAD, village.hamlet_id)

    page = text_of(head, f"/S/{village.codes[0]}")

    assert HELP in page
    assert NEW_CODE not in page
    assert spoken_code(village.codes[0], "vi") not in page
    assert "/staff/households/" not in page


def test_a_cookie_that_is_not_ours_changes_nothing(
    client: FlaskClient, village: Village, campaign: Campaign
) -> None:
    client.set_cookie("staff", "made-up")

    answer = client.get(f"/S/{village.codes[0]}")

    assert answer.status_code == 200
    assert HELP not in answer.get_data(as_text=True)


def test_before_an_official_a_clerk_has_help_the_label_and_a_new_code(
    clerk: FlaskClient, house: House, village: Village
) -> None:
    office = build_office(house, present(), village)
    asked = ask_offices(house, present(), village)

    pages = [text_of(clerk, f"/S/{code}") for code in (office.codes[0], office.code)]

    assert f"/staff/links/officials/{office.official_ids[0]}/reissue" in pages[0]
    assert f"/staff/links/offices/{office.office_id}/reissue" in pages[1]
    assert f'href="/staff/enter/official/{office.official_ids[0]}/{asked.id}"' in pages[0]
    assert f'href="/staff/enter/office/{office.office_id}/{asked.id}"' in pages[1]
