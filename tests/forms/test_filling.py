"""The blanks of a text are all filled or the text is not used; nothing that is put in can open a new one."""

import pytest

from forms.catalogue_reader import load_catalogue
from forms.filling import PlaceholderMissing, PlaceholderUnknown, fill
from forms.text import CAMPAIGN_PLACEHOLDERS, Text
from tests.forms.posts import CAMPAIGN, household_questionnaire

ADDRESS = "Địa chỉ: {dia_chi}, {ten_thon_khu_pho}, {ten_xa_phuong}."


def test_every_blank_is_filled() -> None:
    values = {"dia_chi": "Số 12, Tổ 3", "ten_thon_khu_pho": "Thôn Phú Sơn", "ten_xa_phuong": "Xã Hàm Mẫu"}

    assert fill(ADDRESS, values) == "Địa chỉ: Số 12, Tổ 3, Thôn Phú Sơn, Xã Hàm Mẫu."


def test_an_empty_value_takes_its_comma_along() -> None:
    values = {"dia_chi": "", "ten_thon_khu_pho": "Thôn Phú Sơn", "ten_xa_phuong": "Xã Hàm Mẫu"}

    assert fill(ADDRESS, values) == "Địa chỉ: Thôn Phú Sơn, Xã Hàm Mẫu."


def test_a_missing_value_is_refused_by_name() -> None:
    with pytest.raises(PlaceholderMissing, match="^ten_thon_khu_pho, ten_xa_phuong$"):
        fill(ADDRESS, {"dia_chi": "Số 12"})


def test_a_misspelt_value_is_refused_by_name() -> None:
    with pytest.raises(PlaceholderUnknown, match="^nguoi_dai_dein$"):
        fill("Tôi là {nguoi_dai_dien}.", {"nguoi_dai_dien": "Trần Thị Hòa", "nguoi_dai_dein": ""})


def test_a_name_that_looks_like_a_blank_stays_a_name() -> None:
    filled = fill(
        "{nguoi_dai_dien}, {ma_bien_nhan}", {"nguoi_dai_dien": "{ma_bien_nhan}", "ma_bien_nhan": "7K3M"}
    )

    assert filled == "{ma_bien_nhan}, 7K3M"


def test_opening_a_campaign_leaves_only_the_signers_blanks() -> None:
    ready = [one.unfilled for one in load_catalogue().questionnaires]

    assert frozenset.union(*ready) == CAMPAIGN_PLACEHOLDERS
    assert household_questionnaire().unfilled == frozenset()
    assert "{ma_bien_nhan}" in household_questionnaire().passage("understanding_c", "vi")


def test_a_campaigns_words_are_filled_in_each_language() -> None:
    questionnaire = household_questionnaire()

    assert "pháp luật về trật tự, an toàn giao thông đường bộ" in questionnaire.passage(
        "printed_opening", "vi"
    )
    assert "the law on road order and safety" in questionnaire.passage("printed_opening", "en")
    assert "Ủy ban nhân dân xã Hàm Mẫu" in questionnaire.consents[0].label.vi
    assert "Ủy ban nhân dân xã Hàm Mẫu" in questionnaire.consents[0].label.en


def test_a_campaign_is_not_opened_with_a_blank_left() -> None:
    values = {name: value for name, value in CAMPAIGN.items() if name != "dau_moi"}

    with pytest.raises(PlaceholderMissing, match="^dau_moi$"):
        load_catalogue().questionnaire("HO-ATGT").fill(values)


@pytest.mark.parametrize(
    "foreign",
    [
        {"ten_chien_dihc": "đợt vận động"},
        {"nguoi_dai_dien": "Nguyễn Văn Đức"},
        {"dau_moi": "bà {nguoi_dai_dien}"},
        {"dau_moi": Text("bà Hòa", "Ms {Hòa")},
    ],
)
def test_a_campaign_fills_only_its_own_blanks_and_opens_none(foreign: dict[str, str | Text]) -> None:
    with pytest.raises(PlaceholderUnknown, match=next(iter(foreign))):
        load_catalogue().questionnaire("HO-ATGT").fill({**CAMPAIGN, **foreign})


def test_a_survey_has_no_blanks() -> None:
    survey = load_catalogue().questionnaire("KS-MC")

    assert survey.fill({}) == survey


@pytest.mark.parametrize(
    ("vi", "en", "told"),
    [
        ("", "Thanks", "vi is empty"),
        ("Cảm ơn", " ", "en is empty"),
        ("Tại {noi_nao}", "At {noi_nao}", "no such blank: noi_nao"),
        ("Đến {den_ngay}", "Until then", "vi and en do not have the same blanks"),
    ],
)
def test_a_text_is_whole_in_both_languages(vi: str, en: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        Text(vi, en)
