"""A timestamp from the authority an operator names (PAdES B-T), played by a server on this machine."""

from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from threading import Thread

import pytest
from asn1crypto import keys, tsp, x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.sign.timestamps import DummyTimeStamper

from pledges.seals.engine import sealing_engine
from pledges.seals.rules import FoundSeal, KeyFile, Sealing, SealState, TimestampRefused
from tests.seals.authorities import NOW, PASSPHRASE, Identity, office
from tests.seals.sealing import Desk, desk, letter

pytestmark = pytest.mark.document


class _Answers(BaseHTTPRequestHandler):
    """What the authority's address answers: a timestamp, unless told otherwise."""

    stamper: DummyTimeStamper
    kind = "application/timestamp-reply"
    broken = False

    def do_POST(self) -> None:
        query = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
        answer = self.stamper.request_tsa_response(query).dump()
        self.send_response(200)
        self.send_header("Content-Type", self.kind)
        self.end_headers()
        self.wfile.write(answer[:40] if self.broken else answer)

    def log_message(self, *_of: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def clerk() -> Desk:
    return desk()


@pytest.fixture
def authority(clerk: Desk) -> Iterator[HTTPServer]:
    server = HTTPServer(("127.0.0.1", 0), type("Answers", (_Answers,), {"stamper": stamper_of(clerk)}))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def stamper_of(clerk: Desk) -> DummyTimeStamper:
    identity: Identity = office(clerk.root, stamps_time=True, rsa_bits=2048)
    private = identity.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    certificate = x509.Certificate.load(identity.certificate.public_bytes(Encoding.DER))
    return DummyTimeStamper(certificate, keys.PrivateKeyInfo.load(private))


def sealed(clerk: Desk, authority: HTTPServer) -> list[FoundSeal]:
    key = KeyFile(clerk.office.key_file(), PASSPHRASE.encode())
    written = BytesIO()
    address = f"http://127.0.0.1:{authority.server_port}/"
    sealing_engine().seal(BytesIO(letter()), written, Sealing(key, NOW, timestamp_url=address))
    return clerk.check(written.getvalue())


def test_a_seal_with_a_timestamp_says_when_by_who_is_trusted(clerk: Desk, authority: HTTPServer) -> None:
    before = datetime.now(UTC).replace(microsecond=0)

    [seal] = sealed(clerk, authority)

    assert (seal.state, seal.is_stamped) == (SealState.TRUSTED, True)
    assert seal.at is not None
    assert before <= seal.at <= datetime.now(UTC)


@pytest.mark.parametrize("fault", [{"kind": "text/html"}, {"broken": True}])
def test_an_answer_that_is_no_timestamp_is_refused(
    clerk: Desk, authority: HTTPServer, fault: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    [(name, value)] = fault.items()
    monkeypatch.setattr(authority.RequestHandlerClass, name, value)

    with pytest.raises(TimestampRefused):
        sealed(clerk, authority)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://127.0.0.1/", "đâu đó"])
def test_an_address_that_is_none_is_refused(clerk: Desk, address: str) -> None:
    key = KeyFile(clerk.office.key_file(), PASSPHRASE.encode())

    with pytest.raises(TimestampRefused):
        sealing_engine().seal(BytesIO(letter()), BytesIO(), Sealing(key, NOW, timestamp_url=address))
