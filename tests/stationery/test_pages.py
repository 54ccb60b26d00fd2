"""The staff's pages of stationery: whose words are in force, wording a block, its history, two people at once."""

import re

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.paper.blocks import paper_codes, paper_spec
from pledges.stationery.acts import say
from pledges.stationery.queries import blocks_for
from pledges.stationery.rules import BlockPlace
from tests.access.doors import token_on
from tests.certificates.pledging import sign
from tests.worlds import Village, run_campaign

OWN = "Trân trọng ghi nhận {{ loai_chu_the }}"


def address(unit_id: int, more: str = "") -> str:
    return f"/staff/stationery/{unit_id}/papers/certificate/lead{more}"


def send(browser: FlaskClient, unit_id: int, source: str, more: str = "", **beside: str) -> TestResponse:
    """Open the block, type words, send them."""
    page = browser.get(address(unit_id)).get_data(as_text=True)
    seen = re.search(r'name="seen"[^>]* value="(\d+)"', page)
    assert seen
    typed = {"csrf_token": token_on(page), "seen": seen[1], "source": source}
    return browser.post(address(unit_id, more), data=typed | beside)


def words_in_force(house: House, unit_id: int) -> str:
    with house.database.reading() as session:
        return blocks_for(session, "certificate", unit_id)["lead"]


def test_the_units_page_says_whose_words_are_in_force(clerk: FlaskClient, village: Village) -> None:
    send(clerk, village.commune_id, OWN)

    own = clerk.get(f"/staff/stationery/{village.commune_id}").get_data(as_text=True)
    below = clerk.get(f"/staff/stationery/{village.hamlet_id}").get_data(as_text=True)

    assert "của đơn vị mình" in own
    assert "theo Xã Hàm Mẫu" in below
    assert "mẫu gốc" in below


def test_the_way_leads_from_the_units_in_reach_to_a_block(clerk: FlaskClient, village: Village) -> None:
    front = clerk.get("/staff/stationery").get_data(as_text=True)
    unit = clerk.get(f"/staff/stationery/{village.commune_id}").get_data(as_text=True)

    assert f'href="/staff/stationery/{village.commune_id}"' in front
    assert "Tỉnh Lâm Đồng" not in front
    assert f'href="{address(village.commune_id)}"' in unit


def test_words_are_kept_and_hold_for_the_units_below(
    clerk: FlaskClient, house: House, village: Village
) -> None:
    answer = send(clerk, village.commune_id, OWN)

    assert answer.status_code == 303
    assert words_in_force(house, village.hamlet_id) == OWN


def test_faulty_words_are_not_kept_but_stay_in_the_box(
    clerk: FlaskClient, house: House, village: Village
) -> None:
    before = words_in_force(house, village.commune_id)

    answer = send(clerk, village.commune_id, "Ghi nhận\n<img src=x> {{ so_cccd }}")
    page = answer.get_data(as_text=True)

    assert answer.status_code == 422
    assert "Dòng 2: Thẻ &lt;img&gt; không dùng được trong mẫu giấy." in page
    assert "Dòng 2: Giấy này không có giá trị “so_cccd”." in page
    assert "&lt;img src=x&gt; {{ so_cccd }}</textarea>" in page
    assert words_in_force(house, village.commune_id) == before


def test_words_are_not_emptied_by_mistake(clerk: FlaskClient, house: House, village: Village) -> None:
    answer = send(clerk, village.commune_id, " ")

    assert answer.status_code == 422
    assert "Đoạn này không để trống được." in answer.get_data(as_text=True)
    assert words_in_force(house, village.commune_id) != ""


def test_who_saves_second_is_told_and_keeps_what_was_typed(
    clerk: FlaskClient, house: House, village: Village
) -> None:
    page = clerk.get(address(village.commune_id)).get_data(as_text=True)
    with house.database.writing() as session:
        say(session, present(), BlockPlace(village.commune_id, "certificate", "lead"), "Kính tặng", 0)

    late = {"csrf_token": token_on(page), "seen": "0", "source": OWN}
    answer = clerk.post(address(village.commune_id), data=late)
    told = answer.get_data(as_text=True)

    assert answer.status_code == 409
    assert "Người khác vừa sửa phần này" in told
    assert "Kính tặng" in told
    assert f"{OWN}</textarea>" in told


def test_after_being_told_one_may_save_over_it(clerk: FlaskClient, house: House, village: Village) -> None:
    with house.database.writing() as session:
        say(session, present(), BlockPlace(village.commune_id, "certificate", "lead"), "Kính tặng", 0)

    answer = send(clerk, village.commune_id, OWN)

    assert answer.status_code == 303
    assert words_in_force(house, village.commune_id) == OWN


def test_giving_up_ones_words_brings_back_those_above(
    clerk: FlaskClient, house: House, village: Village
) -> None:
    send(clerk, village.commune_id, OWN)
    send(clerk, village.hamlet_id, "Thôn ghi nhận {{ loai_chu_the }}")

    answer = send(clerk, village.hamlet_id, "", more="/inherit")

    assert answer.status_code == 303
    assert words_in_force(house, village.hamlet_id) == OWN


def test_the_history_tells_who_said_what_and_opens_it_again(clerk: FlaskClient, village: Village) -> None:
    send(clerk, village.commune_id, OWN)
    send(clerk, village.commune_id, "Ghi nhận")

    page = clerk.get(address(village.commune_id, "/history")).get_data(as_text=True)
    old = re.search(r'href="([^"]+\?from=\d+)"', page)
    assert old
    opened = clerk.get(old[1]).get_data(as_text=True)

    assert "đang dùng" in page
    assert OWN in page
    assert f"{OWN}</textarea>" in opened


def test_what_another_unit_once_said_cannot_be_opened_here(
    clerk: FlaskClient, house: House, village: Village
) -> None:
    with house.database.writing() as session:
        place = BlockPlace(village.province_id, "certificate", "lead")
        row_id = say(session, present(), place, "Lời của tỉnh", 0)
        session.flush()
        foreign = row_id.id

    assert clerk.get(f"{address(village.commune_id)}?from={foreign}").status_code == 404


@pytest.mark.parametrize(
    "nowhere", ["papers/certificate/nothing", "papers/nothing/lead", "papers/..%2f..%2fx/lead"]
)
def test_a_paper_or_block_that_there_is_not_is_not_found(
    clerk: FlaskClient, village: Village, nowhere: str
) -> None:
    assert clerk.get(f"/staff/stationery/{village.commune_id}/{nowhere}").status_code == 404


@pytest.mark.document
def test_typed_words_are_shown_on_the_page_before_they_are_kept(
    clerk: FlaskClient, house: House, village: Village
) -> None:
    before = words_in_force(house, village.commune_id)

    answer = send(clerk, village.commune_id, OWN, more="/try")

    assert answer.status_code == 200
    assert '<img class="tried__picture" src="data:image/png;base64,iVBOR' in answer.get_data(as_text=True)
    assert answer.headers["Cache-Control"] == "no-store"
    assert words_in_force(house, village.commune_id) == before


def test_the_script_gets_faults_without_a_page_around_them(clerk: FlaskClient, village: Village) -> None:
    answer = send(clerk, village.commune_id, "{{ 'a' * 9 }}", more="/try", **{"as": "pictures"})
    text = answer.get_data(as_text=True)

    assert answer.status_code == 422
    assert "“*” không dùng được trong mẫu giấy." in text
    assert "<html" not in text


@pytest.mark.document
@pytest.mark.parametrize("paper", paper_codes())
def test_every_paper_can_be_tried_on_somebody(
    clerk: FlaskClient, house: House, village: Village, paper: str
) -> None:
    campaign = run_campaign(house, present(), village.commune_id)
    sign(house, present(), campaign.id, village.household_ids[0])
    block = paper_spec(paper).blocks[0]
    token = token_on(clerk.get(address(village.commune_id)).get_data(as_text=True))

    answer = clerk.post(
        f"/staff/stationery/{village.commune_id}/papers/{paper}/{block.code}/try",
        data={"csrf_token": token, "source": block.source, "as": "pictures"},
    )

    assert answer.status_code == 200
    assert "tried__picture" in answer.get_data(as_text=True)
