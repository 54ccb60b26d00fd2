"""A counter with several surveys lets the visitor choose; each keeps its answers to itself, and nobody is named."""

import re

from flask.testing import FlaskClient

from pledges.campaigns.acts.campaigns import create_from_catalogue
from pledges.campaigns.tables import Campaign
from pledges.foundation.house import House
from pledges.foundation.moments import present
from tests.satisfaction.answering import kept, opened
from tests.worlds import Village, open_complete

OFFERED = re.compile(r'<li><a href="([^"]+)"')


def run_two_surveys(house: House, village: Village) -> Campaign:
    """Open the ready campaign that asks at counters with two surveys."""
    with house.database.writing() as session:
        campaign = create_from_catalogue(session, present(), village.commune_id, "HAI-LONG")
        return open_complete(session, house, present(), campaign)


def offered(client: FlaskClient, village: Village) -> list[str]:
    page = client.get(f"/S/{village.counter_code}").get_data(as_text=True)
    return [address.replace("&amp;", "&") for address in OFFERED.findall(page)]


def test_one_survey_opens_at_once(client: FlaskClient, village: Village, campaign: Campaign) -> None:
    assert opened(client.get(f"/S/{village.counter_code}")).attempt


def test_two_surveys_of_a_campaign_are_offered(client: FlaskClient, house: House, village: Village) -> None:
    campaign = run_two_surveys(house, village)

    address = f"/S/{village.counter_code}/answer/{campaign.id}?form="
    assert offered(client, village) == [f"{address}KS-MC", f"{address}KS-5YT"]


def test_two_campaigns_are_offered_the_newest_first(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    newer = run_two_surveys(house, village)

    campaigns = [int(re.findall(r"/answer/(\d+)", address)[0]) for address in offered(client, village)]
    assert campaigns == [newer.id, newer.id, campaign.id]


def test_the_choice_leads_to_each_form(client: FlaskClient, house: House, village: Village) -> None:
    run_two_surveys(house, village)
    addresses = offered(client, village)

    pages = [client.get(address) for address in addresses]

    assert [page.status_code for page in pages] == [200, 200]
    assert [opened(page).action for page in pages] == addresses


def test_each_survey_keeps_its_answers_to_itself(client: FlaskClient, house: House, village: Village) -> None:
    campaign = run_two_surveys(house, village)
    survey = opened(client.get(offered(client, village)[0]))

    answer = client.post(survey.action, data=survey.filled())

    [(name, _answers)] = kept(house.config.answers_url)
    assert answer.status_code == 303
    assert name == f"answers:{campaign.id}:{village.counter_id}:KS-MC"


def test_a_form_that_is_not_asked_there_is_not_found(
    client: FlaskClient, village: Village, campaign: Campaign
) -> None:
    assert client.get(f"/S/{village.counter_code}/answer/{campaign.id}?form=KS-5YT").status_code == 404
