"""A form for officials asks those of the offices within the campaign's unit, and counts them office by office."""

from dataclasses import dataclass

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from pledges.campaigns.acts.campaigns import add_form, create_campaign, create_from_catalogue
from pledges.campaigns.acts.life import invite_newcomers
from pledges.campaigns.inviting import newcomer_count
from pledges.campaigns.rules import ExclusionReason, NewCampaign, ReasonUnknown
from pledges.campaigns.tables import Campaign, Invitation
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.register.acts.offices import add_office
from pledges.register.rules import SubjectKind
from pledges.register.tables import Official
from pledges.responses.counting import SignedByLeaf
from pledges.staff.rules import Grant, Role
from pledges.tallies.acts.counters import TallyBase
from pledges.tallies.acts.exclusions import lift_exclusion, propose_exclusion
from pledges.tallies.acts.recounting import recount
from pledges.tallies.queries.exclusions import invited_subject, standing_in
from pledges.tallies.queries.tally import Asked, tally_at, total_in
from pledges.tallies.rules import Past, Proposal, Tally
from pledges.tallies.tables import BaseChange
from pledges.units.acts.adding import add_unit
from pledges.units.queries.tree import ids_within
from pledges.units.rules import NewUnit, UnitKind
from tests.worlds import SINCE, Village, add_commune, build_village, open_complete, sign_in

FORM = "CB-ATGT"
NAMES = ("Trần Thị Hòa", "Nguyễn Văn Đức", "K'Brơi")


@dataclass(frozen=True)
class Offices:
    """The commune's health station with three officials, and one of another commune with one."""

    village: Village
    station: int
    official_ids: tuple[int, ...]
    campaign_id: int


def office(house: House, occasion: Occasion, name: str, seat: int, people: tuple[str, ...]) -> int:
    with house.database.writing() as session:
        unit = add_unit(session, occasion, NewUnit(UnitKind.ORGANISATION, "co_quan", name, SINCE))
        add_office(session, occasion, unit.id, seat, len(people))
        for number, person in enumerate(people, start=1):
            enter(session, unit.id, number, person)
        return unit.id


def enter(session: Session, unit_id: int, number: int, person: str) -> None:
    values = {"folded_name": person.lower(), "sort_key": person.lower(), "position": "Viên chức"}
    session.add(Official(unit_id=unit_id, number=number, name=person, **values))


@pytest.fixture
def offices(house: House, occasion: Occasion) -> Offices:
    village = build_village(house, occasion)
    station = office(house, occasion, "Trạm Y tế xã Hàm Mẫu", village.commune_id, NAMES)
    elsewhere = add_commune(house, occasion, village.province_id)
    office(house, occasion, "Trạm Y tế xã Đức Linh", elsewhere, ("Phạm Thị Út",))
    with house.database.writing() as session:
        gone = session.scalars(select(Official).where(Official.name == "K'Brơi")).one()
        gone.ended_on, gone.end_reason = occasion.today, "left_office"
        campaign = create_from_catalogue(session, occasion, village.commune_id)
        add_form(session, occasion, campaign.id, FORM)
        open_complete(session, house, occasion, campaign)
        ids = tuple(session.scalars(select(Official.id).where(Official.unit_id == station)))
        return Offices(village, station, ids, campaign.id)


def tally(house: House, occasion: Occasion, offices: Offices, past: Past | None = None) -> Tally:
    with house.database.reading() as session:
        asked = Asked(offices.campaign_id, offices.village.commune_id, FORM, occasion.today, past)
        return tally_at(session, asked).tally


def exclude(house: House, occasion: Occasion, offices: Offices, reason: ExclusionReason) -> None:
    proposal = Proposal(offices.campaign_id, SubjectKind.OFFICIAL, offices.official_ids[0], reason)
    with house.database.writing() as session:
        propose_exclusion(session, occasion, proposal, SignedByLeaf())


def test_those_on_the_lists_of_offices_within_the_unit_are_invited(house: House, offices: Offices) -> None:
    with house.database.reading() as session:
        rows = session.scalars(select(Invitation).where(Invitation.form_code == FORM)).all()

    assert [(row.subject_kind, row.subject_id, row.unit_id, row.invited_on) for row in rows] == [
        ("official", offices.official_ids[0], offices.station, None),
        ("official", offices.official_ids[1], offices.station, None),
    ]


def test_the_tally_has_a_row_for_each_office(house: House, occasion: Occasion, offices: Offices) -> None:
    found = tally(house, occasion, offices)

    assert [(row.name, row.line.base, row.is_door) for row in found.rows] == [
        ("Trạm Y tế xã Hàm Mẫu", 2, False)
    ]
    assert (found.name, found.total.base) == ("Xã Hàm Mẫu", 2)
    with house.database.reading() as session:
        assert total_in(session, offices.campaign_id, FORM, offices.village.commune_id) == found.total


def test_an_official_on_leave_is_left_out_with_a_reason_of_their_own(
    house: House, occasion: Occasion, offices: Offices
) -> None:
    with pytest.raises(ReasonUnknown):
        exclude(house, occasion, offices, ExclusionReason.EMPTY_HOUSE)

    exclude(house, occasion, offices, ExclusionReason.MATERNITY)

    line = tally(house, occasion, offices).total
    assert (line.base, line.excluded, line.due) == (2, 1, 1)
    with house.database.writing() as session:
        listed, _ = standing_in(session, ids_within([offices.station]), 0, 50)
        who = invited_subject(session, offices.campaign_id, SubjectKind.OFFICIAL, offices.official_ids[0])
        assert recount(session, offices.campaign_id, SignedByLeaf()) == []
    assert [(one.name, one.reason.value) for one in listed] == [("Trần Thị Hòa", "maternity")]
    assert (who.name, who.unit_name) == ("Trần Thị Hòa", "Trạm Y tế xã Hàm Mẫu")


def test_an_official_who_comes_later_joins_by_a_noted_act(
    house: House, occasion: Occasion, offices: Offices
) -> None:
    with house.database.writing() as session:
        enter(session, offices.station, 4, "Lê Văn Mười")
    with house.database.writing() as session:
        campaign = session.get_one(Campaign, offices.campaign_id)
        assert newcomer_count(session, campaign) == 1
        invite_newcomers(session, occasion, campaign.id, TallyBase())

    assert tally(house, occasion, offices).total.base == 3
    with house.database.reading() as session:
        change = session.scalars(select(BaseChange)).one()
    assert (change.form_code, change.unit_id, change.kind, change.number) == (
        FORM,
        offices.station,
        "newcomers",
        1,
    )


def test_the_officials_of_an_earlier_day_are_told_office_by_office(
    house: House, occasion: Occasion, offices: Offices
) -> None:
    exclude(house, occasion, offices, ExclusionReason.SECONDED)

    found = tally(house, occasion, offices, Past(occasion.today, SignedByLeaf()))

    assert [(row.name, row.line.base, row.line.excluded) for row in found.rows] == [
        ("Trạm Y tế xã Hàm Mẫu", 2, 1)
    ]
    assert found.total.due == 1


def test_an_official_who_comes_back_counts_again(house: House, occasion: Occasion, offices: Offices) -> None:
    exclude(house, occasion, offices, ExclusionReason.LONG_LEAVE)

    with house.database.writing() as session:
        lift_exclusion(session, occasion, 1, SignedByLeaf())

    assert tally(house, occasion, offices).total.due == 2


def test_the_page_of_officials_speaks_of_no_households(
    client: FlaskClient, house: House, offices: Offices
) -> None:
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, offices.village.commune_id))

    page = client.get(f"/staff/tallies/{offices.campaign_id}/{offices.village.commune_id}?form={FORM}").text

    assert "0 trên 2 thuộc diện; 0% trên tổng số 2" in page
    assert ">tự đăng ký</span>" in page
    assert "Cán bộ, công chức, viên chức · CB-ATGT" in page
    assert [
        words for words in ("hộ tự ký", "Tổng số hộ", "tổng số hộ", "hộ thuộc diện") if words in page
    ] == []


def test_the_file_of_officials_speaks_of_no_households(
    client: FlaskClient, house: House, offices: Offices
) -> None:
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, offices.village.commune_id))

    answer = client.get(f"/staff/tallies/{offices.campaign_id}/{offices.village.commune_id}.csv?form={FORM}")

    headings = answer.text.splitlines()[0].split(";")
    assert headings[1:3] == ["Tổng số", "Loại trừ"]
    assert "Đã ký trên tổng số" in headings


def test_the_front_page_tells_officials_from_households(
    client: FlaskClient, house: House, occasion: Occasion, offices: Offices
) -> None:
    with house.database.writing() as session:
        new = NewCampaign("CO-QUAN", ("CB-4K",))
        campaign = create_campaign(session, occasion, offices.village.commune_id, new)
        open_complete(session, house, occasion, campaign)
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, offices.village.commune_id))

    page = client.get("/staff/").text

    assert "<b>0%</b> hộ tự ký" in page
    assert "<b>0%</b> tự đăng ký" in page
