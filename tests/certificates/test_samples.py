"""Real certificates to try words on: the newest, with the longest name among them, and none of another unit."""

import pytest

from pledges.certificates.acts import issue
from pledges.certificates.samples import CertificateSamples
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.paper.blocks import paper_spec
from pledges.stationery.papers import tried_on
from tests.certificates.pledging import keys_of, sign
from tests.worlds import HOUSEHOLDS, LONG_NAME, Village, add_commune, build_village, run_campaign

SPEC = paper_spec("certificate")
SAMPLES = CertificateSamples("https://camket.lamdong.gov.vn")


@pytest.fixture
def village(house: House) -> Village:
    """Every household has signed and has its certificate."""
    built = build_village(house, present())
    campaign = run_campaign(house, present(), built.commune_id)
    first, second, third = (sign(house, present(), campaign.id, each)[0] for each in built.household_ids)
    with house.database.writing() as session:
        issue(session, present(), keys_of(house), first)
        issue(session, present(), keys_of(house), second)
        issue(session, present(), keys_of(house), third)
    return built


def test_the_samples_are_real_recipients_with_the_longest_name_first(house: House, village: Village) -> None:
    with house.database.reading() as session:
        found = SAMPLES.samples(session, village.commune_id)

    assert found[0].words == LONG_NAME
    assert {sample.words for sample in found} == {household.head_name for household in HOUSEHOLDS}


def test_another_commune_sees_the_examples_and_nobody_of_here(house: House, village: Village) -> None:
    elsewhere = add_commune(house, present(), village.province_id)

    with house.database.reading() as session:
        (only,) = SAMPLES.samples(session, elsewhere)

    assert only.values == SPEC.examples


@pytest.mark.document
def test_every_sample_is_shown_within_its_page(house: House, village: Village) -> None:
    with house.database.reading() as session:
        found = SAMPLES.samples(session, village.commune_id)

    tried = tried_on(SPEC, {}, (found, SAMPLES), None)

    assert [one.shown.is_within for one in tried if one.shown] == [True, True, True]
    assert [one.shown.pages for one in tried if one.shown] == [1, 1, 1]
