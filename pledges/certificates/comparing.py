"""Compares a file of certificates with the copy the register makes again: bytes, pages, order, and each page's look."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pledges.certificates.outcomes import CheckedPage, FileVerdict, PageVerdict
from pledges.paper.certificate_sizes import CertificateSize
from pledges.paper.looking import brought, looks
from pledges.paper.raster import Document

_END = b"%%EOF"
# A seal is one more end of file; whoever adds a thousand is not read to the end.
_MOST_ENDS = 16

# A page that was made alone differs by hairs from the same one made among many; each takes a tenth of a second.
_MOST_MADE_ALONE = 20
_BETWEEN_A5_AND_A4_PT = 700.0


class Copies(Protocol):
    """Makes the register copy of certificates again, on sheets of the size the file has."""

    def together(self, groups: Sequence[Sequence[str]]) -> bytes:
        """Return a file with a page for each group of numbers, as a print run makes it."""
        ...

    def alone(self, numbers: Sequence[str]) -> bytes:
        """Return a file with one page, as a single paper is made."""
        ...


@dataclass(frozen=True)
class Page:
    """What was found on a page of the file: the numbers of its certificates, whether each was proven, its width."""

    numbers: tuple[str, ...]
    is_proven: bool
    width_pt: float


def verdicts(pages: Sequence[Page], known: frozenset[str], order: Sequence[str]) -> list[PageVerdict]:
    """Say of each page what can be said before it is looked at: SAME means that it is still to be compared.

    ``known`` are the numbers that the register can make again, ``order`` those of the print run.
    """
    place = {number: position for position, number in enumerate(dict.fromkeys(order))}
    found, seen = [], set[str]()
    for page in pages:
        found.append(_alone(page, known, seen))
        seen.update(page.numbers)
    compared = [index for index, verdict in enumerate(found) if verdict is PageVerdict.SAME]
    places = [place.get(pages[index].numbers[0], -1) for index in compared]
    for index, is_at, should_be in zip(compared, places, sorted(places), strict=True):
        if is_at != should_be and -1 not in places:
            found[index] = PageVerdict.OUT_OF_ORDER
    return found


def compared(
    file: Path, pages: Sequence[Page], found: Sequence[PageVerdict], copies: Copies
) -> list[CheckedPage]:
    """Look at the pages that are still to be compared, each beside the register copy, and return all of them."""
    looked = [index for index, verdict in enumerate(found) if _may_be_the_same(verdict)]
    groups = [pages[index].numbers for index in looked]
    differing = dict(_looked_at(file, looked, copies.together(groups))) if looked else {}
    for index in list(differing)[:_MOST_MADE_ALONE]:
        if not dict(_looked_at(file, [index], copies.alone(pages[index].numbers))):
            del differing[index]
    return [
        CheckedPage(index + 1, differing.get(index, verdict), pages[index].numbers)
        for index, verdict in enumerate(found)
    ]


def size_of(pages: Sequence[Page]) -> CertificateSize:
    """Return the size of sheets a file is printed on, from its first page with a certificate."""
    first = next((page for page in pages if page.numbers), None)
    if first is not None and len(first.numbers) > 1:
        return CertificateSize.TWO_A5
    is_small = first is not None and first.width_pt < _BETWEEN_A5_AND_A4_PT
    return CertificateSize.A5 if is_small else CertificateSize.A4


def file_verdict(content: bytes, pages: Sequence[CheckedPage], copies: Sequence[bytes]) -> FileVerdict:
    """Say what a file is as a whole, beside copies made one way and another; where bytes differ, the pages decide."""
    if content in copies:
        return FileVerdict.IDENTICAL
    if {page.verdict for page in pages} != {PageVerdict.SAME}:
        return FileVerdict.DIFFERS
    is_extended = any(copy and content.startswith(copy) for copy in copies)
    return FileVerdict.EXTENDED if is_extended else FileVerdict.SAME_PAGES


def checksums(content: bytes) -> list[str]:
    """Return the SHA-256 of the file and of what it was before each seal, the whole file first."""
    ends = [len(content)]
    place = content.find(_END)
    while place >= 0 and len(ends) < _MOST_ENDS:
        end = place + len(_END)
        ends += [end, end + 1]
        place = content.find(_END, end)
    return [hashlib.sha256(content[:end]).hexdigest() for end in ends]


def _alone(page: Page, known: frozenset[str], seen: set[str]) -> PageVerdict:
    if not page.numbers:
        return PageVerdict.NO_CERTIFICATE
    if not page.is_proven:
        return PageVerdict.FALSE_CERTIFICATE
    if seen & set(page.numbers):
        return PageVerdict.TWICE
    return PageVerdict.SAME if known >= set(page.numbers) else PageVerdict.NO_COPY


def _may_be_the_same(verdict: PageVerdict) -> bool:
    return verdict in (PageVerdict.SAME, PageVerdict.OUT_OF_ORDER, PageVerdict.TWICE)


def _looked_at(file: Path, looked: Sequence[int], copy: bytes) -> Iterator[tuple[int, PageVerdict]]:
    """Give the pages that differ from the copy's, which has them in the same order."""
    # One after the other: the library has one document open at a time.
    with brought(copy) as made:
        wanted = [_digests(made, number) for number in range(len(made))]
    if len(wanted) != len(looked):
        yield from ((index, PageVerdict.NO_COPY) for index in looked)
        return
    with brought(file) as document:
        for index, (text, look) in zip(looked, wanted, strict=True):
            is_text, is_look = _digests(document, index)
            if is_text != text:
                yield index, PageVerdict.TEXT_DIFFERS
            elif is_look != look:
                yield index, PageVerdict.LOOK_DIFFERS


def _digests(document: Document, page: int) -> tuple[bytes, bytes]:
    width, height, pixels = looks(document, page)
    look = hashlib.sha256(b"%d %d " % (width, height) + pixels).digest()
    return hashlib.sha256(document.text(page).encode()).digest(), look
