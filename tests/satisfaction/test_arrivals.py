"""What staff see of a survey: how many answers came, in whole tens, of the counters they reach."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from pledges.campaigns.tables import Campaign
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.register.acts.offices import add_counter, add_office
from pledges.satisfaction.rules import SurveyRound
from pledges.staff.rules import Grant, Role
from pledges.units.acts.adding import add_unit
from pledges.units.rules import NewUnit, UnitKind
from pledges.units.tables import Unit
from tests.satisfaction.answering import send
from tests.worlds import SINCE, Village, add_commune, draft, run_campaign, sign_in

PAGE = "/staff/satisfaction"
COUNTER = "1. Hộ tịch, chứng thực"


def drop(house: House, at_counter: SurveyRound, number: int, first: int = 0) -> None:
    """Drop so many answers into the counter's round."""
    contents = {bytes([place]) * 16: b'{"q1":"4"}' for place in range(first, first + number)}
    house.sealed.drop_all(at_counter.name, contents, present().now)


def office_unit(house: House) -> int:
    """Return the place of the village's office among the organisations."""
    with house.database.reading() as session:
        return session.scalars(select(Unit.id).where(Unit.kind == "organisation")).one()


def text_of(client: FlaskClient, address: str = PAGE) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_a_clerk_sees_the_counters_of_the_commune(clerk: FlaskClient, at_counter: SurveyRound) -> None:
    page = text_of(clerk)

    assert "Trung tâm Phục vụ hành chính công xã Hàm Mẫu" in page
    assert COUNTER in page
    assert "dưới 10" in page


def test_the_page_says_what_it_is_and_what_it_is_not(clerk: FlaskClient, at_counter: SurveyRound) -> None:
    page = text_of(clerk)

    assert "Kết quả chỉ công bố theo đợt" in page
    assert "Kết quả khảo sát nội bộ qua mã QR; không phải Chỉ số SIPAS do Bộ Nội vụ công bố." in page


@pytest.mark.parametrize(("count", "shown"), [(9, "dưới 10"), (10, "từ 10"), (19, "từ 10"), (20, "từ 20")])
def test_arrivals_are_told_in_steps_of_ten(
    count: int, shown: str, clerk: FlaskClient, house: House, at_counter: SurveyRound
) -> None:
    drop(house, at_counter, count)

    assert f'<td class="table__figure">{shown}</td>' in text_of(clerk)


def test_a_single_answer_changes_nothing_that_a_head_sees(
    clerk: FlaskClient, client: FlaskClient, house: House, village: Village, at_counter: SurveyRound
) -> None:
    drop(house, at_counter, 10)
    before = clerk.get(PAGE).data

    send(client, village.counter_code)
    after_one = clerk.get(PAGE).data
    drop(house, at_counter, 8, first=100)
    after_nine = clerk.get(PAGE).data

    assert house.sealed.count(at_counter.name) == 19
    assert before == after_one == after_nine


def test_what_a_head_sees_moves_by_ten_at_once(
    clerk: FlaskClient, house: House, at_counter: SurveyRound
) -> None:
    drop(house, at_counter, 19)
    before = text_of(clerk)
    drop(house, at_counter, 1, first=100)

    after = text_of(clerk)

    assert before.replace(">từ 10<", ">từ 20<") == after != before


def test_answers_with_slips_are_counted_beside_those_of_the_poster(
    clerk: FlaskClient, house: House, at_counter: SurveyRound
) -> None:
    drop(house, at_counter, 10)
    drop(house, replace(at_counter, by_slip=True), 30)

    page = text_of(clerk)

    assert page.index(">từ 10<") < page.index(">từ 30<")


def test_the_head_of_an_office_sees_its_own_counters(
    client: FlaskClient, house: House, at_counter: SurveyRound
) -> None:
    sign_in(client, house, Grant(Role.HEAD_OF_OFFICE, office_unit(house)))

    assert COUNTER in text_of(client)


def test_two_offices_of_one_name_are_shown_apart(
    clerk: FlaskClient, house: House, village: Village, at_counter: SurveyRound
) -> None:
    name = "Trung tâm Phục vụ hành chính công xã Hàm Mẫu"
    with house.database.writing() as session:
        twin = add_unit(session, present(), NewUnit(UnitKind.ORGANISATION, "co_quan", name, SINCE))
        office = add_office(session, present(), twin.id, village.commune_id, 4)
        add_counter(session, present(), office, 1, "Đất đai – Xây dựng")

    assert text_of(clerk).count(f'<h2 class="card__title">{name}</h2>') == 2


def test_another_communes_counters_are_not_shown(
    client: FlaskClient, house: House, village: Village, at_counter: SurveyRound
) -> None:
    elsewhere = add_commune(house, present(), village.province_id)
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, elsewhere))

    page = text_of(client)

    assert COUNTER not in page
    assert "Chưa có khảo sát nào" in page


def test_another_communes_campaign_is_not_found(
    client: FlaskClient, house: House, village: Village, at_counter: SurveyRound
) -> None:
    elsewhere = add_commune(house, present(), village.province_id)
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, elsewhere))

    assert client.get(f"{PAGE}?campaign={at_counter.campaign_id}").status_code == 404


@pytest.mark.parametrize("role", [Role.HAMLET_HEAD, Role.FRONT_MONITOR])
def test_who_may_not_read_satisfaction_is_refused(
    role: Role, client: FlaskClient, house: House, village: Village
) -> None:
    sign_in(client, house, Grant(role, village.commune_id))

    assert client.get(PAGE).status_code == 403


def test_a_stranger_is_asked_to_sign_in(client: FlaskClient) -> None:
    answer = client.get(PAGE)

    assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (303, "/staff/sign-in")


def test_a_draft_has_no_survey_yet(clerk: FlaskClient, house: House, village: Village) -> None:
    draft(house, present(), village.commune_id)

    assert "Chưa có khảo sát nào" in text_of(clerk)


def test_a_province_asks_at_the_counters_of_its_communes(
    clerk: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    provincial = run_campaign(house, present(), village.province_id)
    drop(house, SurveyRound(provincial.id, village.counter_id), 20)

    assert "từ 20" in text_of(clerk, f"{PAGE}?campaign={provincial.id}")
    assert "dưới 10" in text_of(clerk, f"{PAGE}?campaign={campaign.id}")


def test_the_newest_campaign_comes_first_and_leads_to_the_others(
    clerk: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    run_campaign(house, present(), village.commune_id)

    page = text_of(clerk)

    assert "Các đợt khác" in page
    assert f'href="{PAGE}?campaign={campaign.id}"' in page
