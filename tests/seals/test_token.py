"""The office's key on a token (PKCS#11), played by SoftHSM; without it these tests are left out, and say so."""

import os
import subprocess
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

import pkcs11
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from pkcs11.util.ec import decode_ec_private_key, decode_ec_public_key

from pledges.seals.engine import sealing_engine
from pledges.seals.rules import Sealing, SealState, Token, TokenRefused
from tests.seals.authorities import NOW, OFFICE
from tests.seals.sealing import Desk, desk, letter

LIBRARY = Path("/usr/lib/softhsm/libsofthsm2.so")
PIN = "271828"
pytestmark = [
    pytest.mark.document,
    pytest.mark.skipif(
        not LIBRARY.exists(), reason="softhsm2 is not installed: sealing with a token is NOT tested"
    ),
]


@dataclass(frozen=True)
class Office:
    desk: Desk
    token: Token


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The commune's clerk, whose key and certificate lie on a token of the test's own."""
    place = tmp_path_factory.mktemp("token")
    (place / "tokens").mkdir()
    (place / "softhsm2.conf").write_text(f"directories.tokendir = {place}/tokens\nlog.level = ERROR\n")
    with pytest.MonkeyPatch.context() as patch:
        # The library reads it once, when it is loaded.
        patch.setenv("SOFTHSM2_CONF", str(place / "softhsm2.conf"))
        _initialize("Xã Hàm Mẫu")
        here = desk()
        _store(here, "Xã Hàm Mẫu")
    return Office(here, Token(str(LIBRARY), "Xã Hàm Mẫu", "con dấu", PIN))


def _initialize(label: str) -> None:
    command = [
        "softhsm2-util",
        "--init-token",
        "--free",
        "--label",
        label,
        "--pin",
        PIN,
        "--so-pin",
        "314159",
    ]
    subprocess.run(command, check=True, capture_output=True, env=dict(os.environ))


def _store(here: Desk, label: str) -> None:
    key = here.office.key
    private = key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    certificate = {
        pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
        pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
        pkcs11.Attribute.TOKEN: True,
        pkcs11.Attribute.LABEL: "con dấu",
        pkcs11.Attribute.SUBJECT: here.office.certificate.subject.public_bytes(),
        pkcs11.Attribute.VALUE: here.office.certificate.public_bytes(Encoding.DER),
    }
    named = {pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.LABEL: "con dấu"}
    with pkcs11.lib(str(LIBRARY)).get_token(token_label=label).open(rw=True, user_pin=PIN) as session:
        session.create_object({**decode_ec_private_key(private), **named, pkcs11.Attribute.SIGN: True})
        session.create_object({**decode_ec_public_key(public), **named})
        session.create_object(certificate)


def sealed_by(token: Token, pdf: bytes) -> bytes:
    sealed = BytesIO()
    sealing_engine().seal(BytesIO(pdf), sealed, Sealing(token, NOW))
    return sealed.getvalue()


def test_the_key_seals_without_leaving_its_token(clerk: Office) -> None:
    paper = letter()

    sealed = sealed_by(clerk.token, paper)

    [seal] = clerk.desk.check(sealed)
    assert sealed.startswith(paper)
    assert (seal.state, seal.holder) == (SealState.TRUSTED, OFFICE)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"pin": "000000"}, "PinIncorrect"),
        ({"label": "Xã Bên Cạnh"}, "PKCS11Error"),
        ({"key": "con dấu khác"}, "PKCS11Error"),
        ({"library": "/usr/lib/none.so"}, "PKCS11Error"),
        ({"library": "/etc/hostname"}, "PKCS11Error"),
    ],
)
def test_what_does_not_fit_is_refused_and_the_pin_not_repeated(
    clerk: Office, wrong: dict[str, str], reason: str
) -> None:
    with pytest.raises(TokenRefused) as refused:
        sealed_by(replace(clerk.token, **wrong), letter())

    told = refused.value.advice % refused.value.values
    assert reason in told
    assert PIN not in told + repr(refused.value) + repr(clerk.token)
