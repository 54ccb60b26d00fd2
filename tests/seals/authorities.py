"""An authority of the test's own, which gives certificates to offices."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

OFFICE = "ỦY BAN NHÂN DÂN XÃ HÀM MẪU"
PASSPHRASE = "mật khẩu của văn thư, có dấu"
NOW = datetime.now(UTC).replace(microsecond=0)


@dataclass(frozen=True)
class Identity:
    """A key with its certificate, and the certificate of who issued it."""

    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
    certificate: x509.Certificate
    issuer: x509.Certificate

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    def key_file(self, passphrase: str = PASSPHRASE) -> bytes:
        return pkcs12.serialize_key_and_certificates(
            b"office", self.key, self.certificate, [self.issuer], BestAvailableEncryption(passphrase.encode())
        )


def authority(name: str = "CA thử nghiệm") -> Identity:
    key = ec.generate_private_key(ec.SECP256R1())
    built = _certificate(name, key, name, timedelta(days=3650)).add_extension(
        x509.BasicConstraints(ca=True, path_length=0), critical=True
    )
    certificate = built.add_extension(_usage(signs_certificates=True), critical=True).sign(
        key, hashes.SHA256()
    )
    return Identity(key, certificate, certificate)


def office(
    root: Identity,
    *,
    starts: timedelta = timedelta(days=-1),
    lasts: timedelta = timedelta(days=365),
    rsa_bits: int = 0,
    signs: bool = True,
    stamps_time: bool = False,
) -> Identity:
    key = rsa.generate_private_key(65537, rsa_bits) if rsa_bits else ec.generate_private_key(ec.SECP256R1())
    issuer = root.certificate.subject.rfc4514_string().removeprefix("CN=")
    built = _certificate(OFFICE, key, issuer, lasts, starts)
    built = built.add_extension(_usage(signs=signs), critical=True)
    if stamps_time:
        built = built.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return Identity(key, built.sign(root.key, hashes.SHA256()), root.certificate)


def _certificate(
    name: str,
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey,
    issuer: str,
    lasts: timedelta,
    starts: timedelta = timedelta(days=-1),
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW + starts)
        .not_valid_after(NOW + starts + lasts)
    )


def _usage(*, signs: bool = True, signs_certificates: bool = False) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs and not signs_certificates,
        content_commitment=signs and not signs_certificates,
        key_encipherment=not signs,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )
