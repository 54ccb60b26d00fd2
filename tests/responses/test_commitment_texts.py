"""A unit's own texts on the signed commitment: printed where they stand, refused without a value, tried out."""

import pytest
from flask.testing import FlaskClient

from pledges.campaigns.tables import Campaign
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.paper.blocks import fill_blocks, paper_spec
from pledges.responses.commitment_making import UnitTextLacksValue
from pledges.stationery.samples import Samples
from pledges.stationery.tables import PaperBlock
from tests.filling import REPRESENTATIVE, reference_in, sign
from tests.paper.reading import page_count, text_of
from tests.worlds import Village

pytestmark = pytest.mark.document


def whole_text(pdf: bytes) -> str:
    return " ".join(text_of(pdf, page) for page in range(page_count(pdf)))


@pytest.fixture
def reference(client: FlaskClient, village: Village, campaign: Campaign) -> str:
    """Of the pledge of the first household."""
    return reference_in(sign(client, village.codes[0]))


def test_a_units_own_closing_is_printed_and_one_that_lacks_a_value_refuses(
    client: FlaskClient, house: House, village: Village, reference: str
) -> None:
    says_it(house, village.commune_id, "<p>Nộp tại {{ thon_khu_pho }}.</p>")
    assert "Nộp tại Thôn Phú Sơn." in whole_text(client.get(f"/R/{reference}/commitment.pdf").data)

    says_it(house, village.hamlet_id, "{{ so_cccd }}")

    assert client.get(f"/R/{reference}/commitment.pdf").status_code == UnitTextLacksValue.status


def says_it(house: House, unit_id: int, closing: str) -> None:
    """Let a unit say its own closing."""
    with house.database.writing() as session:
        block = PaperBlock(
            unit_id=unit_id, paper="commitment", block="closing", source=closing, saved_at=present().now
        )
        session.add(block)


def test_a_unit_tries_its_words_on_real_signers_the_longest_name_first(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    gives = house.handed(Samples).of("commitment")
    sign(client, village.codes[1], nguoi_dai_dien="Ẩn")
    sign(client, village.codes[0])

    with house.database.reading() as session:
        samples = gives.samples(session, village.commune_id)
    words = fill_blocks(
        paper_spec("commitment"), {"closing": "<p>Nộp ở {{ thon_khu_pho }}</p>"}, samples[0].values
    )
    [page] = gives.pages(samples[0], words, None)

    assert [sample.words for sample in samples] == [REPRESENTATIVE, "Ẩn"]
    assert "<p>Nộp ở Thôn Phú Sơn</p>" in page
    assert f"Người đại diện hộ: {REPRESENTATIVE}." in page


def test_where_nobody_signed_it_tries_its_words_on_the_examples(house: House, village: Village) -> None:
    with house.database.reading() as session:
        [sample] = house.handed(Samples).of("commitment").samples(session, village.commune_id)

    assert sample.values == paper_spec("commitment").examples
