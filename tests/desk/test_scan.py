"""A scanned code answers at once, and says nothing about anyone when there is nothing to answer."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from pledges.campaigns.acts.life import close_campaign
from pledges.campaigns.tables import Campaign
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.foundation.vietnamese.dates import short_date
from pledges.links.acts import reissue
from pledges.links.rules import Subject
from pledges.register.rules import SubjectKind
from tests.filling import sign
from tests.tallies.worlds import exclude
from tests.worlds import HOUSEHOLDS, Village, draft, opening_for, run_campaign

GIVEN_NAMES = [household.head_name.split()[-1] for household in HOUSEHOLDS]


def names_in(page: str) -> list[str]:
    return [name for name in (*GIVEN_NAMES, "Phú Sơn", "Hộ số") if name in page]


def test_a_household_nobody_asks_is_told_so_without_a_word_about_it(
    client: FlaskClient, village: Village
) -> None:
    answer = client.get(f"/S/{village.codes[0]}")

    page = answer.get_data(as_text=True)
    assert answer.status_code == 404
    assert "Mã này hiện không có phiếu nào để điền" in page
    assert names_in(page) == []


def test_a_campaign_in_preparation_asks_nobody(client: FlaskClient, house: House, village: Village) -> None:
    draft(house, present(), village.commune_id)

    assert client.get(f"/S/{village.codes[0]}").status_code == 404


def test_before_its_first_day_a_campaign_says_when_it_begins(
    client: FlaskClient, house: House, village: Village
) -> None:
    tomorrow = present().today + timedelta(days=1)
    run_campaign(
        house, present(), village.commune_id, replace(opening_for(present().today), opens_on=tomorrow)
    )

    answer = client.get(f"/S/{village.codes[0]}")

    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert f"Từ ngày {short_date(tomorrow)}, xin quét lại mã này" in page
    assert names_in(page) == []


def test_a_closed_campaign_says_that_it_is_over(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    sign(client, village.codes[0])
    with house.database.writing() as session:
        close_campaign(session, present(), campaign.id)

    pages = [client.get(f"/S/{code}").get_data(as_text=True) for code in village.codes[:2]]

    assert "Đợt vận động này đã kết thúc" in pages[0]
    assert pages[0].replace(village.codes[0], "") == pages[1].replace(village.codes[1], "")
    assert names_in(pages[0]) == []


def test_a_household_taken_out_of_the_base_is_not_asked(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    with house.database.writing() as session:
        exclude(session, present(), campaign.id, village.household_ids[0])

    assert client.get(f"/S/{village.codes[0]}").status_code == 404


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("ABC", "Mã này gõ chưa đúng"),
        ("OOOOOOOOOOOOO", "Mã này gõ chưa đúng"),
        ("2222222222222", "Không có phiếu nào mang mã này"),
        ("%C3%81%E1%BA%A0", "Mã này gõ chưa đúng"),
        ("A" * 3000, "Mã này gõ chưa đúng"),
    ],
)
def test_what_is_no_code_is_told_kindly(client: FlaskClient, village: Village, code: str, words: str) -> None:
    answer = client.get(f"/S/{code}")

    assert answer.status_code == 404
    assert words in answer.get_data(as_text=True)


def test_a_swapped_pair_of_letters_is_noticed(
    client: FlaskClient, village: Village, campaign: Campaign
) -> None:
    code = village.codes[0]
    swapped = next(
        code[:at] + code[at + 1] + code[at] + code[at + 2 :] for at in range(12) if code[at] != code[at + 1]
    )

    assert "Mã này gõ chưa đúng" in client.get(f"/S/{swapped}").get_data(as_text=True)


def test_a_replaced_code_sends_to_the_newest_paper(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    subject = Subject(SubjectKind.HOUSEHOLD, village.household_ids[0], village.codes[0])
    with house.database.writing() as session:
        newer = reissue(session, present(), house.keys, subject, village.hamlet_id)

    assert client.get(f"/S/{village.codes[0]}").status_code == 410
    assert client.get(f"/S/{newer}").status_code == 200


def test_a_counters_code_opens_its_survey(client: FlaskClient, village: Village, campaign: Campaign) -> None:
    answer = client.get(f"/S/{village.counter_code}")

    assert answer.status_code == 200
    assert "Hộ tịch, chứng thực" in answer.get_data(as_text=True)


def test_several_campaigns_are_offered_to_choose_from(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    second = run_campaign(house, present(), village.commune_id)
    sign(client, f"{village.codes[0]}/sign/{second.id}")

    page = client.get(f"/S/{village.codes[0]}").get_data(as_text=True)

    assert f'href="/S/{village.codes[0]}/sign/{campaign.id}"' in page
    assert f'href="/S/{village.codes[0]}/sign/{second.id}"' in page
    assert f"Đã ký ngày {short_date(present().today)}" in page
    assert GIVEN_NAMES[0] not in page


def test_a_small_s_in_the_address_does_too(client: FlaskClient, village: Village, campaign: Campaign) -> None:
    assert client.get(f"/s/{village.codes[0].lower()}").status_code == 200
