"""The ways on from a signed door: the PIN of the folded slip, throttled; and "this is not my household"."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, update

from pledges.campaigns.tables import Campaign
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.links.acts import reissue
from pledges.links.pins import PinTried, try_pin
from pledges.links.rules import Subject, pin_of
from pledges.links.tables import PinTry
from pledges.register.rules import SubjectKind
from pledges.responses.tables import DoorAlert
from pledges.staff.rules import Grant, Role
from tests.access.doors import token_on
from tests.filling import REPRESENTATIVE, reference_in, sign
from tests.responses.test_corrections import open_correction
from tests.worlds import HOUSEHOLDS, Village, add_commune, sign_in


@pytest.fixture
def reference(client: FlaskClient, village: Village, campaign: Campaign) -> str:
    return reference_in(sign(client, village.codes[0], **{"members-0-name": "Phạm Thị Hòa"}))


@pytest.fixture
def pin_door(village: Village, campaign: Campaign) -> str:
    return f"/S/{village.codes[0]}/open/{campaign.id}"


def pin(house: House, village: Village, generation: int = 1) -> str:
    return pin_of(house.keys, SubjectKind.HOUSEHOLD, village.household_ids[0], generation)


def wrong(right: str) -> str:
    return f"{(int(right) + 1) % 1_000_000:06d}"


def tries(house: House) -> int:
    with house.database.reading() as session:
        return session.scalar(select(func.count()).select_from(PinTry)) or 0


def test_a_signed_door_tells_only_that_it_is_signed(
    client: FlaskClient, village: Village, reference: str
) -> None:
    page = client.get(f"/S/{village.codes[0]}").get_data(as_text=True)

    assert "Hộ này đã ký cam kết" in page
    assert "Không điều khiển phương tiện sau khi đã uống rượu, bia." not in page
    assert [
        name for name in (REPRESENTATIVE, "Phạm", HOUSEHOLDS[0].head_name, reference) if name in page
    ] == []


def test_a_pin_is_six_digits_and_each_generation_has_its_own(house: House, village: Village) -> None:
    pins = [pin(house, village, generation) for generation in range(1, 50)]

    assert {len(one) for one in pins} == {6}
    assert all(one.isdigit() for one in pins)
    assert len(set(pins)) > 45


def test_the_right_pin_opens_the_receipt(
    client: FlaskClient, house: House, village: Village, reference: str, pin_door: str
) -> None:
    right = pin(house, village)

    answer = client.post(pin_door, data={"pin": f"{right[:3]} {right[3:]}"})

    assert answer.headers["Location"] == f"/R/{reference}"
    assert tries(house) == 0


@pytest.mark.parametrize("typed", ["", "12345", "sáu chữ số", "٣٤٥٦٧٨", "9" * 5000])
def test_a_wrong_pin_opens_nothing(
    client: FlaskClient, house: House, reference: str, pin_door: str, typed: str
) -> None:
    answer = client.post(pin_door, data={"pin": typed})

    assert answer.status_code == 422
    assert "Mã PIN chưa đúng" in answer.get_data(as_text=True)
    assert reference not in answer.get_data(as_text=True)


def test_what_is_wrong_with_a_pin_stands_above_its_field_too(
    client: FlaskClient, reference: str, pin_door: str
) -> None:
    page = client.post(pin_door, data={"pin": "12345"}).get_data(as_text=True)

    assert '<span class="field__error" id="pin-error">Mã PIN chưa đúng</span>' in page
    assert 'aria-describedby="pin-hint pin-error" aria-invalid="true"' in page


def test_after_five_wrong_pins_the_right_one_waits_too(
    client: FlaskClient, house: House, village: Village, reference: str, pin_door: str
) -> None:
    right = pin(house, village)
    for _ in range(5):
        client.post(pin_door, data={"pin": wrong(right)})

    answer = client.post(pin_door, data={"pin": right})

    assert answer.status_code == 429
    assert "xin chờ một giờ" in answer.get_data(as_text=True)
    assert client.get(f"/R/{reference}").status_code == 200


def test_wrong_pins_of_more_than_an_hour_ago_count_no_more(
    client: FlaskClient, house: House, village: Village, reference: str, pin_door: str
) -> None:
    right = pin(house, village)
    for _ in range(5):
        client.post(pin_door, data={"pin": wrong(right)})
    with house.database.writing() as session:
        session.execute(update(PinTry).values(tried_at=present().now - timedelta(minutes=61)))

    assert client.post(pin_door, data={"pin": right}).status_code == 303
    assert tries(house) == 0


def test_the_right_pin_gives_a_guesser_no_new_tries(
    client: FlaskClient, house: House, village: Village, reference: str, pin_door: str
) -> None:
    right = pin(house, village)
    for _ in range(4):
        client.post(pin_door, data={"pin": wrong(right)})

    client.post(pin_door, data={"pin": right})

    assert client.post(pin_door, data={"pin": wrong(right)}).status_code == 422
    assert client.post(pin_door, data={"pin": right}).status_code == 429


def test_tries_at_once_are_counted_one_by_one(
    app: Flask, house: House, village: Village, reference: str, pin_door: str
) -> None:
    right = pin(house, village)

    with ThreadPoolExecutor(12) as phones:
        statuses = list(
            phones.map(
                lambda _: app.test_client().post(pin_door, data={"pin": wrong(right)}).status_code, range(12)
            )
        )

    assert sorted(statuses) == [422] * 5 + [429] * 7
    assert tries(house) == 5


def test_the_pin_of_a_replaced_code_is_dead(house: House, village: Village, reference: str) -> None:
    subject = Subject(SubjectKind.HOUSEHOLD, village.household_ids[0], village.codes[0])
    with house.database.writing() as session:
        newer = reissue(session, present(), house.keys, subject, village.hamlet_id)
    with house.database.writing() as session:
        old_code = try_pin(session, present(), house.keys, village.codes[0], pin(house, village))
        old_pin = try_pin(session, present(), house.keys, newer, pin(house, village))
        new_pin = try_pin(session, present(), house.keys, newer, pin(house, village, 2))

    assert (old_code, old_pin, new_pin) == (PinTried.WRONG, PinTried.WRONG, PinTried.RIGHT)


@pytest.mark.usefixtures("reference")
def test_one_households_wrong_pins_are_not_anothers(
    client: FlaskClient, house: House, village: Village, campaign: Campaign, pin_door: str
) -> None:
    sign(client, village.codes[1])
    for _ in range(6):
        client.post(pin_door, data={"pin": wrong(pin(house, village))})

    answer = client.post(f"/S/{village.codes[1]}/open/{campaign.id}", data={"pin": "000000"})

    assert answer.status_code in (303, 422)


@pytest.mark.usefixtures("reference")
@pytest.mark.parametrize("no_pin", ["", "12345", "1234567", "mã pin", "١٢٣٤٥٦", "\0" * 6])
def test_what_is_no_six_digits_is_told_and_costs_no_try(
    client: FlaskClient, house: House, village: Village, pin_door: str, no_pin: str
) -> None:
    statuses = {client.post(pin_door, data={"pin": no_pin}).status_code for _ in range(6)}

    assert statuses == {422}
    assert tries(house) == 0
    assert client.post(pin_door, data={"pin": pin(house, village)}).status_code == 303


def test_an_unsigned_door_tries_no_pin(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    answer = client.post(f"/S/{village.codes[1]}/open/{campaign.id}", data={"pin": "123456"})

    assert answer.headers["Location"] == f"/S/{village.codes[1]}/sign/{campaign.id}"
    assert tries(house) == 0


def test_after_a_correction_the_pin_leads_to_the_newest_version(
    client: FlaskClient, house: House, village: Village, reference: str, pin_door: str
) -> None:
    page = open_correction(client, reference)
    client.post(page.action, data=page.filled(nguoi_dai_dien="Phạm Thị Thu"))

    answer = client.post(pin_door, data={"pin": pin(house, village)})

    assert "Phạm Thị Thu" in client.get(answer.headers["Location"]).get_data(as_text=True)


def test_not_my_household_shows_nothing_about_it(
    client: FlaskClient, village: Village, reference: str
) -> None:
    asked = client.get(f"/S/{village.codes[0]}/not-mine").get_data(as_text=True)
    answer = client.post(f"/S/{village.codes[0]}/not-mine")
    thanked = client.get(answer.headers["Location"]).get_data(as_text=True)

    assert answer.headers["Location"] == "/reported"
    words = ("Phú Sơn", "Hộ số", REPRESENTATIVE, HOUSEHOLDS[0].head_name, "Nguyên", "đã ký")
    assert [(word, page) for word in words for page in (asked, thanked) if word in page] == []


def test_said_twice_it_is_one_alert(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    for _ in range(3):
        assert client.post(f"/S/{village.codes[1]}/not-mine").status_code == 303

    with house.database.reading() as session:
        alert = session.scalars(select(DoorAlert)).one()
    assert (alert.subject_kind, alert.subject_id) == ("household", village.household_ids[1])
    assert alert.unit_id == village.hamlet_id


def test_asking_alerts_nobody(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    client.get(f"/S/{village.codes[1]}/not-mine")

    with house.database.reading() as session:
        assert session.scalars(select(DoorAlert)).all() == []


def test_a_hamlet_head_settles_the_alert(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    client.post(f"/S/{village.codes[1]}/not-mine")
    sign_in(client, house, Grant(Role.HAMLET_HEAD, village.hamlet_id))
    page = client.get("/staff/alerts").get_data(as_text=True)

    answer = client.post("/staff/alerts/1", data={"csrf_token": token_on(page), "outcome": "mistake"})

    assert "K&#39;Brơi" in page
    assert answer.status_code == 303
    assert "Không có tờ giấy nào bị báo nhầm" in client.get("/staff/alerts").get_data(as_text=True)
    again = client.post("/staff/alerts/1", data={"csrf_token": token_on(page), "outcome": "mistake"})
    assert again.status_code == 409


def test_an_alert_of_another_commune_is_not_there(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    client.post(f"/S/{village.codes[1]}/not-mine")
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, add_commune(house, present(), village.province_id)))
    page = client.get("/staff/alerts").get_data(as_text=True)
    token = token_on(client.get("/staff/").get_data(as_text=True))

    assert "Brơi" not in page
    assert client.post("/staff/alerts/1", data={"csrf_token": token, "outcome": "mistake"}).status_code == 404
