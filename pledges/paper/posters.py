"""The poster at a counter: one QR code that invites to rate the service without giving a name."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from pledges.paper.fitting import Fitted, GlyphMissing, TextStyle, fit
from pledges.paper.fonts import BE_VIETNAM_BOLD, BE_VIETNAM_SEMIBOLD, TINOS_BOLD
from pledges.paper.geometry import MM
from pledges.paper.pdf import render_pdf
from pledges.paper.templates import fill

INVITATION = "Mời ông/bà đánh giá – không ghi tên"

_WIDTH_PT = 170 * MM
_OFFICE = TextStyle((BE_VIETNAM_SEMIBOLD, TINOS_BOLD), size_pt=18, smallest_pt=13)
_OFFICE_HEIGHT_PT = 16 * MM
_COUNTER = TextStyle((BE_VIETNAM_BOLD, TINOS_BOLD), size_pt=72, smallest_pt=20)
_COUNTER_HEIGHT_PT = 44 * MM


@dataclass(frozen=True)
class Poster:
    """What stands on a counter's poster; ``typed_code`` as XXXX-XXXX-XXXXX, ``link`` the address in the QR code."""

    office_name: str
    counter_name: str
    typed_code: str
    link: str


def poster(value: Poster) -> bytes:
    """Make a poster: A4 portrait, one page, tagged; a long counter's name takes smaller type and up to three lines.

    :raises QrTooLong: when the link could not be read from paper.
    :raises PdfEngineMissing: when WeasyPrint cannot be loaded.
    """
    html = fill(
        "poster",
        poster=value,
        office=_fitted(value.office_name, _OFFICE, _OFFICE_HEIGHT_PT),
        counter=_fitted(value.counter_name, _COUNTER, _COUNTER_HEIGHT_PT),
        invitation=INVITATION,
        host=urlsplit(value.link).netloc.lower(),
    )
    return render_pdf(html, title=f"{value.counter_name} – {INVITATION}")


def _fitted(text: str, style: TextStyle, height_pt: float) -> Fitted:
    """Fit a line; one with a letter that no vendored font has is left to WeasyPrint in the smallest size."""
    try:
        return fit(text, style, _WIDTH_PT, height_pt)
    except GlyphMissing:
        return Fitted(style.faces[0], style.smallest_pt, (text,))
