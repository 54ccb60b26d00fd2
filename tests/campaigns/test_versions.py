"""A form's next version is written beside the one in use, published in its place, and frozen for good."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from pledges.campaigns.acts.life import begin_closing, close_campaign
from pledges.campaigns.acts.versions import discard_draft, draft_of, publish_version, save_draft
from pledges.campaigns.queries import version_of
from pledges.campaigns.refusals import (
    ContentInvalid,
    DraftChanged,
    NothingChanged,
    VersionFrozen,
    VersionIncomplete,
)
from pledges.campaigns.rules import CampaignNotRunning
from pledges.campaigns.tables import QuestionnaireVersion
from pledges.campaigns.versions import beside, core_version, forms_of, past_versions
from pledges.foundation.errors import NotFound
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from tests.worlds import Village, build_village, draft, run_campaign

FORM = "HO-ATGT"
NEW_WORDS = {"vi": "Không đi xe vào đường cấm.", "en": "Do not ride into closed roads."}


@dataclass(frozen=True)
class Written:
    """A version as it was when it was read."""

    id: int
    number: int
    digest: str
    content: dict[str, Any]


@pytest.fixture
def village(house: House, occasion: Occasion) -> Village:
    return build_village(house, occasion)


@pytest.fixture
def campaign_id(house: House, occasion: Occasion, village: Village) -> int:
    return run_campaign(house, occasion, village.commune_id).id


def taken(version: QuestionnaireVersion) -> Written:
    return Written(version.id, version.version, version.digest, dict(version.content))


def live(house: House, campaign_id: int) -> Written:
    with house.database.reading() as session:
        return taken(version_of(session, campaign_id, FORM))


def written(house: House, occasion: Occasion, campaign_id: int) -> Written:
    with house.database.writing() as session:
        return taken(draft_of(session, occasion, campaign_id, FORM))


def reworded(content: dict[str, Any], words: dict[str, str]) -> dict[str, Any]:
    first, *others = content["items"]
    return {**content, "items": [{**first, "text": words}, *others]}


def save(house: House, occasion: Occasion, version: Written, content: dict[str, Any]) -> Written:
    with house.database.writing() as session:
        return taken(save_draft(session, occasion, version.id, content, version.digest))


def rewritten(house: House, occasion: Occasion, campaign_id: int) -> Written:
    version = written(house, occasion, campaign_id)
    return save(house, occasion, version, reworded(version.content, NEW_WORDS))


def publish(house: House, occasion: Occasion, version_id: int) -> Written:
    with house.database.writing() as session:
        return taken(publish_version(session, occasion, version_id))


def test_a_draft_beside_the_live_version_begins_with_its_words_and_open_blanks(
    house: House, occasion: Occasion, campaign_id: int
) -> None:
    version = written(house, occasion, campaign_id)

    assert version.number == 2
    assert version.content["version"] == 2
    assert "{ten_co_quan}" in str(version.content)
    with house.database.reading() as session:
        both = beside(session, campaign_id, FORM)
        assert (both.live.version, both.draft and both.draft.version, both.is_first_draft) == (1, 2, False)
        assert [(form.live.form_code, form.draft is not None) for form in forms_of(session, campaign_id)] == [
            (FORM, True),
            ("KS-MC", False),
        ]


def test_asking_for_the_draft_again_gives_the_same_one(
    house: House, occasion: Occasion, campaign_id: int
) -> None:
    assert written(house, occasion, campaign_id) == written(house, occasion, campaign_id)


def test_the_form_of_a_draft_campaign_is_its_own_draft(
    house: House, occasion: Occasion, village: Village
) -> None:
    campaign_id = draft(house, occasion, village.commune_id)

    version = written(house, occasion, campaign_id)

    assert version == live(house, campaign_id)
    with house.database.reading() as session:
        assert beside(session, campaign_id, FORM).draft is None
        assert beside(session, campaign_id, FORM).is_first_draft


def test_what_is_saved_is_kept_and_people_go_on_reading_the_live_version(
    house: House, occasion: Occasion, campaign_id: int
) -> None:
    before = live(house, campaign_id)

    saved = rewritten(house, occasion, campaign_id)

    assert saved.content["items"][0]["text"] == NEW_WORDS
    assert live(house, campaign_id) == before


def test_a_draft_that_somebody_else_saved_meanwhile_is_not_overwritten(
    house: House, occasion: Occasion, campaign_id: int
) -> None:
    seen = written(house, occasion, campaign_id)
    kept = save(house, occasion, seen, reworded(seen.content, NEW_WORDS))

    with pytest.raises(DraftChanged):
        save(house, occasion, seen, reworded(seen.content, {"vi": "Khác", "en": "Other"}))
    assert written(house, occasion, campaign_id) == kept


def test_a_draft_may_lack_an_english_text_and_every_item_but_is_not_published(
    house: House, occasion: Occasion, campaign_id: int
) -> None:
    version = written(house, occasion, campaign_id)
    version = save(house, occasion, version, reworded(version.content, {"vi": "Đi chậm.", "en": ""}))
    with pytest.raises(VersionIncomplete) as refusal:
        publish(house, occasion, version.id)
    assert refusal.value.values == {"count": 1}

    version = save(house, occasion, version, {**version.content, "items": []})

    with pytest.raises(VersionIncomplete):
        publish(house, occasion, version.id)


def test_what_is_no_questionnaire_is_refused_and_the_place_is_named(
    house: House, occasion: Occasion, campaign_id: int
) -> None:
    version = written(house, occasion, campaign_id)
    first, *others = version.content["items"]

    with pytest.raises(ContentInvalid) as refusal:
        save(house, occasion, version, {**version.content, "items": [{**first, "group": "Z"}, *others]})

    assert refusal.value.values["key"] == f"items.{first['code']}.group"


def test_writing_changes_neither_code_nor_number(house: House, occasion: Occasion, campaign_id: int) -> None:
    version = written(house, occasion, campaign_id)

    saved = save(house, occasion, version, {**version.content, "code": "KHAC", "version": 77})

    assert (saved.content["code"], saved.content["version"]) == (FORM, 2)


def test_publishing_puts_the_draft_in_the_place_of_the_live_version(
    house: House, occasion: Occasion, campaign_id: int
) -> None:
    before, later = live(house, campaign_id), Occasion(occasion.now + timedelta(days=1))
    version = rewritten(house, occasion, campaign_id)

    published = publish(house, later, version.id)

    assert live(house, campaign_id) == published
    assert published.content["items"][0]["text"] == NEW_WORDS
    assert "{ten_co_quan}" not in str(published.content)
    with house.database.reading() as session:
        former = session.get_one(QuestionnaireVersion, before.id)
        assert taken(former) == before
        assert former.superseded_at == later.now
        assert [each.version for each in past_versions(session, campaign_id, FORM)] == [2, 1]


def test_the_next_draft_begins_with_the_words_published_last(
    house: House, occasion: Occasion, campaign_id: int
) -> None:
    publish(house, occasion, rewritten(house, occasion, campaign_id).id)

    version = written(house, occasion, campaign_id)

    assert version.number == 3
    assert version.content["items"][0]["text"] == NEW_WORDS
    assert "{ten_co_quan}" in str(version.content)


def test_a_draft_that_says_the_same_is_not_published(
    house: House, occasion: Occasion, campaign_id: int
) -> None:
    version = written(house, occasion, campaign_id)

    with pytest.raises(NothingChanged):
        publish(house, occasion, version.id)


def test_a_published_version_takes_no_change_whatever_is_tried(
    house: House, occasion: Occasion, campaign_id: int
) -> None:
    before = live(house, campaign_id)

    with pytest.raises(VersionFrozen):
        save(house, occasion, before, reworded(before.content, NEW_WORDS))
    with pytest.raises(VersionFrozen):
        publish(house, occasion, before.id)
    with pytest.raises(VersionFrozen), house.database.writing() as session:
        discard_draft(session, occasion, before.id)
    with pytest.raises(VersionFrozen), house.database.writing() as session:
        session.get_one(QuestionnaireVersion, before.id).content = reworded(before.content, NEW_WORDS)
    assert live(house, campaign_id) == before


def test_a_draft_that_is_thrown_away_leaves_the_live_version(
    house: House, occasion: Occasion, campaign_id: int
) -> None:
    before, version = live(house, campaign_id), rewritten(house, occasion, campaign_id)

    with house.database.writing() as session:
        discard_draft(session, occasion, version.id)

    assert live(house, campaign_id) == before
    with house.database.reading() as session:
        assert beside(session, campaign_id, FORM).draft is None


def test_the_form_of_a_draft_campaign_is_neither_thrown_away_nor_published_alone(
    house: House, occasion: Occasion, village: Village
) -> None:
    version = live(house, draft(house, occasion, village.commune_id))

    with pytest.raises(NotFound), house.database.writing() as session:
        discard_draft(session, occasion, version.id)
    with pytest.raises(CampaignNotRunning):
        publish(house, occasion, version.id)


def test_nothing_is_written_or_published_once_the_campaign_closes(
    house: House, occasion: Occasion, campaign_id: int
) -> None:
    version = rewritten(house, occasion, campaign_id)
    with house.database.writing() as session:
        begin_closing(session, occasion, campaign_id)

    with pytest.raises(CampaignNotRunning):
        save(house, occasion, version, version.content)
    with house.database.writing() as session:
        close_campaign(session, occasion, campaign_id)
    with pytest.raises(CampaignNotRunning):
        written(house, occasion, campaign_id)


def test_what_does_not_exist_is_not_found(house: House, occasion: Occasion, campaign_id: int) -> None:
    with pytest.raises(NotFound):
        publish(house, occasion, 10_000)
    with pytest.raises(NotFound), house.database.reading() as session:
        core_version(session, campaign_id + 1, live(house, campaign_id).id)


def test_there_is_never_more_than_one_live_version_of_a_form(
    house: House, occasion: Occasion, campaign_id: int
) -> None:
    publish(house, occasion, rewritten(house, occasion, campaign_id).id)

    with house.database.reading() as session:
        of_form = select(QuestionnaireVersion.version).filter_by(campaign_id=campaign_id, form_code=FORM)
        in_use = of_form.where(
            QuestionnaireVersion.frozen_at.is_not(None), QuestionnaireVersion.superseded_at.is_(None)
        )
        assert session.scalars(in_use).all() == [2]
