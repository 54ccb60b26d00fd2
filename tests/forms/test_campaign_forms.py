"""The forms that prepare a campaign take dates as they are written here and say which thing is wrong."""

from datetime import date

import pytest
from werkzeug.datastructures import MultiDict

from forms.base import error_summary
from forms.campaign_opening import CampaignOpeningForm
from forms.new_campaign import NewCampaignForm


@pytest.mark.parametrize("typed", ["1/12/2026", "01/12/2026", "01-12-2026", "1.12.2026", "2026-12-01"])
def test_a_date_may_be_typed_as_people_write_it(typed: str) -> None:
    form = CampaignOpeningForm(MultiDict({"opens_on": typed}))

    assert form.validate()
    assert form.opens_on.data == date(2026, 12, 1)


def test_everything_may_be_left_for_later() -> None:
    form = CampaignOpeningForm(MultiDict({"opens_on": "", "controller": ""}))

    assert form.validate()
    assert form.opens_on.data is None


def test_an_impossible_date_is_named_and_kept() -> None:
    form = CampaignOpeningForm(MultiDict({"closes_on": "31/02/2026"}))

    assert not form.validate()
    message = "Ghi “Ngày cuối cùng nhận cam kết” theo dạng ngày/tháng/năm, ví dụ 05/02/2026"
    assert error_summary(form) == [("closes_on", message)]
    assert 'value="31/02/2026"' in form.closes_on()


def test_a_campaign_does_not_end_before_it_begins() -> None:
    form = CampaignOpeningForm(MultiDict({"opens_on": "31/12/2026", "closes_on": "01/12/2026"}))

    assert not form.validate()
    assert error_summary(form) == [("closes_on", "Ngày cuối cùng phải từ ngày bắt đầu trở đi")]


def test_a_last_day_needs_a_first_one() -> None:
    form = CampaignOpeningForm(MultiDict({"closes_on": "31/12/2026"}))

    assert not form.validate()
    assert error_summary(form) == [("closes_on", "Ghi cả ngày bắt đầu nhận cam kết")]


def test_what_identifies_people_is_kept_while_pledges_are_taken() -> None:
    days = {"opens_on": "01/12/2026", "closes_on": "31/12/2026", "kept_until": "30/12/2026"}
    form = CampaignOpeningForm(MultiDict(days))

    assert not form.validate()
    message = "Thông tin phải được lưu ít nhất đến ngày cuối cùng nhận cam kết"
    assert error_summary(form) == [("kept_until", message)]


def test_a_brace_would_be_taken_for_a_blank_and_is_refused() -> None:
    form = CampaignOpeningForm(MultiDict({"posted_at": "nhà văn hóa {thôn}"}))

    assert not form.validate()
    message = "Bỏ dấu ngoặc nhọn { } trong mục “Nơi niêm yết danh sách biểu dương”"
    assert error_summary(form) == [("posted_at", message)]


def test_a_text_that_is_far_too_long_is_refused() -> None:
    form = CampaignOpeningForm(MultiDict({"controller": "Ủy ban nhân dân " * 20}))

    assert not form.validate()
    assert error_summary(form)[0][0] == "controller"


NEW = {
    "code": "4K",
    "unit_id": "2",
    "title_vi": "Thực hiện nội dung “4 không” năm 2026",
    "title_en": "The four “không” in 2026",
    "forms": "HO-ATGT",
}


def new_campaign(**changes: str) -> NewCampaignForm:
    """What a clerk sends to prepare a campaign, with changes."""
    form = NewCampaignForm(MultiDict({**NEW, **changes}))
    form.offer([("4K", "“4 không”")], [("2", "Xã Hàm Mẫu")], [("HO-ATGT", "Bản cam kết của hộ gia đình")])
    return form


@pytest.mark.parametrize(
    "changes", [{"code": "5K"}, {"unit_id": "3"}, {"unit_id": ""}, {"forms": "HO-9K"}, {"title_en": " "}]
)
def test_only_what_is_on_offer_can_be_chosen_and_both_names_are_needed(changes: dict[str, str]) -> None:
    form = new_campaign(**changes)

    assert not form.validate()
    assert [at for at, _ in error_summary(form)] == list(changes)


def test_a_ready_campaign_for_a_unit_on_offer_is_taken() -> None:
    assert new_campaign().validate()
