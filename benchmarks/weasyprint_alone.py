"""WeasyPrint by itself, set up as its own documentation advises for many documents: fonts and style sheet kept."""

from functools import lru_cache
from typing import Any

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from pledges.paper.fonts import FACES, Face


def pdf(body: str, *, is_tagged: bool) -> bytes:
    """Lay out a document and write it; tagged as PDF/UA, or without tags, which is a quarter faster."""
    fonts, style = _fonts()
    html = (
        f'<!doctype html><html lang="vi"><meta charset="utf-8"><title>Thử</title><body>{body}</body></html>'
    )
    document = weasyprint.HTML(string=html).render(font_config=fonts, stylesheets=[style])
    made: bytes = document.write_pdf(pdf_variant="pdf/ua-1" if is_tagged else None)
    return made


@lru_cache(maxsize=1)
def _fonts() -> tuple[Any, Any]:
    fonts = FontConfiguration()
    return fonts, weasyprint.CSS(string="".join(map(_font_face, FACES)), font_config=fonts)


def _font_face(face: Face) -> str:
    return (
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};font-style:{face.style};'
        f'src:url("{face.path.as_uri()}")}}'
    )
