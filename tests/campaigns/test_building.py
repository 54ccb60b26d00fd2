"""A clerk writes a form without code: beside the one in use, in both languages, never over another's work."""

import pytest
from flask.testing import FlaskClient

from pledges.campaigns.acts.campaigns import add_form
from pledges.campaigns.queries import version_of
from pledges.campaigns.versions import beside
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.staff.rules import Grant, Role
from tests.campaigns.building import Builder, codes, content
from tests.worlds import Village, add_commune, draft, sign_in


def test_the_form_is_shown_as_it_will_read(builder: Builder) -> None:
    page = builder.page()

    assert "Không vượt đèn đỏ." in page
    assert "Do not run red lights." in page
    assert "Người dân đang dùng <b>bản 1</b>" in page


def test_a_change_goes_beside_the_version_in_use(house: House, builder: Builder) -> None:
    answer = builder.send(
        "/wording/passages.heading", vi="Cam kết đi đường an toàn", en="A pledge on road safety"
    )

    assert answer.status_code == 303
    with house.database.reading() as session:
        versions = beside(session, builder.campaign_id, "HO-ATGT")
    assert "Cam kết đi đường an toàn" in str(versions.draft and versions.draft.content)
    assert "Cam kết đi đường an toàn" not in str(versions.live.content)


def test_looking_begins_no_draft(house: House, builder: Builder) -> None:
    builder.page()
    builder.page("/items")

    with house.database.reading() as session:
        assert beside(session, builder.campaign_id, "HO-ATGT").draft is None


def test_publishing_puts_the_draft_in_the_place_of_the_one_in_use(house: House, builder: Builder) -> None:
    builder.send("/wording/passages.heading", vi="Cam kết đi đường an toàn", en="A pledge on road safety")

    answer = builder.send("/publish")

    assert answer.status_code == 303
    with house.database.reading() as session:
        assert "Cam kết đi đường an toàn" in str(version_of(session, builder.campaign_id, "HO-ATGT").content)


def test_a_draft_without_english_is_kept_and_not_published(house: House, builder: Builder) -> None:
    builder.send("/wording/passages.heading", vi="Cam kết đi đường an toàn", en="")

    answer = builder.send("/publish")

    assert answer.status_code == 422
    assert "Còn 1 chỗ chưa có tiếng Anh" in answer.text


def test_a_draft_is_thrown_away(house: House, builder: Builder) -> None:
    builder.send("/wording/passages.heading", vi="Cam kết đi đường an toàn", en="A pledge on road safety")

    builder.send("/discard")

    assert "Cam kết đi đường an toàn" not in str(content(house, builder))


def test_an_unknown_blank_is_refused_by_name(builder: Builder) -> None:
    answer = builder.send("/wording/passages.heading", vi="Chào {ten_xom}", en="Hello {ten_xom}")

    assert answer.status_code == 422
    assert "Không có chỗ trống tên là {ten_xom}" in answer.text


def test_a_blank_in_one_language_only_is_refused_by_name(builder: Builder) -> None:
    answer = builder.send("/wording/passages.heading", vi="Chào {ten_co_quan}", en="Hello")

    assert answer.status_code == 422
    assert "Chỗ trống {ten_co_quan} chỉ có ở một thứ tiếng" in answer.text


def test_pressing_words_are_warned_of_and_kept(house: House, builder: Builder) -> None:
    answer = builder.send("/wording/passages.lede", vi="Bắt buộc 100% hộ phải ký", en="Everybody signs")

    assert answer.status_code == 303
    assert "Lời văn nghe như ép buộc" in builder.page()


def test_an_item_is_moved_and_dropped(house: House, builder: Builder) -> None:
    builder.send("/order", act="down.items.T01")
    builder.send("/order", act="drop.items.T05")

    assert codes(house, builder, "items")[:2] == ["T02", "T01"]
    assert "T05" not in codes(house, builder, "items")


def test_group_a_comes_with_its_notice(house: House, builder: Builder) -> None:
    answer = builder.send("/items", items=[*codes(house, builder, "items"), "A01"])

    assert answer.status_code == 303
    assert codes(house, builder, "notices") == ["A-NOTE"]
    assert "Lời lưu ý này luôn được in kèm" in builder.page()


def test_an_item_of_the_locality_is_voluntary_and_marked(house: House, builder: Builder) -> None:
    builder.send(
        "/items/new", group="T", vi="Không phơi nông sản trên đường.", en="No drying of crops on the road."
    )

    item = content(house, builder)["items"][-1]
    assert (item["basis"], item["is_local"], item["code"]) == ("VOL", True, "L01")


def test_the_words_of_the_bank_are_not_changed_here(builder: Builder) -> None:
    assert builder.client.get(builder.address("/items/T01")).status_code == 404


def test_a_question_is_added_with_its_options_and_condition(
    house: House, village: Village, clerk: FlaskClient
) -> None:
    survey = Builder(clerk, draft(house, present(), village.commune_id), "KS-MC")

    answer = survey.send(
        "/questions/new/choice",
        vi="Trễ mấy ngày?",
        en="How many days late?",
        options_vi="Một ngày\nHai ngày trở lên",
        options_en="One day\nTwo days or more",
        only_if="q2/tre_hen",
    )

    assert answer.status_code == 303
    question = content(house, survey)["questions"][-1]
    assert question["condition"]["answers"] == ["tre_hen"]
    assert "Trễ hẹn" in question["condition"]["note"]["vi"]
    assert [option["code"] for option in question["options"]] == ["mot_ngay", "hai_ngay_tro_len"]


@pytest.fixture
def survey(house: House, village: Village, clerk: FlaskClient) -> Builder:
    """Of a survey by five factors: its questions stand under headings."""
    campaign = draft(house, present(), village.commune_id)
    with house.database.writing() as session:
        add_form(session, present(), campaign, "KS-5YT")
    return Builder(clerk, campaign, "KS-5YT")


def test_every_page_of_a_form_with_headings_opens(house: House, survey: Builder) -> None:
    assert 'value="F1" selected' in survey.page("/questions/q1_1")
    assert "Các phần" in survey.page()
    for code in codes(house, survey, "questions"):
        survey.page(f"/questions/{code}")


def test_a_heading_is_reworded_added_and_taken_off(house: House, survey: Builder) -> None:
    survey.send("/wording/sections.F1", vi="Nơi tiếp dân", en="Where people are received")
    survey.send(
        "/questions/new/yes", vi="Có ghế chờ không?", en="Seats?", section_vi="Nơi chờ", section_en="Waiting"
    )
    assert content(house, survey)["sections"][-1]["text"]["vi"] == "Nơi chờ"

    in_use = survey.send("/order", act="drop.sections.phan_01")
    survey.send("/order", act="drop.questions.cau_01")
    survey.send("/order", act="drop.sections.phan_01")

    assert in_use.status_code == 422
    assert "Nơi tiếp dân" in str(content(house, survey)["sections"])
    assert "phan_01" not in codes(house, survey, "sections")


@pytest.mark.parametrize("act", ["up.consents.C2", "down.consents.C2", "up.sections.F1", "drop.bases.LAW"])
def test_what_has_no_order_is_neither_moved_nor_dropped_by_moving(
    house: House, builder: Builder, act: str
) -> None:
    assert builder.send("/order", act=act).status_code == 400
    assert codes(house, builder, "consents") == ["C1", "C2", "C3"]


def test_the_levels_of_a_scale_are_named_anew_but_not_those_of_the_result(
    house: House, survey: Builder, village: Village, clerk: FlaskClient
) -> None:
    words = {"levels_vi": "Rất thiếu\nThiếu\nTạm\nĐủ\nRất đủ", "levels_en": "A\nB\nC\nD\nE"}
    counter = Builder(clerk, survey.campaign_id, "KS-MC")
    assert "Bình thường" in survey.page("/questions/new/scale")
    assert 'name="levels_vi"' not in counter.page("/questions/q1")

    survey.send("/questions/new/scale", vi="Ghế chờ thế nào?", en="Seats?", **words)
    rated = counter.send(
        "/questions/q1", vi="Hài lòng?", en="Satisfied?", required="y", missing_vi="Chọn", **words
    )

    assert content(house, survey)["questions"][-1]["options"][0]["text"] == {"vi": "Rất thiếu", "en": "A"}
    assert rated.status_code == 422
    assert "Rất thiếu" not in str(content(house, counter))


def test_a_question_that_was_published_never_gives_its_code_to_another(
    house: House, builder: Builder
) -> None:
    builder.send("/questions/new/yes", vi="Nhà có xe máy", en="There is a motorbike")
    builder.send("/publish")
    builder.send("/order", act="drop.questions.cau_01")
    builder.send("/publish")

    builder.send("/questions/new/yes", vi="Nhà có ô tô", en="There is a car")

    assert codes(house, builder, "questions")[-1] == "cau_02"


def test_nobody_puts_things_to_pledge_into_a_survey(survey: Builder) -> None:
    assert survey.client.get(survey.address("/items")).status_code == 404
    assert survey.send("/items/new", group="T", vi="Quét ngõ.", en="Sweep.").status_code == 404


@pytest.mark.parametrize("label", ["Số CCCD của ông/bà", "SO CAN CUOC", "Your ethnic group", "Theo đạo nào?"])
def test_what_must_not_be_collected_is_not_asked(house: House, builder: Builder, label: str) -> None:
    answer = builder.send("/questions/new/line", vi=label, en=label)

    assert answer.status_code == 422
    assert "Không hỏi" in answer.text
    assert label not in str(content(house, builder))


def test_the_representative_stays(house: House, builder: Builder) -> None:
    answer = builder.send("/order", act="drop.questions.nguoi_dai_dien")

    assert answer.status_code == 422
    assert "nguoi_dai_dien" in codes(house, builder, "questions")


def test_the_consent_a_name_needs_stays(house: House, builder: Builder) -> None:
    answer = builder.send("/order", act="drop.consents.C1")

    assert answer.status_code == 422
    assert "C1" in codes(house, builder, "consents")


def test_another_communes_clerk_finds_nothing(
    house: House, village: Village, builder: Builder, client: FlaskClient
) -> None:
    other = add_commune(house, present(), village.province_id)
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, other))

    assert client.get(builder.address()).status_code == 404
