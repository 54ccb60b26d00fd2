"""Pieces of paper work for ``benchmarks.children``: each prepares and warms up, and gives what is to be measured."""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO

from benchmarks.papers import (
    card_html,
    certificate_html,
    certificate_papers,
    door_cards,
    label_html,
    labels,
)
from benchmarks.weasyprint_alone import pdf
from pledges.paper.certificates import certificate, certificates
from pledges.paper.door_cards import write_door_cards
from pledges.paper.labels import write_label_sheets
from pledges.paper.scanning import PlacedCodeLike, unreadable

_FEW = 24


def _labels(count: str) -> Callable[[], None]:
    write_label_sheets(labels(_FEW), BytesIO(), heading="Thử")
    chosen = labels(int(count))
    return lambda: _use(write_label_sheets(chosen, BytesIO(), heading="Nhãn mã QR").pages)


def _labels_alone(count: str) -> Callable[[], None]:
    # Untagged, the quicker way: the reference is to be as good as it can be.
    pdf(label_html(labels(_FEW)), is_tagged=False)
    html = label_html(labels(int(count)))
    return lambda: _use(pdf(html, is_tagged=False))


def _cards(count: str) -> Callable[[], None]:
    write_door_cards(door_cards(_FEW), BytesIO(), heading="Thử")
    chosen = door_cards(int(count))
    return lambda: _use(write_door_cards(chosen, BytesIO(), heading="Tờ gấp").pages)


def _cards_alone(count: str) -> Callable[[], None]:
    pdf(card_html(door_cards(1)), is_tagged=False)
    html = card_html(door_cards(int(count)))
    return lambda: _use(pdf(html, is_tagged=False))


def _labels_scanned(count: str) -> Callable[[], None]:
    written = BytesIO()
    codes = write_label_sheets(labels(int(count)), written, heading="Thử").codes
    return lambda: _scan(written.getvalue(), codes)


def _certificates_scanned(count: str) -> Callable[[], None]:
    written = BytesIO()
    codes = certificates(certificate_papers(int(count)), written).codes
    return lambda: _scan(written.getvalue(), codes)


def _cards_scanned(count: str) -> Callable[[], None]:
    written = BytesIO()
    codes = write_door_cards(door_cards(int(count)), written, heading="Thử").codes
    return lambda: _scan(written.getvalue(), codes)


def _certificates(count: str) -> Callable[[], None]:
    certificates(certificate_papers(_FEW), BytesIO())
    chosen = certificate_papers(int(count))
    return lambda: _use(certificates(chosen, BytesIO()).pages)


def _certificates_alone(count: str) -> Callable[[], None]:
    pdf(certificate_html(certificate_papers(1)), is_tagged=False)
    html = certificate_html(certificate_papers(int(count)))
    return lambda: _use(pdf(html, is_tagged=False))


def _certificate(count: str) -> Callable[[], None]:
    chosen = certificate_papers(int(count))
    certificate(chosen[0])

    def make_each() -> None:
        for paper in chosen:
            certificate(paper)

    return make_each


def _certificate_alone(count: str) -> Callable[[], None]:
    pages = [certificate_html([paper]) for paper in certificate_papers(int(count))]
    pdf(pages[0], is_tagged=True)

    def make_each() -> None:
        for page in pages:
            pdf(page, is_tagged=True)

    return make_each


def _scan(file: bytes, codes: Sequence[PlacedCodeLike]) -> None:
    """Fail when a code cannot be read: then something else is measured than was meant."""
    if unreadable(file, codes):
        raise ValueError("a code was not read")


def _use(made: bytes | int) -> None:
    """Fail when nothing came of it."""
    if not made:
        raise ValueError("nothing was made")


WORKS: Mapping[str, Callable[[str], Callable[[], None]]] = {
    "labels": _labels,
    "labels-alone": _labels_alone,
    "labels-scanned": _labels_scanned,
    "cards": _cards,
    "cards-alone": _cards_alone,
    "cards-scanned": _cards_scanned,
    "certificates": _certificates,
    "certificates-scanned": _certificates_scanned,
    "certificates-hamlet": _certificates,
    "certificates-alone": _certificates_alone,
    "certificate": _certificate,
    "certificate-alone": _certificate_alone,
}
