"""A pledge from paper or with help: kept with its proof and its day, once, and never against the household's will."""

import hmac
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from pledges.campaigns.tables import Campaign
from pledges.entry.acts.entering import add_paper, enter
from pledges.entry.refusals import DayNotTaken, EntryOver, NotSignedYet, PaperOvertaken
from pledges.entry.rules import entered_late
from pledges.foundation.audit import AuditEvent
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.foundation.vietnamese.dates import local_date
from pledges.responses.acts.proving import told_by
from pledges.responses.acts.withdrawing import withdraw
from pledges.responses.rules import AlreadySigned, AttemptUsed, NewProof, ProofKind, Receipt, Submission
from tests.certificates.pledging import sign
from tests.entry.papers import KEPT, counted, days_ago, on_paper, paper, period, pledges_in, proofs_in
from tests.worlds import Village


def entered(house: House, now: Occasion, submission: Submission) -> Receipt:
    with house.database.writing() as session:
        return enter(session, now, house.keys, submission, period(house, submission.asking.campaign_id))


def added(house: House, now: Occasion, campaign: Campaign, invitation_id: int, proof: NewProof) -> bool:
    with house.database.writing() as session:
        return add_paper(session, now, invitation_id, proof, period(house, campaign.id))


def test_a_paper_is_kept_as_paper_of_its_day_with_its_proof(
    house: House, now: Occasion, village: Village, campaign: Campaign
) -> None:
    signed_on = days_ago(now, 2)

    receipt = entered(house, now, on_paper(house, campaign.id, village.household_ids[0], paper(signed_on)))

    (pledge,), (proof,) = pledges_in(house), proofs_in(house)
    assert receipt.is_new
    assert (pledge.channel, local_date(pledge.signed_at), pledge.entered_by) == ("paper", signed_on, 1)
    assert (proof.kind, proof.signed_on, proof.kept_at, proof.entered_by) == (
        "signed_paper",
        signed_on,
        KEPT,
        1,
    )
    line = counted(house, campaign.id, village.hamlet_id)
    assert (line.signed_paper, line.signed_self, line.reached) == (1, 0, 1)


@pytest.mark.parametrize("kind", [ProofKind.MEETING, ProofKind.TELEPHONE, ProofKind.IN_PERSON])
def test_what_is_not_on_paper_counts_as_helped(
    house: House, now: Occasion, village: Village, campaign: Campaign, kind: ProofKind
) -> None:
    proof = NewProof(kind, now.today, witness="K'Brơi")

    entered(house, now, on_paper(house, campaign.id, village.household_ids[2], proof))

    assert [pledge.channel for pledge in pledges_in(house)] == ["assisted"]
    assert [one.witness for one in proofs_in(house)] == ["K'Brơi"]
    assert counted(house, campaign.id, village.hamlet_id).signed_assisted == 1


def test_nothing_is_entered_without_a_proof(
    house: House, now: Occasion, village: Village, campaign: Campaign
) -> None:
    bare = replace(on_paper(house, campaign.id, village.household_ids[0], paper(now.today)), proof=None)

    with pytest.raises(ValueError, match="without a proof"):
        entered(house, now, bare)


def test_a_page_sent_again_changes_nothing(
    house: House, now: Occasion, village: Village, campaign: Campaign
) -> None:
    submission = on_paper(house, campaign.id, village.household_ids[0], paper(now.today))
    first = entered(house, now, submission)

    again = entered(house, now, submission)

    assert (again.reference, again.is_new) == (first.reference, False)
    assert (len(pledges_in(house)), len(proofs_in(house))) == (1, 1)


def test_a_page_sent_again_with_other_content_is_refused(
    house: House, now: Occasion, village: Village, campaign: Campaign
) -> None:
    submission = on_paper(house, campaign.id, village.household_ids[0], paper(now.today))
    entered(house, now, submission)

    with pytest.raises(AttemptUsed):
        entered(house, now, replace(submission, content_digest="three items"))


@pytest.mark.parametrize("said", [{"witness": "K'Brơi"}, {"kept_at": "Nhà văn hóa thôn"}, {"sheet_id": 1}])
def test_a_page_sent_again_with_another_proof_is_refused_and_the_first_stays(
    house: House, now: Occasion, village: Village, campaign: Campaign, said: dict[str, object]
) -> None:
    submission = on_paper(house, campaign.id, village.household_ids[0], paper(now.today))
    entered(house, now, submission)

    for other in (paper(now.today, **said), paper(days_ago(now, 1))):
        with pytest.raises(AttemptUsed):
            entered(house, now, replace(submission, proof=other))

    assert [(one.signed_on, one.kept_at, one.witness) for one in proofs_in(house)] == [
        (now.today, KEPT, None)
    ]


def test_the_trail_knows_the_whole_proof_that_was_added(
    house: House, now: Occasion, village: Village, campaign: Campaign
) -> None:
    """The digest in the trail fits the proof as it was added, and no other: a later change of the row shows."""
    sign(house, now, campaign.id, village.household_ids[0])
    submission = on_paper(house, campaign.id, village.household_ids[0], paper(now.today))
    added(house, now, campaign, submission.asking.invitation_id, paper(now.today))

    with house.database.reading() as session:
        event = session.scalars(select(AuditEvent).where(AuditEvent.action == "response.add-proof")).one()

    def digest(proof: NewProof) -> bytes:
        return hmac.digest(event.salt or b"", told_by(proof).encode(), "sha256")

    assert event.after == digest(paper(now.today))
    assert event.after != digest(paper(now.today, witness="K'Brơi"))


def test_paper_of_before_the_campaign_is_refused(
    house: House, now: Occasion, village: Village, campaign: Campaign
) -> None:
    submission = on_paper(house, campaign.id, village.household_ids[0], paper(days_ago(now, 6)))

    with pytest.raises(DayNotTaken):
        entered(house, now, submission)


def test_late_paper_is_entered_while_the_campaign_closes_and_not_after(
    house: House, now: Occasion, village: Village, campaign: Campaign
) -> None:
    assert campaign.closes_on
    closing = replace(now, now=now.now + timedelta(days=32))
    in_time = on_paper(house, campaign.id, village.household_ids[0], paper(campaign.closes_on))
    too_late = replace(
        in_time, proof=paper(campaign.closes_on + timedelta(days=1)), attempt=b"another 16 bytes"
    )

    entered(house, closing, in_time)

    with pytest.raises(DayNotTaken):
        entered(house, closing, too_late)
    with pytest.raises(EntryOver):
        entered(house, replace(now, now=now.now + timedelta(days=400)), too_late)


def test_what_is_entered_four_days_later_is_known_to_be_late(
    house: House, now: Occasion, village: Village, campaign: Campaign
) -> None:
    entered(house, now, on_paper(house, campaign.id, village.household_ids[0], paper(days_ago(now, 4))))

    (pledge,) = pledges_in(house)
    assert entered_late(pledge.signed_at, pledge.entered_at)


def test_paper_and_phone_are_one_pledge_with_both_proofs(
    house: House, now: Occasion, village: Village, campaign: Campaign
) -> None:
    sign(house, now, campaign.id, village.household_ids[0])
    submission = on_paper(house, campaign.id, village.household_ids[0], paper(now.today))

    with pytest.raises(AlreadySigned):
        entered(house, now, submission)
    assert added(house, now, campaign, submission.asking.invitation_id, paper(now.today))

    assert [pledge.channel for pledge in pledges_in(house)] == ["self"]
    assert [proof.kind for proof in proofs_in(house)] == ["signed_paper"]
    line = counted(house, campaign.id, village.hamlet_id)
    assert (line.signed_self, line.signed_paper) == (1, 0)


def test_the_same_paper_is_added_once_and_another_one_too(
    house: House, now: Occasion, village: Village, campaign: Campaign
) -> None:
    sign(house, now, campaign.id, village.household_ids[0])
    asked = on_paper(house, campaign.id, village.household_ids[0], paper(now.today)).asking.invitation_id
    same, other = paper(now.today), NewProof(ProofKind.MEETING, now.today, witness="K'Brơi")

    assert [added(house, now, campaign, asked, proof) for proof in (same, same, other)] == [True, False, True]


def test_a_paper_needs_a_pledge_to_be_added_to(
    house: House, now: Occasion, village: Village, campaign: Campaign
) -> None:
    asked = on_paper(house, campaign.id, village.household_ids[0], paper(now.today)).asking.invitation_id

    with pytest.raises(NotSignedYet):
        added(house, now, campaign, asked, paper(now.today))


def test_older_paper_does_not_bring_back_what_was_withdrawn(
    house: House, now: Occasion, village: Village, campaign: Campaign
) -> None:
    response_id, _ = sign(house, now, campaign.id, village.household_ids[0])
    with house.database.writing() as session:
        withdraw(session, now, response_id)
    submission = on_paper(house, campaign.id, village.household_ids[0], paper(days_ago(now, 1)))

    with pytest.raises(PaperOvertaken):
        entered(house, now, submission)

    assert [pledge.state for pledge in pledges_in(house)] == ["withdrawn"]


def test_paper_signed_after_a_withdrawal_is_taken(
    house: House, now: Occasion, village: Village, campaign: Campaign
) -> None:
    earlier = replace(now, now=now.now - timedelta(days=2))
    response_id, _ = sign(house, earlier, campaign.id, village.household_ids[0])
    with house.database.writing() as session:
        withdraw(session, earlier, response_id)

    entered(house, now, on_paper(house, campaign.id, village.household_ids[0], paper(days_ago(now, 1))))

    assert [pledge.state for pledge in pledges_in(house)] == ["withdrawn", "active"]


def test_a_page_sent_again_after_the_withdrawal_signs_nothing(
    house: House, now: Occasion, village: Village, campaign: Campaign
) -> None:
    submission = on_paper(house, campaign.id, village.household_ids[0], paper(days_ago(now, 1)))
    entered(house, now, submission)
    with house.database.writing() as session:
        withdraw(session, now, pledges_in(house)[0].id)

    assert not entered(house, now, submission).is_new

    assert [pledge.state for pledge in pledges_in(house)] == ["withdrawn"]
