"""The one worklist: households nobody has reached, for the head of their hamlet, and no trace of who was."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select, update

from pledges.campaigns.acts.life import close_campaign
from pledges.campaigns.rules import CampaignNotRunning
from pledges.campaigns.tables import Campaign, Invitation
from pledges.foundation.audit import AuditEvent
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.register.tables import Household
from pledges.responses.acts.answering import decline
from pledges.responses.acts.withdrawing import withdraw
from pledges.responses.counting import SignedByLeaf
from pledges.responses.queries.doors import door_of
from pledges.responses.rules import Refusal
from pledges.staff.rules import Grant, Role
from pledges.tallies.acts.recounting import recount
from pledges.tallies.acts.worklist import mark_reached
from pledges.tallies.rules import Visit
from pledges.tallies.tables import BaseChange, LeafCount
from tests.access.doors import token_on
from tests.certificates.pledging import sign
from tests.tallies.worlds import FORM, add_hamlet, exclude
from tests.worlds import Village, add_commune, build_village, run_campaign, sign_in

NAME = re.compile(r'visit-list__name">([^<]+)<')


@pytest.fixture
def today() -> Occasion:
    """The pages ask the real clock."""
    return present()


@pytest.fixture
def village(house: House, today: Occasion) -> Village:
    return build_village(house, today)


@pytest.fixture
def campaign(house: House, today: Occasion, village: Village) -> Campaign:
    return run_campaign(house, today, village.commune_id)


@pytest.fixture
def head(client: FlaskClient, house: House, village: Village, campaign: Campaign) -> FlaskClient:
    sign_in(client, house, Grant(Role.HAMLET_HEAD, village.hamlet_id))
    return client


def address(campaign: Campaign, village: Village) -> str:
    return f"/staff/worklist/{campaign.id}/{village.hamlet_id}"


def listed(client: FlaskClient, where: str) -> list[str]:
    answer = client.get(where)
    assert answer.status_code == 200
    return NAME.findall(answer.get_data(as_text=True))


def tap(client: FlaskClient, where: str, household_id: object) -> int:
    token = token_on(client.get("/staff/").get_data(as_text=True))
    return client.post(where, data={"csrf_token": token, "household": household_id}).status_code


def line(house: House, campaign: Campaign, village: Village) -> LeafCount:
    with house.database.reading() as session:
        return session.get_one(LeafCount, (campaign.id, FORM, village.hamlet_id))


def test_the_front_of_the_list_leads_to_the_heads_own_hamlet(
    head: FlaskClient, campaign: Campaign, village: Village
) -> None:
    page = head.get("/staff/worklist").get_data(as_text=True)

    assert f'href="{address(campaign, village)}">Thôn Phú Sơn</a>' in page
    assert page.count('<li><a href="/staff/worklist/') == 1


def test_all_who_were_not_reached_stand_on_the_list_by_number(
    head: FlaskClient, campaign: Campaign, village: Village
) -> None:
    assert listed(head, address(campaign, village)) == [
        "Nguyễn Hoàng Thùy Phương Khánh Ngọc Thảo Nguyên",
        "K&#39;Brơi",
        "Nguyễn Văn Đức",
    ]


def test_a_visited_household_leaves_the_list(
    house: House, head: FlaskClient, campaign: Campaign, village: Village
) -> None:
    assert tap(head, address(campaign, village), village.household_ids[1]) == 303

    assert "K&#39;Brơi" not in listed(head, address(campaign, village))
    found = line(house, campaign, village)
    assert (found.reached, found.signed_self) == (1, 0)


def test_who_signed_or_is_excluded_or_left_the_register_is_not_on_the_list(
    house: House, today: Occasion, head: FlaskClient, campaign: Campaign, village: Village
) -> None:
    sign(house, today, campaign.id, village.household_ids[0])
    with house.database.writing() as session:
        exclude(session, today, campaign.id, village.household_ids[1])
        gone = {"ended_on": today.today, "end_reason": "moved_away"}
        session.execute(update(Household).where(Household.id == village.household_ids[2]).values(**gone))

    assert listed(head, address(campaign, village)) == []
    assert "Đã đến mọi hộ" in head.get(address(campaign, village)).get_data(as_text=True)


def test_an_answer_on_a_phone_takes_the_household_off_the_list(
    house: House, today: Occasion, head: FlaskClient, campaign: Campaign, village: Village
) -> None:
    with house.database.reading() as session:
        door = door_of(session, village.household_ids[1])
        assert door
    with house.database.writing() as session:
        decline(
            session,
            today,
            house.sealed,
            Refusal(door.asked_by(campaign.id), door.commune_id, b"an attempt of 16"),
        )

    assert len(listed(head, address(campaign, village))) == 2


def test_whoever_took_a_pledge_back_was_reached(
    house: House, today: Occasion, head: FlaskClient, campaign: Campaign, village: Village
) -> None:
    response_id, _ = sign(house, today, campaign.id, village.household_ids[0])
    with house.database.writing() as session:
        withdraw(session, today, response_id)

    assert len(listed(head, address(campaign, village))) == 2


@pytest.mark.parametrize("household", [2, 1, 99, 0, -1, "", "x", 2**70])
def test_every_tap_is_answered_alike(
    house: House, head: FlaskClient, campaign: Campaign, village: Village, household: object
) -> None:
    """Whether the household had signed, was reached before, is of another hamlet or was made up."""
    sign(house, present(), campaign.id, village.household_ids[0])

    assert [tap(head, address(campaign, village), household) for _ in range(2)] == [303, 303]

    assert line(house, campaign, village).reached == (2 if household == 2 else 1)


def test_a_household_of_another_hamlet_is_not_marked(
    house: House, today: Occasion, client: FlaskClient, village: Village
) -> None:
    other = add_hamlet(house, today, village.commune_id, "Thôn Tân Lập 1", 2)
    campaign = run_campaign(house, today, village.commune_id)
    sign_in(client, house, Grant(Role.HAMLET_HEAD, village.hamlet_id))
    with house.database.reading() as session:
        foreign = session.scalars(select(Household.id).where(Household.unit_id == other)).first()

    tap(client, address(campaign, village), foreign)

    assert client.get(f"/staff/worklist/{campaign.id}/{other}").status_code == 404
    with house.database.reading() as session:
        assert session.scalar(select(func.count()).where(Invitation.is_reached)) == 0


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.HAMLET_HEAD])
def test_nobody_but_the_head_of_a_hamlet_has_a_worklist(
    client: FlaskClient, house: House, campaign: Campaign, village: Village, role: Role
) -> None:
    sign_in(client, house, Grant(role, village.commune_id))

    assert client.get("/staff/worklist").status_code == 403
    assert client.get(address(campaign, village)).status_code == 403
    assert tap(client, address(campaign, village), village.household_ids[0]) == 403


def test_a_head_elsewhere_finds_nothing(
    client: FlaskClient, house: House, today: Occasion, campaign: Campaign, village: Village
) -> None:
    sign_in(client, house, Grant(Role.HAMLET_HEAD, add_commune(house, today, village.province_id)))

    assert client.get(address(campaign, village)).status_code == 404
    assert "visit-list" not in client.get("/staff/worklist").get_data(as_text=True)


def test_a_closed_campaign_has_no_worklist(
    house: House, today: Occasion, head: FlaskClient, campaign: Campaign, village: Village
) -> None:
    with house.database.writing() as session:
        close_campaign(session, today, campaign.id)

    assert head.get(address(campaign, village)).status_code == 404
    visit = Visit(campaign.id, village.hamlet_id, village.household_ids[0])
    with pytest.raises(CampaignNotRunning), house.database.writing() as session:
        mark_reached(session, today, visit)


@pytest.mark.parametrize(
    "asked",
    ["?q=Đức", "?page=2", "?sort=name", "?reached=1", "?form=HO-ATGT", "?offset=1&limit=1", ".csv", "/print"],
)
def test_there_is_no_way_to_ask_for_a_part_or_the_rest(
    head: FlaskClient, campaign: Campaign, village: Village, asked: str
) -> None:
    answer = head.get(address(campaign, village) + asked)

    names = NAME.findall(answer.get_data(as_text=True))
    assert (answer.status_code, len(names)) in ((200, 3), (404, 0))


def test_the_list_is_for_the_screen_and_for_now(
    head: FlaskClient, campaign: Campaign, village: Village
) -> None:
    answer = head.get(address(campaign, village))
    page = answer.get_data(as_text=True)
    sheet = re.search(r'href="(/static/[^"]+\.css)"', page)
    assert sheet
    style = head.get(sheet[1]).get_data(as_text=True)

    assert answer.headers["Cache-Control"] == "no-store"
    assert "@media print{.visit-list{display:none}" in style
    assert ".csv" not in page
    assert '<input type="search"' not in page


def test_marking_leaves_no_time_and_no_household_in_the_trail(
    house: House, head: FlaskClient, campaign: Campaign, village: Village
) -> None:
    for household_id in village.household_ids[:2]:
        tap(head, address(campaign, village), household_id)

    with house.database.reading() as session:
        events = session.scalars(select(AuditEvent).where(AuditEvent.action.startswith("worklist."))).all()
        assert session.scalars(select(BaseChange)).all() == []
    assert [(one.action, one.subject, one.why, one.before, one.after) for one in events] == [
        ("worklist.work", f"campaign:{campaign.id}", None, None, None)
    ]
    assert set(Invitation.__table__.columns.keys()) == {
        "id", "campaign_id", "form_code", "subject_kind", "subject_id", "unit_id", "is_reached", "invited_on"
    }  # fmt: skip


def test_marking_writes_no_household_into_the_log(
    head: FlaskClient, campaign: Campaign, village: Village, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")

    tap(head, address(campaign, village), village.household_ids[1])

    assert re.findall(r"household|visit|invitation", caplog.text) == []


def test_marks_agree_with_a_recount(
    house: House, head: FlaskClient, campaign: Campaign, village: Village
) -> None:
    tap(head, address(campaign, village), village.household_ids[0])

    with house.database.writing() as session:
        assert recount(session, campaign.id, SignedByLeaf()) == []


def test_a_household_that_signs_after_the_visit_counts_once(
    house: House, today: Occasion, head: FlaskClient, campaign: Campaign, village: Village
) -> None:
    tap(head, address(campaign, village), village.household_ids[0])

    sign(house, today, campaign.id, village.household_ids[0])

    found = line(house, campaign, village)
    assert (found.reached, found.signed_self) == (1, 1)


def test_the_list_leads_to_a_proposal_for_an_empty_house(
    head: FlaskClient, campaign: Campaign, village: Village
) -> None:
    page = head.get(address(campaign, village)).get_data(as_text=True)

    where = f"/staff/exclusions/new?campaign={campaign.id}&amp;kind=household&amp;subject={village.household_ids[0]}"
    assert where in page
    assert head.get(where.replace("&amp;", "&")).status_code == 200
