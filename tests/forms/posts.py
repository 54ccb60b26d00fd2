"""What a phone sends in the tests: a household's pledge, an answer at a counter, and what may be wrong with them."""

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from werkzeug.datastructures import MultiDict

from forms.catalogue_reader import CATALOGUE, Catalogue, load_catalogue
from forms.pledge import pledge_form_class
from forms.questionnaire import Questionnaire
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
}

A_PLEDGE: dict[str, Any] = {
    "choice": "sign",
    "items": ["T01", "T02", "T13"],
    "nguoi_dai_dien": "Nguyễn Văn Đức",
    "C1": "y",
}
AN_ANSWER: dict[str, Any] = {"q1": "4", "q2": "tre_hen", "q2b": "khong", "q3": "na", "q5": "khong"}


def household_questionnaire() -> Questionnaire:
    """The pledge of a household in a campaign that is open."""
    return load_catalogue().questionnaire("HO-ATGT").fill(CAMPAIGN)


def counter_questionnaire() -> Questionnaire:
    """The survey at a counter."""
    return load_catalogue().questionnaire("KS-MC")


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
