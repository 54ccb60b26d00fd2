"""What the catalogue of ready questionnaires gives a campaign, and what freezing makes of it."""

from datetime import date

import pytest

from forms.filling import PlaceholderMissing
from forms.questionnaire import Questionnaire
from pledges.campaigns.catalogue import frozen_content, preview, ready_campaign, ready_titles
from pledges.campaigns.settings import settings_of
from pledges.foundation.errors import NotFound
from tests.campaigns.test_rules import COMPLETE

TODAY = date(2026, 11, 23)


def settled() -> dict[str, str]:
    return settings_of(COMPLETE, ready_campaign("4K", TODAY).settings)


def test_the_campaign_of_the_four_khong_is_ready() -> None:
    ready = ready_campaign("4k", TODAY)

    assert ready.title_vi == "Đợt vận động thực hiện nội dung “4 không”"
    assert [form.code for form in ready.forms] == ["HO-ATGT", "KS-MC"]
    assert ("4K", ready.title_vi, ready.title_en) in ready_titles()


@pytest.mark.parametrize(
    ("year", "name"),
    [(2020, "Luật Giao thông đường bộ"), (2026, "pháp luật về trật tự, an toàn giao thông đường bộ")],
)
def test_the_law_is_named_as_it_was_on_the_day(year: int, name: str) -> None:
    assert ready_campaign("4K", date(year, 6, 1)).settings["ten_phap_luat_giao_thong"] == name


def test_an_unknown_campaign_is_not_found() -> None:
    with pytest.raises(NotFound):
        ready_campaign("5K", TODAY)


def test_frozen_text_has_the_campaigns_blanks_filled_in_both_languages() -> None:
    pledge = ready_campaign("4K", TODAY).forms[0]

    content, digest = frozen_content(pledge.content, settled())

    frozen = Questionnaire.from_mapping(content)
    assert not frozen.unfilled
    assert frozen.digest == digest != pledge.digest
    assert "đến ngày 31/12/2026" in frozen.passage("printed_term", "vi")
    assert "to 31 December 2026" in frozen.passage("printed_term", "en")


def test_text_with_an_open_blank_cannot_be_frozen() -> None:
    ready = ready_campaign("4K", TODAY)

    with pytest.raises(PlaceholderMissing):
        frozen_content(ready.forms[0].content, ready.settings)


def test_the_preview_of_a_draft_shows_dots_where_nothing_was_said() -> None:
    ready = ready_campaign("4K", TODAY)

    shown = preview(ready.forms[0].content, ready.settings)

    assert shown.passage("printed_term", "vi") == "Thời hạn cam kết: từ ngày …… đến ngày ……."
    assert "{" not in str(shown.to_mapping()["passages"]).replace("{'", "")
