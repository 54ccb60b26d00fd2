"""Papers as they lie on the desk: what they say of a household, and who counted what of them."""

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select

from pledges.campaigns.queries import by_id
from pledges.campaigns.tables import QuestionnaireVersion
from pledges.entry.acts.sheets import attempt_of_row, make_sheets
from pledges.entry.queries import period_of
from pledges.entry.rules import NewSheets, Order, Period
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.responses.queries.doors import door_of
from pledges.responses.rules import NewProof, ProofKind, Submission
from pledges.responses.tables import Proof, Response
from pledges.tallies.tables import LeafCount

FORM = "HO-ATGT"
KEPT = "Tủ hồ sơ số 2, Văn phòng xã"
ATTEMPT = b"sixteen bytes ok"


def paper(signed_on: date, **said: object) -> NewProof:
    """A signed paper of a day."""
    return replace(NewProof(ProofKind.SIGNED_PAPER, signed_on, kept_at=KEPT), **said)


def on_paper(
    house: House, campaign_id: int, household_id: int, proof: NewProof, **said: object
) -> Submission:
    """What a household's paper says: two items, the needed consent, in the head's name."""
    with house.database.reading() as session:
        door = door_of(session, household_id)
    assert door
    submission = Submission(
        asking=door.asked_by(campaign_id),
        attempt=ATTEMPT,
        signed_text="Bản cam kết",
        content_digest="two items",
        language="vi",
        items=("T01", "T04"),
        consents=("C1",),
        signer_name=door.head_name,
        proof=proof,
    )
    return replace(submission, **said)


def row_of_sheet(
    house: House, campaign_id: int, household_id: int, sheet_id: int, signed_on: date, *, row: int = 1
) -> Submission:
    """What a row of a sign sheet says."""
    proof = paper(signed_on, sheet_id=sheet_id, row_number=row)
    attempt = attempt_of_row(house.keys, sheet_id, row)
    return on_paper(house, campaign_id, household_id, proof, attempt=attempt)


def period(house: House, campaign_id: int) -> Period:
    with house.database.reading() as session:
        return period_of(by_id(session, campaign_id))


def sheets(
    house: House, occasion: Occasion, campaign_id: int, unit_id: int, order: Order = Order.ADDRESS
) -> list[int]:
    """Make sign sheets for whoever stands on none; return their ids."""
    new = NewSheets(campaign_id, FORM, unit_id, version_id(house, campaign_id), order)
    with house.database.writing() as session:
        return make_sheets(session, occasion, new)


def version_id(house: House, campaign_id: int) -> int:
    query = select(QuestionnaireVersion.id).where(
        QuestionnaireVersion.campaign_id == campaign_id, QuestionnaireVersion.form_code == FORM
    )
    with house.database.reading() as session:
        return session.scalars(query).one()


def pledges_in(house: House) -> list[Response]:
    with house.database.reading() as session:
        return list(session.scalars(select(Response).order_by(Response.id)))


def proofs_in(house: House) -> list[Proof]:
    with house.database.reading() as session:
        return list(session.scalars(select(Proof).order_by(Proof.id)))


def counted(house: House, campaign_id: int, unit_id: int) -> LeafCount:
    with house.database.reading() as session:
        return session.get_one(LeafCount, (campaign_id, FORM, unit_id))


def days_ago(occasion: Occasion, days: int) -> date:
    return occasion.today - timedelta(days=days)
