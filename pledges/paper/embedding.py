"""Puts the used part of a vendored font into a PDF, so that stamped text can be read, searched and copied."""

import hashlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import islice

import pikepdf
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Stream, String

from pledges.paper.fonts import Face, metrics

# ISO 32000-1, 9.10.3: a ToUnicode section lists at most 100 characters.
_MOST_IN_SECTION = 100

_UNICODE_MAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
{sections}endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


def embed(pdf: pikepdf.Pdf, face: Face, characters: Iterable[str]) -> pikepdf.Object:
    """Add a composite font whose codes are the face's own glyph numbers, two bytes each (Identity-H).

    The numbers do not depend on what is embedded, so pages can be written first and the font added when it is known
    which characters they use. About 0.1 s a face.
    """
    used = sorted(set(characters))
    program = _subset(face, used)
    name = Name(f"/{_tag(program)}+{face.postscript_name}")
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=name,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([_descendant(pdf, face, name, program, used)]),
            ToUnicode=pdf.make_indirect(Stream(pdf, _unicode_map(face, used).encode())),
        )
    )


def _subset(face: Face, characters: list[str]) -> bytes:
    options = Options(
        retain_gids=True, layout_features=[], hinting=False, notdef_outline=True, name_IDs=[1, 2, 6]
    )
    options.drop_tables += ["GSUB", "GPOS", "GDEF"]
    # The time of saving would make the file differ from run to run.
    font = TTFont(face.path, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=map(ord, characters))
    subsetter.subset(font)
    program = BytesIO()
    font.save(program)
    return program.getvalue()


def _tag(program: bytes) -> str:
    """Give the six capitals that mark a subset's name, the same for the same subset."""
    digest = hashlib.sha256(program).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _descendant(
    pdf: pikepdf.Pdf, face: Face, name: pikepdf.Name, program: bytes, characters: list[str]
) -> pikepdf.Object:
    measured = metrics(face)
    widths: list[pikepdf.Object | int] = []
    for character in sorted(characters, key=measured.glyphs.__getitem__):
        widths += [measured.glyphs[character], Array([round(measured.widths[character] * 1000, 2)])]
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=name,
            CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
            CIDToGIDMap=Name.Identity,
            FontDescriptor=_descriptor(pdf, face, name, program),
            W=Array(widths),
        )
    )


def _descriptor(pdf: pikepdf.Pdf, face: Face, name: pikepdf.Name, program: bytes) -> pikepdf.Object:
    font = TTFont(BytesIO(program))
    head, em = font["head"], font["head"].unitsPerEm / 1000
    box = [round(edge / em) for edge in (head.xMin, head.yMin, head.xMax, head.yMax)]
    symbolic, italic = 4, 64 if face.style == "italic" else 0
    return pdf.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor,
            FontName=name,
            Flags=symbolic | italic,
            FontBBox=Array(box),
            ItalicAngle=round(font["post"].italicAngle, 2),
            Ascent=round(font["hhea"].ascent / em),
            Descent=round(font["hhea"].descent / em),
            CapHeight=round(font["OS/2"].sCapHeight / em),
            # Only used when a viewer has to replace the font, which it never has to.
            StemV=80,
            FontFile2=pdf.make_indirect(Stream(pdf, program)),
        )
    )


def _unicode_map(face: Face, characters: list[str]) -> str:
    glyphs = metrics(face).glyphs
    lines = iter([f"<{glyphs[character]:04x}> <{_utf16(character)}>\n" for character in characters])
    return _UNICODE_MAP.format(sections="".join(_sections(lines)))


def _sections(lines: Iterator[str]) -> Iterator[str]:
    while section := list(islice(lines, _MOST_IN_SECTION)):
        yield f"{len(section)} beginbfchar\n{''.join(section)}endbfchar\n"


def _utf16(character: str) -> str:
    return character.encode("utf-16-be").hex()
