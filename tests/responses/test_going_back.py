"""An older release may be put back: what households signed meanwhile is there, and their receipts open it."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from pledges.campaigns.acts.local_items import set_local_items
from pledges.campaigns.local_rules import LocalPlace
from pledges.campaigns.rules import LocalText
from pledges.campaigns.tables import Campaign
from pledges.foundation.house import House
from pledges.foundation.migrating import migrate
from pledges.foundation.moments import present
from tests.filling import reference_in, sign
from tests.responses.test_corrections import open_correction
from tests.worlds import Village

BEFORE_VERSIONS = "0017"


@pytest.fixture
def corrected(client: FlaskClient, village: Village, campaign: Campaign) -> str:
    """The first reference of a pledge with a member and a drawing, which was corrected to another name."""
    drawn = {"members-0-name": "Phạm Thị Hòa", "signature": "10,10 60,80 120,20"}
    reference = reference_in(sign(client, village.codes[0], **drawn))
    page = open_correction(client, reference)
    client.post(page.action, data=page.filled(nguoi_dai_dien="Trần Thị Hòa", **drawn))
    return reference


@pytest.fixture
def local(client: FlaskClient, house: House, village: Village, campaign: Campaign) -> str:
    """The reference of a pledge that was signed on a form with an item of the hamlet's own."""
    place = LocalPlace(campaign.id, "HO-ATGT", village.hamlet_id)
    with house.database.writing() as session:
        set_local_items(session, present(), place, [LocalText("Quét ngõ sạch.", "Sweep the lane.")])
    return reference_in(sign(client, village.codes[1]))


def test_one_version_of_each_pledge_is_left_and_signed_texts_stay(
    house: House, corrected: str, local: str
) -> None:
    migrate(house.database, BEFORE_VERSIONS)

    with house.database.reading() as session:
        kept = session.execute(text("SELECT signer_name, version_id, state FROM response ORDER BY id")).all()
        versions = session.execute(text("SELECT id FROM questionnaire_version WHERE form_code = 'HO-ATGT'"))
        core = versions.scalars().all()
        texts = session.execute(text("SELECT count(*) FROM signed_text")).scalar()
    assert [row.signer_name for row in kept] == ["Trần Thị Hòa", "Nguyễn Hoàng Thùy Phương Khánh Ngọc"]
    assert {row.state for row in kept} == {"active"}
    assert [row.version_id for row in kept] == core * 2
    assert texts


def test_coming_forward_again_the_receipts_that_were_given_open(
    client: FlaskClient, house: House, corrected: str, local: str
) -> None:
    migrate(house.database, BEFORE_VERSIONS)
    migrate(house.database)

    receipts = [client.get(f"/R/{reference}").get_data(as_text=True) for reference in (corrected, local)]
    assert "Trần Thị Hòa" in receipts[0]
    assert "Phạm Thị Hòa" in receipts[0]
    assert "Đã cam kết 2/14 điều" in receipts[1]
