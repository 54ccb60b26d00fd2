"""Printers' offsets: typed as people type, inherited, used by label runs, and measured on a test page."""

import re

import pytest
from flask.testing import FlaskClient

from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.paper.stocks import STOCKS
from pledges.stationery.acts import set_offset
from pledges.stationery.queries import offset_for
from pledges.stationery.rules import Offset, tenths_mm, typed_mm
from tests.access.doors import token_on
from tests.worlds import Village

STOCK = "a4-24"


def address(unit_id: int, more: str = "") -> str:
    return f"/staff/stationery/{unit_id}/printers{more}"


def send(browser: FlaskClient, unit_id: int, right: str, down: str) -> tuple[int, str]:
    token = token_on(browser.get(address(unit_id)).get_data(as_text=True))
    typed = {"csrf_token": token, "right": right, "down": down}
    answer = browser.post(address(unit_id, f"/{STOCK}"), data=typed)
    return answer.status_code, answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("typed", "tenths"),
    [("1,5", 15), ("1.5 mm", 15), ("-0,5", -5), ("−2", -20), ("", 0), ("+3", 30), ("12", 120)],
)
def test_millimetres_are_read_as_they_are_typed(typed: str, tenths: int) -> None:
    assert tenths_mm(typed) == tenths


@pytest.mark.parametrize("typed", ["một", "1,55", "1 cm", "1e3", "--1", "1,5,5"])
def test_what_is_no_length_is_not_guessed(typed: str) -> None:
    assert tenths_mm(typed) is None


@pytest.mark.parametrize(("tenths", "typed"), [(15, "1,5"), (-5, "-0,5"), (0, "0"), (-20, "-2")])
def test_millimetres_are_written_with_a_comma(tenths: int, typed: str) -> None:
    assert typed_mm(tenths) == typed


def test_an_offset_holds_for_the_units_below_until_they_have_their_own(
    house: House, village: Village
) -> None:
    with house.database.writing() as session:
        set_offset(session, present(), village.commune_id, STOCK, Offset(15, -5))
        set_offset(session, present(), village.hamlet_id, "a4-21", Offset(3, 0))

        assert offset_for(session, village.hamlet_id, STOCK) == (1.5, -0.5)
        assert offset_for(session, village.hamlet_id, "a4-21") == (0.3, 0.0)
        assert offset_for(session, village.commune_id, "a4-21") == (0.0, 0.0)


def test_a_printer_is_told_with_a_vietnamese_comma(
    clerk: FlaskClient, house: House, village: Village
) -> None:
    status, _page = send(clerk, village.commune_id, "1,5", "-0,5")

    page = clerk.get(address(village.hamlet_id)).get_data(as_text=True)

    assert status == 303
    assert 'value="1,5"' in page
    assert "theo Xã Hàm Mẫu" in page
    with house.database.reading() as session:
        assert offset_for(session, village.hamlet_id, STOCK) == (1.5, -0.5)


@pytest.mark.parametrize("typed", ["nhiều", "12"])
def test_a_length_that_cannot_be_is_refused_and_stays_in_its_box(
    clerk: FlaskClient, village: Village, typed: str
) -> None:
    status, page = send(clerk, village.commune_id, typed, "0")

    assert status == 422
    assert f'value="{typed}"' in page


@pytest.mark.document
def test_the_test_page_is_set_off_as_labels_are(clerk: FlaskClient, village: Village) -> None:
    send(clerk, village.commune_id, "1,5", "-0,5")
    token = token_on(clerk.get(address(village.commune_id)).get_data(as_text=True))

    answer = clerk.post(address(village.commune_id, f"/{STOCK}/test"), data={"csrf_token": token})

    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF-")


def test_a_stock_that_there_is_not_is_not_found(clerk: FlaskClient, village: Village) -> None:
    token = token_on(clerk.get(address(village.commune_id)).get_data(as_text=True))

    answer = clerk.post(address(village.commune_id, "/a4-99"), data={"csrf_token": token})

    assert answer.status_code == 404


def test_every_box_has_its_own_label(clerk: FlaskClient, village: Village) -> None:
    page = clerk.get(address(village.commune_id)).get_data(as_text=True)

    boxes = re.findall(r'<input[^>]* id="([^"]+-(?:right|down))"', page)

    assert len(boxes) == len(set(boxes)) == 2 * len(STOCKS)
    assert re.findall(r'<label class="field__label" for="([^"]+)"', page) == boxes
