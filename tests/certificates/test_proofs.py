"""A proof: what it says in 128 signs, and that no other text says the same."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pledges.certificates.proofs import (
    Claim,
    ClaimUnsayable,
    Outcome,
    PublicKey,
    digest_of_form,
    digest_of_name,
    make_proof,
    read,
    said_by,
    verify,
    verify_bytes,
    written,
)
from pledges.foundation.codes import ALPHABET

NUMBER = "2026-0003-482915K"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
RAW = KEY.public_key().public_bytes_raw()
KEYS = {7: PublicKey(RAW)}
CLAIM = Claim(
    NUMBER,
    7,
    date(2026, 2, 5),
    date(2026, 12, 31),
    date(2026, 2, 6),
    70_000,
    digest_of_form("HO-ATGT"),
    digest_of_name(NUMBER, "Nguyễn Thị Mỹ Huệ"),
)
PROOF = make_proof(CLAIM, KEY)
TEXT = written(PROOF)


def test_what_was_signed_is_what_is_read() -> None:
    reading = verify(NUMBER, TEXT, KEYS)

    assert (reading.outcome, reading.claim, reading.is_genuine) == (Outcome.GENUINE, CLAIM, True)
    assert said_by(NUMBER, PROOF) == CLAIM


def test_it_is_written_in_the_alphabet_of_codes() -> None:
    assert (len(PROOF), len(TEXT)) == (80, 128)
    assert set(TEXT) <= set(ALPHABET)
    assert read(TEXT) == PROOF


def test_the_same_claim_is_signed_in_the_same_way_again() -> None:
    assert make_proof(CLAIM, KEY) == PROOF


@pytest.mark.parametrize("place", range(0, 128, 7))
def test_every_other_sign_makes_another_proof_which_is_false(place: int) -> None:
    others = [TEXT[:place] + sign + TEXT[place + 1 :] for sign in ALPHABET if sign != TEXT[place]]

    assert len({read(other) for other in others} | {PROOF}) == 32
    assert {verify(NUMBER, other, KEYS).is_genuine for other in others} == {False}


@pytest.mark.parametrize(
    "text",
    [
        "",
        TEXT[:-1],
        TEXT + "2",
        TEXT.lower(),
        f" {TEXT}",
        TEXT.replace("2", "0"),
        TEXT.replace("2", "２"),
        "." * 128,
    ],
)
def test_what_is_not_written_as_a_proof_is_none(text: str) -> None:
    assert read(text) is None
    assert verify(NUMBER, text, KEYS).outcome is Outcome.MALFORMED


@pytest.mark.parametrize("proof", [b"", PROOF[:-1], PROOF + b"\0", PROOF[16:]])
def test_bytes_of_another_length_are_none_either(proof: bytes) -> None:
    assert verify_bytes(NUMBER, proof, KEYS).outcome is Outcome.MALFORMED


@pytest.mark.parametrize("first", [0x00, 0x10, 0x12, 0x21, 0xFF])
def test_another_version_or_algorithm_is_told(first: int) -> None:
    proof = bytes([first]) + PROOF[1:]

    assert verify_bytes(NUMBER, proof, KEYS).outcome is Outcome.OTHER_FORMAT
    assert said_by(NUMBER, proof) is None


def test_a_key_that_is_not_known_or_another_one_is_told() -> None:
    other = Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key().public_bytes_raw()

    assert verify(NUMBER, TEXT, {}).outcome is Outcome.UNKNOWN_KEY
    assert verify(NUMBER, TEXT, {7: PublicKey(other)}).outcome is Outcome.FALSE
    assert verify(NUMBER, TEXT, {7: PublicKey(b"short")}).outcome is Outcome.FALSE


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_a_revoked_key_counts_from_the_day_of_signing(days: int) -> None:
    keys = {7: PublicKey(RAW, revoked_from=CLAIM.signed_on + timedelta(days=days))}

    reading = verify(NUMBER, TEXT, keys)

    assert reading.outcome is (Outcome.GENUINE if days > 0 else Outcome.REVOKED)
    assert reading.claim == CLAIM


@pytest.mark.parametrize(
    "unsayable",
    [
        replace(CLAIM, key_id=65_536),
        replace(CLAIM, campaign_id=16_777_216),
        replace(CLAIM, until_on=date(1999, 12, 31)),
        replace(CLAIM, until_on=date(2200, 1, 1)),
    ],
)
def test_what_has_no_room_is_not_signed(unsayable: Claim) -> None:
    with pytest.raises(ClaimUnsayable):
        make_proof(unsayable, KEY)


@pytest.mark.parametrize(
    "claim", [replace(CLAIM, key_id=65_535, campaign_id=16_777_215, until_on=date(2179, 6, 5))]
)
def test_the_largest_values_are_read_as_they_were_signed(claim: Claim) -> None:
    assert said_by(NUMBER, make_proof(claim, KEY)) == claim


def test_a_name_is_one_however_it_is_typed() -> None:
    digests = {
        digest_of_name(NUMBER, name)
        for name in ("Nguyễn Thị Mỹ Huệ", "NGUYỄN THỊ MỸ HUỆ", " Nguyễn  Thị Mỹ Huệ", "Nguyễn Thị Mỹ Huệ")
    }

    assert digests == {CLAIM.name}


def test_another_name_or_number_gives_another_digest() -> None:
    assert digest_of_name(NUMBER, "Nguyễn Thị Mỹ Hué") != CLAIM.name
    assert digest_of_name("2026-0003-482916L", "Nguyễn Thị Mỹ Huệ") != CLAIM.name


def test_names_share_digests_so_that_none_can_be_found_by_trying() -> None:
    digests = {digest_of_name(NUMBER, f"Nguyễn Văn {each}") for each in range(3000)}

    # Of 3,000 names some 70 share theirs with another; of the millions that there are, hundreds share each.
    assert len(digests) < 2980
