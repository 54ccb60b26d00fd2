"""What docs/kiem-tra-giay.md tells anybody to do without our program: it must work as it is written there."""

import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pledges.certificates.proofs import read
from tests.architecture.sources import ROOT
from tests.certificates.forging import KINDS, Paper, forged, genuine_papers

GUIDE = Path(ROOT, "docs/kiem-tra-giay.md").read_text(encoding="utf-8")
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
PAPERS = genuine_papers(20, KEY, Random(189))


@dataclass(frozen=True)
class Desk:
    """Somebody's own computer: the script copied from the guide, and the list of keys."""

    folder: Path

    def check(self, code: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(self.folder / "kiem_tra.py"), code, str(self.folder / "keys.json")]
        return subprocess.run(command, capture_output=True, text=True, check=False, env={"PYTHONUTF8": "1"})


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    script = re.search(r"```python\n(.+?)```", GUIDE, re.DOTALL)
    assert script
    (tmp_path / "kiem_tra.py").write_text(script[1], encoding="utf-8")
    write_keys(tmp_path, None)
    return Desk(tmp_path)


def write_keys(folder: Path, revoked_from: str | None) -> None:
    keys = [{"id": 1, "public_key": PUBLIC.hex(), "revoked_from": revoked_from}]
    (folder / "keys.json").write_text(json.dumps({"format": 17, "algorithm": "Ed25519", "keys": keys}))


def test_the_script_of_the_guide_knows_a_genuine_paper(desk: Desk) -> None:
    told = desk.check(f"HTTPS://GHINHAN.LAMDONG.GOV.VN/V/{PAPERS[0].code}")

    assert told.returncode == 0
    assert told.stdout == f"THẬT: số {PAPERS[0].number}, cấp 2026-11-23, hết hạn 2027-03-31, đợt 12\n"


def test_the_script_of_the_guide_takes_no_forged_one(desk: Desk) -> None:
    codes = list(forged(len(KINDS), PAPERS, Random(8)))

    taken = [kind for kind, code in codes if desk.check(code).returncode == 0]

    assert len(codes) == len(KINDS)
    assert taken == []


@pytest.mark.parametrize(("revoked_from", "ends_with"), [("2026-11-23", 1), ("2026-11-24", 0)])
def test_the_script_of_the_guide_knows_revoked_keys(desk: Desk, revoked_from: str, ends_with: int) -> None:
    write_keys(desk.folder, revoked_from)

    assert desk.check(PAPERS[0].code).returncode == ends_with


def openssl(folder: Path, paper: Paper, number: str) -> int:
    proof = read(paper.proof)
    assert proof is not None
    told = number.encode()
    message = b"pledges/certificate-proof/1\0" + len(told).to_bytes(2, "big") + told + proof[:16]
    (folder / "message").write_bytes(message)
    (folder / "signature").write_bytes(proof[16:])
    (folder / "key.der").write_bytes(bytes.fromhex(f"302a300506032b6570032100{PUBLIC.hex()}"))
    called(folder, "openssl pkey -pubin -inform DER -in key.der -out key.pem")
    return called(
        folder, "openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in message -sigfile signature"
    )


def called(folder: Path, line: str) -> int:
    return subprocess.run(line.split(), cwd=folder, capture_output=True, check=False).returncode


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not installed: its recipe is NOT tested")
def test_openssl_agrees(tmp_path: Path) -> None:
    assert openssl(tmp_path, PAPERS[0], PAPERS[0].number) == 0
    assert openssl(tmp_path, PAPERS[0], PAPERS[1].number) != 0
