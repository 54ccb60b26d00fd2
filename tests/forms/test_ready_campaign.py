"""The campaign "4 không" is ready to be opened, and names the law that is in force."""

from datetime import date
from pathlib import Path

import pytest

from forms.catalogue_file import CatalogueInvalid
from forms.catalogue_reader import load_catalogue
from tests.forms.posts import changed_catalogue


@pytest.mark.parametrize(
    ("on", "vi", "en"),
    [
        (date(2020, 3, 30), "Luật Giao thông đường bộ", "the Law on Road Traffic"),
        (date(2024, 12, 31), "Luật Giao thông đường bộ", "the Law on Road Traffic"),
        (
            date(2025, 1, 1),
            "pháp luật về trật tự, an toàn giao thông đường bộ",
            "the law on road order and safety",
        ),
        (
            date(2026, 12, 1),
            "pháp luật về trật tự, an toàn giao thông đường bộ",
            "the law on road order and safety",
        ),
        (date(1995, 1, 1), "Luật Giao thông đường bộ", "the Law on Road Traffic"),
    ],
)
def test_a_campaign_names_the_traffic_law_of_its_day(on: date, vi: str, en: str) -> None:
    name = load_catalogue().campaign("4K").law_name(on)

    assert (name.vi, name.en) == (vi, en)


def test_the_campaign_asks_households_and_counters() -> None:
    campaign = load_catalogue().campaign("4K")

    assert campaign.forms == ("HO-ATGT", "KS-MC")
    assert campaign.title.vi == "Đợt vận động thực hiện nội dung “4 không”"
    assert campaign.theme.vi == "Dân vận khéo"


def test_the_campaign_cites_what_it_rests_on() -> None:
    cited = [
        (document.number, document.issued_on, document.issuer.vi)
        for document in load_catalogue().campaign("4K").basis_documents
    ]

    assert cited == [
        ("06-KH/BDVTW", date(2020, 2, 19), "Ban Dân vận Trung ương"),
        ("189-KH/TU", date(2020, 3, 30), "Ban Thường vụ Tỉnh ủy Bình Thuận"),
    ]


def test_five_campaigns_are_ready_the_usual_one_first() -> None:
    ready = {campaign.code: campaign.forms for campaign in load_catalogue().campaigns}

    assert next(iter(ready)) == "4K"
    assert ready == {
        "4K": ("HO-ATGT", "KS-MC"),
        "4K-DU": ("HO-4K", "CB-4K", "CQ-4K", "KS-MC"),
        "ATGT": ("HO-ATGT", "CB-ATGT"),
        "CO-QUAN": ("CB-4K", "CQ-4K"),
        "HAI-LONG": ("KS-MC", "KS-5YT"),
    }


def test_a_campaign_says_for_its_blanks_what_it_rests_on_and_how_often_offices_report() -> None:
    texts = load_catalogue().campaign("CO-QUAN").texts(date(2026, 12, 1))

    assert texts.keys() == {"ten_chien_dich", "ten_phap_luat_giao_thong", "van_ban_can_cu", "ky_bao_cao"}
    assert texts["van_ban_can_cu"].vi.endswith(
        "Kế hoạch số 189-KH/TU ngày 30/03/2020 của Ban Thường vụ Tỉnh ủy Bình Thuận thực hiện “Năm Dân vận khéo” 2020"
    )
    assert "; Plan No. 189-KH/TU of 30 March 2020 of the Standing Board" in texts["van_ban_can_cu"].en
    assert texts["ky_bao_cao"].vi == "6 tháng và cả năm"


def test_a_slogan_of_a_campaign_is_always_the_annexs_own() -> None:
    annex = {group.code: group for group in load_catalogue().bank.groups}

    for campaign in load_catalogue().campaigns:
        assert all(annex[slogan.code] == slogan for slogan in campaign.slogans)


def test_the_campaigns_slogans_are_those_of_the_item_bank() -> None:
    assert load_catalogue().campaign("4K").slogans == load_catalogue().bank.groups


def test_a_campaign_cannot_ask_with_a_form_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CatalogueInvalid, match=r"campaign-4k\.toml: forms: there is no questionnaire HO-XYZ"):
        changed_catalogue(tmp_path, "campaign-4k.toml", '"HO-ATGT"', '"HO-XYZ"')


def test_names_of_the_law_stand_in_the_order_of_their_days(tmp_path: Path) -> None:
    with pytest.raises(CatalogueInvalid, match=r"campaign-4k\.toml: law_names: must be there"):
        changed_catalogue(tmp_path, "campaign-4k.toml", "since = 2009-07-01", "since = 2026-07-01")


def test_an_unknown_campaign_or_questionnaire_is_no_answer() -> None:
    with pytest.raises(KeyError):
        load_catalogue().campaign("5K")
    with pytest.raises(KeyError):
        load_catalogue().questionnaire("HO-5K")
