"""Questions about doors and pledges that no page of this room asks by itself."""

from flask.testing import FlaskClient
from sqlalchemy import update

from pledges.campaigns.tables import Campaign, QuestionnaireVersion
from pledges.foundation.house import House
from pledges.responses.counting import SignedByLeaf
from pledges.responses.queries.doors import door_of
from pledges.responses.queries.pledges import active_of_invitation
from pledges.responses.rules import Place
from pledges.tallies.rules import SignedCounts
from tests.filling import reference_in, sign
from tests.worlds import Village


def test_a_door_is_found_by_its_household_too(house: House, village: Village, campaign: Campaign) -> None:
    with house.database.reading() as session:
        door = door_of(session, village.household_ids[1])

    assert door is not None
    assert (door.number, door.head_name) == (2, "K'Brơi")
    assert door.place == Place("Thôn Phú Sơn", "Xã Hàm Mẫu", "Tỉnh Lâm Đồng")
    assert [asking.campaign_id for asking in door.askings] == [campaign.id]


def test_nobody_has_no_door(house: House, village: Village) -> None:
    with house.database.reading() as session:
        assert door_of(session, 999) is None


def test_of_two_versions_the_newest_is_asked(house: House, village: Village, campaign: Campaign) -> None:
    with house.database.writing() as session:
        session.execute(update(QuestionnaireVersion).values(version=2))
        session.add(
            QuestionnaireVersion(
                campaign_id=campaign.id,
                form_code="HO-ATGT",
                kind="pledge",
                subject_kind="household",
                version=1,
                content={},
                digest="older",
            )
        )

    with house.database.reading() as session:
        door = door_of(session, village.household_ids[0])

    assert door is not None
    assert [asking.version_digest == "older" for asking in door.askings] == [False]


def test_the_active_pledge_of_an_invitation_is_found_until_it_is_withdrawn(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    reference = reference_in(sign(client, village.codes[0]))
    with house.database.reading() as session:
        before = active_of_invitation(session, 1)

    client.post(f"/R/{reference}/withdraw")

    with house.database.reading() as session:
        assert active_of_invitation(session, 1) is None
    assert before is not None


def test_pledges_are_counted_anew_leaf_by_leaf(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    sign(client, village.codes[0], **{"members-0-name": "H'Hen Niê"})
    sign(client, village.codes[1])
    withdrawn = reference_in(sign(client, village.codes[2]))
    client.post(f"/R/{withdrawn}/withdraw")

    with house.database.reading() as session:
        counted = SignedByLeaf().by_leaf(session, campaign.id)

    assert counted == {("HO-ATGT", village.hamlet_id): SignedCounts(signed_self=2, withdrawn=1, members=1)}
