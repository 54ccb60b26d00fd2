"""The head of a unit's papers: typed, shown as it falls, kept, inherited, given up; two people at once."""

import re

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from pledges.foundation.house import House
from pledges.stationery.queries import head_for
from pledges.stationery.rules import Head
from tests.access.doors import token_on
from tests.worlds import Village

TYPED = {
    "style": "state",
    "superior": "Ủy ban nhân dân tỉnh Lâm Đồng",
    "issuer": "Ủy ban nhân dân xã Hàm Mẫu",
    "place": "Hàm Mẫu",
    "symbol": "BC-UBND",
}


def send(browser: FlaskClient, unit_id: int, more: str = "", **typed: str) -> TestResponse:
    page = browser.get(f"/staff/stationery/{unit_id}/head").get_data(as_text=True)
    seen = re.search(r'name="seen"[^>]* value="(\d+)"', page)
    assert seen
    form = {"csrf_token": token_on(page), "seen": seen[1], **TYPED, **typed}
    return browser.post(f"/staff/stationery/{unit_id}/head{more}", data=form)


def head_of(house: House, unit_id: int) -> Head | None:
    with house.database.reading() as session:
        return head_for(session, unit_id)


def test_a_head_is_kept_and_holds_for_the_units_below(
    clerk: FlaskClient, house: House, village: Village
) -> None:
    answer = send(clerk, village.commune_id)

    page = clerk.get(f"/staff/stationery/{village.hamlet_id}").get_data(as_text=True)

    assert answer.status_code == 303
    assert head_of(house, village.hamlet_id) == Head(**TYPED)
    assert "Ủy ban nhân dân xã Hàm Mẫu" in page
    assert "theo Xã Hàm Mẫu" in page


def test_without_issuer_and_place_nothing_is_kept(clerk: FlaskClient, house: House, village: Village) -> None:
    answer = send(clerk, village.commune_id, issuer="", place=" ")
    page = answer.get_data(as_text=True)

    assert answer.status_code == 422
    assert "Ghi tên cơ quan ban hành" in page
    assert "Ghi địa danh" in page
    assert head_of(house, village.commune_id) is None


def test_who_saves_second_is_told_and_keeps_what_was_typed(clerk: FlaskClient, village: Village) -> None:
    send(clerk, village.commune_id)

    answer = send(clerk, village.commune_id, seen="0", place="Phan Thiết")

    assert answer.status_code == 409
    assert 'value="Phan Thiết"' in answer.get_data(as_text=True)


def test_giving_a_head_up_brings_back_the_one_above(
    clerk: FlaskClient, house: House, village: Village
) -> None:
    send(clerk, village.commune_id)
    send(clerk, village.hamlet_id, issuer="Thôn Phú Sơn")

    answer = send(clerk, village.hamlet_id, more="/inherit")

    assert answer.status_code == 303
    assert head_of(house, village.hamlet_id) == Head(**TYPED)


@pytest.mark.document
@pytest.mark.parametrize("style", ["state", "party"])
def test_a_typed_head_is_shown_and_not_kept(
    clerk: FlaskClient, house: House, village: Village, style: str
) -> None:
    answer = send(clerk, village.commune_id, more="/try", style=style)

    assert answer.status_code == 200
    assert "data:image/png;base64," in answer.get_data(as_text=True)
    assert head_of(house, village.commune_id) is None


def test_a_head_of_a_third_kind_there_is_not(clerk: FlaskClient, village: Village) -> None:
    assert send(clerk, village.commune_id, style="quoc-huy").status_code == 422
