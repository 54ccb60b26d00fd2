"""What anyone learns who scans or types a certificate, and that nothing is kept of who did."""

import hashlib
import json
import logging
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask.testing import FlaskClient
from sqlalchemy import delete, select

from pledges.certificates.acts import issue, reissue
from pledges.certificates.proofs import Claim, digest_of_form, digest_of_name, make_proof, written
from pledges.certificates.signing_keys import revoke
from pledges.certificates.tables import Certificate
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from tests.certificates.pledging import keys_of, sign
from tests.worlds import Village, build_village, run_campaign

GENUINE = "Mã trên giấy là thật"
FALSE = "Tờ giấy này không phải do hệ thống cấp: mã trên giấy không khớp"


@dataclass(frozen=True)
class Paper:
    """The certificate of Nguyễn Văn Đức and what its QR code holds behind the host."""

    village: Village
    campaign_id: int
    response_id: int
    number: str
    proof: str

    @property
    def address(self) -> str:
        return f"/V/{self.number}.{self.proof}"


@pytest.fixture
def paper(house: House) -> Paper:
    village = build_village(house, present())
    campaign = run_campaign(house, present(), village.commune_id)
    response_id, _ = sign(house, present(), campaign.id, village.household_ids[2])
    return Paper(village, campaign.id, response_id, *certified(house, present(), response_id))


def certified(house: House, occasion: Occasion, response_id: int) -> tuple[str, str]:
    with house.database.writing() as session:
        certificate = issue(session, occasion, keys_of(house), response_id)
        assert certificate.proof is not None
        return certificate.number, written(certificate.proof)


def database_bytes(house: House) -> str:
    files = sorted(Path(house.config.data).glob("*.sqlite3*"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def test_the_scanned_paper_is_told_to_be_genuine(client: FlaskClient, paper: Paper) -> None:
    page = client.get(paper.address)

    assert page.status_code == 200
    assert GENUINE in page.text
    assert "Giấy ghi nhận còn hiệu lực" in page.text
    assert "N*** V*** Đức" in page.text
    assert "Mới kiểm tra số" not in page.text


def test_the_typed_number_tells_that_the_paper_was_not_checked(client: FlaskClient, paper: Paper) -> None:
    page = client.get(f"/V/{paper.number}").text

    assert GENUINE not in page
    assert "Mới kiểm tra số, chưa kiểm tra tờ giấy" in page


@pytest.mark.parametrize(
    ("old", "new"),
    [("2", "3"), ("K", "L"), ("A", "a"), ("Z", "")],
)
def test_a_genuine_number_with_another_proof_is_told_and_names_nobody(
    client: FlaskClient, paper: Paper, old: str, new: str
) -> None:
    page = client.get(f"/V/{paper.number}.{paper.proof.replace(old, new, 1) + ('' if new else '2')}")

    assert page.status_code == 404
    assert FALSE in page.text
    assert "Đức" not in page.text


@pytest.mark.parametrize("proof", ["", "PROOF", "2" * 128, "0" * 128, "." * 3, "Ỡ" * 128])
def test_what_is_no_proof_at_all_is_told_the_same(client: FlaskClient, paper: Paper, proof: str) -> None:
    page = client.get(f"/V/{paper.number}.{proof}")

    assert page.status_code == 404
    assert FALSE in page.text


def test_a_proof_moved_to_another_number_is_told(client: FlaskClient, house: House, paper: Paper) -> None:
    other, _ = sign(house, present(), paper.campaign_id, paper.village.household_ids[0])
    number, _proof = certified(house, present(), other)

    assert FALSE in client.get(f"/V/{number}.{paper.proof}").text


def test_the_address_on_the_paper_is_the_only_one(client: FlaskClient, paper: Paper) -> None:
    loose = f"/V/{paper.number.replace('-', '')}.{paper.proof}"

    assert client.get(loose).status_code == 404
    assert client.get(f"/V/x.{paper.proof}").status_code == 404


def test_who_steals_the_key_cannot_write_another_name_under_a_number(
    client: FlaskClient, house: House, paper: Paper
) -> None:
    stolen = Ed25519PrivateKey.from_private_bytes(
        bytes.fromhex((house.config.keys / "certificate-1.key").read_text())
    )
    today = present().today
    claim = Claim(
        paper.number, 1, today, today, today, paper.campaign_id, digest_of_form("HO-ATGT"),
        digest_of_name(paper.number, "Kẻ Gian"),
    )  # fmt: skip

    page = client.get(f"/V/{paper.number}.{written(make_proof(claim, stolen))}")

    assert (page.status_code, FALSE in page.text) == (404, True)


def test_a_paper_that_the_register_lost_is_told_apart(
    client: FlaskClient, house: House, paper: Paper
) -> None:
    with house.database.writing() as session:
        session.execute(delete(Certificate))

    page = client.get(paper.address)

    assert page.status_code == 404
    assert "được ký đúng, nhưng sổ cấp giấy không có số này" in page.text


def test_a_revoked_keys_paper_is_told_and_names_nobody(
    client: FlaskClient, house: House, paper: Paper
) -> None:
    with house.database.writing() as session:
        revoke(session, present(), house.config.keys, 1, (present().today, "lộ khóa"))

    page = client.get(paper.address)

    assert page.status_code == 410
    assert "Khóa ký của tờ giấy này đã bị thu hồi" in page.text
    assert "Đức" not in page.text


def test_a_paper_signed_before_the_revocation_stays_genuine(client: FlaskClient, house: House) -> None:
    last_week = replace(present(), now=present().now - timedelta(days=7))
    village = build_village(house, last_week)
    campaign = run_campaign(house, last_week, village.commune_id)
    response_id, _ = sign(house, last_week, campaign.id, village.household_ids[0])
    number, proof = certified(house, last_week, response_id)
    with house.database.writing() as session:
        revoke(session, present(), house.config.keys, 1, (present().today, "lộ khóa"))

    assert GENUINE in client.get(f"/V/{number}.{proof}").text


def test_a_reissued_paper_says_of_the_old_one_that_it_was_replaced(
    client: FlaskClient, house: House, paper: Paper
) -> None:
    with house.database.writing() as session:
        new = reissue(session, present(), keys_of(house), paper.number, "giấy bị ướt").number

    old = client.get(paper.address).text

    assert "Giấy ghi nhận đã được thay bằng giấy mới" in old
    assert "giấy bị ướt" not in old
    assert new not in old
    assert "Giấy ghi nhận còn hiệu lực" in client.get(f"/V/{new}").text


def test_in_english_it_says_the_same(client: FlaskClient, paper: Paper) -> None:
    page = client.get(f"/en{paper.address}").text

    assert "The code on the paper is genuine" in page
    assert 'lang="en"' in page


def test_nothing_is_kept_of_who_looked(
    client: FlaskClient, house: House, paper: Paper, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    addresses = [paper.address, f"/V/{paper.number}", f"/V/{paper.number}.{'2' * 128}", "/V/", "/V/keys.json"]
    client.get("/V/")
    before = database_bytes(house)

    answers = [
        client.get(address, headers={"User-Agent": "Zalo"}, environ_base={"REMOTE_ADDR": "203.0.113.7"})
        for address in addresses
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 404, 200, 200]
    assert not [answer for answer in answers if "Set-Cookie" in answer.headers]
    assert database_bytes(house) == before
    assert not [word for word in ("203.0.113.7", "Zalo", paper.number, paper.proof) if word in caplog.text]


def test_anyone_reads_how_to_check_and_gets_the_keys(client: FlaskClient, house: House, paper: Paper) -> None:
    page, keys = client.get("/V/").text, client.get("/V/keys.json")

    assert 'href="/V/keys.json"' in page
    assert "127.0.0.1:8189" in page
    [key] = json.loads(keys.text)["keys"]
    assert (key["id"], len(key["public_key"]), key["retired_on"], key["revoked_from"]) == (1, 64, None, None)


def test_the_proof_is_kept_with_the_certificate_and_not_made_twice(house: House, paper: Paper) -> None:
    again = certified(house, replace(present(), now=present().now + timedelta(days=9)), paper.response_id)

    with house.database.reading() as session:
        [kept] = session.scalars(select(Certificate))
    assert again == (paper.number, paper.proof)
    assert (kept.key_id, len(kept.proof or b"")) == (1, 80)
