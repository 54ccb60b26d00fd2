"""An official signs by the own code, an office registers by its head's; both come back by their receipt."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from pledges.campaigns.tables import Campaign
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.responses.queries.office_doors import any_door_behind, office_behind, official_behind
from pledges.responses.tables import Response
from tests.filling import Fields, open_page, reference_in
from tests.responses.offices import (
    HEAD,
    OFFICE,
    OfficeWorld,
    ask_offices,
    build_office,
    of_office,
    register_office,
    register_official,
)
from tests.worlds import Village

LAN = 2


@pytest.fixture
def office(house: House, village: Village) -> OfficeWorld:
    return build_office(house, present(), village)


@pytest.fixture
def asked(house: House, village: Village, office: OfficeWorld) -> Campaign:
    """A campaign that asks the officials and the office, running today."""
    return ask_offices(house, present(), village)


def text_of(client: FlaskClient, address: str) -> str:
    return client.get(address).get_data(as_text=True)


def value_in(page: str, name: str) -> str:
    """Return what a hidden field of a page holds."""
    return page.split(f'name="{name}" value="')[1].split('"')[0]


def kept(house: House) -> list[Response]:
    with house.database.reading() as session:
        return list(session.scalars(select(Response).order_by(Response.id)))


def test_an_officials_door_says_who_where_and_what_is_asked(
    house: House, village: Village, office: OfficeWorld, asked: Campaign
) -> None:
    with house.database.reading() as session:
        door = official_behind(session, house.keys, office.codes[LAN])

    assert door is not None
    assert (door.head_name, door.position, door.office, door.number) == (
        "Lê Thị Lan",
        "Công chức",
        OFFICE,
        LAN + 1,
    )
    assert (door.place.commune, door.place.province, door.commune_id) == (
        "Xã Hàm Mẫu",
        "Tỉnh Lâm Đồng",
        village.commune_id,
    )
    assert [(one.campaign_id, one.form_code, one.kind) for one in door.askings] == [
        (asked.id, "CB-4K", "pledge")
    ]


def test_an_offices_door_is_its_heads(house: House, office: OfficeWorld, asked: Campaign) -> None:
    with house.database.reading() as session:
        door = office_behind(session, house.keys, office.code)

    assert door is not None
    assert (door.head_name, door.office, door.place.commune) == (OFFICE, OFFICE, "Xã Hàm Mẫu")
    assert [(one.form_code, one.kind) for one in door.askings] == [("CQ-4K", "registration")]


def test_no_code_opens_a_door_of_another_kind(
    house: House, village: Village, office: OfficeWorld, asked: Campaign
) -> None:
    with house.database.reading() as session:
        found = [official_behind(session, house.keys, code) for code in (office.code, village.codes[0])]
        found += [office_behind(session, house.keys, code) for code in (office.codes[0], village.codes[0])]
        counter = any_door_behind(session, house.keys, village.counter_code)

    assert [*found, counter] == [None] * 5


def test_an_officials_page_shows_a_masked_name_and_nothing_else_of_the_person(
    client: FlaskClient, office: OfficeWorld, asked: Campaign
) -> None:
    page = text_of(client, f"/S/{office.codes[LAN]}")

    assert f"L*** T*** Lan · {OFFICE}" in page
    assert "Lê Thị Lan" not in page
    assert "1985" not in page
    assert "Thêm người" not in page


def test_an_official_registers_and_comes_back_by_the_receipt(
    client: FlaskClient, house: House, office: OfficeWorld, asked: Campaign
) -> None:
    answer = register_official(client, office.codes[LAN])

    receipt = text_of(client, answer.headers["Location"])
    [row] = kept(house)
    assert answer.status_code == 303
    assert (row.signer_name, row.form_code, row.unit_id, row.channel) == (
        "Lê Thị Lan",
        "CB-4K",
        office.unit_id,
        "self",
    )
    assert "Lê Thị Lan" in receipt
    assert OFFICE in receipt
    assert "Hộ số" not in receipt


@pytest.mark.parametrize("page", ["", "/withdraw", "/renew"])
def test_an_officials_receipt_speaks_of_a_registration_not_of_a_pledge(
    client: FlaskClient, office: OfficeWorld, asked: Campaign, page: str
) -> None:
    reference = reference_in(register_official(client, office.codes[LAN]))

    shown = text_of(client, f"/R/{reference}{page}").split("<main")[1].split("</main>")[0]

    assert "đăng ký" in shown
    assert "cam kết" not in shown.lower()
    assert "gia đình mình" not in shown


def test_the_same_page_sent_twice_counts_once(
    client: FlaskClient, house: House, office: OfficeWorld, asked: Campaign
) -> None:
    page = open_page(client, office.code)

    answers = [client.post(page.action, data=of_office(page.marks)) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert len(kept(house)) == 1


def test_after_it_a_scan_shows_masked_status_only(
    client: FlaskClient, office: OfficeWorld, asked: Campaign
) -> None:
    register_official(client, office.codes[LAN])

    page = text_of(client, f"/S/{office.codes[LAN]}")

    assert "Đã đăng ký ngày" in page
    assert "Lê Thị Lan" not in page


def test_an_official_takes_it_back(
    client: FlaskClient, house: House, office: OfficeWorld, asked: Campaign
) -> None:
    reference = reference_in(register_official(client, office.codes[LAN]))

    client.post(f"/R/{reference}/withdraw")

    [row] = kept(house)
    assert (row.state, row.signer_name, row.more) == ("withdrawn", None, None)
    assert "Đã đăng ký ngày" not in text_of(client, f"/S/{office.codes[LAN]}")


def test_an_official_and_an_office_fetch_what_is_kept_of_them(
    client: FlaskClient, office: OfficeWorld, asked: Campaign
) -> None:
    references = [
        reference_in(answer)
        for answer in (register_official(client, office.codes[LAN]), register_office(client, office.code))
    ]

    told = [client.get(f"/R/{reference}/data.json").get_json() for reference in references]

    assert "Lê Thị Lan" in str(told[0])
    assert [words for words in (HEAD, "Điểm phân loại rác và thu gom pin") if words not in str(told[1])] == []


def test_an_officials_refusal_leaves_a_count_in_the_commune_and_no_name(
    client: FlaskClient, house: House, village: Village, office: OfficeWorld, asked: Campaign
) -> None:
    page = open_page(client, office.codes[LAN])

    client.post(page.action, data={**page.marks, "choice": "decline"})

    assert house.sealed.counts("declined:") == {f"declined:{asked.id}:{village.commune_id}": 1}
    assert kept(house) == []


def test_an_office_registers_its_works(
    client: FlaskClient, house: House, office: OfficeWorld, asked: Campaign
) -> None:
    answer = register_office(client, office.code)

    [row] = kept(house)
    assert answer.status_code == 303
    assert (row.signer_name, row.form_code, row.unit_id) == (HEAD, "CQ-4K", office.unit_id)
    assert [work["ten"] for work in (row.more or {})["cong_trinh"]] == ["Điểm phân loại rác và thu gom pin"]


def test_what_a_second_page_of_an_office_sent_in_vain_is_given_back(
    client: FlaskClient, house: House, office: OfficeWorld, asked: Campaign
) -> None:
    second = open_page(client, office.code)
    register_office(client, office.code)

    answer = client.post(second.action, data=of_office(second.marks, **{"cong_trinh-0-ten": "Túi vải"}))

    assert answer.status_code == 409
    assert "Túi vải, " in answer.get_data(as_text=True)
    assert len(kept(house)) == 1


def test_an_office_adds_a_row_without_script(
    client: FlaskClient, office: OfficeWorld, asked: Campaign
) -> None:
    page = open_page(client, office.code)
    sent = {**page.marks, "add_row": "cong_trinh", "cong_trinh-0-ten": "Ngày thứ sáu xanh"}

    answer = client.post(page.action, data=sent)

    text = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert 'name="cong_trinh-1-ten"' in text
    assert "Ngày thứ sáu xanh" in text


def test_a_day_is_asked_for_as_it_is_written_here(
    client: FlaskClient, office: OfficeWorld, asked: Campaign
) -> None:
    page = text_of(client, f"/S/{office.code}")

    assert 'id="cong_trinh-0-ngay_bat_dau-hint">Ngày/tháng/năm. Ví dụ: ' in page
    assert 'id="cong_trinh-0-ngay_hoan_thanh-hint">Ngày/tháng/năm. Ví dụ: ' in page


def test_an_office_without_a_work_is_asked_for_one(
    client: FlaskClient, office: OfficeWorld, asked: Campaign
) -> None:
    page = open_page(client, office.code)

    answer = client.post(page.action, data={**page.marks, "nguoi_dung_dau": HEAD, "choice": "sign"})

    assert answer.status_code == 422
    assert "Ghi ít nhất một công trình" in answer.get_data(as_text=True)


def test_an_office_corrects_its_registration(
    client: FlaskClient, house: House, office: OfficeWorld, asked: Campaign
) -> None:
    reference = reference_in(register_office(client, office.code))
    address = f"/R/{reference}/correct"
    page = text_of(client, address)
    marks: Fields = {name: value_in(page, name) for name in ("attempt", "version")}

    answer = client.post(address, data=of_office(marks, **{"cong_trinh-0-ten": "Ngày thứ sáu xanh"}))

    assert f'href="{address}"' in text_of(client, f"/R/{reference}")
    assert "Điểm phân loại rác và thu gom pin" in page
    assert answer.status_code == 303
    assert [row.state for row in kept(house)] == ["replaced", "active"]
    assert "Ngày thứ sáu xanh" in text_of(client, f"/S/{office.code}")
