"""A correction is a further version: the first stays, every reference leads to the newest, counters move by members."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from pledges.campaigns.tables import Campaign
from pledges.foundation.audit import broken_links
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.responses.acts.correcting import correct
from pledges.responses.acts.signing import submit
from pledges.responses.acts.withdrawing import withdraw
from pledges.responses.counting import SignedByLeaf
from pledges.responses.pledged import Pledge
from pledges.responses.queries.doors import door_of
from pledges.responses.queries.pledges import by_reference
from pledges.responses.rules import (
    AlreadyWithdrawn,
    AttemptUsed,
    ConfirmedBy,
    NamedMember,
    Receipt,
    Submission,
)
from pledges.responses.tables import Member, Proof, Response, Signature
from pledges.responses.turned_away import CorrectedMeanwhile
from pledges.tallies.acts.recounting import recount
from pledges.tallies.tables import LeafCount
from tests.worlds import Village

HOA, UT = (
    NamedMember("Trần Thị Hòa", 1970, "Vợ", ConfirmedBy.PAPER),
    NamedMember("Nguyễn Văn Út", None, "Con"),
)
STROKES = "10,10 20,40 60,20;70,30 90,35"


@pytest.fixture
def occasion() -> Occasion:
    return present()


@pytest.fixture
def submission(house: House, village: Village, campaign: Campaign) -> Submission:
    """A pledge of the first household, with two members of whom one has confirmed on paper."""
    with house.database.reading() as session:
        door = door_of(session, village.household_ids[0])
    assert door is not None
    return Submission(
        asking=door.asked_by(campaign.id),
        attempt=b"page of signing.",
        signed_text="Gia đình tôi tự nguyện cam kết.",
        content_digest="first",
        language="vi",
        items=("T04", "T07"),
        consents=("C1",),
        signer_name="Nguyễn Văn Đức",
        members=(HOA, UT),
        strokes=STROKES,
    )


@pytest.fixture
def first(house: House, occasion: Occasion, submission: Submission) -> Receipt:
    with house.database.writing() as session:
        return submit(session, occasion, house.keys, submission)


def newest(house: House, reference: str) -> Pledge:
    with house.database.reading() as session:
        return by_reference(session, house.keys, reference)


def corrected(submission: Submission, number: int = 1, **changes: object) -> Submission:
    """Return what a correcting page hands in: fewer items, another name, unless something else is said."""
    typed = {"items": ("T07",), "signer_name": "Nguyễn Văn Đức Anh", "content_digest": f"correction {number}"}
    return replace(submission, attempt=f"correction {number:5}".encode(), **{**typed, **changes})


def send(house: House, occasion: Occasion, current: Pledge, submission: Submission) -> Receipt:
    with house.database.writing() as session:
        return correct(session, occasion, house.keys, current, submission)


def test_the_first_reference_leads_to_the_newest_version(
    house: House, occasion: Occasion, submission: Submission, first: Receipt
) -> None:
    receipt = send(house, occasion, newest(house, first.reference), corrected(submission))

    assert receipt == Receipt(first.reference, is_new=True)
    found = newest(house, first.reference)
    assert (found.items, found.signer_name) == (("T07",), "Nguyễn Văn Đức Anh")


def test_the_first_version_is_kept_as_it_was(
    house: House, occasion: Occasion, submission: Submission, first: Receipt
) -> None:
    signed_at = newest(house, first.reference).signed_at
    later = replace(occasion, now=occasion.now + timedelta(hours=2))

    send(house, later, newest(house, first.reference), corrected(submission))

    with house.database.reading() as session:
        before, after = session.scalars(select(Response).order_by(Response.id)).all()
    assert (before.state, before.items, before.signer_name) == ("replaced", ["T04", "T07"], "Nguyễn Văn Đức")
    assert (after.state, after.root_id, after.corrected_at) == ("active", before.id, later.now)
    assert after.signed_at == before.signed_at == signed_at


def test_who_stays_keeps_link_and_confirmation_and_who_is_renamed_does_not(
    house: House, occasion: Occasion, submission: Submission, first: Receipt
) -> None:
    members = (NamedMember("Nguyễn Văn Út Em", None, "Con"), NamedMember("Trần Thị Hoà", 1970, "Vợ"))

    send(house, occasion, newest(house, first.reference), corrected(submission, members=members))

    with house.database.reading() as session:
        hoa, ut, renamed, stayed = session.scalars(
            select(Member).order_by(Member.response_id, Member.position)
        ).all()
    assert (stayed.nonce, stayed.lookup, stayed.confirmed_by) == (hoa.nonce, hoa.lookup, "paper")
    assert renamed.lookup != ut.lookup
    assert renamed.confirmed_at is None


def test_counters_change_by_the_members_only(
    house: House, occasion: Occasion, submission: Submission, first: Receipt, campaign: Campaign
) -> None:
    send(house, occasion, newest(house, first.reference), corrected(submission, members=(UT,)))

    with house.database.writing() as session:
        leaf = session.scalars(select(LeafCount)).one()
        assert (leaf.signed_self, leaf.reached, leaf.members, leaf.members_confirmed) == (1, 1, 1, 0)
        assert recount(session, campaign.id, SignedByLeaf()) == []
        assert broken_links(session) == []


def test_the_correcting_page_sent_again_gives_the_same_receipt(
    house: House, occasion: Occasion, submission: Submission, first: Receipt
) -> None:
    opened = newest(house, first.reference)
    send(house, occasion, opened, corrected(submission))

    again = send(house, occasion, opened, corrected(submission))

    assert again == Receipt(first.reference, is_new=False)


def test_the_correcting_page_sent_again_with_other_content_is_refused(
    house: House, occasion: Occasion, submission: Submission, first: Receipt
) -> None:
    opened = newest(house, first.reference)
    send(house, occasion, opened, corrected(submission))

    with pytest.raises(AttemptUsed):
        send(house, occasion, opened, corrected(submission, content_digest="something else"))


def test_of_two_corrections_of_one_version_the_first_stays(
    house: House, occasion: Occasion, submission: Submission, first: Receipt
) -> None:
    opened = newest(house, first.reference)
    send(house, occasion, opened, corrected(submission))

    with pytest.raises(CorrectedMeanwhile):
        send(house, occasion, opened, corrected(submission, 2))


def test_the_signing_page_sent_again_after_a_correction_gives_its_receipt(
    house: House, occasion: Occasion, submission: Submission, first: Receipt
) -> None:
    send(house, occasion, newest(house, first.reference), corrected(submission))

    with house.database.writing() as session:
        again = submit(session, occasion, house.keys, submission)

    assert again == Receipt(first.reference, is_new=False)


def test_a_pledge_taken_back_is_not_corrected(
    house: House, occasion: Occasion, submission: Submission, first: Receipt
) -> None:
    opened = newest(house, first.reference)
    with house.database.writing() as session:
        withdraw(session, occasion, opened.response_id)

    with pytest.raises(AlreadyWithdrawn):
        send(house, occasion, opened, corrected(submission))


def test_withdrawing_erases_what_identifies_people_from_every_version(
    house: House, occasion: Occasion, submission: Submission, first: Receipt, campaign: Campaign
) -> None:
    send(house, occasion, newest(house, first.reference), corrected(submission))

    with house.database.writing() as session:
        withdraw(session, occasion, newest(house, first.reference).response_id)

    with house.database.writing() as session:
        rows = session.scalars(select(Response).order_by(Response.id)).all()
        assert [(row.state, row.signer_name, row.content_digest) for row in rows] == [
            ("replaced", None, ""),
            ("withdrawn", None, ""),
        ]
        assert session.scalars(select(Member)).all() == session.scalars(select(Signature)).all() == []
        assert session.scalars(select(Proof.witness)).all() == []
        assert recount(session, campaign.id, SignedByLeaf()) == []
