"""``flask papers seal`` and ``check-seal``: what an operator types, what is told, what never appears."""

import json
import logging
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from pledges.seals import engine
from pledges.seals.rules import INSTALL_LINE
from tests.architecture.sources import ROOT
from tests.seals.authorities import OFFICE, PASSPHRASE
from tests.seals.sealing import Desk, desk, letter

pytestmark = pytest.mark.document


@dataclass(frozen=True)
class Office:
    """The office's folder: a letter, the key file, its passphrase, the authority's certificate."""

    app: Flask
    desk: Desk
    folder: Path

    def call(self, *arguments: str) -> Result:
        return self.app.test_cli_runner().invoke(args=["papers", *arguments])

    def path(self, name: str) -> str:
        return str(self.folder / name)

    def seal(self, *more: str) -> Result:
        key = ("--key-file", self.path("office.p12"), "--passphrase-file", self.path("passphrase"))
        return self.call("seal", self.path("letter.pdf"), "--out", self.path("sealed.pdf"), *key, *more)

    def check(self, name: str, *more: str) -> Result:
        return self.call("check-seal", self.path(name), "--issuer", self.path("authority.pem"), *more)


@pytest.fixture(scope="module")
def here() -> Desk:
    return desk()


@pytest.fixture(scope="module")
def paper() -> bytes:
    return letter()


@pytest.fixture
def clerk(app: Flask, here: Desk, paper: bytes, tmp_path: Path) -> Office:
    folder = tmp_path / "văn thư"
    folder.mkdir()
    (folder / "letter.pdf").write_bytes(paper)
    (folder / "office.p12").write_bytes(here.office.key_file())
    (folder / "passphrase").write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    (folder / "authority.pem").write_bytes(here.root.pem)
    return Office(app, here, folder)


def test_a_letter_is_sealed_and_the_seal_is_found(clerk: Office) -> None:
    sealed = clerk.seal()
    checked = clerk.check("sealed.pdf")

    assert (sealed.exit_code, checked.exit_code) == (0, 0)
    assert OFFICE in sealed.output
    assert "intact" in checked.output
    assert OFFICE in checked.output
    assert "+07:00" in checked.output


def test_a_script_reads_the_same_as_json(clerk: Office) -> None:
    sealed = json.loads(clerk.seal("--field", "KyCuaThuTruong", "--json").output)
    [found] = json.loads(clerk.check("sealed.pdf", "--json").output)

    assert (sealed["field"], sealed["holder"]) == ("KyCuaThuTruong", OFFICE)
    assert (found["state"], found["field"], found["is_stamped"]) == ("trusted", "KyCuaThuTruong", False)


def test_the_sealed_file_is_its_owners_only(clerk: Office) -> None:
    clerk.seal()

    assert (clerk.folder / "sealed.pdf").stat().st_mode & 0o777 == 0o600


def test_one_flipped_byte_is_told_by_words_and_exit_code(clerk: Office) -> None:
    clerk.seal()
    file = clerk.folder / "sealed.pdf"
    file.write_bytes(file.read_bytes().replace(b"/Producer", b"/Prodocer", 1))

    told = clerk.check("sealed.pdf")

    assert told.exit_code == 5
    assert "BROKEN" in told.output


def test_other_outcomes_have_exit_codes_of_their_own(clerk: Office) -> None:
    clerk.seal()

    assert clerk.call("check-seal", clerk.path("sealed.pdf")).exit_code == 3
    assert clerk.check("letter.pdf").exit_code == 6
    assert clerk.check("passphrase").exit_code == 1


def test_a_wrong_passphrase_leaves_nothing_behind_and_is_nowhere(
    clerk: Office, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    (clerk.folder / "passphrase").write_text("mật khẩu nhầm", encoding="utf-8")

    told = clerk.seal()

    assert told.exit_code == 1
    assert "Không mở được tệp khóa" in told.output
    assert "nhầm" not in told.output + caplog.text
    assert sorted(file.name for file in clerk.folder.iterdir()) == [
        "authority.pem",
        "letter.pdf",
        "office.p12",
        "passphrase",
    ]


def test_a_passphrase_that_is_typed_does_not_show(clerk: Office, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    arguments = ["seal", clerk.path("letter.pdf"), "--out", clerk.path("sealed.pdf")]

    told = clerk.app.test_cli_runner().invoke(
        args=["papers", *arguments, "--key-file", clerk.path("office.p12")], input=f"{PASSPHRASE}\n"
    )

    assert told.exit_code == 0
    assert PASSPHRASE not in told.output + caplog.text


def test_a_refusal_leaves_the_file_that_was_there(clerk: Office) -> None:
    clerk.seal()
    before = (clerk.folder / "sealed.pdf").read_bytes()
    (clerk.folder / "letter.pdf").write_bytes(b"%PDF-1.7 cut")

    assert clerk.seal().exit_code == 1
    assert (clerk.folder / "sealed.pdf").read_bytes() == before


@pytest.mark.parametrize(
    "more",
    [
        ("--pkcs11-module", "/etc/hostname"),
        ("--box", "20,20"),
        ("--page", "1"),
        ("--box", "một,hai,ba,bốn"),
        ("--further", "9"),
    ],
)
def test_what_does_not_go_together_is_told(clerk: Office, more: tuple[str, ...]) -> None:
    assert clerk.seal(*more).exit_code == 2


def test_a_token_needs_its_label_and_the_keys(clerk: Office) -> None:
    told = clerk.call(
        "seal", clerk.path("letter.pdf"), "--out", clerk.path("s.pdf"), "--pkcs11-module", "/etc/hostname"
    )

    assert told.exit_code == 2
    assert "--pkcs11-token" in told.output


def test_nobody_is_asked_for_the_time_but_who_is_named(clerk: Office) -> None:
    told = clerk.seal("--timestamp-url", "http://127.0.0.1:9/")

    assert told.exit_code == 1
    assert "Không lấy được dấu thời gian" in told.output


def test_without_the_extra_the_line_that_installs_it_is_printed(
    clerk: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_MODULE", "pledges.seals.not_installed")

    told = clerk.seal()

    assert told.exit_code == 1
    assert INSTALL_LINE in told.output


def test_the_program_starts_on_a_machine_without_the_extra() -> None:
    """Neither pyHanko nor what it brings is loaded before somebody seals."""
    loaded = "import sys; sys.modules['pyhanko'] = sys.modules['pkcs11'] = None; import app"

    started = subprocess.run(
        [sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert (started.returncode, started.stderr) == (0, "")
