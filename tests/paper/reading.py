"""Reads PDF documents as a person with paper, a telephone and a screen reader would."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from struct import iter_unpack

import pikepdf
import pypdfium2
import zxingcpp
from PIL import Image

from pledges.paper.geometry import MM

DPI = 150


@dataclass(frozen=True)
class Glyph:
    """One printed character and the box of its ink, in mm from the top left corner of the page."""

    character: str
    left_mm: float
    top_mm: float
    right_mm: float
    bottom_mm: float


@contextmanager
def opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    document = pypdfium2.PdfDocument(pdf)
    yield document
    document.close()


def page_count(pdf: bytes) -> int:
    with opened(pdf) as document:
        return len(document)


def page_size_mm(pdf: bytes) -> tuple[float, float]:
    with opened(pdf) as document:
        return tuple(round(side / MM, 1) for side in document[0].get_size())


def text_of(pdf: bytes, page: int = 0) -> str:
    """The text of a page as it would be copied from it, its lines joined by single spaces."""
    with opened(pdf) as document:
        return " ".join(document[page].get_textpage().get_text_range().split())


def is_nfc(text: str) -> bool:
    return unicodedata.is_normalized("NFC", text)


def rastered(pdf: bytes, page: int = 0, dpi: int = DPI) -> Image.Image:
    with opened(pdf) as document:
        return document[page].render(scale=dpi / 72).to_pil().convert("L")


def codes_of(pdf: bytes, page: int = 0) -> list[str]:
    """What a scanner reads from a page rendered at 150 dpi, row by row."""
    found = zxingcpp.read_barcodes(rastered(pdf, page), formats=zxingcpp.BarcodeFormat.QRCode)
    rows = sorted(found, key=lambda code: (round(code.position.top_left.y / 100), code.position.top_left.x))
    return [code.text for code in rows]


def glyphs_of(pdf: bytes, page: int = 0) -> list[Glyph]:
    with opened(pdf) as document:
        height, text = document[page].get_height(), document[page].get_textpage()
        # The library counts as UTF-16 does, in which a flower is two.
        characters = [chr(unit) for (unit,) in iter_unpack("<H", text.get_text_range().encode("utf-16-le"))]
        boxes = [text.get_charbox(place) for place in range(text.count_chars())]
    return [
        Glyph(character, left / MM, (height - top) / MM, right / MM, (height - bottom) / MM)
        for character, (left, bottom, right, top) in zip(characters, boxes, strict=True)
        if character.strip()
    ]


def ink_box_mm(image: Image.Image, dpi: int = DPI) -> tuple[float, ...]:
    """Left, top, right and bottom edge of all that is darker than light grey."""
    box = image.point(lambda grey: 255 if grey < 200 else 0).getbbox()
    assert box is not None
    return tuple(edge * 25.4 / dpi for edge in box)


def crop_mm(image: Image.Image, left: float, top: float, right: float, bottom: float) -> Image.Image:
    return image.crop(tuple(round(edge * DPI / 25.4) for edge in (left, top, right, bottom)))


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """The fonts anywhere in the file, and whether each is embedded."""
    with pikepdf.open(BytesIO(pdf)) as document:
        descriptors = [each for each in document.objects if _is_a(each, "/FontDescriptor")]
        return {str(each.FontName).split("+")[-1]: "/FontFile2" in each for each in descriptors}


def pictures_in(pdf: bytes) -> int:
    """How many raster pictures the file holds."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return len(
            [each for each in document.objects if isinstance(each, pikepdf.Stream) and _is_image(each)]
        )


def described(pdf: bytes) -> dict[str, object]:
    """What the file says of itself to a reader's program."""
    with pikepdf.open(BytesIO(pdf)) as document, document.open_metadata() as metadata:
        return {
            "title": str(document.docinfo.Title),
            "title in metadata": metadata["dc:title"],
            "PDF/UA": metadata["pdfuaid:part"],
            "language": str(document.Root.Lang),
            "tagged": bool(document.Root.MarkInfo.Marked),
            "shows its title": bool(document.Root.ViewerPreferences.DisplayDocTitle),
        }


def spoken(pdf: bytes) -> list[tuple[str, str]]:
    """The structure a screen reader follows: kind and alternative or actual text of each element, in order."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return list(_spoken_below(document.Root.StructTreeRoot.K[0]))


def marked_pages(pdf: bytes) -> list[tuple[int, int]]:
    """For each page, its number in the structure's parent tree and how many pieces of content it has there."""
    with pikepdf.open(BytesIO(pdf)) as document:
        numbers = list(document.Root.StructTreeRoot.ParentTree.Nums)
        entries = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        keys = [int(page.obj.StructParents) for page in document.pages]
        return [(key, len(entries[key])) for key in keys]


def _is_a(each: pikepdf.Object, kind: str) -> bool:
    return isinstance(each, pikepdf.Dictionary) and each.get("/Type") == kind


def _is_image(stream: pikepdf.Object) -> bool:
    return bool(stream.get("/Subtype") == "/Image")


def _spoken_below(element: pikepdf.Object) -> Iterator[tuple[str, str]]:
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield str(kid.S)[1:], str(kid.get("/ActualText", kid.get("/Alt", "")))
            yield from _spoken_below(kid)
