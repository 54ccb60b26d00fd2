"""Sign sheets: every invited household has one row for good, and a typed row is entered once."""

from dataclasses import replace

import pytest
from sqlalchemy import select, update

from pledges.campaigns.acts.life import invite_newcomers
from pledges.campaigns.tables import Campaign
from pledges.entry.acts.sheets import enter_row
from pledges.entry.queries import typed_before
from pledges.entry.refusals import NobodyForSheet
from pledges.entry.rules import Order, RowOutcome
from pledges.entry.tables import SignSheet, SignSheetRow
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.register.acts.households import HouseholdSource, add_households
from pledges.register.rules import NewHousehold
from pledges.register.tables import Household
from pledges.responses.acts.withdrawing import withdraw
from pledges.responses.rules import Submission
from pledges.tallies.acts.counters import TallyBase
from tests.certificates.pledging import sign
from tests.entry.papers import days_ago, on_paper, paper, period, pledges_in, proofs_in, row_of_sheet, sheets
from tests.tallies.worlds import exclude
from tests.worlds import Village


def entered(house: House, now: Occasion, submission: Submission) -> RowOutcome:
    with house.database.writing() as session:
        return enter_row(session, now, house.keys, submission, period(house, submission.asking.campaign_id))


def rows_in(house: House) -> list[tuple[int, int, int]]:
    """(series, row, household) of every row."""
    query = select(SignSheet.series, SignSheetRow.row_number, SignSheetRow.subject_id).join(
        SignSheet, SignSheet.id == SignSheetRow.sheet_id
    )
    with house.database.reading() as session:
        return [
            (row[0], row[1], row[2])
            for row in session.execute(query.order_by(SignSheet.id, SignSheetRow.row_number))
        ]


def test_everybody_gets_a_row_in_the_order_of_addresses(
    house: House, now: Occasion, village: Village, campaign: Campaign
) -> None:
    first, second, third = village.household_ids

    sheets(house, now, campaign.id, village.hamlet_id)

    assert rows_in(house) == [(1, 1, first), (1, 2, second), (1, 3, third)]


def test_or_in_the_order_of_given_names(
    house: House, now: Occasion, village: Village, campaign: Campaign
) -> None:
    with house.database.reading() as session:
        by_name = list(session.scalars(select(Household.id).order_by(Household.sort_key)))

    sheets(house, now, campaign.id, village.hamlet_id, Order.NAME)

    assert [household_id for _series, _row, household_id in rows_in(house)] == by_name


def test_who_signed_on_a_phone_has_a_row_like_everybody(
    house: House, now: Occasion, village: Village, campaign: Campaign
) -> None:
    sign(house, now, campaign.id, village.household_ids[1])

    sheets(house, now, campaign.id, village.hamlet_id)

    assert len(rows_in(house)) == 3


def test_who_is_excluded_or_has_left_has_no_row(
    house: House, now: Occasion, village: Village, campaign: Campaign
) -> None:
    first, second, third = village.household_ids
    with house.database.writing() as session:
        exclude(session, now, campaign.id, first)
        gone = {"ended_on": now.today, "end_reason": "moved_away"}
        session.execute(update(Household).where(Household.id == second).values(**gone))

    sheets(house, now, campaign.id, village.hamlet_id)

    assert [row[2] for row in rows_in(house)] == [third]


def test_newcomers_get_a_series_of_their_own_and_no_row_changes(
    house: House, now: Occasion, village: Village, campaign: Campaign
) -> None:
    sheets(house, now, campaign.id, village.hamlet_id)
    before = rows_in(house)
    newcomer = add_newcomer(house, now, village, campaign)

    sheets(house, now, campaign.id, village.hamlet_id)

    assert rows_in(house) == [*before, (2, 1, newcomer)]


def test_when_all_have_a_row_no_sheet_is_made(
    house: House, now: Occasion, village: Village, campaign: Campaign
) -> None:
    sheets(house, now, campaign.id, village.hamlet_id)

    with pytest.raises(NobodyForSheet):
        sheets(house, now, campaign.id, village.hamlet_id)


def test_a_typed_row_becomes_a_pledge_with_its_row_as_proof(
    house: House, now: Occasion, village: Village, campaign: Campaign
) -> None:
    (sheet_id,) = sheets(house, now, campaign.id, village.hamlet_id)

    found = entered(
        house, now, row_of_sheet(house, campaign.id, village.household_ids[0], sheet_id, now.today)
    )

    assert found is RowOutcome.PLEDGE
    assert [(proof.sheet_id, proof.row_number) for proof in proofs_in(house)] == [(sheet_id, 1)]


def test_a_sheet_sent_twice_enters_nothing_twice(
    house: House, now: Occasion, village: Village, campaign: Campaign
) -> None:
    (sheet_id,) = sheets(house, now, campaign.id, village.hamlet_id)
    row = row_of_sheet(house, campaign.id, village.household_ids[0], sheet_id, now.today)

    assert [entered(house, now, row) for _ in range(2)] == [RowOutcome.PLEDGE, RowOutcome.BEFORE]

    assert (len(pledges_in(house)), len(proofs_in(house))) == (1, 1)


def test_a_row_typed_again_with_other_content_changes_nothing(
    house: House, now: Occasion, village: Village, campaign: Campaign
) -> None:
    (sheet_id,) = sheets(house, now, campaign.id, village.hamlet_id)
    row = row_of_sheet(house, campaign.id, village.household_ids[0], sheet_id, now.today)
    entered(house, now, row)

    assert entered(house, now, replace(row, content_digest="other")) is RowOutcome.OTHER_CONTENT


def test_the_row_of_who_signed_on_a_phone_becomes_a_proof_once(
    house: House, now: Occasion, village: Village, campaign: Campaign
) -> None:
    sign(house, now, campaign.id, village.household_ids[0])
    (sheet_id,) = sheets(house, now, campaign.id, village.hamlet_id)
    row = row_of_sheet(house, campaign.id, village.household_ids[0], sheet_id, now.today)

    assert [entered(house, now, row) for _ in range(2)] == [RowOutcome.PROOF, RowOutcome.BEFORE]

    assert (len(pledges_in(house)), len(proofs_in(house))) == (1, 1)


def test_a_row_sent_again_does_not_sign_for_who_withdrew(
    house: House, now: Occasion, village: Village, campaign: Campaign
) -> None:
    response_id, _ = sign(house, now, campaign.id, village.household_ids[0])
    (sheet_id,) = sheets(house, now, campaign.id, village.hamlet_id)
    row = row_of_sheet(house, campaign.id, village.household_ids[0], sheet_id, now.today)
    entered(house, now, row)
    with house.database.writing() as session:
        withdraw(session, now, response_id)

    assert entered(house, now, row) is RowOutcome.BEFORE

    assert [pledge.state for pledge in pledges_in(house)] == ["withdrawn"]


def test_a_row_older_than_a_withdrawal_is_not_taken(
    house: House, now: Occasion, village: Village, campaign: Campaign
) -> None:
    response_id, _ = sign(house, now, campaign.id, village.household_ids[0])
    with house.database.writing() as session:
        withdraw(session, now, response_id)
    (sheet_id,) = sheets(house, now, campaign.id, village.hamlet_id)
    row = row_of_sheet(house, campaign.id, village.household_ids[0], sheet_id, days_ago(now, 1))

    assert entered(house, now, row) is RowOutcome.OVERTAKEN


def test_a_row_of_a_household_that_was_excluded_meanwhile_is_not_taken(
    house: House, now: Occasion, village: Village, campaign: Campaign
) -> None:
    (sheet_id,) = sheets(house, now, campaign.id, village.hamlet_id)
    row = row_of_sheet(house, campaign.id, village.household_ids[0], sheet_id, now.today)
    with house.database.writing() as session:
        exclude(session, now, campaign.id, village.household_ids[0])

    assert entered(house, now, row) is RowOutcome.NOT_ASKED


def test_a_row_is_its_own_proof(house: House, now: Occasion, village: Village, campaign: Campaign) -> None:
    loose = on_paper(house, campaign.id, village.household_ids[0], paper(now.today))

    with pytest.raises(ValueError, match="own proof"):
        entered(house, now, loose)


def test_a_preview_knows_what_was_typed_from_this_sheet_and_nothing_of_other_pledges(
    house: House, now: Occasion, village: Village, campaign: Campaign
) -> None:
    sign(house, now, campaign.id, village.household_ids[1])
    (sheet_id,) = sheets(house, now, campaign.id, village.hamlet_id)
    entered(house, now, row_of_sheet(house, campaign.id, village.household_ids[0], sheet_id, now.today))

    with house.database.reading() as session:
        assert typed_before(session, sheet_id) == {1}


def add_newcomer(house: House, now: Occasion, village: Village, campaign: Campaign) -> int:
    """Enter a household and invite it into the running campaign."""
    with house.database.writing() as session:
        new = NewHousehold("Trần Thị Ngọc Ánh", "Số 3, đường 1")
        add_households(session, now, village.hamlet_id, HouseholdSource(house.keys), [new])
        invite_newcomers(session, now, campaign.id, TallyBase())
        return session.scalars(select(Household.id).order_by(Household.id.desc())).first() or 0
