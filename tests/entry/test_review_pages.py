"""The list for review: who sees it, what it tells, and what is kept of a second look."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from pledges.campaigns.tables import Campaign
from pledges.entry.tables import ReviewNote
from pledges.foundation.audit import AuditEvent
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.staff.rules import Grant, Role
from pledges.staff.tables import Staff
from tests.access.doors import token_on
from tests.entry.coming_in import by_day, enter_all, let_three_stand_out, set_entered
from tests.worlds import HOUSEHOLDS, Village, add_commune, sign_in

REMARK = "Nhập phiếu ký sau buổi họp thôn, đã đối chiếu với giấy."
FINDING = re.compile(r'name="finding" value="([^"]+)"')


@pytest.fixture(autouse=True)
def three_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    let_three_stand_out(monkeypatch)


@pytest.fixture
def clerk(client: FlaskClient, house: House, village: Village, campaign: Campaign) -> FlaskClient:
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, village.commune_id), name="Lê Văn Tám")
    return client


def account(house: House, name: str) -> int:
    with house.database.reading() as session:
        return session.scalars(select(Staff.id).where(Staff.display_name == name)).one()


def send(client: FlaskClient, finding: str, remark: str = REMARK) -> int:
    token = token_on(client.get("/staff/").text)
    fields = {"csrf_token": token, "finding": finding, "remark": remark}
    return client.post("/staff/review", data=fields).status_code


def test_the_page_says_what_where_and_by_whom_and_names_no_household(
    house: House, now: Occasion, client: FlaskClient, campaign: Campaign, village: Village
) -> None:
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, village.commune_id), name="Phạm Thị Bưởi")
    actor = account(house, "Phạm Thị Bưởi")
    enter_all(house, replace(now, actor_id=actor), campaign, village)
    set_entered(house, *[by_day(now)] * 3)

    page = client.get("/staff/review").text

    assert "Nhập dồn" in page
    assert "Thôn Phú Sơn" in page
    assert f'<dd class="definition__value">10:00, {by_day(now):%d/%m/%Y}</dd>' in page
    assert page.count("Phạm Thị Bưởi") == 2
    assert [one.head_name for one in HOUSEHOLDS if one.head_name in page] == []


def test_a_looked_at_finding_moves_below_with_its_remark(
    house: House, now: Occasion, clerk: FlaskClient, campaign: Campaign, village: Village
) -> None:
    enter_all(house, replace(now, actor_id=99), campaign, village)
    set_entered(house, *[by_day(now)] * 3)
    (key,) = FINDING.findall(clerk.get("/staff/review").text)

    assert send(clerk, key) == 303

    page = clerk.get("/staff/review").text
    assert FINDING.findall(page) == []
    assert REMARK in page
    assert "Người xem: Lê Văn Tám" in page


def test_a_second_look_is_kept_once_and_in_the_trail(
    house: House, now: Occasion, clerk: FlaskClient, campaign: Campaign, village: Village
) -> None:
    enter_all(house, replace(now, actor_id=99), campaign, village)
    set_entered(house, *[by_day(now)] * 3)

    assert [send(clerk, "fast:1-3"), send(clerk, "fast:1-3", "Xem lần thứ hai")] == [303, 409]

    with house.database.reading() as session:
        (note,) = session.scalars(select(ReviewNote)).all()
        (event,) = session.scalars(select(AuditEvent).where(AuditEvent.action == "entry.review")).all()
    assert (note.finding, note.unit_id, note.remark) == ("fast:1-3", village.hamlet_id, REMARK)
    assert (event.subject, event.why) == ("finding:fast:1-3", REMARK)


def test_nobody_looks_at_what_they_entered(
    house: House, now: Occasion, clerk: FlaskClient, campaign: Campaign, village: Village
) -> None:
    enter_all(house, replace(now, actor_id=account(house, "Lê Văn Tám")), campaign, village)
    set_entered(house, *[by_day(now)] * 3)

    page = clerk.get("/staff/review").text

    assert FINDING.findall(page) == []
    assert "nên cần một người khác xem" in page
    assert send(clerk, "fast:1-3") == 403


def test_the_front_looks_as_well(
    house: House, now: Occasion, client: FlaskClient, campaign: Campaign, village: Village
) -> None:
    enter_all(house, replace(now, actor_id=99), campaign, village)
    set_entered(house, *[by_day(now)] * 3)
    sign_in(client, house, Grant(Role.FRONT_MONITOR, village.commune_id))

    assert send(client, "fast:1-3") == 303


def test_a_finding_out_of_reach_is_as_one_that_is_not_there(
    house: House, now: Occasion, client: FlaskClient, campaign: Campaign, village: Village
) -> None:
    enter_all(house, replace(now, actor_id=99), campaign, village)
    set_entered(house, *[by_day(now)] * 3)
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, add_commune(house, now, village.province_id)))

    assert [send(client, "fast:1-3"), send(client, "fast:8-9")] == [409, 409]
    assert "Phú Sơn" not in client.get("/staff/review").text


def test_a_remark_without_words_is_asked_for_again(
    house: House, now: Occasion, clerk: FlaskClient, campaign: Campaign, village: Village
) -> None:
    enter_all(house, replace(now, actor_id=99), campaign, village)
    set_entered(house, *[by_day(now)] * 3)

    assert [send(clerk, "fast:1-3", remark) for remark in ("", "ừ", "x" * 501)] == [422, 422, 422]


def test_what_was_remarked_stays_when_the_finding_is_long_past(
    house: House, now: Occasion, clerk: FlaskClient, campaign: Campaign, village: Village
) -> None:
    enter_all(house, replace(now, actor_id=99), campaign, village)
    set_entered(house, *[by_day(now)] * 3)
    send(clerk, "fast:1-3")
    set_entered(house, *[by_day(now) - timedelta(days=70)] * 3)

    page = clerk.get("/staff/review").text

    assert REMARK in page
    assert "Nhập dồn" in page


@pytest.mark.parametrize("role", [Role.HAMLET_HEAD, Role.HEAD_OF_OFFICE])
def test_whoever_enters_for_a_hamlet_has_no_list(
    house: House, client: FlaskClient, campaign: Campaign, village: Village, role: Role
) -> None:
    sign_in(client, house, Grant(role, village.commune_id))

    assert client.get("/staff/review").status_code == 403
