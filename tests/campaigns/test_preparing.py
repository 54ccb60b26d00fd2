"""A campaign is prepared from the catalogue, with the forms and the title chosen."""

import pytest
from sqlalchemy import select

from pledges.campaigns.acts.campaigns import (
    add_form,
    confirm_base,
    create_campaign,
    create_from_catalogue,
    remove_form,
    rename,
)
from pledges.campaigns.catalogue import ready_titles
from pledges.campaigns.queries import by_id, pledge_forms, versions_of
from pledges.campaigns.refusals import FormThere, LastForm, SecondPledgeForm
from pledges.campaigns.rules import CampaignOpenedBefore, NewCampaign
from pledges.foundation.audit import AuditEvent
from pledges.foundation.errors import NotFound
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from tests.campaigns.test_life import OFFICES, prepared
from tests.worlds import Village, build_village, run_campaign


@pytest.fixture
def village(house: House, occasion: Occasion) -> Village:
    return build_village(house, occasion)


def test_a_campaign_is_prepared_with_the_forms_and_the_title_chosen(
    house: House, occasion: Occasion, village: Village
) -> None:
    new = NewCampaign("4K", ("HO-4K", "CB-4K", "HO-4K"), "Ký cam kết đợt 2", "Second round of pledges")
    with house.database.writing() as session:
        campaign = create_campaign(session, occasion, village.commune_id, new)
        codes = [version.form_code for version in versions_of(session, campaign.id)]

    assert codes == ["HO-4K", "CB-4K"]
    assert (campaign.title_vi, campaign.title_en) == ("Ký cam kết đợt 2", "Second round of pledges")
    assert campaign.settings["ten_chien_dich"] == "đợt vận động thực hiện nội dung “4 không”"


def test_a_form_that_the_catalogue_does_not_have_is_not_found(
    house: House, occasion: Occasion, village: Village
) -> None:
    with pytest.raises(NotFound):
        prepared(house, occasion, village.commune_id, "HO-5K")


def test_forms_are_taken_in_and_out_of_a_draft(house: House, occasion: Occasion, village: Village) -> None:
    campaign_id = prepared(house, occasion, village.commune_id, "HO-ATGT")
    with house.database.writing() as session:
        add_form(session, occasion, campaign_id, OFFICES)
        remove_form(session, occasion, campaign_id, "HO-ATGT")

    with house.database.reading() as session:
        assert pledge_forms(session, campaign_id) == [OFFICES]


def test_what_households_sign_leads_whatever_order_the_forms_were_taken_in(
    house: House, occasion: Occasion, village: Village
) -> None:
    campaign_id = prepared(house, occasion, village.commune_id, "CB-4K", OFFICES, "HO-4K")

    with house.database.reading() as session:
        assert pledge_forms(session, campaign_id) == ["HO-4K", "CB-4K", OFFICES]


def test_a_form_is_in_a_campaign_once_and_the_last_one_stays(
    house: House, occasion: Occasion, village: Village
) -> None:
    campaign_id = prepared(house, occasion, village.commune_id, "HO-ATGT")

    with pytest.raises(FormThere), house.database.writing() as session:
        add_form(session, occasion, campaign_id, "HO-ATGT")
    with pytest.raises(LastForm), house.database.writing() as session:
        remove_form(session, occasion, campaign_id, "HO-ATGT")
    with pytest.raises(NotFound), house.database.writing() as session:
        remove_form(session, occasion, campaign_id, OFFICES)


def test_a_campaign_asks_one_pledge_of_a_kind_of_subject(
    house: House, occasion: Occasion, village: Village
) -> None:
    """Behind one code a campaign opens one form: the second would never be read."""
    campaign_id = prepared(house, occasion, village.commune_id, "HO-ATGT", "KS-MC")

    with pytest.raises(SecondPledgeForm) as refused, house.database.writing() as session:
        add_form(session, occasion, campaign_id, "HO-4K")
    with pytest.raises(SecondPledgeForm):
        prepared(house, occasion, village.commune_id, "HO-4K", "HO-ATGT")
    with house.database.writing() as session:
        add_form(session, occasion, campaign_id, "CB-ATGT")
        add_form(session, occasion, campaign_id, "KS-5YT")

    assert refused.value.values == {"code": "HO-ATGT"}
    with house.database.reading() as session:
        codes = {version.form_code for version in versions_of(session, campaign_id)}
    assert codes == {"HO-ATGT", "KS-MC", "CB-ATGT", "KS-5YT"}


@pytest.mark.parametrize("ready", [code for code, _, _ in ready_titles()])
def test_every_ready_campaign_can_be_prepared_as_it_is(
    house: House, occasion: Occasion, village: Village, ready: str
) -> None:
    with house.database.writing() as session:
        campaign = create_from_catalogue(session, occasion, village.commune_id, ready)

        assert versions_of(session, campaign.id)


def test_a_draft_gets_other_titles_and_keeps_its_address(
    house: House, occasion: Occasion, village: Village
) -> None:
    campaign_id = prepared(house, occasion, village.commune_id, "HO-ATGT")

    with house.database.writing() as session:
        rename(session, occasion, campaign_id, "Ký cam kết đợt 2 năm 2026", "Second round of 2026")

    with house.database.reading() as session:
        campaign = by_id(session, campaign_id)
        event = session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert (campaign.title_vi, campaign.title_en) == ("Ký cam kết đợt 2 năm 2026", "Second round of 2026")
    assert campaign.slug == "4k-2026-xa-ham-mau"
    assert event
    assert (event.action, event.subject) == ("campaign.rename", f"campaign:{campaign_id}")
    assert len({event.before, event.after, None}) == 3


def test_an_open_campaign_keeps_its_titles(house: House, occasion: Occasion, village: Village) -> None:
    campaign = run_campaign(house, occasion, village.commune_id)

    with pytest.raises(CampaignOpenedBefore), house.database.writing() as session:
        rename(session, occasion, campaign.id, "Đợt khác", "Another")


def test_an_open_campaign_keeps_the_forms_it_opened_with(
    house: House, occasion: Occasion, village: Village
) -> None:
    campaign = run_campaign(house, occasion, village.commune_id)

    with pytest.raises(CampaignOpenedBefore), house.database.writing() as session:
        add_form(session, occasion, campaign.id, OFFICES)
    with pytest.raises(CampaignOpenedBefore), house.database.writing() as session:
        remove_form(session, occasion, campaign.id, "KS-MC")
    with pytest.raises(CampaignOpenedBefore), house.database.writing() as session:
        confirm_base(session, occasion, campaign.id)


def test_a_campaign_without_a_code_of_its_own_is_the_four_khong(
    house: House, occasion: Occasion, village: Village
) -> None:
    with house.database.writing() as session:
        campaign = create_from_catalogue(session, occasion, village.commune_id, is_sample=True)

    assert campaign.is_sample
    assert campaign.slug == "4k-2026-xa-ham-mau"
