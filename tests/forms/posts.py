"""What a phone sends in the tests: a household's pledge, an answer at a counter, and what may be wrong with them."""

import shutil
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from werkzeug.datastructures import MultiDict

from forms.catalogue_reader import CATALOGUE, Catalogue, load_catalogue
from forms.pledge import pledge_form_class
from forms.questionnaire import Questionnaire
from forms.registration import registration_form_class
from forms.survey import survey_form_class
from forms.text import Text

TODAY = date(2026, 11, 23)

CAMPAIGN: dict[str, str | Text] = {
    "ten_chien_dich": Text("đợt vận động thực hiện nội dung “4 không”", "the campaign for the four “không”"),
    "ten_phap_luat_giao_thong": Text(
        "pháp luật về trật tự, an toàn giao thông đường bộ", "the law on road order and safety"
    ),
    "ten_co_quan": "Ủy ban nhân dân xã Hàm Mẫu",
    "dia_chi_co_quan": "thôn Phú Sơn, xã Hàm Mẫu",
    "dien_thoai_co_quan": "0252 382 1234",
    "dau_moi": "bà Trần Thị Hòa",
    "noi_niem_yet": "nhà văn hóa thôn",
    "dia_chi_tra_cuu": "camket.vi-du.vn",
    "tu_ngay": "01/12/2026",
    "den_ngay": "31/12/2026",
    "ngay_het_luu": "31/12/2027",
    "nam": "2026",
    "van_ban_can_cu": Text("kế hoạch của Đảng ủy xã", "the plan of the commune's Party committee"),
    "ky_bao_cao": Text("tháng", "month"),
}

A_PLEDGE: dict[str, Any] = {
    "choice": "sign",
    "items": ["T01", "T02", "T13"],
    "duty": "yes",
    "nguoi_dai_dien": "Nguyễn Văn Đức",
    "pledge": "yes",
    "C1": "y",
}
A_REGISTRATION: dict[str, Any] = {
    "choice": "sign",
    "items": ["G02", "M10"],
    "nguoi_dung_dau": "Trần Thị Hòa",
    "cong_trinh-0-ten": "Bình nước dùng chung",
    "cong_trinh-0-thuoc_noi_dung": "M",
    "cong_trinh-0-loai": "giai_phap",
    "cong_trinh-0-mo_ta": "Thay nước đóng chai trong các cuộc họp",
    "cong_trinh-0-hien_trang": "1.250",
    "cong_trinh-0-muc_tieu": "12,5",
    "cong_trinh-0-nguoi_phu_trach": "Lê Văn Ả",
    "cong_trinh-0-ngay_bat_dau": "01/12/2026",
    "cong_trinh-0-ngay_hoan_thanh": "31/12/2026",
}
AN_ANSWER: dict[str, Any] = {"q1": "4", "q2": "tre_hen", "q2b": "khong", "q3": "na", "q5": "khong"}


@cache
def household_questionnaire() -> Questionnaire:
    """The pledge of a household in a campaign that is open."""
    return load_catalogue().questionnaire("HO-ATGT").fill(CAMPAIGN)


@cache
def counter_questionnaire() -> Questionnaire:
    """The survey at a counter."""
    return load_catalogue().questionnaire("KS-MC")


@cache
def official_questionnaire() -> Questionnaire:
    """The pledge of an official in a campaign that is open."""
    return load_catalogue().questionnaire("CB-4K").fill(CAMPAIGN)


@cache
def office_questionnaire() -> Questionnaire:
    """The registration of an office in a campaign that is open."""
    return load_catalogue().questionnaire("CQ-4K").fill(CAMPAIGN)


def asking(*questions: Mapping[str, Any], **changes: Any) -> Questionnaire:
    """The survey at a counter with other questions, each given as plain values; labels are made up."""
    label = {"vi": "Câu hỏi", "en": "Question"}
    asked = [{"label": label, **question} for question in questions]
    return Questionnaire.from_mapping({**counter_questionnaire().to_mapping(), "questions": asked, **changes})


def answered(questionnaire: Questionnaire, typed: Mapping[str, Any], language: str = "vi") -> Any:
    """What a phone sends of a questionnaire, as a form."""
    return survey_form_class(questionnaire, language)(_post(typed), today=TODAY)


def registration(changes: Mapping[str, Any] | None = None, language: str = "vi") -> Any:
    """A valid registration as sent by an office, with changes; None takes an input away."""
    form_class = registration_form_class(office_questionnaire(), language)
    return form_class(_post({**A_REGISTRATION, **(changes or {})}), today=TODAY)


def pledge(changes: Mapping[str, Any] | None = None, language: str = "vi") -> Any:
    """A valid pledge as sent by a phone, with changes; None takes an input away."""
    form_class = pledge_form_class(household_questionnaire(), language)
    return form_class(_post({**A_PLEDGE, **(changes or {})}), today=TODAY)


def survey(changes: Mapping[str, Any] | None = None, language: str = "vi") -> Any:
    """A valid answer as sent by a phone, with changes; None takes an input away."""
    form_class = survey_form_class(counter_questionnaire(), language)
    return form_class(_post({**AN_ANSWER, **(changes or {})}), today=TODAY)


def changed_catalogue(directory: Path, file: str, old: str, new: str) -> Catalogue:
    """The catalogue as read after somebody replaced a piece of one of its files."""
    copy = directory / "catalogue"
    shutil.copytree(CATALOGUE, copy)
    text = (copy / file).read_text(encoding="utf-8")
    assert old in text, "nothing would be changed; check the test"
    (copy / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return load_catalogue(copy)


def _post(typed: Mapping[str, Any]) -> MultiDict[str, Any]:
    return MultiDict({name: value for name, value in typed.items() if value is not None})
