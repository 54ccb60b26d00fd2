"""A questionnaire can be frozen as JSON and built again, word for word, and its digest tells any change."""

import json
from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import pytest

from forms.catalogue_reader import load_catalogue
from forms.decoding import ShapeInvalid
from forms.questionnaire import Questionnaire
from forms.text import Text
from tests.forms.posts import changed_catalogue, counter_questionnaire, household_questionnaire

BOTH = [household_questionnaire(), counter_questionnaire()]


@pytest.mark.parametrize("questionnaire", BOTH, ids=lambda each: each.code)
def test_a_frozen_version_is_built_again_word_for_word(questionnaire: Questionnaire) -> None:
    stored = json.dumps(questionnaire.to_mapping())

    again = Questionnaire.from_mapping(json.loads(stored))

    assert again == questionnaire
    assert again.digest == questionnaire.digest
    assert hash(again) == hash(questionnaire)


@pytest.mark.parametrize("questionnaire", BOTH, ids=lambda each: each.code)
def test_the_digest_does_not_depend_on_the_order_a_database_gives_back(questionnaire: Questionnaire) -> None:
    reordered = dict(reversed(questionnaire.to_mapping().items()))

    assert Questionnaire.from_mapping(reordered).digest == questionnaire.digest


def test_one_other_letter_is_another_digest() -> None:
    questionnaire = household_questionnaire()
    title = Text(questionnaire.title.vi.replace("Bản", "Bàn"), questionnaire.title.en)

    assert replace(questionnaire, title=title).digest != questionnaire.digest


def test_a_questionnaire_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        household_questionnaire().version = 2  # type: ignore[misc]  # that it is refused is what is tested


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"kind": "vote"}, "kind: must be one of pledge, registration, survey, feedback, proposal"),
        ({"title": {"vi": "Bản cam kết"}}, "title.en: is missing"),
        ({"items": []}, "items: a pledge needs at least one"),
        ({"items": "T01"}, "items: must be a list"),
        ({"groups": []}, "items.T01.group: there is no T"),
        ({"passages": []}, "passages.heading: is missing"),
        ({"members": []}, "members: must be a table"),
        ({"secret": 1}, "secret: is not known here"),
        ({"questions": [1]}, r"questions\[0\]: must be a table"),
    ],
)
def test_a_damaged_version_is_refused_by_its_key(change: dict[str, object], told: str) -> None:
    damaged = {**household_questionnaire().to_mapping(), **change}

    with pytest.raises(ShapeInvalid, match=told):
        Questionnaire.from_mapping(damaged)


def test_the_household_form_is_complete() -> None:
    questionnaire = load_catalogue().questionnaire("HO-ATGT")

    assert [item.code for item in questionnaire.items] == [f"T{number:02}" for number in range(1, 15)]
    assert [consent.code for consent in questionnaire.consents if consent.required] == ["C1"]
    assert [question.code for question in questionnaire.questions if question.required] == ["nguoi_dai_dien"]
    assert not questionnaire.question("dia_chi").asked
    assert questionnaire.members is not None
    assert (questionnaire.members.max_rows, questionnaire.members.minimum_age) == (12, 16)


def test_wording_is_found_in_both_languages_and_in_no_third() -> None:
    questionnaire = household_questionnaire()

    assert questionnaire.passage("button_sign", "vi") == "Tôi cam kết"
    assert questionnaire.passage("button_sign", "en") == "I pledge"
    with pytest.raises(ValueError, match="no such language: fr"):
        questionnaire.passage("button_sign", "fr")
    with pytest.raises(KeyError):
        questionnaire.passage("button_swear", "vi")


def test_nothing_on_the_household_form_threatens_or_compels() -> None:
    words = json.dumps(household_questionnaire().to_mapping(), ensure_ascii=False).lower()

    found = [threat for threat in ("bắt buộc ký", "chịu xử lý", "100%", "phải ký") if threat in words]

    assert found == []
    assert "tự nguyện cam kết" in words


def test_an_item_that_is_off_by_default_comes_only_when_switched_on_and_brings_its_notice(
    tmp_path: Path,
) -> None:
    catalogue = changed_catalogue(tmp_path, "ho-atgt.toml", '"T13", "T14"', '"T13", "T14", "A01", "A04"')

    usual = catalogue.questionnaire("HO-ATGT")
    chosen = catalogue.questionnaire("HO-ATGT", frozenset({"A01"}))

    assert [item.code for item in usual.items][-1] == "T14"
    assert usual.notices_due == ()
    assert [item.code for item in chosen.items][-1] == "A01"
    assert [notice.code for notice in chosen.notices_due] == ["A-NOTE"]


def test_only_items_of_the_form_can_be_switched_on() -> None:
    with pytest.raises(KeyError, match="A01"):
        load_catalogue().questionnaire("HO-ATGT", frozenset({"A01"}))


def test_under_each_item_stands_what_it_rests_on() -> None:
    questionnaire = household_questionnaire()
    labels = {item.code: questionnaire.basis_label(item, "vi") for item in questionnaire.items}

    assert (labels["T01"], labels["T09"], labels["T13"]) == (
        "Luật đã quy định",
        "Một phần do luật định",
        "Tự nguyện",
    )
