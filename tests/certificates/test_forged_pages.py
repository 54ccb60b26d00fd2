"""Forged codes against the public page: told apart, quickly, without a trace of whoever asked."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from time import perf_counter

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask.testing import FlaskClient
from sqlalchemy import select, update

from pledges.certificates.acts import issue, reissue, void
from pledges.certificates.signing_keys import destroy_retired, revoke, rotate
from pledges.certificates.tables import Certificate
from pledges.foundation.base import Base
from pledges.foundation.house import House
from pledges.foundation.moments import present
from tests.certificates.forged_world import Given, give, papers_of, takes
from tests.certificates.forging import KINDS, forged, paper_of
from tests.certificates.pledging import keys_of


@pytest.fixture
def given(house: House) -> Given:
    return give(house, 6)


def files_below(place: Path) -> Iterator[Path]:
    return (file for file in place.rglob("*") if file.is_file())


def private_half(house: House) -> bytes:
    [file] = house.config.keys.glob("certificate-*.key")
    return bytes.fromhex(file.read_text())


def test_genuine_papers_pass_and_forged_ones_of_every_kind_do_not(client: FlaskClient, given: Given) -> None:
    codes = list(forged(75, given.papers, Random(189)))

    passed = [kind for kind, code in codes if takes(client, code)]

    assert {kind for kind, _code in codes} == set(KINDS)
    assert passed == []
    assert [takes(client, paper.code) for paper in given.papers] == [True] * 6


def test_a_paper_that_was_voided_and_one_that_took_its_place(
    client: FlaskClient, house: House, given: Given
) -> None:
    old, other = given.papers[:2]
    with house.database.writing() as session:
        reissue(session, present(), keys_of(house), old.number, "ghi sai họ tên")
        void(session, present(), other.number, "cấp nhầm")

    assert not takes(client, old.code)
    assert not takes(client, other.code)
    assert takes(client, papers_of(house)[-1].code)


def test_a_thief_with_the_key_cannot_make_a_paper_the_register_does_not_know(
    client: FlaskClient, house: House, given: Given
) -> None:
    stolen = Ed25519PrivateKey.from_private_bytes(private_half(house))
    claim = given.papers[0].claim

    assert not takes(client, paper_of(claim, "Lê Văn Trộm", stolen).code)
    assert not takes(client, paper_of(replace(claim, number="2026-0003-999999G"), "Lê Văn Trộm", stolen).code)


def test_a_new_key_leaves_old_papers_good_and_a_revoked_one_ends_its_later_ones(
    client: FlaskClient, house: House, given: Given
) -> None:
    keys = house.config.keys
    with house.database.writing() as session:
        rotate(session, present(), keys)
    assert takes(client, given.papers[0].code)
    with house.database.writing() as session:
        revoke(session, present(), keys, 1, (present().today + timedelta(days=0), "máy bị mất trộm"))

    assert not takes(client, given.papers[0].code)


def test_revoking_from_a_later_day_leaves_the_earlier_papers(
    client: FlaskClient, house: House, given: Given
) -> None:
    tomorrow = replace(present(), now=present().now + timedelta(days=1))
    with house.database.writing() as session:
        revoke(session, tomorrow, house.config.keys, 1, (tomorrow.today, "máy bị mất trộm"))

    assert takes(client, given.papers[0].code)


def test_an_insider_who_writes_in_the_database_makes_no_genuine_paper(
    client: FlaskClient, house: House, given: Given
) -> None:
    """Whoever can write rows can move a proof to another number; it does not fit there."""
    one, other = given.papers[:2]
    with house.database.writing() as session:
        taken = session.query(Certificate.proof).where(Certificate.number == one.number).scalar()
        session.execute(update(Certificate).where(Certificate.number == other.number).values(proof=taken))

    assert not takes(client, f"{other.number}.{one.proof}")
    assert not takes(client, other.code)


def test_the_private_half_is_in_one_file_and_nowhere_else(
    house: House, given: Given, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level(logging.DEBUG)
    with house.database.writing() as session:
        issue(session, present(), keys_of(house), given.response_ids[0])
    secret = private_half(house)
    shapes = (secret, secret.hex().encode(), secret.hex().upper().encode(), secret[::-1])

    holding = [file for file in files_below(tmp_path) if any(shape in file.read_bytes() for shape in shapes)]

    assert [file.name for file in holding] == ["certificate-1.key"]
    assert holding[0].stat().st_mode & 0o777 == 0o600
    assert secret.hex() not in caplog.text


def test_no_row_of_any_table_holds_the_private_half_and_so_no_backup_does(house: House, given: Given) -> None:
    with house.database.reading() as session:
        rows = {table.name: list(session.execute(select(table))) for table in Base.metadata.sorted_tables}
    told = repr(rows)

    secret = private_half(house)

    assert len(rows["signing_key"]) == 1
    assert [shape for shape in (secret.hex(), repr(secret)[2:-1]) if shape in told] == []


def test_a_retired_keys_file_is_gone(house: House, given: Given) -> None:
    with house.database.writing() as session:
        rotate(session, present(), house.config.keys)
    with house.database.writing() as session:
        destroy_retired(session, house.config.keys)

    assert [file.name for file in house.config.keys.glob("certificate-*")] == ["certificate-2.key"]


@pytest.mark.parametrize(
    "tail",
    [
        "2" * 100_000,
        "." * 50_000,
        "1" * 5_000 + "A",
        "1" * 4_000 + "A.AAAA",
        "%00",
        "%ff%fe",
        "..%2f..%2fkeys%2fcertificate-1.key",
        "certificate-1.key",
        "%F0%9D%9F%98" * 2_000,
        "%D9%A0" * 14 + "A",
        "'%20OR%201=1--",
        "{{7*7}}",
        "%3Cscript%3E",
    ],
)
def test_odd_and_very_long_addresses_are_told_quickly(client: FlaskClient, tail: str) -> None:
    begun = perf_counter()

    answer = client.get(f"/V/{tail}")

    assert answer.status_code in (404, 414)
    assert "Traceback" not in answer.text
    assert "<script>alert" not in answer.text
    assert perf_counter() - begun < 1


def test_nobody_who_asks_leaves_a_trace(
    client: FlaskClient, house: House, given: Given, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    paper = given.papers[0]

    asked = [
        client.get(f"/V/{each}")
        for each in (paper.code, paper.number, "2026-0003-000001R", f"{paper.number}.A")
    ]

    assert not [answer for answer in asked if "Set-Cookie" in answer.headers]
    assert not [signs for signs in (paper.number, paper.proof, "127.0.0.1") if signs in caplog.text]
    assert {answer.headers["Cache-Control"] for answer in asked} == {"no-store"}
