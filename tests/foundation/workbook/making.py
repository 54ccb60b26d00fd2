"""Makes spreadsheets as offices keep them, and as no office should."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

import xlwt

PACKAGE_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="xl/workbook.xml"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
CONTENT_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
WORKBOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="Thôn Phú Sơn" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="worksheets/sheet1.xml"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>'
    '<Relationship Id="rId2" Target="sharedStrings.xml"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/>'
    "</Relationships>"
)
SHEET_START = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
SHEET_END = "</sheetData></worksheet>"
ONE_CELL = '<row r="1"><c r="A1" t="inlineStr"><is><t>Họ và tên</t></is></c></row>'
OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def xlsx(cells: str = ONE_CELL, **parts: str) -> bytes:
    """Make the smallest .xlsx with these rows; further parts by name, "__" standing for "/" and "_dot_" for "."."""
    named = {name.replace("__", "/").replace("_dot_", "."): text for name, text in parts.items()}
    return zipped(
        {
            "[Content_Types].xml": CONTENT_TYPES,
            "_rels/.rels": PACKAGE_RELATIONS,
            "xl/workbook.xml": WORKBOOK,
            "xl/_rels/workbook.xml.rels": RELATIONS,
            "xl/worksheets/sheet1.xml": SHEET_START + cells + SHEET_END,
        }
        | named
    )


def without_sheet() -> bytes:
    """Make an .xlsx that names a sheet and does not hold it."""
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": PACKAGE_RELATIONS,
        "xl/workbook.xml": WORKBOOK,
        "xl/_rels/workbook.xml.rels": RELATIONS,
    }
    return zipped(parts)


def zipped(parts: Mapping[str, str | bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Pack parts into a zip container."""
    container = io.BytesIO()
    with zipfile.ZipFile(container, "w", packing, compresslevel=1) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return container.getvalue()


def inflating(start: bytes, filling: bytes, times: int, end: bytes) -> bytes:
    """Make a raw deflate stream of a filling repeated many times, packed once: 300 MB in a few milliseconds."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    head = packer.compress(start) + packer.flush(zlib.Z_FULL_FLUSH)
    body = packer.compress(filling) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + body * times + packer.compress(end) + packer.flush()


def with_raw_part(container: bytes, name: str, deflated: bytes, size: int, crc: int = 0) -> bytes:
    """Add a part whose packed bytes, size and checksum are what the caller says they are."""
    end = container.rindex(b"PK\x05\x06")
    entries, directory_bytes, directory_at = struct.unpack("<HII", container[end + 10 : end + 20])
    encoded = name.encode()
    fields = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0x21, crc, len(deflated), size, len(encoded), 0)
    local = b"PK\x03\x04" + fields + encoded + deflated
    entry = b"PK\x01\x02\x14\x00" + fields + struct.pack("<HHHII", 0, 0, 0, 0, directory_at) + encoded
    directory = container[directory_at : directory_at + directory_bytes] + entry
    counts = struct.pack(
        "<HHHHIIH", 0, 0, entries + 1, entries + 1, len(directory), directory_at + len(local), 0
    )
    return container[:directory_at] + local + directory + b"PK\x05\x06" + counts


def protected_xls() -> bytes:
    """Make an .xls whose second record says that a password follows."""
    book = xlwt.Workbook()
    book.add_sheet("Tổ 1")
    content = io.BytesIO()
    book.save(content)
    first_record = b"\x09\x08\x10\x00\x00\x06\x05\x00"
    second = content.getvalue().index(first_record) + len(first_record) + 12
    return content.getvalue()[:second] + b"\x2f\x00" + content.getvalue()[second + 2 :]


def ods(rows: str, manifest: str = "") -> bytes:
    """Make the smallest .ods with these table rows."""
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="Thôn Phú Sơn">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    namespace = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f"<manifest:manifest {namespace}>{manifest}</manifest:manifest>",
            "content.xml": content,
        }
    )


def ole(*stream_names: str) -> bytes:
    """Make the beginning of an OLE container whose directory names these streams."""
    directory = b"".join(name.encode("utf-16-le").ljust(64, b"\0") + bytes(64) for name in stream_names)
    return OLE_START + bytes(504) + directory.ljust(4096, b"\0")
