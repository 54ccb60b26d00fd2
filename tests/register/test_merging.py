"""Two entries that are one household: both histories stay, one pledge counts, nothing is decided by machine."""

import pytest
from sqlalchemy import func, select

from pledges.campaigns.acts.life import close_campaign
from pledges.campaigns.tables import Exclusion, Invitation
from pledges.certificates.queries.signed import signed_in
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.links.queries import invited
from pledges.register.acts.households import HouseholdSource, add_households
from pledges.register.rules import NewHousehold, SubjectKind
from pledges.responses.tables import Response
from pledges.tallies.rules import TallyLine
from pledges.tallies.tables import BaseChange
from tests.certificates.pledging import sign
from tests.register.moving import (
    Commune,
    build_commune,
    counted_anew,
    excluded,
    household,
    households_of,
    invitation,
    line_of,
    merge,
    move,
)


@pytest.fixture
def commune(house: House, occasion: Occasion) -> Commune:
    return build_commune(house, occasion)


def pledges(house: House) -> list[tuple[str, int]]:
    """State and household of every pledge there is."""
    query = select(Response.state, Invitation.subject_id).join(
        Invitation, Invitation.id == Response.invitation_id
    )
    with house.database.reading() as session:
        return [(row[0], row[1]) for row in session.execute(query.order_by(Response.id))]


def add_newcomer(house: House, occasion: Occasion, commune: Commune) -> int:
    """Enter a household after the campaign opened, which nobody has invited; return its id."""
    with house.database.writing() as session:
        new = [NewHousehold("Nguyễn Văn Đức", "Xóm Giữa", 1960)]
        add_households(session, occasion, commune.tan_lap, HouseholdSource(house.keys), new)
    return households_of(house, commune.tan_lap)[-1].id


def propose(house: House, occasion: Occasion, commune: Commune, household_id: int, state: str) -> None:
    """Let an exclusion of a household stand in a state."""
    with house.database.writing() as session:
        asked = invitation(session, commune, household_id)
        decided = occasion.now if state == "approved" else None
        session.add(Exclusion(invitation_id=asked.id, reason="empty_house", state=state, decided_at=decided))


def test_one_leaves_the_list_and_says_whose_it_was(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    kept, gone, _ = commune.households

    merge(house, occasion, kept, gone)

    left = household(house, gone)
    assert (left.ended_on, left.end_reason, left.merged_into_id) == (occasion.today, "duplicate", kept)
    assert household(house, kept).ended_on is None


def test_both_are_asked_once(house: House, occasion: Occasion, commune: Commune) -> None:
    kept, gone, _ = commune.households

    merge(house, occasion, kept, gone)

    assert excluded(house, commune) == [(gone, "duplicate")]
    assert line_of(house, commune, commune.phu_son) == TallyLine(base=3, excluded=1)
    assert counted_anew(house, commune) == []


def test_when_the_one_that_stays_has_signed_its_pledge_counts(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    kept, gone, _ = commune.households
    sign(house, occasion, commune.campaign_id, kept)

    merge(house, occasion, kept, gone)

    assert line_of(house, commune, commune.phu_son) == TallyLine(base=3, excluded=1, reached=1, signed_self=1)
    assert pledges(house) == [("active", kept)]


def test_when_only_the_one_that_goes_has_signed_that_pledge_counts_once_and_is_the_keepers(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    kept, gone, _ = commune.households
    sign(house, occasion, commune.campaign_id, gone)

    merge(house, occasion, kept, gone)

    assert pledges(house) == [("active", kept)]
    assert excluded(house, commune) == [(gone, "duplicate")]
    assert line_of(house, commune, commune.phu_son) == TallyLine(base=3, excluded=1, reached=1, signed_self=1)
    assert counted_anew(house, commune) == []


def test_the_pledge_goes_along_when_the_entries_stood_in_two_hamlets(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    kept, gone = commune.households[0], households_of(house, commune.tan_lap)[0].id
    sign(house, occasion, commune.campaign_id, gone)

    merge(house, occasion, kept, gone)

    assert line_of(house, commune, commune.phu_son) == TallyLine(base=3, reached=1, signed_self=1)
    assert line_of(house, commune, commune.tan_lap) == TallyLine(base=2, excluded=1)
    assert counted_anew(house, commune) == []


def test_when_both_signed_one_counts_and_none_is_deleted(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    kept, gone, _ = commune.households
    sign(house, occasion, commune.campaign_id, kept)
    sign(house, occasion, commune.campaign_id, gone)

    merge(house, occasion, kept, gone)

    assert pledges(house) == [("active", kept), ("active", gone)]
    assert line_of(house, commune, commune.phu_son) == TallyLine(base=3, excluded=1, reached=1, signed_self=1)
    assert counted_anew(house, commune) == []


def test_one_household_gets_one_certificate_and_its_code_is_handed_out_once(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    kept, gone, third = commune.households
    sign(house, occasion, commune.campaign_id, kept)
    sign(house, occasion, commune.campaign_id, gone)

    merge(house, occasion, kept, gone)

    with house.database.reading() as session:
        assert len(signed_in(session, commune.campaign_id, [commune.phu_son])) == 1
        assert invited(session, commune.campaign_id, SubjectKind.HOUSEHOLD, [commune.phu_son]) == [
            kept,
            third,
        ]


def test_one_that_is_in_the_base_stays_in_it(house: House, occasion: Occasion, commune: Commune) -> None:
    """The keeper's entry was excluded as an empty house; the other, which is the same household, was not."""
    kept, gone, _ = commune.households
    propose(house, occasion, commune, kept, "approved")

    merge(house, occasion, kept, gone)

    assert excluded(house, commune) == [(gone, "empty_house")]
    assert counted_anew(house, commune) == []


def test_a_proposal_about_the_one_that_goes_is_decided_by_it(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    kept, gone, _ = commune.households
    propose(house, occasion, commune, gone, "proposed")

    merge(house, occasion, kept, gone)

    assert excluded(house, commune) == [(gone, "duplicate")]


def test_the_mark_of_one_that_was_reached_moves_no_number(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    kept, gone, _ = commune.households
    with house.database.writing() as session:
        invitation(session, commune, gone).is_reached = True

    merge(house, occasion, kept, gone)

    assert line_of(house, commune, commune.phu_son) == TallyLine(base=3, excluded=1, reached=1)


def test_a_newcomer_that_was_asked_under_another_entry_takes_its_place(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    newcomer, gone = add_newcomer(house, occasion, commune), commune.households[2]
    sign(house, occasion, commune.campaign_id, gone)

    merge(house, occasion, newcomer, gone)

    assert pledges(house) == [("active", newcomer)]
    assert line_of(house, commune, commune.phu_son) == TallyLine(base=2)
    assert line_of(house, commune, commune.tan_lap) == TallyLine(base=3, reached=1, signed_self=1)
    assert counted_anew(house, commune) == []


def test_in_one_hamlet_a_newcomer_takes_the_place_without_a_change_of_the_base(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    newcomer, gone = add_newcomer(house, occasion, commune), households_of(house, commune.tan_lap)[0].id

    merge(house, occasion, newcomer, gone)

    with house.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(BaseChange)) == 0
    assert line_of(house, commune, commune.tan_lap) == TallyLine(base=2)


def test_a_newcomer_that_goes_changes_no_campaign(house: House, occasion: Occasion, commune: Commune) -> None:
    newcomer, kept = add_newcomer(house, occasion, commune), commune.households[2]

    merge(house, occasion, kept, newcomer)

    assert excluded(house, commune) == []
    assert line_of(house, commune, commune.phu_son) == TallyLine(base=3)


def test_a_closed_campaign_keeps_what_it_counted(house: House, occasion: Occasion, commune: Commune) -> None:
    kept, gone, _ = commune.households
    sign(house, occasion, commune.campaign_id, kept)
    sign(house, occasion, commune.campaign_id, gone)
    with house.database.writing() as session:
        close_campaign(session, occasion, commune.campaign_id)

    merge(house, occasion, kept, gone)

    assert line_of(house, commune, commune.phu_son) == TallyLine(base=3, reached=2, signed_self=2)
    assert counted_anew(house, commune) == []


def test_a_household_that_moved_after_signing_is_merged_where_it_lives(
    house: House, occasion: Occasion, commune: Commune
) -> None:
    kept, gone = commune.households[0], households_of(house, commune.tan_lap)[0].id
    sign(house, occasion, commune.campaign_id, gone)
    move(house, occasion, commune.phu_son, gone)

    merge(house, occasion, kept, gone)

    assert line_of(house, commune, commune.phu_son) == TallyLine(base=4, excluded=1, reached=1, signed_self=1)
    assert counted_anew(house, commune) == []
