"""Files that no office would send, each with the refusal it meets."""

import zipfile
import zlib
from collections.abc import Callable

from pledges.foundation.errors import DomainError
from pledges.foundation.workbook.refusals import (
    WorkbookHasMacros,
    WorkbookIsWebPage,
    WorkbookProtected,
    WorkbookTooLarge,
    WorkbookUnreadable,
)
from tests.foundation.workbook.making import (
    OLE_START,
    SHEET_END,
    SHEET_START,
    inflating,
    ods,
    ole,
    protected_xls,
    with_raw_part,
    without_sheet,
    xlsx,
    zipped,
)

MEGABYTE = 1024 * 1024
STRING_CELL = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'


def one_string_of_300_mb() -> bytes:
    """Make 300 MB of shared strings in 300 kB."""
    deflated = inflating(b"<sst><si><t>", b"A" * MEGABYTE, 300, b"</t></si></sst>")
    return with_raw_part(xlsx(STRING_CELL), "xl/sharedStrings.xml", deflated, 300 * MEGABYTE)


def a_string_longer_than_it_says() -> bytes:
    """Make the same with a directory that tells of a few harmless bytes only."""
    start = b"<sst><si><t>A</t></si></sst>"
    deflated = inflating(start, b"<si><t>" + b"A" * MEGABYTE + b"</t></si>", 300, b"")
    return with_raw_part(xlsx(STRING_CELL), "xl/sharedStrings.xml", deflated, len(start), zlib.crc32(start))


def one_string_in_600_000_cells() -> bytes:
    """Make what passes every check, and is 19 GB once each cell has its string."""
    rows = "<row>" + '<c t="s"><v>0</v></c>' * 60 + "</row>"
    return xlsx(rows * 10_000, xl__sharedStrings_dot_xml=f"<sst><si><t>{'B' * 32_000}</t></si></sst>")


def a_million_rows() -> bytes:
    """Make rows and cells without references, which no search for far ones finds."""
    rows = b"<row><c><v>1</v></c></row>" * 10_000
    sheet = SHEET_START.encode() + rows * 100 + SHEET_END.encode()
    deflated = inflating(SHEET_START.encode(), rows, 100, SHEET_END.encode())
    return with_raw_part(without_sheet(), "xl/worksheets/sheet1.xml", deflated, len(sheet), zlib.crc32(sheet))


def a_billion_laughs() -> bytes:
    """Make ten levels of entities, each ten times the one before."""
    entities = "".join(f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 10))
    strings = f'<!DOCTYPE sst [<!ENTITY a0 "ha">{entities}]><sst><si><t>&a9;</t></si></sst>'
    return xlsx(STRING_CELL, xl__sharedStrings_dot_xml=strings)


def an_outside_entity() -> bytes:
    """Make a sheet that asks for a file of the machine."""
    sheet = '<!DOCTYPE worksheet [<!ENTITY file SYSTEM "file:///etc/passwd">]>' + SHEET_START + SHEET_END
    return xlsx(xl__worksheets__sheet1_dot_xml=sheet)


def repeated_cells() -> bytes:
    """Make one cell of an .ods that fills 17 thousand million."""
    cell = '<table:table-cell office:value-type="string" table:number-columns-repeated="16384"/>'
    return ods(f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>')


FAR_CELL = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'

HOSTILE: dict[str, tuple[Callable[[], bytes], type[DomainError]]] = {
    "no workbook": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)), WorkbookUnreadable),
    "empty file": (lambda: b"", WorkbookUnreadable),
    "blank text": (lambda: b"\xef\xbb\xbf \r\n", WorkbookUnreadable),
    "text in an unknown encoding": (lambda: "Họ tên".encode() + b"\xe9\xff", WorkbookUnreadable),
    "endless quotation": (lambda: b'STT,"' + b"A" * 200_000, WorkbookUnreadable),
    "web page without a table": (lambda: b"\r\n <HTML><body><p>STT</p>", WorkbookIsWebPage),
    "tables within tables": (lambda: b"<table><tr><td>" * 5_000, WorkbookIsWebPage),
    "web page as wide as a street": (lambda: b"<table><tr><td colspan=9999999>A<td>B", WorkbookTooLarge),
    "web page of a million rows": (lambda: b"<table>" + b"<tr><td>1" * 1_000_000, WorkbookTooLarge),
    "web page of wide empty cells": (
        lambda: b"<table>" + b"<tr><td rowspan=9999999 colspan=60>" * 30_000,
        WorkbookTooLarge,
    ),
    "page in an archive": (lambda: b"MIME-Version: 1.0\r\n\r\n<table>", WorkbookIsWebPage),
    "xml of 2003": (lambda: b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', WorkbookIsWebPage),
    "password on .xlsx": (lambda: ole("EncryptedPackage", "EncryptionInfo"), WorkbookProtected),
    "password on .xls": (protected_xls, WorkbookProtected),
    "password on .ods": (lambda: ods("", "<manifest:encryption-data/>"), WorkbookProtected),
    "encrypted zip": (
        lambda: xlsx().replace(b"\x14\x00\x00\x00\x08", b"\x14\x00\x01\x00\x08"),
        WorkbookProtected,
    ),
    "letter in an OLE container": (lambda: ole("WordDocument"), WorkbookUnreadable),
    "start of an OLE container": (lambda: OLE_START, WorkbookUnreadable),
    "macros in .xls": (lambda: ole("Workbook", "_VBA_PROJECT_CUR"), WorkbookHasMacros),
    "macros in .xlsm": (lambda: xlsx(xl__vbaProject_dot_bin="x"), WorkbookHasMacros),
    "zip of something else": (lambda: zipped({"word/document.xml": "<w/>"}), WorkbookUnreadable),
    "no sheets": (lambda: xlsx(xl__workbook_dot_xml="<workbook><sheets/></workbook>"), WorkbookUnreadable),
    "missing sheet": (without_sheet, WorkbookUnreadable),
    "broken sheet": (lambda: xlsx("<row><c>"), WorkbookUnreadable),
    "broken reference": (
        lambda: xlsx('<row r="1"><c r="A1BIG9"><v>1</v></c></row>' + FAR_CELL),
        WorkbookUnreadable,
    ),
    "broken row number": (lambda: xlsx('<row r="x"/>' + FAR_CELL), WorkbookUnreadable),
    "cut off": (lambda: xlsx()[:-40], WorkbookUnreadable),
    "torn": (lambda: xlsx()[:300] + xlsx()[400:], WorkbookUnreadable),
    "names outside": (lambda: xlsx(**{"..__..__etc__passwd": "x"}), WorkbookUnreadable),
    "unusual packing": (
        lambda: zipped({"xl/workbook.xml": "<workbook/>"}, zipfile.ZIP_LZMA),
        WorkbookUnreadable,
    ),
    "broken directory": (lambda: xlsx().replace(b"PK\x01\x02", b"PK\x01\x00"), WorkbookUnreadable),
    "one name twice": (lambda: xlsx(XL__WORKBOOK_dot_XML="<workbook/>"), WorkbookUnreadable),
    "5,000 parts": (lambda: zipped({f"{n}": "" for n in range(5_000)}), WorkbookTooLarge),
    "300 sheets": (
        lambda: xlsx(xl__workbook_dot_xml=f"<workbook>{'<sheet/>' * 300}</workbook>"),
        WorkbookTooLarge,
    ),
    "21 MB": (lambda: b"A" * 21 * MEGABYTE, WorkbookTooLarge),
    "far cell": (lambda: xlsx(FAR_CELL), WorkbookTooLarge),
    "far row": (lambda: xlsx('<row r="120001"><c r="A120001"><v>1</v></c></row>'), WorkbookTooLarge),
    "far column without references": (
        lambda: xlsx("<row>" + "<c><v>1</v></c>" * 61 + "</row>"),
        WorkbookTooLarge,
    ),
    "10,001 names": (lambda: xlsx("".join(f"<x{n}/>" for n in range(10_001)) + FAR_CELL), WorkbookTooLarge),
    "wide text": (lambda: b"A," * 61 + b"A", WorkbookTooLarge),
    "long text": (lambda: b"1\n" * 120_001, WorkbookTooLarge),
    "a million rows": (a_million_rows, WorkbookTooLarge),
    "300 MB of one string": (one_string_of_300_mb, WorkbookTooLarge),
    "a string longer than it says": (a_string_longer_than_it_says, WorkbookUnreadable),
    "one string in 600,000 cells": (one_string_in_600_000_cells, WorkbookTooLarge),
    "billion laughs": (a_billion_laughs, WorkbookUnreadable),
    "outside entity": (an_outside_entity, WorkbookUnreadable),
    "repeated cells of .ods": (repeated_cells, WorkbookTooLarge),
}
