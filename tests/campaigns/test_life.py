"""From a draft with chosen forms to the archive: what each step of a campaign's life needs, takes and leaves."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from pledges.campaigns.acts.campaigns import (
    confirm_base,
    create_campaign,
    prepare,
)
from pledges.campaigns.acts.life import (
    archive_campaign,
    begin_closing,
    close_campaign,
    invite_newcomers,
    open_campaign,
    open_tasks,
)
from pledges.campaigns.inviting import base_of, invited_count
from pledges.campaigns.queries import all_campaigns, by_id, open_public, pledge_forms, visible_to
from pledges.campaigns.refusals import StillTakesPledges
from pledges.campaigns.rules import (
    CampaignNotReady,
    CampaignNotRunning,
    Certificates,
    Lack,
    NewCampaign,
    RoomsAbove,
    Task,
)
from pledges.campaigns.tables import Campaign, Invitation
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.links.lacking import make_missing_codes
from pledges.links.tables import Code
from pledges.register.acts.households import HouseholdSource, add_households
from pledges.register.rules import NewHousehold, SubjectKind
from pledges.register.tables import Household
from pledges.responses.queries.doors import door_of
from pledges.tallies.acts.counters import TallyBase
from pledges.tallies.queries.tally import tally_of
from tests.worlds import ABOVE, Village, build_village, draft, open_complete, opening_for, run_campaign

OFFICES = "CQ-4K"


@pytest.fixture
def village(house: House, occasion: Occasion) -> Village:
    return build_village(house, occasion)


def prepared(house: House, occasion: Occasion, unit_id: int, *forms: str, code: str = "4K") -> int:
    with house.database.writing() as session:
        return create_campaign(session, occasion, unit_id, NewCampaign(code, forms or None)).id


def opened(house: House, occasion: Occasion, campaign_id: int) -> Campaign:
    with house.database.writing() as session:
        return open_complete(session, house, occasion, by_id(session, campaign_id))


def tasks(house: House, occasion: Occasion, campaign_id: int) -> tuple[Lack, ...]:
    with house.database.reading() as session:
        return open_tasks(session, by_id(session, campaign_id), occasion.today, ABOVE)


def add_household(house: House, occasion: Occasion, village: Village) -> None:
    with house.database.writing() as session:
        new = [NewHousehold("Trần Thị Mười", "Xóm Mới")]
        add_households(session, occasion, village.hamlet_id, HouseholdSource(house.keys), new)


def settled(house: House, occasion: Occasion, village: Village) -> int:
    """Return a draft whose only open tasks are its lists and codes."""
    campaign_id = draft(house, occasion, village.commune_id)
    with house.database.writing() as session:
        prepare(session, occasion, campaign_id, opening_for(occasion.today))
    return campaign_id


def test_lists_are_to_be_confirmed_and_again_when_they_have_changed(
    house: House, occasion: Occasion, village: Village
) -> None:
    campaign_id = settled(house, occasion, village)
    assert tasks(house, occasion, campaign_id) == (Lack(Task.BASE, {"before": None, "now": 3}),)
    with house.database.writing() as session:
        assert confirm_base(session, occasion, campaign_id) == 3
    assert tasks(house, occasion, campaign_id) == ()

    add_household(house, occasion, village)

    assert tasks(house, occasion, campaign_id) == (
        Lack(Task.BASE, {"before": 3, "now": 4}),
        Lack(Task.CODES, {"count": 1}),
    )
    with pytest.raises(CampaignNotReady) as refusal, house.database.writing() as session:
        open_campaign(session, occasion, campaign_id, opening_for(occasion.today), ABOVE)
    assert refusal.value.values == {"count": 2}


def test_opening_freezes_exactly_the_base_that_was_confirmed(
    house: House, occasion: Occasion, village: Village
) -> None:
    campaign = run_campaign(house, occasion, village.commune_id)

    with house.database.reading() as session:
        assert (
            campaign.confirmed_base == invited_count(session, campaign.id) == base_of(session, campaign) == 3
        )


def test_a_list_that_changes_while_the_campaign_opens_stops_the_opening(
    house: House, occasion: Occasion, village: Village
) -> None:
    campaign_id = settled(house, occasion, village)

    class AddsOneLate(TallyBase):
        """Somebody else enters a household between the counting and the inviting."""

        def lacking(self, session: object, campaign: Campaign) -> list[Lack]:
            late = (
                update(Household)
                .where(Household.id == village.household_ids[2])
                .values(ended_on=occasion.today)
            )
            session.execute(late.values(end_reason="moved_away"))  # type: ignore[attr-defined]  # a session
            return []

    above = RoomsAbove(TallyBase(), (AddsOneLate(),))
    with house.database.writing() as session:
        confirm_base(session, occasion, campaign_id)
    with pytest.raises(CampaignNotReady), house.database.writing() as session:
        open_campaign(session, occasion, campaign_id, opening_for(occasion.today), above)
    with house.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Invitation)) == 0


def test_whoever_has_no_code_gets_one_before_the_campaign_opens(
    house: House, occasion: Occasion, village: Village
) -> None:
    add_household(house, occasion, village)
    campaign_id = settled(house, occasion, village)
    assert Lack(Task.CODES, {"count": 1}) in tasks(house, occasion, campaign_id)

    with house.database.writing() as session:
        assert make_missing_codes(session, house.keys, by_id(session, campaign_id)) == 1

    assert Task.CODES not in {lack.task for lack in tasks(house, occasion, campaign_id)}
    with house.database.reading() as session:
        of_households = select(func.count()).select_from(Code).where(Code.subject_kind == "household")
        assert session.scalar(of_households) == 4


@pytest.mark.parametrize(
    ("said", "is_open"),
    [
        (("", ""), True),
        ((Certificates.ISSUED, ""), True),
        ((Certificates.ISSUED, "Chủ tịch"), False),
        ((Certificates.NONE, ""), False),
    ],
)
def test_certificates_need_somebody_who_signs_them_or_are_not_issued(
    house: House, occasion: Occasion, village: Village, said: tuple[str, str], is_open: bool
) -> None:
    campaign_id = draft(house, occasion, village.commune_id)
    opening = replace(opening_for(occasion.today), certificates=said[0], signer_title=said[1])
    with house.database.writing() as session:
        prepare(session, occasion, campaign_id, opening)

    found = {lack.task for lack in tasks(house, occasion, campaign_id)}

    assert (Task.CERTIFICATE in found) is is_open


def test_an_office_within_the_unit_is_invited_to_register_and_counted_under_its_own_unit(
    house: House, occasion: Occasion, village: Village
) -> None:
    campaign = opened(house, occasion, prepared(house, occasion, village.commune_id, OFFICES, code="CO-QUAN"))

    with house.database.reading() as session:
        invitation = session.scalars(select(Invitation).where(Invitation.campaign_id == campaign.id)).one()
        tally = tally_of(session, campaign.id, OFFICES, village.commune_id, occasion.today)
        assert invitation.subject_kind == SubjectKind.OFFICE
        assert pledge_forms(session, campaign.id) == [OFFICES]
    (row,) = tally.rows
    assert (row.unit_id, row.name) == (invitation.unit_id, "Trung tâm Phục vụ hành chính công xã Hàm Mẫu")
    assert (row.line.base, tally.total.base, row.is_door) == (1, 1, False)


def test_an_office_of_another_commune_is_not_asked(
    house: House, occasion: Occasion, village: Village
) -> None:
    campaign_id = prepared(house, occasion, village.hamlet_id, OFFICES, code="CO-QUAN")

    with house.database.reading() as session:
        assert base_of(session, by_id(session, campaign_id)) == 0


def test_two_campaigns_run_at_once_over_the_same_households_with_one_code_each(
    house: House, occasion: Occasion, village: Village
) -> None:
    first = opened(house, occasion, prepared(house, occasion, village.commune_id, "HO-4K", "KS-MC"))
    second = opened(house, occasion, prepared(house, occasion, village.province_id, "HO-ATGT", code="ATGT"))

    with house.database.reading() as session:
        door = door_of(session, village.household_ids[0])
        codes = select(func.count()).select_from(Code).where(Code.subject_kind == "household")
        assert session.scalar(codes) == 3
        assert [campaign.id for campaign in open_public(session, occasion.today)] == [second.id, first.id]
        assert (first.confirmed_base, second.confirmed_base) == (3, 3)
    assert door
    asked = sorted((asking.campaign_id, asking.form_code) for asking in door.askings)
    assert asked == [(first.id, "HO-4K"), (second.id, "HO-ATGT")]


def test_a_campaign_closes_step_by_step_and_ends_in_the_archive(
    house: House, occasion: Occasion, village: Village
) -> None:
    campaign_id = run_campaign(house, occasion, village.commune_id).id
    later = Occasion(occasion.now + timedelta(days=40))

    with house.database.writing() as session:
        states = [
            step(session, later, campaign_id).state
            for step in (begin_closing, close_campaign, archive_campaign)
        ]

    assert states == ["closing", "closed", "archived"]
    with house.database.reading() as session:
        campaign = by_id(session, campaign_id)
        assert (campaign.closed_at, campaign.archived_at) == (later.now, later.now)


def test_no_step_is_taken_twice_or_out_of_order(house: House, occasion: Occasion, village: Village) -> None:
    campaign_id = run_campaign(house, occasion, village.commune_id).id
    with pytest.raises(StillTakesPledges), house.database.writing() as session:
        archive_campaign(session, occasion, campaign_id)
    with house.database.writing() as session:
        begin_closing(session, occasion, campaign_id)

    with pytest.raises(CampaignNotRunning), house.database.writing() as session:
        begin_closing(session, occasion, campaign_id)
    with pytest.raises(CampaignNotRunning), house.database.writing() as session:
        invite_newcomers(session, occasion, campaign_id, TallyBase())
    with pytest.raises(StillTakesPledges), house.database.writing() as session:
        archive_campaign(session, occasion, campaign_id)


def test_the_archive_is_out_of_the_lists_unless_asked_for(
    house: House, occasion: Occasion, village: Village
) -> None:
    kept, gone = (run_campaign(house, occasion, village.commune_id).id for _ in range(2))
    with house.database.writing() as session:
        close_campaign(session, occasion, gone)
        archive_campaign(session, occasion, gone)

    with house.database.reading() as session:
        assert [campaign.id for campaign in visible_to(session, [village.commune_id])] == [kept]
        assert [campaign.id for campaign in visible_to(session, [village.commune_id], archived=True)] == [
            gone
        ]
        assert [campaign.id for campaign in all_campaigns(session)] == [gone, kept]
