"""HTML to PDF: the only module that knows WeasyPrint, which it loads when the first page is wanted."""

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from threading import Lock
from typing import Any

from markupsafe import escape

from pledges.paper.archive import TRIES, closing, describe_for_archive, ends_clearly
from pledges.paper.archive import VARIANT as ARCHIVE
from pledges.paper.fonts import FACES, Face
from pledges.paper.geometry import Box

APT_LINE = "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
"""Installs what WeasyPrint needs on Debian and Ubuntu; without the last one every page takes six times as long."""

_FONT_SCHEME = "font:"
_COLOURS = "srgb2014"
_NOWHERE = "document:/"
_PT_PER_PX = 0.75

# Pango's font map is shared by all pages and may be used by one thread at a time. Two threads would gain nothing:
# layout is Python code.
_one_at_a_time = Lock()


class PdfEngineMissing(RuntimeError):
    """WeasyPrint, or the Pango libraries it needs, are not on this machine; everything but paper works without."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"PDF files cannot be made ({reason}). Run: {APT_LINE}")
        self.apt_line = APT_LINE


class ForbiddenResource(ValueError):
    """A document asked for something that is neither a vendored font nor written into the document itself."""

    def __init__(self, url: str) -> None:
        super().__init__(f"a document may not fetch {url!r}")
        self.url = url


@dataclass(frozen=True)
class LaidOut:
    """A document as it was laid out; boxes of elements with an ``id`` are those of the first page that has them."""

    pdf: bytes
    page_boxes: tuple[Mapping[str, Box], ...]
    page_width_pt: float
    page_height_pt: float

    @property
    def page_count(self) -> int:
        """How many pages the document takes."""
        return len(self.page_boxes)


def render_pdf(html: str, *, title: str, language: str = "vi", archive: bool = False) -> bytes:
    """Make a tagged PDF, made to PDF/UA-1, of a document; with ``archive`` to PDF/A-2a as well.

    The same input gives the same bytes, in any process. The fonts "Tinos" and "Be Vietnam Pro" are at hand without
    ``@font-face``. Nothing else is fetched: pictures are inline SVG or ``data:`` addresses.

    :raises ForbiddenResource: when the document refers to any other address or file.
    :raises PdfEngineMissing: when WeasyPrint cannot be loaded.
    """
    return lay_out(html, title=title, language=language, archive=archive).pdf


def lay_out(
    html: str, *, title: str, language: str = "vi", tagged: bool = True, archive: bool = False
) -> LaidOut:
    """Make a PDF and tell where its elements with an ``id`` stand, so that more can be stamped there.

    ``tagged=False`` leaves the structure tags out, for a page that becomes part of another document. ``archive`` makes
    it to PDF/A-2a as well: 3 kB more, for a single official paper that is kept for years.

    :raises ForbiddenResource: when the document refers to any other address or file.
    :raises PdfEngineMissing: when WeasyPrint cannot be loaded.
    """
    engine = _engine()
    variant = (ARCHIVE if archive else "pdf/ua-1") if tagged else None
    with _one_at_a_time:
        try:
            document = engine.document(_whole(html, title, language), variant)
            pdf = engine.written(document, variant)
        except engine.fatal_error as error:
            raise ForbiddenResource(str(error)) from error
    first = document.pages[0]
    return LaidOut(
        pdf=pdf,
        page_boxes=tuple(_boxes(page.anchors) for page in document.pages),
        page_width_pt=first.width * _PT_PER_PX,
        page_height_pt=first.height * _PT_PER_PX,
    )


class _Engine:
    """WeasyPrint with the vendored fonts loaded once: parsing them for each page would double its time."""

    def __init__(self) -> None:
        self._library: Any = importlib.import_module("weasyprint")
        self._urls: Any = importlib.import_module("weasyprint.urls")
        self.fatal_error: type[BaseException] = self._urls.FatalURLFetchingError
        self._written_in = self._urls.URLFetcher(allowed_protocols={"data"})
        self._fonts = importlib.import_module("weasyprint.text.fonts").FontConfiguration()
        self._font_faces = self._library.CSS(
            string="".join(map(_font_face, FACES)), font_config=self._fonts, url_fetcher=self.fetch
        )

    def document(self, html: str, variant: str | None) -> Any:
        page = self._library.HTML(string=html, base_url=_NOWHERE, url_fetcher=self.fetch)
        return page.render(font_config=self._fonts, stylesheets=[self._font_faces], pdf_variant=variant)

    def written(self, document: Any, variant: str | None) -> bytes:
        """Write a document out; for the archive with both standards named, and the colours that are meant."""
        if variant == ARCHIVE:
            return self._written_for_archive(document)
        pdf: bytes = document.write_pdf(pdf_variant=variant)
        return pdf

    def _written_for_archive(self, document: Any) -> bytes:
        describe_for_archive(document.metadata)
        # The library would open its profile by itself and never close it.
        document.color_profiles[_COLOURS] = self._colour_profile()
        document.output_intent = _COLOURS
        written = (
            document.write_pdf(pdf_variant=ARCHIVE, output_intent=_COLOURS, finisher=closing(spare))
            for spare in range(TRIES)
        )
        clear: bytes = next(filter(ends_clearly, written))
        return clear

    def _colour_profile(self) -> Any:
        profile = files("weasyprint.pdf").joinpath("sRGB2014.icc").read_bytes()
        made = importlib.import_module("weasyprint.css").ColorProfile
        return made(BytesIO(profile), "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))

    def fetch(self, url: str) -> Any:
        """Answer for vendored fonts and ``data:`` addresses; anything else ends the rendering.

        The library's default fetcher would open files and foreign hosts, and a missing picture would only be a line
        in the log. Its fatal error is no ``Exception``, so that nothing on the way swallows it.
        """
        if url in _FONT_ADDRESSES:
            return self._urls.URLFetcherResponse(url, _FONT_ADDRESSES[url].path.read_bytes())
        if not url.startswith("data:"):
            raise self.fatal_error(url)
        try:
            return self._written_in.fetch(url)
        except (ValueError, OSError) as error:
            raise self.fatal_error(url) from error


_FONT_ADDRESSES = {_FONT_SCHEME + face.file_name: face for face in FACES}


@lru_cache(maxsize=1)
def _engine() -> _Engine:
    try:
        return _Engine()
    except (ImportError, OSError) as error:
        raise PdfEngineMissing(str(error).splitlines()[0]) from error


def _font_face(face: Face) -> str:
    return (
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};font-style:{face.style};'
        f'src:url("{_FONT_SCHEME}{face.file_name}")}}'
    )


def _whole(html: str, title: str, language: str) -> str:
    return (
        f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"</head><body>{html}</body></html>"
    )


def _boxes(anchors: Mapping[str, tuple[float, float, float, float]]) -> dict[str, Box]:
    """Turn anchors, two corners in CSS pixels, into boxes in pt; what stands on its head has them swapped."""
    return {name: _box(*(length * _PT_PER_PX for length in corners)) for name, corners in anchors.items()}


def _box(left: float, top: float, right: float, bottom: float) -> Box:
    return Box(min(left, right), min(top, bottom), abs(right - left), abs(bottom - top))
