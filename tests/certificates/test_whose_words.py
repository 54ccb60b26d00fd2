"""Whose words a certificate is in: those of its own place, nearest up the tree, whoever holds the campaign."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from pledges.campaigns.rules import Opening
from pledges.campaigns.tables import Campaign
from pledges.certificates.acts import issue
from pledges.certificates.papers import certificate_paper
from pledges.certificates.queries.recipients import recipients
from pledges.certificates.rules import PAPER, Recipient
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.register.acts.households import HouseholdSource, add_households
from pledges.register.rules import NewHousehold
from pledges.register.tables import Household
from pledges.stationery.tables import PaperBlock, PaperHead
from pledges.units.acts.adding import add_unit
from pledges.units.rules import NewUnit, UnitKind
from tests.certificates.pledging import keys_of, sign
from tests.paper.reading import text_of
from tests.stationery.test_inheriting import follow
from tests.units.worlds import add, done, merge, move, of, rename
from tests.worlds import Village, add_commune, build_village, opening_for, run_campaign

NOW = Occasion(now=datetime(2026, 11, 23, 1, 0, tzinfo=UTC))
URL = "https://camket.lamdong.gov.vn"
OF_PROVINCE, OF_COMMUNE = "Ghi nhận và cảm ơn gia đình", "Xã Hàm Mẫu trân trọng ghi nhận"
COMMUNE_HEAD = "Ủy ban nhân dân xã Hàm Mẫu"


@dataclass(frozen=True)
class World:
    """A province's campaign of last week, with a certificate in each of two communes; words are a month old."""

    village: Village
    other_commune_id: int
    ours: str
    theirs: str


@pytest.fixture
def last_week() -> Occasion:
    return replace(NOW, now=NOW.now - timedelta(days=7))


@pytest.fixture
def world(house: House, last_week: Occasion) -> World:
    village = build_village(house, last_week)
    elsewhere = add_commune(house, last_week, village.province_id)
    hamlet = add(house, last_week, "thon", "Thôn Đức Bình", elsewhere)
    with house.database.writing() as session:
        source = HouseholdSource(house.keys)
        add_households(session, last_week, hamlet, source, [NewHousehold("H'Hen Niê", "Tổ 2")])
        household = session.scalars(select(Household.id).where(Household.unit_id == hamlet)).one()
    campaign = run_campaign(house, last_week, village.province_id, of_the_province(last_week))
    says(house, village.province_id, OF_PROVINCE)
    ours = issued(house, last_week, campaign, village.household_ids[0])
    return World(village, elsewhere, ours, issued(house, last_week, campaign, household))


def of_the_province(occasion: Occasion) -> Opening:
    province = "Ủy ban nhân dân tỉnh Lâm Đồng"
    signer = {"signer_title": "Phó Chủ tịch", "signer_name": "Nguyễn Văn Phước"}
    return replace(opening_for(occasion.today), controller=province, **signer)


def issued(house: House, occasion: Occasion, campaign: Campaign, household_id: int) -> str:
    response_id, _ = sign(house, occasion, campaign.id, household_id)
    with house.database.writing() as session:
        return issue(session, occasion, keys_of(house), response_id).number


def says(house: House, unit_id: int, lead: str, days: int = 30) -> None:
    """Let a unit open its certificates in words of its own, since so many days."""
    said = {"paper": PAPER, "block": "lead", "source": lead}
    with house.database.writing() as session:
        session.add(PaperBlock(unit_id=unit_id, saved_at=NOW.now - timedelta(days=days), **said))


def bears(house: House, unit_id: int, issuer: str, days: int = 30) -> None:
    """Give a unit's papers a head, since so many days."""
    head = {"style": "state", "superior": "", "issuer": issuer, "place": "Hàm Mẫu", "symbol": ""}
    with house.database.writing() as session:
        session.add(PaperHead(unit_id=unit_id, saved_at=NOW.now - timedelta(days=days), **head))


def recipient_of(house: House, number: str) -> Recipient:
    with house.database.reading() as session:
        [found] = recipients(session, [number])
    return found


def lead_of(house: House, number: str) -> str:
    return dict(recipient_of(house, number).wording.sources)["lead"]


@pytest.mark.document
def test_a_communes_own_words_and_head_hold_for_its_households_and_no_others(
    house: House, world: World
) -> None:
    says(house, world.village.commune_id, OF_COMMUNE)
    bears(house, world.village.commune_id, COMMUNE_HEAD)

    ours = text_of(certificate_paper(recipient_of(house, world.ours), URL).content)
    theirs = text_of(certificate_paper(recipient_of(house, world.theirs), URL).content)

    assert OF_COMMUNE in ours
    assert COMMUNE_HEAD.upper() in ours
    assert "Hàm Mẫu, ngày" in ours
    assert OF_PROVINCE in theirs
    assert "ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG" in theirs
    assert "Lâm Đồng, ngày" in theirs
    assert COMMUNE_HEAD.upper() not in theirs


def test_nobody_of_the_province_signs_for_the_commune(house: House, world: World) -> None:
    bears(house, world.village.commune_id, COMMUNE_HEAD)

    ours, theirs = recipient_of(house, world.ours).wording, recipient_of(house, world.theirs).wording

    assert (ours.signer_title, ours.signer_name) == ("", "")
    assert (theirs.signer_title, theirs.signer_name) == ("Phó Chủ tịch", "Nguyễn Văn Phước")


def test_under_the_provinces_own_head_the_provinces_signer_stays(house: House, world: World) -> None:
    bears(house, world.village.province_id, "Ủy ban nhân dân tỉnh Lâm Đồng")

    assert recipient_of(house, world.ours).wording.signer_name == "Nguyễn Văn Phước"


def test_words_and_head_of_after_the_issue_change_no_paper(house: House, world: World) -> None:
    before = recipient_of(house, world.ours)

    says(house, world.village.commune_id, OF_COMMUNE, days=2)
    bears(house, world.village.commune_id, COMMUNE_HEAD, days=2)

    assert recipient_of(house, world.ours) == before


def test_a_hamlet_that_went_to_another_commune_keeps_the_words_of_its_old_one(
    house: House, world: World
) -> None:
    says(house, world.village.commune_id, OF_COMMUNE)
    says(house, world.other_commune_id, "Xã Đức Linh ghi nhận")
    bears(house, world.village.commune_id, COMMUNE_HEAD)
    before = recipient_of(house, world.ours)

    plan = move(house, world.village.hamlet_id, world.other_commune_id)
    done(house, NOW, of(world.village.province_id), plan)

    assert recipient_of(house, world.ours) == before


def test_words_that_went_over_to_an_heir_stay_on_the_papers_of_before(house: House, world: World) -> None:
    says(house, world.village.hamlet_id, "Thôn Phú Sơn ghi nhận")
    before = recipient_of(house, world.ours)

    new = NewUnit(UnitKind.TERRITORY, "thon", "Thôn Phú Lộc", NOW.today, world.village.commune_id)
    with house.database.writing() as session:
        heir_id = add_unit(session, NOW, new).id
    # The change that this one belongs to.
    plan = rename(house, world.other_commune_id, "Xã Đức Tài")
    done(house, NOW, of(world.village.province_id), plan)
    follow(house, NOW, world.village.hamlet_id, heir_id)

    assert lead_of(house, world.ours) == "Thôn Phú Sơn ghi nhận"
    assert recipient_of(house, world.ours) == before


def test_a_campaign_that_went_over_to_an_heir_leaves_head_and_place_as_they_were(
    house: House, last_week: Occasion
) -> None:
    village = build_village(house, last_week)
    other = add_commune(house, last_week, village.province_id)
    bears(house, village.commune_id, COMMUNE_HEAD)
    campaign = run_campaign(house, last_week, village.commune_id)
    number = issued(house, last_week, campaign, village.household_ids[0])
    before = recipient_of(house, number)

    plan = merge(village.province_id, "Xã Tuy Phong", village.commune_id, other, type_="xa")
    done(house, NOW, of(village.province_id), plan)

    assert before.wording.head is not None
    assert before.wording.signer_title == "Chủ tịch"
    assert recipient_of(house, number) == before


def test_a_renamed_unit_is_on_the_paper_what_it_was_called(house: House, world: World) -> None:
    before = recipient_of(house, world.ours)

    done(
        house,
        NOW,
        of(world.village.province_id),
        rename(house, world.village.province_id, "Tỉnh Nam Tây Nguyên"),
    )

    assert recipient_of(house, world.ours) == before
