"""Keys that certificates are signed with: files of their owner, turned over, revoked from a day on."""

import base64
import json
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from pledges.certificates.acts import issue
from pledges.certificates.proofs import Outcome, verify_bytes
from pledges.certificates.signing_keys import destroy_retired, public_keys, revoke, rotate, signer
from pledges.certificates.tables import Certificate, SigningKey
from pledges.certificates.turned_away import KeyNotThere, RevokedBefore, SigningKeyMissing
from pledges.foundation.audit import AuditEvent
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from tests.certificates.pledging import keys_of, sign
from tests.worlds import Village, build_village, run_campaign


@pytest.fixture
def village(house: House, occasion: Occasion) -> Village:
    return build_village(house, occasion)


@pytest.fixture
def responses(house: House, occasion: Occasion, village: Village) -> list[int]:
    campaign = run_campaign(house, occasion, village.commune_id)
    return [sign(house, occasion, campaign.id, one)[0] for one in village.household_ids]


def certified(house: House, occasion: Occasion, response_id: int) -> tuple[str, bytes]:
    with house.database.writing() as session:
        certificate = issue(session, occasion, keys_of(house), response_id)
        assert certificate.proof is not None
        return certificate.number, certificate.proof


def outcome(house: House, certificate: tuple[str, bytes]) -> Outcome:
    with house.database.reading() as session:
        return verify_bytes(*certificate, public_keys(session)).outcome


def rotated(house: House, occasion: Occasion) -> int:
    with house.database.writing() as session:
        return rotate(session, occasion, house.config.keys).id


def key_file(house: House, key_id: int) -> Path:
    return house.config.keys / f"certificate-{key_id}.key"


def files_in(folder: Path) -> Iterator[tuple[Path, bytes]]:
    return ((path, path.read_bytes()) for path in sorted(folder.rglob("*")) if path.is_file())


def test_the_first_certificate_makes_the_first_key(
    house: House, occasion: Occasion, responses: list[int]
) -> None:
    certificate = certified(house, occasion, responses[0])

    assert key_file(house, 1).stat().st_mode & 0o777 == 0o600
    assert outcome(house, certificate) is Outcome.GENUINE


def test_the_private_key_is_in_its_file_and_nowhere_else(
    app: Flask, house: House, occasion: Occasion, responses: list[int], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    certified(house, occasion, responses[0])
    told = app.test_cli_runner().invoke(args=["certificates", "keys", "list", "--json"]).output
    seed = bytes.fromhex(key_file(house, 1).read_text())
    written = [seed, seed.hex().encode(), base64.b64encode(seed)[:-1], base64.b32encode(seed)[:-4]]

    found = [
        path.name for path, content in files_in(house.config.data) if any(one in content for one in written)
    ]

    assert found == ["certificate-1.key"]
    assert seed.hex() not in caplog.text + told + repr(house)


def test_after_a_rotation_old_papers_are_genuine_and_new_ones_bear_the_new_key(
    house: House, occasion: Occasion, responses: list[int]
) -> None:
    old = certified(house, occasion, responses[0])

    new_id = rotated(house, occasion)
    new = certified(house, occasion, responses[1])

    assert (outcome(house, old), outcome(house, new)) == (Outcome.GENUINE, Outcome.GENUINE)
    assert (old[1][1:3], new[1][1:3]) == (b"\x00\x01", new_id.to_bytes(2, "big"))
    assert certified(house, occasion, responses[0]) == old


def test_a_retired_keys_private_half_is_destroyed(
    house: House, occasion: Occasion, responses: list[int]
) -> None:
    certified(house, occasion, responses[0])
    rotated(house, occasion)

    with house.database.reading() as session:
        destroyed = destroy_retired(session, house.config.keys)

    assert destroyed == [1]
    assert (key_file(house, 1).exists(), key_file(house, 2).exists()) == (False, True)


def test_no_copy_of_a_retired_private_half_stays(
    house: House, occasion: Occasion, responses: list[int]
) -> None:
    certified(house, occasion, responses[0])
    aside, draft = (
        house.config.keys / name for name in ("certificate-1-aside-0badcafe.key", ".certificate.key.77.aa")
    )
    aside.write_text("ab" * 32)
    draft.write_text("cd" * 32)
    os.utime(draft, (0, 0))
    rotated(house, occasion)

    with house.database.reading() as session:
        destroy_retired(session, house.config.keys)

    assert (aside.exists(), draft.exists()) == (False, False)


def test_a_revoked_key_makes_worthless_what_it_signed_from_that_day_on(
    house: House, occasion: Occasion, responses: list[int]
) -> None:
    later = replace(occasion, now=occasion.now + timedelta(days=3))
    before, after = certified(house, occasion, responses[0]), certified(house, later, responses[1])

    with house.database.writing() as session:
        revoke(session, later, house.config.keys, 1, (later.today, "máy chủ bị xâm nhập"))

    assert (outcome(house, before), outcome(house, after)) == (Outcome.GENUINE, Outcome.REVOKED)


def test_a_paper_of_a_revoked_key_is_signed_anew_when_it_is_next_printed(
    house: House, occasion: Occasion, responses: list[int]
) -> None:
    number, worthless = certified(house, occasion, responses[0])
    with house.database.writing() as session:
        revoke(session, occasion, house.config.keys, 1, (occasion.today, "máy chủ bị xâm nhập"))

    again = certified(house, occasion, responses[0])

    assert again[0] == number
    assert again[1] != worthless
    assert outcome(house, again) is Outcome.GENUINE


def test_a_certificate_of_before_there_were_proofs_gets_one_when_it_is_next_printed(
    house: House, occasion: Occasion, village: Village, responses: list[int]
) -> None:
    with house.database.writing() as session:
        old = Certificate(
            number="2026-0003-000001T",
            response_id=responses[0],
            unit_id=village.hamlet_id,
            issued_on=occasion.today,
        )
        session.add(old)

    number, proof = certified(house, occasion, responses[0])

    assert number == "2026-0003-000001T"
    assert outcome(house, (number, proof)) is Outcome.GENUINE


@pytest.mark.parametrize("days", [1, 0])
def test_a_key_is_not_revoked_from_a_day_to_come_nor_twice_from_the_same(
    house: House, occasion: Occasion, village: Village, days: int
) -> None:
    with house.database.writing() as session:
        signer(session, occasion, house.config.keys)
        revoke(session, occasion, house.config.keys, 1, (occasion.today, "lộ khóa"))

    day = occasion.today + timedelta(days=days)

    with pytest.raises(RevokedBefore), house.database.writing() as session:
        revoke(session, occasion, house.config.keys, 1, (day, "lộ khóa"))


def test_a_revoked_key_may_turn_out_to_have_been_stolen_earlier(
    house: House, occasion: Occasion, village: Village
) -> None:
    earlier = occasion.today - timedelta(days=7)
    with house.database.writing() as session:
        signer(session, occasion, house.config.keys)
        revoke(session, occasion, house.config.keys, 1, (occasion.today, "lộ khóa"))
        revoke(session, occasion, house.config.keys, 1, (earlier, "lộ từ tuần trước"))

    with house.database.reading() as session:
        assert public_keys(session)[1].revoked_from == earlier


def test_a_key_that_never_was_is_not_revoked(house: House, occasion: Occasion, village: Village) -> None:
    with pytest.raises(KeyNotThere), house.database.writing() as session:
        revoke(session, occasion, house.config.keys, 9, (occasion.today, "lộ khóa"))


@pytest.mark.parametrize("left", ["", "kein Schlüssel", "00" * 32])
def test_without_its_file_nothing_is_issued(
    house: House, occasion: Occasion, responses: list[int], left: str
) -> None:
    certified(house, occasion, responses[0])
    key_file(house, 1).write_text(left)

    with pytest.raises(SigningKeyMissing), house.database.writing() as session:
        issue(session, occasion, keys_of(house), responses[1])

    with house.database.reading() as session:
        assert len(session.scalars(select(Certificate)).all()) == 1


def test_a_file_of_the_same_name_is_kept_aside_and_not_overwritten(
    house: House, occasion: Occasion, village: Village
) -> None:
    house.config.keys.mkdir(exist_ok=True)
    key_file(house, 1).write_text("ab" * 32)

    with house.database.writing() as session:
        signer(session, occasion, house.config.keys)

    [aside] = house.config.keys.glob("certificate-1-aside-*.key")
    assert aside.read_text() == "ab" * 32
    assert key_file(house, 1).read_text() != "ab" * 32


def test_eight_at_once_make_one_key(house: House, occasion: Occasion, village: Village) -> None:
    def key_of(_turn: int) -> int:
        with house.database.writing() as session:
            return signer(session, occasion, house.config.keys).key_id

    with ThreadPoolExecutor(max_workers=8) as clerks:
        used = set(clerks.map(key_of, range(16)))

    with house.database.reading() as session:
        assert len(session.scalars(select(SigningKey)).all()) == len(used) == 1


def test_what_becomes_of_keys_stands_in_the_trail(house: House, occasion: Occasion, village: Village) -> None:
    with house.database.writing() as session:
        signer(session, occasion, house.config.keys)
        revoke(session, replace(occasion, actor_id=7), house.config.keys, 1, (occasion.today, "lộ khóa"))

    with house.database.reading() as session:
        events = session.execute(
            select(AuditEvent.action, AuditEvent.subject)
            .where(AuditEvent.subject.like("signing_key:%"))
            .order_by(AuditEvent.id)
        )
        told = [tuple(row) for row in events]
    assert told == [
        ("signing_key.make", "signing_key:1"),
        ("signing_key.revoke", "signing_key:1"),
        ("signing_key.retire", "signing_key:1"),
        ("signing_key.make", "signing_key:2"),
    ]


def test_the_commands_turn_a_key_over_revoke_it_and_list_them(
    app: Flask, client: FlaskClient, house: House, village: Village
) -> None:
    run = app.test_cli_runner()

    first = run.invoke(args=["certificates", "keys", "rotate"])
    second = run.invoke(args=["certificates", "keys", "revoke", "1", "--reason", "lộ khóa"])
    refused = run.invoke(args=["certificates", "keys", "revoke", "7", "--reason", "lộ khóa"])
    listed = json.loads(run.invoke(args=["certificates", "keys", "list", "--json"]).output)

    assert (first.output, second.output[:16]) == ("key 1 is in use\n", "key 1 is revoked")
    assert (refused.exit_code, "Không có khóa ký" in refused.output) == (1, True)
    assert [key["revoked_from"] is None for key in listed["keys"]] == [False, True]
    assert [key_file(house, key_id).exists() for key_id in (1, 2)] == [False, True]
    assert client.get("/V/keys.json").get_json() == listed
