"""Forged codes against whoever has public keys only: none of a thousand passes, and a thousand genuine ones do."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from random import Random
from time import perf_counter

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pledges.certificates.outcomes import Asked, Verdict, judged
from pledges.certificates.proofs import PublicKey, make_proof, read, verify, written
from pledges.certificates.scanned import KeysUnreadable, Scanned, keys_from, scanned
from tests.certificates.forging import KINDS, Paper, forged, genuine_papers, later, paper_of

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEYS = {1: PublicKey(KEY.public_key().public_bytes_raw())}
PAPERS = genuine_papers(1_000, KEY, Random(189))
GIVEN = {paper.number: read(paper.proof) for paper in PAPERS}
FORGERIES = list(forged(1_005, PAPERS, Random(8)))

Verifier = Callable[[str], bool]
"""Tells whether it takes a code for genuine."""


def offline(code: str) -> bool:
    """What ``flask certificates check CODE --keys keys.json`` decides."""
    found = scanned(code)
    return found is not None and judged(found, Asked(KEYS)).verdict is Verdict.GENUINE


def accepted(verifier: Verifier, codes: Iterable[tuple[str, str]]) -> dict[str, int]:
    """How many of each kind a verifier takes for genuine."""
    found = [kind for kind, code in codes if verifier(code)]
    return {kind: found.count(kind) for kind in dict.fromkeys(found)}


def test_a_thousand_genuine_ones_pass() -> None:
    assert sum(offline(paper.code) for paper in PAPERS) == 1_000
    assert sum(offline(f"HTTPS://GHINHAN.LAMDONG.GOV.VN/V/{paper.code}") for paper in PAPERS) == 1_000


def test_none_of_a_thousand_forged_ones_passes() -> None:
    assert {kind for kind, _code in FORGERIES} == set(KINDS)
    assert accepted(offline, FORGERIES) == {}


# --- Proof that the two tests above see something: verifiers with a fault are caught by them. ---


def takes_everything(_code: str) -> bool:
    return True


def takes_what_has_the_right_shape(code: str) -> bool:
    found = scanned(code)
    return found is not None and found.proof is not None and read(found.proof) is not None


def _repaired(code: str, first: int, last: int) -> bool:
    """Verify as one who does not look at some bytes of what is said: they are put back as they were given out."""
    number, _dot, text = code.partition(".")
    proof, given = read(text), GIVEN.get(number)
    if proof is None or given is None:
        return False
    return verify(number, written(proof[:first] + given[first:last] + proof[last:]), KEYS).is_genuine


def ignores_the_campaign(code: str) -> bool:
    return _repaired(code, 9, 12)


def ignores_the_dates(code: str) -> bool:
    return _repaired(code, 3, 9)


def ignores_the_name(code: str) -> bool:
    return _repaired(code, 14, 16)


def ignores_the_number(code: str) -> bool:
    _number, _dot, text = code.partition(".")
    return any(paper.proof == text for paper in PAPERS)


def reads_small_letters(code: str) -> bool:
    return offline(code.upper())


def cuts_to_length(code: str) -> bool:
    number, _dot, text = code.partition(".")
    return offline(f"{number}.{text[:128]}")


@pytest.mark.parametrize(
    ("faulty", "lets_pass"),
    [
        (takes_everything, set(KINDS)),
        (
            takes_what_has_the_right_shape,
            {"a bit flipped in the proof", "empty signature", "a key of the forger's own"},
        ),
        (ignores_the_campaign, {"another campaign"}),
        (ignores_the_dates, {"other dates"}),
        (ignores_the_name, {"another name"}),
        (ignores_the_number, {"another number", "proofs of two papers swapped"}),
        (reads_small_letters, {"other letters"}),
        (cuts_to_length, {"lengthened"}),
    ],
)
def test_a_verifier_with_a_fault_is_caught(faulty: Verifier, lets_pass: set[str]) -> None:
    few = [*FORGERIES[:150]]

    assert lets_pass <= accepted(faulty, few).keys()


# --- One by one ---


def paper(**changed: object) -> Paper:
    return paper_of(replace(PAPERS[0].claim, **changed), "Nguyễn Văn Đức", KEY)  # type: ignore[arg-type]  # a claim's own


def check(one: Paper, asked: Asked) -> Verdict:
    return judged(Scanned(one.number, one.proof), asked).verdict


def test_the_holders_name_passes_however_it_is_typed_and_no_other() -> None:
    assert check(paper(), Asked(KEYS, name="nguyễn  văn ĐỨC")) is Verdict.GENUINE
    assert check(paper(), Asked(KEYS, name="Nguyễn Văn Đức")) is Verdict.GENUINE
    assert check(paper(), Asked(KEYS, name="Nguyễn Văn Đúc")) is Verdict.OTHER_NAME
    assert check(paper(), Asked(KEYS, name="Nguyen Van Duc")) is Verdict.OTHER_NAME


def test_a_paper_of_another_campaign_is_told() -> None:
    assert check(paper(campaign_id=12), Asked(KEYS, campaign_id=12)) is Verdict.GENUINE
    assert check(paper(campaign_id=11), Asked(KEYS, campaign_id=12)) is Verdict.OTHER_CAMPAIGN


@pytest.mark.parametrize(
    ("days", "verdict"), [(-1, Verdict.KEY_REVOKED_LATER), (0, Verdict.REVOKED), (30, Verdict.REVOKED)]
)
def test_a_revoked_key_makes_only_its_later_papers_worthless(days: int, verdict: Verdict) -> None:
    revoked = {1: replace(KEYS[1], revoked_from=date(2026, 12, 24))}
    claim = later(replace(PAPERS[0].claim, signed_on=date(2026, 12, 24)), days)

    assert check(paper_of(claim, "K'Brơi", KEY), Asked(revoked)) is verdict


def test_a_key_that_came_later_leaves_old_papers_genuine() -> None:
    new = Ed25519PrivateKey.from_private_bytes(bytes(32))
    both = {**KEYS, 2: PublicKey(new.public_key().public_bytes_raw())}

    assert check(paper(), Asked(both)) is Verdict.GENUINE
    assert check(paper_of(replace(PAPERS[0].claim, key_id=2), "K'Brơi", new), Asked(both)) is Verdict.GENUINE
    assert check(paper_of(replace(PAPERS[0].claim, key_id=2), "K'Brơi", KEY), Asked(both)) is Verdict.FALSE
    assert (
        check(paper_of(replace(PAPERS[0].claim, key_id=2), "K'Brơi", new), Asked(KEYS)) is Verdict.UNKNOWN_KEY
    )


# Keys of small order: with some of them a signature of zeros would hold for any message.
@pytest.mark.parametrize("weak", [bytes(32), b"\x01" + bytes(31), b"\xec" + b"\xff" * 30 + b"\x7f"])
def test_a_signature_of_nothing_holds_under_no_office_key(weak: bytes) -> None:
    proof = make_proof(PAPERS[0].claim, KEY)[:16]
    nothing = [bytes(64), weak + bytes(32), b"\x01" + bytes(63)]

    assert not [each for each in nothing if verify(PAPERS[0].number, written(proof + each), KEYS).is_genuine]


@pytest.mark.parametrize(
    "text",
    [
        "2" * 100_000,
        "2026-0003-000123N." + "A" * 100_000,
        "." * 100_000,
        "HTTP://A/V/" * 10_000,
        "1" * 5_000 + "A",
        "-" * 100_000,
        "\x00" * 10_000,
        "\ud800.\udfff" * 100,
        "２" * 5_000,
    ],
)
def test_very_long_and_odd_texts_are_told_quickly(text: str) -> None:
    begun = perf_counter()

    assert not offline(text)
    assert perf_counter() - begun < 0.05


@pytest.mark.parametrize(
    "text", ["", "xin chào", "https://vi.wikipedia.org/wiki/1.2", "/V/", ".", "2026-0003.A", "12.5"]
)
def test_what_is_no_certificate_is_none(text: str) -> None:
    assert scanned(text) is None


def test_a_number_alone_proves_nothing() -> None:
    found = scanned(PAPERS[0].number.lower().replace("-", " "))

    assert found == Scanned(PAPERS[0].number, None)
    assert judged(found, Asked(KEYS)).verdict is Verdict.NUMBER_ONLY


def test_the_address_a_code_leads_to_is_told() -> None:
    found = scanned(f"HTTPS://GHl-NHAN.EXAMPLE:8443/V/{PAPERS[0].code}")

    assert found is not None
    assert found.host == "ghl-nhan.example:8443"


GOOD = '{"format": 17, "algorithm": "Ed25519", "keys": [{"id": 1, "public_key": "%s", "revoked_from": null}]}'


def test_a_downloaded_list_of_keys_is_read() -> None:
    assert keys_from(GOOD % KEYS[1].raw.hex()) == KEYS


def test_a_revoked_key_is_read_with_its_day() -> None:
    revoked = (GOOD % KEYS[1].raw.hex()).replace("null", '"2026-12-24"')

    assert keys_from(revoked)[1].revoked_from == date(2026, 12, 24)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "null",
        "[" * 100_000,
        GOOD % "abcd",
        GOOD % ("00" * 31),
        GOOD.replace("Ed25519", "RSA") % ("00" * 32),
        GOOD.replace("17", "1") % ("00" * 32),
        '{"format": 17, "algorithm": "Ed25519", "keys": []}',
        (GOOD % ("00" * 32)).replace("null", '"hôm qua"'),
    ],
)
def test_what_is_no_list_of_keys_is_refused(content: str) -> None:
    with pytest.raises(KeysUnreadable):
        keys_from(content)
