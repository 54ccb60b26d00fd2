"""A household's page and what can be done from it: looked at first, and nothing told that nobody may know."""

import re

import pytest
from flask.testing import FlaskClient

from pledges.certificates.acts import issue
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.responses.acts.withdrawing import withdraw
from pledges.staff.rules import Grant, Role
from tests.certificates.pledging import keys_of, sign
from tests.desk.sending import send
from tests.register.moving import Commune, build_commune, household, invitation, line_of, merge
from tests.worlds import sign_in

TODAY = present().today.strftime("%d/%m/%Y")
Fields = dict[str, str | list[str]]


@pytest.fixture
def commune(house: House) -> Commune:
    return build_commune(house, present())


@pytest.fixture
def clerk(client: FlaskClient, house: House, commune: Commune) -> FlaskClient:
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, commune.village.commune_id))
    return client


def page_of(browser: FlaskClient, household_id: int) -> str:
    return browser.get(f"/staff/households/{household_id}").get_data(as_text=True)


def words(page: str) -> str:
    """The words of a page, without those that differ from one household to another."""
    text = re.sub(r"<[^>]+>|\s+", " ", page[page.index("<h2") :])
    return re.sub(
        r"Nguyễn\S* [^0-9]*|K&#39;Brơi|số \d", "", text[text.index("Cam kết ") : text.index("Mã QR")]
    )


def test_moving_house_in_the_middle_of_a_campaign_is_one_step(
    clerk: FlaskClient, house: House, commune: Commune
) -> None:
    first = commune.households[0]
    sign(house, present(), commune.campaign_id, first)
    address = f"/staff/register/units/{commune.phu_son}/move"

    asked = clerk.get(f"{address}?id={first}").get_data(as_text=True)
    preview = clerk.get(f"{address}?id={first}&to={commune.tan_lap}&on={TODAY}").get_data(as_text=True)
    status, leads_to = send(clerk, address, id=str(first), to=str(commune.tan_lap), on=TODAY)

    assert "Thôn Tân Lập" in asked
    assert "1 hộ chuyển từ Thôn Phú Sơn đến Thôn Tân Lập" in preview
    assert (status, leads_to) == (303, f"/staff/households/{first}")
    assert line_of(house, commune, commune.tan_lap).signed_self == 1
    assert "từ Thôn Phú Sơn, số 1, đến Thôn Tân Lập" in page_of(clerk, first)


def test_a_preview_changes_nothing(clerk: FlaskClient, house: House, commune: Commune) -> None:
    first = commune.households[0]

    clerk.get(f"/staff/register/units/{commune.phu_son}/move?id={first}&to={commune.tan_lap}&on={TODAY}")

    assert household(house, first).unit_id == commune.phu_son


def test_several_are_ticked_and_move_together(clerk: FlaskClient, house: House, commune: Commune) -> None:
    ids = [str(one) for one in commune.households[:2]]
    address = f"/staff/register/units/{commune.phu_son}/move"

    status, leads_to = send(clerk, address, id=ids, to=str(commune.tan_lap), on=TODAY)

    assert (status, leads_to) == (303, f"/staff/register/units/{commune.phu_son}")
    assert {household(house, int(one)).unit_id for one in ids} == {commune.tan_lap}


@pytest.mark.parametrize("typed", [{"to": ""}, {"to": "999999"}, {"on": "31/02/2026"}, {"on": "01/01/2999"}])
def test_what_was_typed_wrongly_is_asked_again(
    clerk: FlaskClient, house: House, commune: Commune, typed: dict[str, str]
) -> None:
    right: Fields = {"id": str(commune.households[0]), "to": str(commune.tan_lap), "on": TODAY}

    status, page = send(clerk, f"/staff/register/units/{commune.phu_son}/move", **{**right, **typed})

    assert status == 422
    assert "Chuyển sang thôn, khu phố khác" in page
    assert household(house, commune.households[0]).unit_id == commune.phu_son


@pytest.mark.parametrize("ids", ["", "999999", "0", "99999999999999999999999", "x"])
@pytest.mark.parametrize("act", ["move", "leave", "address"])
def test_nobody_ticked_is_nobody_changed(clerk: FlaskClient, commune: Commune, act: str, ids: str) -> None:
    answer = clerk.get(f"/staff/register/units/{commune.phu_son}/{act}?id={ids}")

    assert answer.status_code == 422
    assert "Chưa chọn hộ nào" in answer.get_data(as_text=True)


def test_a_household_of_another_hamlet_cannot_be_slipped_in(
    clerk: FlaskClient, house: House, commune: Commune
) -> None:
    address = f"/staff/register/units/{commune.tan_lap}/leave"

    status, _ = send(clerk, address, id=str(commune.households[0]), reason="moved_away", on=TODAY)

    assert status == 422
    assert household(house, commune.households[0]).ended_on is None


def test_a_household_leaves_the_list_and_comes_back(
    clerk: FlaskClient, house: House, commune: Commune
) -> None:
    first, address = commune.households[0], f"/staff/register/units/{commune.phu_son}/leave"

    send(clerk, address, id=str(first), reason="moved_away", on=TODAY)
    gone = page_of(clerk, first)
    send(clerk, f"/staff/register/households/{first}/back")

    assert "Không còn trong danh sách từ ngày" in gone
    assert "Chuyển nhà" not in gone.partition("<h2")[0]
    assert household(house, first).ended_on is None
    assert "Đưa trở lại danh sách" in page_of(clerk, first)


def test_what_the_list_says_is_put_right(clerk: FlaskClient, house: House, commune: Commune) -> None:
    first, address = commune.households[0], f"/staff/register/households/{commune.households[0]}/correct"
    typed = {"head_name": "=1+1 <script>Đức</script>", "address": "Tổ 9", "phone": "0912 345 678"}

    refused, page = send(clerk, address, **typed)
    taken, _ = send(clerk, address, **typed, phone_purpose="nhắc lịch họp thôn")

    shown = page_of(clerk, first)
    assert (refused, taken) == (422, 303)
    assert "Ghi rõ dùng số điện thoại để làm gì" in page
    assert "=1+1 &lt;script&gt;Đức&lt;/script&gt;" in shown
    assert "09•••••678" in shown
    assert "0912345678" not in shown.replace(" ", "")


def test_the_code_itself_is_never_shown(clerk: FlaskClient, commune: Commune) -> None:
    page = page_of(clerk, commune.households[0])

    assert "Đang dùng mã thứ 1" in page
    assert commune.village.codes[0] not in page


def test_a_lost_label_is_replaced_once(clerk: FlaskClient, commune: Commune) -> None:
    address = f"/staff/links/households/{commune.households[0]}/reissue"

    first, paper = send(clerk, address, generation="1")
    second, page = send(clerk, address, generation="1")

    assert (first, paper[:5]) == (200, "%PDF-")
    assert (second, "vừa được cấp lại" in page) == (409, True)
    assert clerk.get(f"/S/{commune.village.codes[0]}").status_code == 410
    assert "Cấp lại mã QR" in page_of(clerk, commune.households[0])


def test_what_was_signed_is_shown_with_its_certificate(
    clerk: FlaskClient, house: House, commune: Commune
) -> None:
    response_id, _ = sign(house, present(), commune.campaign_id, commune.households[0])
    with house.database.writing() as session:
        number = issue(session, present(), keys_of(house), response_id).number

    page = page_of(clerk, commune.households[0])

    assert f"Đã ký ngày {TODAY}" in page
    assert f"/v/{number}" in page


def test_without_a_pledge_a_page_is_the_same_whatever_happened(
    clerk: FlaskClient, house: House, commune: Commune
) -> None:
    """One was never visited, one was reached, one had signed and withdrew."""
    never, reached, withdrawn = commune.households
    with house.database.writing() as session:
        invitation(session, commune, reached).is_reached = True
    response_id, _ = sign(house, present(), commune.campaign_id, withdrawn)
    with house.database.writing() as session:
        withdraw(session, present(), response_id)

    told = {words(page_of(clerk, one)) for one in (never, reached, withdrawn)}

    assert len(told) == 1
    assert "Chưa có bản cam kết" in told.pop()


def test_the_keeper_shows_what_was_signed_under_the_other_entry(
    clerk: FlaskClient, house: House, commune: Commune
) -> None:
    kept, gone, _ = commune.households
    sign(house, present(), commune.campaign_id, gone)
    merge(house, present(), kept, gone)

    assert f"Đã ký ngày {TODAY}" in page_of(clerk, kept)
    assert "Đã gộp vào hộ khác" in page_of(clerk, gone)
    assert "Gộp một hộ trùng vào hộ này" in page_of(clerk, kept)


def test_search_leads_to_the_household(clerk: FlaskClient, commune: Commune) -> None:
    page = clerk.get("/staff/register?q=duc").get_data(as_text=True)

    assert f"/staff/households/{commune.households[2]}" in page
    assert "Thôn Phú Sơn" in page


def test_an_address_of_several_is_looked_at_before_it_is_written(
    clerk: FlaskClient, house: House, commune: Commune
) -> None:
    address, ids = (
        f"/staff/register/units/{commune.phu_son}/address",
        [str(one) for one in commune.households[:2]],
    )
    query = "&".join(f"id={one}" for one in ids)

    asked = clerk.get(f"{address}?{query}").get_data(as_text=True)
    preview = clerk.get(f"{address}?{query}&address=Đường Hùng Vương").get_data(as_text=True)
    empty, _ = send(clerk, address, id=ids, address="")
    status, leads_to = send(clerk, address, id=ids, address="Đường Hùng Vương")

    assert "Sửa địa chỉ các hộ đã chọn" in asked
    assert "2 hộ có địa chỉ mới: Đường Hùng Vương" in preview
    assert (empty, status, leads_to) == (422, 303, f"/staff/register/units/{commune.phu_son}")
    assert household(house, commune.households[1]).address == "Đường Hùng Vương"
    assert household(house, commune.households[2]).address == "Xóm Giữa"


def test_leaving_is_looked_at_before_it_is_written(
    clerk: FlaskClient, house: House, commune: Commune
) -> None:
    address = f"/staff/register/units/{commune.phu_son}/leave?id={commune.households[0]}"

    preview = clerk.get(f"{address}&reason=moved_away&on={TODAY}").get_data(as_text=True)
    wrong = clerk.get(f"{address}&reason=&on={TODAY}")
    status, _ = send(clerk, address, reason="duplicate", on=TODAY)

    assert "1 hộ của Thôn Phú Sơn rời danh sách" in preview
    assert (wrong.status_code, status) == (422, 422)
    assert household(house, commune.households[0]).ended_on is None


def test_what_the_list_says_stands_in_the_form(clerk: FlaskClient, commune: Commune) -> None:
    page = clerk.get(f"/staff/register/households/{commune.households[0]}/correct").get_data(as_text=True)

    assert 'value="1968"' in page
    assert "hẻm Hai Bà Trưng nối dài" in page
