"""Tells where a PDF departs from PDF/UA-1, PDF/A-2a and our own rules; [] is a clean file.

``page`` is a checker of others (package page-validation, which passes veraPDF's corpus). What it does not ask, or asks
more mildly than we do, is asked here, from the file itself.
"""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import page
import pikepdf
from pikepdf import Array, Dictionary, Object, Pdf

_PAINTING = frozenset("f F f* B B* b b* S s Tj TJ ' \" Do sh INLINE_IMAGE".split())
_STANDARD = frozenset(
    "Document Part Sect Div Art BlockQuote Caption TOC TOCI P H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD "
    "THead TBody TFoot Span Quote Note Reference Link Annot Figure Formula Form NonStruct".split()
)
_HEADING = re.compile(r"H([1-6])")
_SUBSET = re.compile(r"/[A-Z]{6}\+")
_ACTING = ("/OpenAction", "/AA", "/AcroForm", "/Collection")


def faults_of(pdf: bytes, *, archive: bool = False) -> list[str]:
    """Return every fault that the checkers find, in words; ``archive`` asks for PDF/A-2a as well."""
    profiles = ("ua1", "2a") if archive else ("ua1",)
    found = [fault for profile in profiles for fault in _of_page(pdf, profile)]
    with pikepdf.open(BytesIO(pdf)) as document:
        found += [fault for check in _CHECKS for fault in check(document)]
    return found


def _of_page(pdf: bytes, profile: str) -> Iterator[str]:
    for failure in page.validate_pdf_bytes(pdf, profile=profile).failures:
        yield f"{failure.rule_id}: {failure.message}"


def _describes_itself(document: Pdf) -> Iterator[str]:
    root = document.Root
    if str(root.get("/Lang", "")) != "vi":
        yield "the language is not said"
    if not root.get("/MarkInfo", Dictionary()).get("/Marked", False):
        yield "not marked as tagged"
    if not root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False):
        yield "the title is not shown"
    with document.open_metadata() as metadata:
        title = metadata.get("dc:title", "")
        if not title.strip() or title != str(document.docinfo.get("/Title", "")):
            yield "the title is missing, or is another in the metadata"
        if metadata.get("pdfuaid:part") != "1":
            yield "PDF/UA is not named"


def _does_nothing_by_itself(document: Pdf) -> Iterator[str]:
    yield from (f"acts by itself: {name}" for name in _ACTING if name in document.Root)
    if document.is_encrypted:
        yield "encrypted"
    if document.attachments:
        yield "has attachments"
    for each in _dictionaries(document):
        if "/JS" in each or each.get("/S") == "/JavaScript":
            yield "holds a script"
        if each.get("/Subtype") == "/Image":
            yield "holds a raster picture: ours are drawn"


def _fonts_are_inside(document: Pdf) -> Iterator[str]:
    for each in _dictionaries(document):
        if each.get("/Type") != "/Font" or each.get("/Subtype") in ("/CIDFontType0", "/CIDFontType2"):
            continue
        name = str(each.get("/BaseFont", "?"))
        if "/ToUnicode" not in each:
            yield f"{name}: letters cannot be copied"
        descriptor = each.get("/DescendantFonts", [each])[0].get("/FontDescriptor", Dictionary())
        if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield f"{name}: not embedded"
        if not _SUBSET.match(name):
            yield f"{name}: embedded whole"


def _pages_are_tagged(document: Pdf) -> Iterator[str]:
    parents = _parents(document)
    for number, each in enumerate(document.pages, start=1):
        if each.obj.get("/Tabs") != "/S":
            yield f"page {number}: tabs do not follow the structure"
        owners = parents.get(int(each.obj.get("/StructParents", -1)))
        if owners is None:
            yield f"page {number}: not in the structure"
            continue
        loose, marks = _marked_content(each)
        if loose:
            yield f"page {number}: {loose} drawn outside marked content"
        if not marks:
            yield f"page {number}: nothing on it is said"
        for mark in marks:
            if mark >= len(owners) or not isinstance(owners[mark], Dictionary):
                yield f"page {number}: content {mark} belongs to no element"


def _marked_content(each: pikepdf.Page) -> tuple[list[str], list[int]]:
    """Return the operators that paint outside marked content, and the numbers of marked contents."""
    loose, marks, depth = [], [], 0
    for instruction in pikepdf.parse_content_stream(each):
        operator = str(instruction.operator).replace(" ", "_")
        if operator in ("BDC", "BMC"):
            depth += 1
            properties = instruction.operands[-1]
            if isinstance(properties, Dictionary) and "/MCID" in properties:
                marks.append(int(properties.MCID))
        elif operator == "EMC":
            depth -= 1
        elif operator in _PAINTING and not depth:
            loose.append(operator)
    return loose, marks


def _structure_speaks(document: Pdf) -> Iterator[str]:
    last = 0
    for element in _elements(document.Root.StructTreeRoot):
        kind = str(element.S)[1:]
        if kind not in _STANDARD:
            yield f"{kind} is no standard kind of element"
        if kind == "Figure" and not str(element.get("/Alt", "")).strip():
            yield "a picture without words"
        heading = _HEADING.fullmatch(kind)
        if heading:
            level = int(heading[1])
            if level > last + 1:
                yield f"{kind} follows a heading of level {last}"
            last = level


def _tables_have_headings(document: Pdf) -> Iterator[str]:
    """Ask that each heading says its scope, or that cells name it as theirs."""
    for element in _elements(document.Root.StructTreeRoot):
        if element.S != "/Table":
            continue
        cells = [cell for cell in _elements(element) if cell.S in ("/TH", "/TD")]
        named = {str(name) for cell in cells for name in _attribute(cell, "/Headers", ())}
        headings = [cell for cell in cells if cell.S == "/TH"]
        if not headings:
            yield "a table without headings"
        for cell in headings:
            if not _attribute(cell, "/Scope", "") and str(cell.get("/ID", "")) not in named:
                yield "a table's heading without scope"


def _attribute(element: Object, name: str, default: Any) -> Any:
    attributes = element.get("/A", Dictionary())
    for each in attributes if isinstance(attributes, Array) else [attributes]:
        if isinstance(each, Dictionary) and name in each:
            return each[name]
    return default


def _elements(holder: Object) -> Iterator[Object]:
    """Every element below one, in the order of reading."""
    kids = holder.get("/K", [])
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def _parents(document: Pdf) -> dict[int, Object]:
    tree = document.Root.get("/StructTreeRoot", Dictionary()).get("/ParentTree", Dictionary())
    numbers = list(tree.get("/Nums", []))
    return dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))


def _dictionaries(document: Pdf) -> Iterator[Object]:
    return (each for each in document.objects if isinstance(each, Dictionary | pikepdf.Stream))


_CHECKS: tuple[Callable[[Pdf], Iterator[str]], ...] = (
    _describes_itself,
    _does_nothing_by_itself,
    _fonts_are_inside,
    _pages_are_tagged,
    _structure_speaks,
    _tables_have_headings,
)
