"""Checks certificates that somebody brings, as a text or a file: with public keys alone, or with the register."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path

from sqlalchemy.orm import Session

from pledges.certificates.comparing import Page, checksums, compared, file_verdict, size_of, verdicts
from pledges.certificates.outcomes import (
    Asked,
    Checked,
    CheckedFile,
    CheckedPage,
    FileVerdict,
    PageVerdict,
    Verdict,
    judged,
)
from pledges.certificates.papers import certificate_paper, write_certificates
from pledges.certificates.proofs import read
from pledges.certificates.queries.recipients import recipients
from pledges.certificates.queries.registered import entry_of, run_with, run_with_checksum
from pledges.certificates.rules import Recipient
from pledges.certificates.scanned import Scanned, scanned
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.paper.certificate_sizes import CertificateSize
from pledges.paper.looking import SeenPage, brought, seen

_PROVEN = frozenset({Verdict.GENUINE, Verdict.KEY_REVOKED_LATER})


@dataclass(frozen=True)
class Register:
    """The register of this installation, asked about what somebody brings."""

    house: House

    def asked(self, checked: Sequence[Checked], brought: Sequence[Scanned]) -> list[Checked]:
        """Return what was checked with what the register says: whether it was given, with which proof, its worth."""
        with self.house.database.reading() as session:
            return [_registered(session, *pair) for pair in zip(checked, brought, strict=True)]

    def compared(self, file: Path, found: CheckedFile, pages: Sequence[Page]) -> CheckedFile:
        """Return what was checked, page for page beside the copy that the register makes again.

        A file whose checksum the ledger has is what was printed, whatever the register would print today.
        """
        content = file.read_bytes()
        numbers = [number for page in pages for number in page.numbers]
        with self.house.database.reading() as session:
            run = run_with(session, numbers)
            printed = run_with_checksum(session, checksums(content)[:1])
            people = {one.number: one for one in recipients(session, list(dict.fromkeys(numbers)))}
        if printed:
            same = [
                CheckedPage(index + 1, PageVerdict.SAME, page.numbers) for index, page in enumerate(pages)
            ]
            return replace(found, pages=same, verdict=FileVerdict.IDENTICAL, run_id=printed)
        is_of_run = run is not None and len(numbers) > 1
        order = run.numbers if run and is_of_run else numbers
        copies = _Copies(people, self.house.config.public_url, size_of(pages))
        told = compared(file, pages, verdicts(pages, frozenset(people), order), copies)
        return replace(
            found,
            pages=told,
            verdict=file_verdict(content, told, copies.made),
            run_id=run.run_id if run and is_of_run else None,
            missing=[number for number in order if number not in numbers],
        )


@dataclass(frozen=True)
class _Copies:
    """Makes register copies (``comparing.Copies``), and keeps each for a comparison of bytes."""

    people: Mapping[str, Recipient]
    public_url: str
    size: CertificateSize
    made: list[bytes] = field(default_factory=list)

    def together(self, groups: Sequence[Sequence[str]]) -> bytes:
        people = [self.people[number] for group in groups for number in group]
        copy = BytesIO()
        write_certificates(people, self.public_url, copy, lambda _done: None, self.size)
        self.made.append(copy.getvalue())
        return self.made[-1]

    def alone(self, numbers: Sequence[str]) -> bytes:
        if len(numbers) > 1:
            return self.together([numbers])
        self.made.append(certificate_paper(self.people[numbers[0]], self.public_url, self.size).content)
        return self.made[-1]


def pages_of(file: Path) -> list[SeenPage]:
    """Return what is seen on each page of a file.

    :raises NoDocument: when it cannot be read.
    """
    with brought(file) as document:
        return [seen(document, page) for page in range(len(document))]


def check_text(text: str, asked: Asked, register: Register | None) -> CheckedFile:
    """Check what a scanner read, or a typed number."""
    found = scanned(text)
    if found is None:
        return CheckedFile([])
    checked = [judged(found, asked)]
    return CheckedFile(register.asked(checked, [found]) if register else checked)


def check_file(file: Path, asked: Asked, register: Register | None) -> CheckedFile:
    """Check every certificate in a PDF file, and the file itself where there is a register.

    :raises NoDocument: when it cannot be read.
    """
    pages = pages_of(file)
    on_pages = [[found for code in page.codes if (found := scanned(code))] for page in pages]
    all_found = [each for page in on_pages for each in page]
    checked = [judged(each, asked) for each in all_found]
    if register is None or not all_found:
        return CheckedFile(checked)
    checked = register.asked(checked, all_found)
    return register.compared(file, CheckedFile(checked), _pages(pages, on_pages, checked))


def is_whole_copy(found: CheckedFile) -> bool:
    """Tell whether a file may be taken for the register copy: its bytes, or all its pages and no others."""
    return (
        found.verdict in (FileVerdict.IDENTICAL, FileVerdict.EXTENDED, FileVerdict.SAME_PAGES)
        and not found.missing
    )


def _pages(
    pages: Sequence[SeenPage], on_pages: Sequence[Sequence[Scanned]], checked: Sequence[Checked]
) -> list[Page]:
    rest = iter(checked)
    of_pages = [[next(rest) for _each in found] for found in on_pages]
    return [
        Page(
            tuple(each.number for each in found),
            all(each.verdict in _PROVEN for each in found),
            page.size[0],
        )
        for page, found in zip(pages, of_pages, strict=True)
    ]


def _registered(session: Session, checked: Checked, brought: Scanned) -> Checked:
    entry = entry_of(session, checked.number, present().today)
    if entry is None:
        is_believed = checked.verdict in _PROVEN or checked.verdict is Verdict.NUMBER_ONLY
        return replace(checked, verdict=Verdict.NOT_REGISTERED) if is_believed else checked
    if checked.verdict not in _PROVEN:
        return replace(checked, status=entry.status) if checked.verdict is Verdict.NUMBER_ONLY else checked
    # Whoever got hold of a key could sign anything with it: what was really given stands in the register.
    is_given = brought.proof is not None and entry.proof == read(brought.proof)
    verdict = Verdict.GENUINE if is_given else Verdict.OTHER_PROOF
    return replace(checked, verdict=verdict, status=entry.status)
