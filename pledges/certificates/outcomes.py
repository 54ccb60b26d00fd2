"""What a check of certificates comes to: of each one, of each page, and of a whole file. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from pledges.certificates.proofs import Claim, Outcome, PublicKey, Reading, digest_of_name, verify
from pledges.certificates.scanned import Scanned


class Verdict(StrEnum):
    """What one certificate turned out to be."""

    GENUINE = "genuine"
    KEY_REVOKED_LATER = "key-revoked-later"
    NUMBER_ONLY = "number-only"
    UNKNOWN_KEY = "unknown-key"
    FALSE = "false"
    MALFORMED = "malformed"
    OTHER_FORMAT = "other-format"
    REVOKED = "revoked"
    OTHER_NAME = "other-name"
    OTHER_CAMPAIGN = "other-campaign"
    NOT_REGISTERED = "not-registered"
    OTHER_PROOF = "other-proof"
    NO_PROOF = "no-proof"


class PageVerdict(StrEnum):
    """What one page of a file turned out to be, against the register copy."""

    SAME = "same"
    TEXT_DIFFERS = "text-differs"
    LOOK_DIFFERS = "look-differs"
    NO_CERTIFICATE = "no-certificate"
    FALSE_CERTIFICATE = "false-certificate"
    NO_COPY = "no-copy"
    TWICE = "twice"
    OUT_OF_ORDER = "out-of-order"


class FileVerdict(StrEnum):
    """What a whole file turned out to be, against the register copy."""

    IDENTICAL = "identical"
    """Byte for byte what the register gives."""
    EXTENDED = "extended"
    """Begins with the register's bytes, and every page still looks as there: perhaps an office sealed it."""
    SAME_PAGES = "same-pages"
    """Other bytes, the same pages: saved anew by another program."""
    DIFFERS = "differs"
    NOT_COMPARED = "not-compared"


_BY_OUTCOME = {
    Outcome.GENUINE: Verdict.GENUINE,
    Outcome.MALFORMED: Verdict.MALFORMED,
    Outcome.OTHER_FORMAT: Verdict.OTHER_FORMAT,
    Outcome.UNKNOWN_KEY: Verdict.UNKNOWN_KEY,
    Outcome.FALSE: Verdict.FALSE,
    Outcome.REVOKED: Verdict.REVOKED,
}
_CLEAN = frozenset({Verdict.GENUINE})
_OPEN = frozenset({Verdict.KEY_REVOKED_LATER, Verdict.NUMBER_ONLY, Verdict.UNKNOWN_KEY})
_GOOD_STANDING = frozenset({"", "valid"})

# 1 is every other failure, as with all commands; 2 a wrongly typed one.
EXIT_GENUINE, EXIT_NO_LONGER, EXIT_OPEN, EXIT_FORGED, EXIT_NOTHING = 0, 3, 4, 5, 6


@dataclass(frozen=True)
class Asked:
    """What a check is done with: keys by id and, where wanted, name and campaign that must stand on the paper."""

    keys: Mapping[int, PublicKey]
    name: str = ""
    campaign_id: int | None = None


@dataclass(frozen=True)
class Checked:
    """One certificate, checked. ``status`` is what the register says of it today, "" where it was not asked."""

    number: str
    verdict: Verdict
    claim: Claim | None = None
    status: str = ""
    host: str = ""


@dataclass(frozen=True)
class CheckedPage:
    """One page of a file, from 1, with the certificates on it."""

    page: int
    verdict: PageVerdict
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True)
class CheckedFile:
    """A whole file. ``missing`` are numbers of the print run it is from that are not in it."""

    certificates: Sequence[Checked]
    pages: Sequence[CheckedPage] = ()
    verdict: FileVerdict = FileVerdict.NOT_COMPARED
    run_id: int | None = None
    missing: Sequence[str] = field(default_factory=tuple)


def judged(brought: Scanned, asked: Asked) -> Checked:
    """Check one certificate with public keys alone, as anybody can who has no register."""
    if brought.proof is None:
        return Checked(brought.number, Verdict.NUMBER_ONLY, host=brought.host)
    reading = verify(brought.number, brought.proof, asked.keys)
    return Checked(brought.number, _verdict(reading, asked), reading.claim, host=brought.host)


def exit_code_of(checked: CheckedFile) -> int:
    """Return the exit code of a check: the worst there is in it decides."""
    if not checked.certificates:
        return EXIT_FORGED if checked.verdict is FileVerdict.DIFFERS else EXIT_NOTHING
    verdicts = {each.verdict for each in checked.certificates}
    if verdicts - _CLEAN - _OPEN or checked.verdict is FileVerdict.DIFFERS or checked.missing:
        return EXIT_FORGED
    if verdicts & _OPEN:
        return EXIT_OPEN
    is_good = all(each.status in _GOOD_STANDING for each in checked.certificates)
    return EXIT_GENUINE if is_good else EXIT_NO_LONGER


def _verdict(reading: Reading, asked: Asked) -> Verdict:
    claim = reading.claim
    if claim is None or reading.outcome is not Outcome.GENUINE:
        return _BY_OUTCOME[reading.outcome]
    if asked.name and digest_of_name(claim.number, asked.name) != claim.name:
        return Verdict.OTHER_NAME
    if asked.campaign_id is not None and asked.campaign_id != claim.campaign_id:
        return Verdict.OTHER_CAMPAIGN
    # A thief can date a proof back to before the theft: only the register tells it from what was really given.
    is_revoked_since = asked.keys[claim.key_id].revoked_from is not None
    return Verdict.KEY_REVOKED_LATER if is_revoked_since else Verdict.GENUINE
