"""The ledger on screen: what a clerk sees, fetches and makes again, and what one of another commune does not."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from pledges.foundation.errors import NotFound
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.prints import acts, sweeping
from pledges.prints.papers import kept_as
from pledges.prints.rules import STEP, NewRun, PaperKind, RunState
from pledges.prints.tables import PrintRun
from pledges.staff.rules import Grant, Role
from tests.prints.printing import PDF, PLAIN, SECRET, EmptyMaker, PlainMaker, know_both
from tests.worlds import Village, add_commune, build_village, sign_in

pytestmark = pytest.mark.document

CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')


@pytest.fixture
def village(house: House, occasion: Occasion) -> Village:
    know_both(house)
    return build_village(house, occasion)


@pytest.fixture
def clerk(client: FlaskClient, house: House, village: Village) -> FlaskClient:
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, village.commune_id))
    return client


def started(house: House, unit_id: int, kind: PaperKind, when: Occasion | None = None) -> int:
    with house.database.writing() as session:
        return acts.start_run(session, when or present(), NewRun(kind, unit_id, total=3)).id


def made(house: House, unit_id: int, kind: PaperKind = SECRET) -> int:
    run_id = started(house, unit_id, kind)
    house.background.queue(STEP, str(run_id))
    house.background.run_queued()
    return run_id


def state_of(house: House, run_id: int) -> str:
    with house.database.reading() as session:
        return session.get_one(PrintRun, run_id).state


def token(client: FlaskClient) -> dict[str, str]:
    found = CSRF.search(client.get("/staff/prints").text)
    assert found
    return {"csrf_token": found[1]}


def test_the_ledger_lists_the_runs_of_the_units_in_reach(
    clerk: FlaskClient, house: House, village: Village
) -> None:
    run_id = made(house, village.hamlet_id)

    page = clerk.get("/staff/prints").text

    assert f'href="/staff/prints/{run_id}"' in page
    assert "Thôn Phú Sơn" in page
    assert "Nhãn thử" in page
    assert "Đã xong" in page


def test_an_empty_ledger_says_what_will_stand_there(clerk: FlaskClient) -> None:
    assert "Chưa có đợt in nào" in clerk.get("/staff/prints").text


def test_a_long_ledger_has_pages(clerk: FlaskClient, house: House, village: Village) -> None:
    first, *_rest = [started(house, village.hamlet_id, PLAIN) for _ in range(31)]

    assert f'href="/staff/prints/{first}"' not in clerk.get("/staff/prints").text
    assert f'href="/staff/prints/{first}"' in clerk.get("/staff/prints?page=2").text


def test_the_page_of_a_run_at_work_asks_again_by_itself(
    clerk: FlaskClient, house: House, village: Village
) -> None:
    run_id = started(house, village.hamlet_id, SECRET)

    answer = clerk.get(f"/staff/prints/{run_id}")

    assert answer.headers["Refresh"] == "2"
    assert "0 trên 3" in answer.text


def test_the_page_of_a_made_run_stands_still(clerk: FlaskClient, house: House, village: Village) -> None:
    answer = clerk.get(f"/staff/prints/{made(house, village.hamlet_id)}")

    assert "Refresh" not in answer.headers
    assert "Tải tệp" in answer.text


def test_sheets_of_codes_are_handed_over_once_and_destroyed(
    clerk: FlaskClient, house: House, village: Village
) -> None:
    run_id = made(house, village.hamlet_id)
    form = token(clerk)

    answer = clerk.post(f"/staff/prints/{run_id}/file", data=form)
    second = clerk.post(f"/staff/prints/{run_id}/file", data=form)

    assert (answer.data, answer.mimetype) == (PDF, "application/pdf")
    assert answer.headers["Content-Disposition"] == f"attachment; filename=nhan-thu-thon-phu-son-{run_id}.pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    assert second.status_code == 410
    with pytest.raises(NotFound):
        house.files.open(kept_as(run_id))


def test_other_papers_stay(clerk: FlaskClient, house: House, village: Village) -> None:
    run_id = made(house, village.hamlet_id, PLAIN)

    answer = clerk.post(f"/staff/prints/{run_id}/file", data=token(clerk))

    assert answer.data == PDF
    assert house.files.open(kept_as(run_id)) == PDF


def test_looking_at_a_run_fetches_nothing(clerk: FlaskClient, house: House, village: Village) -> None:
    run_id = made(house, village.hamlet_id)

    assert clerk.get(f"/staff/prints/{run_id}/file").status_code == 405
    assert state_of(house, run_id) == RunState.READY


def test_a_post_without_the_forms_token_fetches_nothing(
    clerk: FlaskClient, house: House, village: Village
) -> None:
    run_id = made(house, village.hamlet_id)

    assert clerk.post(f"/staff/prints/{run_id}/file").status_code == 403
    assert state_of(house, run_id) == RunState.READY


def test_a_fetched_run_can_be_made_again(clerk: FlaskClient, house: House, village: Village) -> None:
    run_id, form = made(house, village.hamlet_id), token(clerk)
    clerk.post(f"/staff/prints/{run_id}/file", data=form)
    assert "In lại" in clerk.get(f"/staff/prints/{run_id}").text

    answer = clerk.post(f"/staff/prints/{run_id}/again", data=form)
    house.background.run_queued()

    assert (answer.status_code, answer.location) == (303, f"/staff/prints/{run_id + 1}")
    assert state_of(house, run_id + 1) == RunState.READY


def test_a_run_that_stopped_offers_to_go_on(clerk: FlaskClient, house: House, village: Village) -> None:
    long_ago = replace(present(), now=present().now - timedelta(minutes=5))
    run_id = started(house, village.hamlet_id, SECRET, long_ago)

    page = clerk.get(f"/staff/prints/{run_id}")
    clerk.post(f"/staff/prints/{run_id}/again", data=token(clerk))
    house.background.run_queued()

    assert "Đợt in dừng giữa chừng" in page.text
    assert "Refresh" not in page.headers
    assert state_of(house, run_id) == RunState.READY


def test_a_failed_run_says_why(clerk: FlaskClient, house: House, village: Village) -> None:
    know_both(house, EmptyMaker())

    page = clerk.get(f"/staff/prints/{made(house, village.hamlet_id)}").text

    assert "Chưa làm được tệp" in page
    assert "Chưa có gì để in." in page


def test_a_fault_of_ours_is_told_as_one(clerk: FlaskClient, house: House, village: Village) -> None:
    know_both(house, PlainMaker(poisoned=frozenset({1, 2, 3})))

    page = clerk.get(f"/staff/prints/{made(house, village.hamlet_id)}").text

    assert "Hệ thống gặp lỗi khi tạo tệp." in page


def test_a_run_that_nobody_fetched_in_time_says_so(
    clerk: FlaskClient, house: House, village: Village
) -> None:
    run_id = made(house, village.hamlet_id)
    with house.database.writing() as session:
        sweeping.destroy_stale(session, replace(present(), now=present().now + timedelta(days=2)))

    assert "Tệp đã hủy vì để quá lâu" in clerk.get(f"/staff/prints/{run_id}").text


def test_a_clerk_of_another_commune_finds_no_such_run(
    client: FlaskClient, house: House, occasion: Occasion, village: Village
) -> None:
    run_id = made(house, village.hamlet_id)
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, add_commune(house, occasion, village.province_id)))
    form = token(client)

    assert client.get(f"/staff/prints/{run_id}").status_code == 404
    assert client.post(f"/staff/prints/{run_id}/file", data=form).status_code == 404
    assert client.post(f"/staff/prints/{run_id}/again", data=form).status_code == 404
    assert "Thôn Phú Sơn" not in client.get("/staff/prints").text
    assert state_of(house, run_id) == RunState.READY


def test_a_run_that_never_was_is_not_found(clerk: FlaskClient) -> None:
    form = token(clerk)

    assert clerk.get("/staff/prints/999").status_code == 404
    assert clerk.post("/staff/prints/999/file", data=form).status_code == 404


def test_a_hamlet_head_prints_nothing(client: FlaskClient, house: House, village: Village) -> None:
    sign_in(client, house, Grant(Role.HAMLET_HEAD, village.hamlet_id))

    assert client.get("/staff/prints").status_code == 403
