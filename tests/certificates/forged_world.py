"""A campaign with genuine certificates of a whole hamlet, to forge from; and what its public page takes for genuine."""

from dataclasses import dataclass
from urllib.parse import quote

from flask.testing import FlaskClient
from sqlalchemy import select

from pledges.certificates.acts import issue_many
from pledges.certificates.proofs import verify_bytes, written
from pledges.certificates.signing_keys import public_keys
from pledges.certificates.tables import Certificate
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.register.acts.households import HouseholdSource, add_households
from pledges.register.rules import NewHousehold
from pledges.register.tables import Household
from tests.certificates.forging import Paper
from tests.certificates.pledging import keys_of, sign
from tests.worlds import build_village, run_campaign


@dataclass(frozen=True)
class Given:
    """What was really given out: papers, by whose pledges, in which campaign."""

    campaign_id: int
    hamlet_id: int
    response_ids: list[int]
    papers: list[Paper]


def give(house: House, count: int) -> Given:
    """Let so many households of a hamlet sign, and give each its certificate."""
    village = build_village(house, present())
    names = [f"Nguyễn Thị Hằng {number}" for number in range(count)]
    with house.database.writing() as session:
        new = [NewHousehold(name, f"Tổ {number}") for number, name in enumerate(names)]
        add_households(session, present(), village.hamlet_id, HouseholdSource(house.keys), new)
    campaign = run_campaign(house, present(), village.commune_id)
    with house.database.reading() as session:
        households = list(session.scalars(select(Household.id).where(Household.head_name.in_(names))))
    ids = [sign(house, present(), campaign.id, each)[0] for each in households]
    with house.database.writing() as session:
        issue_many(session, present(), keys_of(house), ids)
    return Given(campaign.id, village.hamlet_id, ids, papers_of(house))


def papers_of(house: House) -> list[Paper]:
    """The certificates in the database, as they lie in people's drawers."""
    with house.database.reading() as session:
        keys = public_keys(session)
        rows = list(session.scalars(select(Certificate).order_by(Certificate.id)))
        return [_paper(row, keys) for row in rows]


def _paper(row: Certificate, keys: object) -> Paper:
    assert row.proof is not None
    claim = verify_bytes(row.number, row.proof, keys).claim  # type: ignore[arg-type]  # as public_keys gives them
    assert claim is not None
    return Paper(claim, "", written(row.proof))


def takes(client: FlaskClient, code: str) -> bool:
    """Whether the public page takes a code for genuine and in force; a fault of the program's own fails the test."""
    answer = client.get(f"/V/{quote(code, safe='%')}")
    assert answer.status_code in (200, 404, 410), (answer.status_code, code[:200])
    assert "Set-Cookie" not in answer.headers
    return (
        answer.status_code == 200 and "còn hiệu lực" in answer.text and "Mã trên giấy là thật" in answer.text
    )
