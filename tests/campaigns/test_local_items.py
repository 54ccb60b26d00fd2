"""A unit adds items of its own to a form: for those in and below it, beside a core that stays comparable."""

from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select

from pledges.campaigns.acts.life import close_campaign
from pledges.campaigns.acts.local_items import set_local_items
from pledges.campaigns.acts.versions import draft_of, publish_version, save_draft
from pledges.campaigns.local_rules import MOST_ITEMS, LocalPlace, checked, coded
from pledges.campaigns.queries import by_id, version_of
from pledges.campaigns.refusals import LocalItemsImpossible, LocalItemsInvalid
from pledges.campaigns.rules import CampaignNotRunning, LocalText
from pledges.campaigns.tables import LocalItems, QuestionnaireVersion
from pledges.campaigns.versions import local_items_of, units_with_items
from pledges.foundation.errors import NotFound
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.responses.queries.doors import door_of
from tests.worlds import Village, add_commune, build_village, draft, open_complete, run_campaign

FORM = "HO-ATGT"
BUFFALO = LocalText("Không thả trâu bò trên đường liên thôn.", "Keep cattle off the road between hamlets.")
LAMPS = LocalText("Thắp đèn ngõ từ 18 giờ đến 22 giờ.", "Keep the alley lamp on from 6 to 10 p.m.")
WATER = LocalText("Không tưới rẫy tràn ra mặt đường.", "Let no field water run over the road.")


@dataclass(frozen=True)
class Words:
    """A live version: whose it is, its number and the codes and words of its items."""

    unit_id: int | None
    number: int
    items: list[tuple[str, str]]


@pytest.fixture
def village(house: House, occasion: Occasion) -> Village:
    return build_village(house, occasion)


@pytest.fixture
def campaign_id(house: House, occasion: Occasion, village: Village) -> int:
    return run_campaign(house, occasion, village.commune_id).id


def add(house: House, occasion: Occasion, campaign_id: int, unit_id: int, *items: LocalText) -> None:
    with house.database.writing() as session:
        set_local_items(session, occasion, LocalPlace(campaign_id, FORM, unit_id), items)


def version(house: House, campaign_id: int, unit_id: int) -> QuestionnaireVersion | None:
    """Return the version of a unit that is in use."""
    query = select(QuestionnaireVersion).filter_by(campaign_id=campaign_id, form_code=FORM, unit_id=unit_id)
    with house.database.reading() as session:
        return session.scalar(query.where(QuestionnaireVersion.superseded_at.is_(None)))


def items_in_use(house: House, campaign_id: int, unit_id: int) -> list[tuple[str, str]]:
    """Return the codes and Vietnamese words of the items beyond the core."""
    found = version(house, campaign_id, unit_id)
    assert found
    content: dict[str, Any] = dict(found.content)
    return [(item["code"], item["text"]["vi"]) for item in content["items"] if item["is_local"]]


def core(house: House, campaign_id: int) -> QuestionnaireVersion:
    with house.database.reading() as session:
        return version_of(session, campaign_id, FORM)


def test_a_hamlets_own_items_follow_the_core_as_voluntary_and_local(
    house: House, occasion: Occasion, village: Village, campaign_id: int
) -> None:
    before = core(house, campaign_id)

    add(house, occasion, campaign_id, village.hamlet_id, BUFFALO, LAMPS)

    local = version(house, campaign_id, village.hamlet_id)
    assert local
    assert (local.based_on_id, local.frozen_at, local.version) == (before.id, occasion.now, 1)
    content: dict[str, Any] = dict(local.content)
    *shared, first, second = content["items"]
    assert shared == before.content["items"]
    assert (first["code"], second["code"]) == (f"L{village.hamlet_id}_1", f"L{village.hamlet_id}_2")
    assert (first["group"], first["basis"], first["is_local"]) == ("L", "VOL", True)
    assert content["groups"][-1]["text"]["vi"] == "Nội dung riêng của địa phương"
    assert core(house, campaign_id).digest == before.digest


def test_households_of_the_hamlet_are_asked_with_its_version(
    house: House, occasion: Occasion, village: Village, campaign_id: int
) -> None:
    add(house, occasion, campaign_id, village.hamlet_id, BUFFALO)

    local = version(house, campaign_id, village.hamlet_id)
    with house.database.reading() as session:
        door = door_of(session, village.household_ids[0])
    assert local
    assert door
    assert [asking.version_id for asking in door.askings] == [local.id]


def test_what_the_commune_adds_stands_before_what_its_hamlet_adds(
    house: House, occasion: Occasion, village: Village, campaign_id: int
) -> None:
    add(house, occasion, campaign_id, village.hamlet_id, BUFFALO)
    add(house, occasion, campaign_id, village.commune_id, LAMPS)

    of_hamlet = items_in_use(house, campaign_id, village.hamlet_id)
    assert of_hamlet == [(f"L{village.commune_id}_1", LAMPS.vi), (f"L{village.hamlet_id}_1", BUFFALO.vi)]
    assert items_in_use(house, campaign_id, village.commune_id) == of_hamlet[:1]


def test_a_new_core_takes_the_items_of_units_along(
    house: House, occasion: Occasion, village: Village, campaign_id: int
) -> None:
    add(house, occasion, campaign_id, village.hamlet_id, BUFFALO)
    with house.database.writing() as session:
        writing = draft_of(session, occasion, campaign_id, FORM)
        content: dict[str, Any] = dict(writing.content)
        fewer = {**content, "items": content["items"][1:]}
        save_draft(session, occasion, writing.id, fewer, writing.digest)
        publish_version(session, occasion, writing.id)

    local = version(house, campaign_id, village.hamlet_id)
    assert local
    assert (local.version, local.based_on_id) == (2, core(house, campaign_id).id)
    assert local.content["items"][:-1] == core(house, campaign_id).content["items"]
    assert items_in_use(house, campaign_id, village.hamlet_id) == [(f"L{village.hamlet_id}_1", BUFFALO.vi)]


def test_the_same_words_keep_their_code_and_other_words_get_one_never_used(
    house: House, occasion: Occasion, village: Village, campaign_id: int
) -> None:
    add(house, occasion, campaign_id, village.hamlet_id, BUFFALO, LAMPS)
    add(house, occasion, campaign_id, village.hamlet_id, BUFFALO)

    add(house, occasion, campaign_id, village.hamlet_id, WATER, BUFFALO)

    stem = f"L{village.hamlet_id}"
    assert items_in_use(house, campaign_id, village.hamlet_id) == [
        (f"{stem}_3", WATER.vi),
        (f"{stem}_1", BUFFALO.vi),
    ]


def test_without_items_the_unit_is_asked_with_the_core_again_and_nothing_signed_is_lost(
    house: House, occasion: Occasion, village: Village, campaign_id: int
) -> None:
    add(house, occasion, campaign_id, village.hamlet_id, BUFFALO)
    former = version(house, campaign_id, village.hamlet_id)

    add(house, occasion, campaign_id, village.hamlet_id)
    add(house, occasion, campaign_id, village.hamlet_id)

    assert former
    assert version(house, campaign_id, village.hamlet_id) is None
    with house.database.reading() as session:
        kept = session.get_one(QuestionnaireVersion, former.id)
        assert (kept.content, kept.superseded_at) == (former.content, occasion.now)
        assert session.scalars(select(LocalItems)).all() == []


def test_what_is_added_to_a_draft_campaign_waits_for_its_opening(
    house: House, occasion: Occasion, village: Village
) -> None:
    campaign_id = draft(house, occasion, village.commune_id)
    add(house, occasion, campaign_id, village.hamlet_id, BUFFALO)
    assert version(house, campaign_id, village.hamlet_id) is None

    with house.database.reading() as session:
        assert local_items_of(session, campaign_id, FORM, village.hamlet_id) == [BUFFALO]
        assert units_with_items(session, campaign_id) == {FORM: [(village.hamlet_id, "Thôn Phú Sơn", 1)]}


def test_opening_publishes_what_units_added_before(
    house: House, occasion: Occasion, village: Village
) -> None:
    campaign_id = draft(house, occasion, village.commune_id)
    add(house, occasion, campaign_id, village.hamlet_id, BUFFALO)

    with house.database.writing() as session:
        open_complete(session, house, occasion, by_id(session, campaign_id))

    assert items_in_use(house, campaign_id, village.hamlet_id) == [(f"L{village.hamlet_id}_1", BUFFALO.vi)]


def test_only_units_within_the_campaigns_add_items(
    house: House, occasion: Occasion, village: Village, campaign_id: int
) -> None:
    neighbour = add_commune(house, occasion, village.province_id)

    with pytest.raises(NotFound):
        add(house, occasion, campaign_id, neighbour, BUFFALO)
    with pytest.raises(NotFound):
        add(house, occasion, campaign_id, village.province_id, BUFFALO)


def test_a_survey_takes_no_items_and_a_closed_campaign_none_any_more(
    house: House, occasion: Occasion, village: Village, campaign_id: int
) -> None:
    with pytest.raises(LocalItemsImpossible), house.database.writing() as session:
        set_local_items(session, occasion, LocalPlace(campaign_id, "KS-MC", village.hamlet_id), [BUFFALO])
    with house.database.writing() as session:
        close_campaign(session, occasion, campaign_id)
    with pytest.raises(CampaignNotRunning):
        add(house, occasion, campaign_id, village.hamlet_id, BUFFALO)


@pytest.mark.parametrize(
    "items",
    [
        [LocalText("Chỉ tiếng Việt", "")],
        [LocalText("", "English only")],
        [BUFFALO, LocalText(BUFFALO.vi.upper(), "Again")],
        [LocalText("Ký trước ngày {den_ngay}", "Sign before {den_ngay}")],
        [LocalText("dài " * 100, "long")],
        [LocalText(f"Điều {number}", f"Item {number}") for number in range(MOST_ITEMS + 1)],
    ],
)
def test_items_that_are_not_whole_or_too_many_are_refused(items: list[LocalText]) -> None:
    with pytest.raises(LocalItemsInvalid):
        checked(items)


def test_idle_blanks_and_empty_rows_are_no_items() -> None:
    assert checked([LocalText("  Thắp   đèn ", "Light the lamp"), LocalText(" ", "")]) == [
        LocalText("Thắp đèn", "Light the lamp")
    ]


def test_codes_of_other_units_do_not_count() -> None:
    assert coded(12, [BUFFALO], {}, ["L12_4", "L1_9", "T04"]) == [("L12_5", BUFFALO)]
