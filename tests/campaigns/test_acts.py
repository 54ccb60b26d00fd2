"""A campaign's life: prepared, opened with frozen texts, joined by newcomers, closed; and who leaves its base."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from pledges.campaigns.acts.campaigns import create_from_catalogue, prepare
from pledges.campaigns.acts.life import close_campaign, invite_newcomers, open_campaign
from pledges.campaigns.inviting import newcomer_count
from pledges.campaigns.queries import by_id, version_of, versions_of
from pledges.campaigns.rules import CampaignNotReady, CampaignNotRunning, CampaignOpenedBefore, Opening
from pledges.campaigns.settings import opening_of
from pledges.campaigns.tables import Invitation
from pledges.foundation.audit import AuditEvent, broken_links
from pledges.foundation.errors import ServiceBusy
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.register.acts.households import HouseholdSource, add_households
from pledges.register.rules import NewHousehold
from pledges.register.tables import Household
from pledges.tallies.acts.counters import TallyBase
from pledges.tallies.tables import BaseChange, LeafCount
from tests.worlds import ABOVE, Village, build_village, draft, opening_for, run_campaign

FORM = "HO-ATGT"


@pytest.fixture
def village(house: House, occasion: Occasion) -> Village:
    return build_village(house, occasion)


def enter_newcomers(house: House, occasion: Occasion, village: Village, number: int) -> None:
    new = [NewHousehold(f"Trần Thị Mười {step}", "Xóm Mới") for step in range(number)]
    with house.database.writing() as session:
        add_households(session, occasion, village.hamlet_id, HouseholdSource(house.keys), new)


def invitations(house: House, campaign_id: int) -> int:
    with house.database.reading() as session:
        count = select(func.count()).select_from(Invitation).where(Invitation.campaign_id == campaign_id)
        return session.scalar(count) or 0


def base(house: House, campaign_id: int, unit_id: int) -> int:
    with house.database.reading() as session:
        return session.get_one(LeafCount, (campaign_id, FORM, unit_id)).base


def actions(house: House) -> list[str]:
    with house.database.reading() as session:
        assert broken_links(session) == []
        return list(session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)))


def test_a_prepared_campaign_is_a_draft_that_asks_nobody(
    house: House, occasion: Occasion, village: Village
) -> None:
    campaign_id = draft(house, occasion, village.commune_id)

    with house.database.reading() as session:
        campaign, versions = by_id(session, campaign_id), versions_of(session, campaign_id)
    assert (campaign.state, campaign.slug) == ("draft", "4k-2026-xa-ham-mau")
    assert campaign.settings["ten_co_quan"] == "Ủy ban nhân dân xã Hàm Mẫu"
    assert [(each.form_code, each.kind, each.frozen_at) for each in versions] == [
        (FORM, "pledge", None),
        ("KS-MC", "survey", None),
    ]
    assert invitations(house, campaign_id) == 0


def test_two_campaigns_of_one_unit_and_year_have_addresses_of_their_own(
    house: House, occasion: Occasion, village: Village
) -> None:
    with house.database.writing() as session:
        slugs = [create_from_catalogue(session, occasion, village.commune_id).slug for _ in range(3)]

    assert slugs == ["4k-2026-xa-ham-mau", "4k-2026-xa-ham-mau-2", "4k-2026-xa-ham-mau-3"]


def test_what_is_settled_in_a_draft_is_kept(house: House, occasion: Occasion, village: Village) -> None:
    campaign_id = draft(house, occasion, village.commune_id)
    half = Opening(
        opens_on=occasion.today, data_contact="bà Trần Thị Hòa", law_name="pháp luật về giao thông"
    )

    with house.database.writing() as session:
        prepare(session, occasion, campaign_id, half)

    with house.database.reading() as session:
        campaign = by_id(session, campaign_id)
    assert campaign.state == "draft"
    assert opening_of(campaign.settings, campaign.opens_on, campaign.closes_on) == half


def test_a_campaign_that_lacks_something_does_not_open(
    house: House, occasion: Occasion, village: Village
) -> None:
    campaign_id = draft(house, occasion, village.commune_id)

    with pytest.raises(CampaignNotReady) as refusal, house.database.writing() as session:
        open_campaign(session, occasion, campaign_id, Opening(opens_on=occasion.today), ABOVE)

    assert refusal.value.values == {"count": 9}
    assert invitations(house, campaign_id) == 0


def test_opening_invites_every_household_below_and_counts_the_base(
    house: House, occasion: Occasion, village: Village
) -> None:
    campaign = run_campaign(house, occasion, village.province_id)

    assert (campaign.state, campaign.opened_at) == ("open", occasion.now)
    assert invitations(house, campaign.id) == base(house, campaign.id, village.hamlet_id) == 3


def test_opening_freezes_the_words_that_people_sign(
    house: House, occasion: Occasion, village: Village
) -> None:
    campaign = run_campaign(house, occasion, village.commune_id)

    with house.database.reading() as session:
        version = version_of(session, campaign.id, FORM)
    assert version.frozen_at == occasion.now
    assert "Ủy ban nhân dân xã Hàm Mẫu" in str(version.content)
    assert "{ten_co_quan}" not in str(version.content)


def test_an_opened_campaign_cannot_be_changed_or_opened_again(
    house: House, occasion: Occasion, village: Village
) -> None:
    campaign = run_campaign(house, occasion, village.commune_id)

    with pytest.raises(CampaignOpenedBefore), house.database.writing() as session:
        prepare(session, occasion, campaign.id, Opening())
    with pytest.raises(CampaignOpenedBefore), house.database.writing() as session:
        open_campaign(session, occasion, campaign.id, opening_for(occasion.today), ABOVE)
    assert invitations(house, campaign.id) == 3


def test_households_entered_later_join_only_when_they_are_brought_in(
    house: House, occasion: Occasion, village: Village
) -> None:
    campaign = run_campaign(house, occasion, village.commune_id)
    enter_newcomers(house, occasion, village, 2)
    assert base(house, campaign.id, village.hamlet_id) == 3

    with house.database.writing() as session:
        assert newcomer_count(session, campaign) == 2
        invited = invite_newcomers(session, occasion, campaign.id, TallyBase())

    assert invited == 2
    assert base(house, campaign.id, village.hamlet_id) == invitations(house, campaign.id) == 5


def test_who_joins_later_carries_the_day_and_the_base_says_who_brought_them_in(
    house: House, occasion: Occasion, village: Village
) -> None:
    campaign = run_campaign(house, occasion, village.commune_id)
    enter_newcomers(house, occasion, village, 2)
    later = Occasion(occasion.now + timedelta(days=3), actor_id=7)

    with house.database.writing() as session:
        invite_newcomers(session, later, campaign.id, TallyBase())

    with house.database.reading() as session:
        days = session.scalars(select(Invitation.invited_on).order_by(Invitation.id)).all()
        change = session.scalars(select(BaseChange)).one()
    assert days == [None, None, None, later.today, later.today]
    assert (change.kind, change.number, change.unit_id, change.made_by) == (
        "newcomers",
        2,
        village.hamlet_id,
        7,
    )
    assert change.made_at == later.now


def test_opening_changes_no_base(house: House, occasion: Occasion, village: Village) -> None:
    run_campaign(house, occasion, village.commune_id)

    with house.database.reading() as session:
        assert session.scalars(select(BaseChange)).all() == []


def test_who_has_left_the_list_is_not_invited(house: House, occasion: Occasion, village: Village) -> None:
    with house.database.writing() as session:
        gone = {"ended_on": occasion.today, "end_reason": "moved_away"}
        session.execute(update(Household).where(Household.id == village.household_ids[0]).values(**gone))

    campaign = run_campaign(house, occasion, village.commune_id)

    assert invitations(house, campaign.id) == base(house, campaign.id, village.hamlet_id) == 2
    with house.database.reading() as session:
        assert newcomer_count(session, campaign) == 0


def test_the_rule_of_two_for_exclusions_is_kept_with_the_opening(
    house: House, occasion: Occasion, village: Village
) -> None:
    opening = replace(opening_for(occasion.today), exclusions_need_two=True)

    campaign = run_campaign(house, occasion, village.commune_id, opening)

    assert campaign.exclusions_need_two
    assert campaign.closes_on
    assert campaign.late_paper_until == campaign.closes_on + timedelta(days=15)
    kept = opening_of(campaign.settings, campaign.opens_on, campaign.closes_on, exclusions_need_two=True)
    assert kept == opening


def test_bringing_newcomers_in_twice_brings_nobody_twice(
    house: House, occasion: Occasion, village: Village
) -> None:
    campaign = run_campaign(house, occasion, village.commune_id)
    enter_newcomers(house, occasion, village, 2)

    with house.database.writing() as session:
        counts = [invite_newcomers(session, occasion, campaign.id, TallyBase()) for _ in range(2)]

    assert counts == [2, 0]
    assert base(house, campaign.id, village.hamlet_id) == 5


def test_a_closed_campaign_takes_no_newcomers_and_does_not_close_again(
    house: House, occasion: Occasion, village: Village
) -> None:
    campaign = run_campaign(house, occasion, village.commune_id)
    with house.database.writing() as session:
        closed = close_campaign(session, occasion, campaign.id)

    assert (closed.state, closed.closed_at) == ("closed", occasion.now)
    with pytest.raises(CampaignNotRunning), house.database.writing() as session:
        invite_newcomers(session, occasion, campaign.id, TallyBase())
    with pytest.raises(CampaignNotRunning), house.database.writing() as session:
        close_campaign(session, occasion, campaign.id)


def test_each_act_leaves_its_mark_in_the_trail(house: House, occasion: Occasion, village: Village) -> None:
    campaign = run_campaign(house, occasion, village.commune_id)
    later = Occasion(occasion.now + timedelta(days=1))
    with house.database.writing() as session:
        invite_newcomers(session, later, campaign.id, TallyBase())
        close_campaign(session, later, campaign.id)

    done = [action for action in actions(house) if action.startswith("campaign.")]
    assert done == [
        "campaign.create",
        "campaign.confirm-base",
        "campaign.open",
        "campaign.invite-newcomers",
        "campaign.close",
    ]


def test_who_is_invited_twice_in_one_second_is_asked_once_and_the_other_act_can_be_tried_again(
    house: House, occasion: Occasion, village: Village
) -> None:
    campaign = run_campaign(house, occasion, village.commune_id)

    def invite_again() -> None:
        who = {
            "subject_kind": "household",
            "subject_id": village.household_ids[0],
            "unit_id": village.hamlet_id,
        }
        with house.database.writing() as session:
            session.add(Invitation(campaign_id=campaign.id, form_code=FORM, is_reached=False, **who))

    with pytest.raises(ServiceBusy):
        invite_again()

    assert invitations(house, campaign.id) == 3
