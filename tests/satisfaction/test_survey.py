"""The visitor's half minute: from the scanned code to the thanks."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from pledges.campaigns.acts.life import close_campaign
from pledges.campaigns.tables import Campaign
from pledges.config import Config
from pledges.foundation.attempts import new_attempt
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.foundation.sealed.halfdays import half_day
from pledges.satisfaction.rules import SurveyRound
from tests.satisfaction.answering import COMMENT, kept, opened, scan, send
from tests.worlds import Village

TOO_LONG_AGO = "Trang này đã mở quá lâu. Những gì ông/bà điền vẫn còn: xin xem lại rồi gửi lần nữa"


def test_a_scanned_code_shows_the_survey_at_once(
    client: FlaskClient, village: Village, campaign: Campaign
) -> None:
    answer = client.get(f"/S/{village.counter_code}")

    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "Quầy 1: Hộ tịch, chứng thực · Trung tâm Phục vụ hành chính công xã Hàm Mẫu" in page
    assert "Phiếu này không ghi tên, không ghi số điện thoại" in page
    assert page.count('type="radio"') == 25


def test_nothing_is_chosen_beforehand(client: FlaskClient, village: Village, campaign: Campaign) -> None:
    page = client.get(f"/S/{village.counter_code}").get_data(as_text=True)

    assert " checked" not in page


def test_the_question_about_a_delay_says_itself_when_it_is_asked(
    client: FlaskClient, village: Village, campaign: Campaign
) -> None:
    page = client.get(f"/S/{village.counter_code}").get_data(as_text=True)

    assert "Nếu trễ hẹn: Ông/bà có nhận được văn bản xin lỗi và hẹn lại không?" in page


def test_an_answer_is_kept_in_the_round_of_its_counter(
    client: FlaskClient, house: House, village: Village, at_counter: SurveyRound
) -> None:
    answer = send(client, village.counter_code, q2="tre_hen", q2b="khong", q6=COMMENT)

    assert (answer.status_code, answer.headers["Location"]) == (303, "/thanks")
    assert kept(house.config.answers_url) == [
        (
            at_counter.name,
            {"q1": "4", "q2": "tre_hen", "q2b": "khong", "q3": "5", "q4": "1", "q5": "khong", "q6": COMMENT},
        )
    ]


def test_an_answer_to_a_hidden_question_is_dropped(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    send(client, village.counter_code, q2="dung_hen", q2b="co", q3="", q4="", q5="")

    assert [answers for _round, answers in kept(house.config.answers_url)] == [{"q1": "4", "q2": "dung_hen"}]


def test_a_double_tap_counts_once(
    client: FlaskClient, house: House, village: Village, at_counter: SurveyRound
) -> None:
    survey = scan(client, village.counter_code)
    first = client.post(survey.action, data=survey.filled())
    second = client.post(survey.action, data=survey.filled())

    assert (second.status_code, second.data) == (first.status_code, first.data)
    assert house.sealed.count(at_counter.name) == 1


def test_two_visitors_count_twice(
    client: FlaskClient, house: House, village: Village, at_counter: SurveyRound
) -> None:
    send(client, village.counter_code)
    send(client, village.counter_code)

    assert house.sealed.count(at_counter.name) == 2


def test_a_missing_level_is_asked_for_and_everything_else_kept(
    client: FlaskClient, house: House, village: Village, at_counter: SurveyRound
) -> None:
    survey = scan(client, village.counter_code)

    answer = client.post(survey.action, data=survey.filled(q1="", q6=COMMENT))

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "<title>Lỗi: " in page
    assert 'href="#q1">Chọn một mức hài lòng đối với lần giải quyết công việc hôm nay' in page
    assert page.count(" checked") == 4
    assert COMMENT in page
    assert opened(answer).attempt == survey.attempt
    assert house.sealed.count(at_counter.name) == 0


def test_a_page_of_an_earlier_half_day_comes_back_with_everything_to_be_sent_once_more(
    client: FlaskClient, house: House, village: Village, at_counter: SurveyRound
) -> None:
    survey, occasion = scan(client, village.counter_code), present()
    earlier = at_counter.purpose(half_day(occasion.now - timedelta(hours=12)))
    old_page = survey.filled(attempt=new_attempt(house.keys, earlier, occasion), q6=COMMENT)

    answer = client.post(survey.action, data=old_page)
    once_more = client.post(survey.action, data={**old_page, "attempt": opened(answer).attempt})

    page = answer.get_data(as_text=True)
    assert (answer.status_code, once_more.status_code) == (422, 303)
    assert TOO_LONG_AGO in page
    assert page.count(" checked") == 5
    assert COMMENT in page
    assert house.sealed.count(at_counter.name) == 1


@pytest.mark.parametrize("mark", ["", "x", "AAAA", "ơ", "A" * 400])
def test_a_spoilt_mark_loses_nothing(
    mark: str, client: FlaskClient, village: Village, campaign: Campaign
) -> None:
    survey = scan(client, village.counter_code)

    answer = client.post(survey.action, data={**survey.filled(), "attempt": mark})

    assert answer.status_code == 422
    assert opened(answer).attempt not in ("", mark)


def test_the_mark_of_another_counter_is_not_taken(
    client: FlaskClient, house: House, village: Village, at_counter: SurveyRound
) -> None:
    survey, occasion = scan(client, village.counter_code), present()
    elsewhere = SurveyRound(at_counter.campaign_id, at_counter.counter_id + 1).purpose(half_day(occasion.now))

    answer = client.post(
        survey.action, data=survey.filled(attempt=new_attempt(house.keys, elsewhere, occasion))
    )

    assert answer.status_code == 422
    assert house.sealed.count(at_counter.name) == 0


def test_the_longest_answer_there_can_be_is_kept_whole(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    longest = "𠀀" * 300  # four bytes each

    send(client, village.counter_code, q2="chua_den_hen", q5="khong_tra_loi", q4="tu_4", q6=longest)

    assert kept(house.config.answers_url)[0][1]["q6"] == longest


def test_the_survey_is_read_and_answered_in_english(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    survey = scan(client, village.counter_code, "/en")

    answer = client.post(survey.action, data=survey.filled())

    assert answer.headers["Location"] == "/en/thanks"
    assert kept(house.config.answers_url)[0][1].keys() == {"q1", "q2", "q3", "q4", "q5"}


def test_the_address_of_a_sent_form_opens_it_anew(
    client: FlaskClient, village: Village, campaign: Campaign
) -> None:
    survey = scan(client, village.counter_code)

    again = opened(client.get(survey.action))

    assert again.action == survey.action
    assert again.attempt != survey.attempt


def test_the_thanks_say_where_to_turn_for_an_answer(client: FlaskClient) -> None:
    page = client.get("/thanks").get_data(as_text=True)

    assert "Cảm ơn ông/bà. Phiếu đã được ghi nhận, không kèm tên." in page
    assert "Muốn được trả lời?" in page
    assert "gặp người phụ trách nơi tiếp nhận hồ sơ" in page


def test_a_counter_without_an_open_survey_says_so_and_leads_on(client: FlaskClient, village: Village) -> None:
    answer = client.get(f"/S/{village.counter_code}")

    page = answer.get_data(as_text=True)
    assert answer.status_code == 404
    assert "Quầy này hiện không có phiếu khảo sát nào đang mở" in page
    assert 'href="/"' in page


def test_an_answer_after_the_end_is_not_kept_and_says_so(
    client: FlaskClient, house: House, village: Village, at_counter: SurveyRound
) -> None:
    survey = scan(client, village.counter_code)
    with house.database.writing() as session:
        close_campaign(session, present(), at_counter.campaign_id)

    answer = client.post(survey.action, data=survey.filled())

    assert answer.status_code == 404
    assert "Không phiếu nào được ghi nhận lúc này" in answer.get_data(as_text=True)
    assert house.sealed.count(at_counter.name) == 0


@pytest.mark.parametrize("campaign_id", [0, 999, 10**18])
def test_a_campaign_that_does_not_ask_here_is_refused(
    campaign_id: int, client: FlaskClient, village: Village, campaign: Campaign
) -> None:
    answer = client.post(f"/S/{village.counter_code}/answer/{campaign_id}", data={"q1": "5"})

    assert answer.status_code == 404
    assert "Quầy này hiện không có phiếu khảo sát nào đang mở" in answer.get_data(as_text=True)


def test_a_household_has_no_survey(client: FlaskClient, village: Village, campaign: Campaign) -> None:
    answer = client.post(f"/S/{village.codes[0]}/answer/{campaign.id}", data={"q1": "5"})

    assert answer.status_code == 404


def test_a_mistyped_code_is_told_kindly(client: FlaskClient, village: Village, campaign: Campaign) -> None:
    answer = client.post(f"/S/{village.counter_code[:-1]}/answer/{campaign.id}", data={"q1": "5"})

    assert answer.status_code in (404, 422)


def test_when_the_store_is_away_the_form_comes_back_filled_in(
    client: FlaskClient, config: Config, village: Village, campaign: Campaign
) -> None:
    (config.data / "answers.sqlite3").mkdir()
    survey = scan(client, village.counter_code)

    answer = client.post(survey.action, data=survey.filled(q6=COMMENT))

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert "nội dung vừa gửi chưa được lưu" in answer.get_data(as_text=True)
    assert COMMENT in answer.get_data(as_text=True)
    assert opened(answer).attempt == survey.attempt
