"""The texts of a form that is being written: reworded in both languages, their blanks filled, pressing nobody."""

import pytest

from forms.building import BuildingRefused
from forms.building_texts import (
    MISSING,
    as_draft,
    blanks_for,
    missing_in,
    place_of,
    places_of,
    pressing_in,
    reword,
    said,
    to_build,
    typed,
)
from forms.catalogue_reader import load_catalogue
from forms.never_asked import pressing_words
from forms.passage_meanings import BLANK_MEANINGS, PARTS
from forms.questionnaire import Questionnaire
from forms.text import PLACEHOLDERS, Text

HOUSEHOLD = load_catalogue().questionnaire("HO-ATGT")
ALL = load_catalogue().questionnaires


@pytest.mark.parametrize("questionnaire", ALL, ids=lambda each: each.code)
def test_a_draft_is_opened_and_kept_word_for_word(questionnaire: Questionnaire) -> None:
    assert to_build(as_draft(questionnaire)) == questionnaire


def test_a_text_may_wait_for_its_english() -> None:
    built = reword(HOUSEHOLD, "passages.heading", said("Chào {ten_co_quan}", ""))

    assert missing_in(built) == ("Chào {ten_co_quan}",)
    assert as_draft(built)["passages"][0]["text"] == {"vi": "Chào {ten_co_quan}", "en": ""}
    assert typed(to_build(as_draft(built)).passages[0].text) == ("Chào {ten_co_quan}", "")


@pytest.mark.parametrize(
    ("vi", "en", "told"),
    [
        ("", "Hello", "tiếng Việt"),
        ("Chào {xom}", "Hello {xom}", r"\{xom\}"),
        ("Chào {ten_co_quan}", "Hello", r"\{ten_co_quan\} chỉ có ở một"),
        ("Chào {ten_co_quan", "Hello", "ngoặc nhọn"),
    ],
)
def test_wording_that_cannot_be_filled_is_refused_by_name(vi: str, en: str, told: str) -> None:
    with pytest.raises(BuildingRefused, match=told):
        said(vi, en)


def test_a_signers_blank_is_refused_where_nothing_fills_it() -> None:
    with pytest.raises(BuildingRefused, match=r"\{ngay_ky\}"):
        reword(HOUSEHOLD, "passages.heading", Text("Ngày {ngay_ky}", "On {ngay_ky}"))
    assert "ngay_ky" in blanks_for(place_of(HOUSEHOLD, "passages.withdrawal"))


@pytest.mark.parametrize(
    "key", ["title", "passages.lede", "members.intro", "consents.C1.label", "consents.C1.missing"]
)
def test_every_kind_of_text_can_be_reworded(key: str) -> None:
    built = reword(HOUSEHOLD, key, Text("Câu mới", "New words"))

    assert place_of(built, key).text == Text("Câu mới", "New words")


def test_a_heading_is_reworded() -> None:
    factors = load_catalogue().questionnaire("KS-5YT")

    built = reword(factors, "sections.F1", Text("Nơi tiếp dân", "Where people are received"))

    assert place_of(built, "sections.F1").text == Text("Nơi tiếp dân", "Where people are received")
    assert built.sections[2:] == factors.sections[2:]


def test_every_text_stands_in_a_part_of_the_page() -> None:
    assert {place.part for place in places_of(HOUSEHOLD)} <= set(PARTS)
    assert BLANK_MEANINGS.keys() == PLACEHOLDERS


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Các hộ bắt buộc ký", ["bắt buộc"]),
        ("BAT BUOC", ["bắt buộc"]),
        ("100% hộ phải ký", ["100% hộ", "phải ký"]),
        ("Nếu vi phạm xin chịu xử lý", ["xin chịu xử lý", "nếu vi phạm xin …"]),
        ("Ký là tự nguyện, không bắt buộc.", []),
    ],
)
def test_words_that_press_people_are_found(text: str, found: list[str]) -> None:
    assert pressing_words(text) == found


def test_the_plans_own_words_press_nobody() -> None:
    assert [pressing_in(questionnaire) for questionnaire in ALL if pressing_in(questionnaire)] == []


def test_the_mark_of_a_missing_text_is_not_taken_for_words() -> None:
    assert typed(Text("Chào", MISSING)) == ("Chào", "")
    assert typed(None) == ("", "")
