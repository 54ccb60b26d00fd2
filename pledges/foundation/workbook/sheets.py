"""Checks every part of an .xlsx or .ods that will be parsed, before it is: sizes, declarations, far cells."""

import re

from pledges.foundation.workbook.archive import Archive
from pledges.foundation.workbook.extent import SheetLooks, SheetScan, TableScan
from pledges.foundation.workbook.limits import (
    MAX_ROWS,
    MAX_SHEETS,
    MAX_STRINGS_BYTES,
    MAX_STYLES_BYTES,
    MAX_XML_BYTES,
    Outcome,
    Refused,
)
from pledges.foundation.workbook.styles import legacy_styles
from pledges.foundation.workbook.xml_stream import LOCAL_NAMES, stream_parser

WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_MANIFEST = "meta-inf/manifest.xml"
_ENCRYPTION = re.compile(rb"encryption-data")
_STRINGS = "xl/sharedstrings.xml"
# A column from BI on, or a row from 120,000 on, of a cell that does not end at once: whole columns may be formatted.
# What stands at the end of a chunk is seen again. Cells without references are met by the limits of the process.
_FAR_REFERENCE = re.compile(
    rb"""r=["'](?:[A-Z]{3}\d|(?:B[I-Z]|[C-Z][A-Z])\d|[A-Z]{1,3}(?:1[2-9]\d{4}|[2-9]\d{5}|\d{7}))"""
    rb"""(?![^<>]{0,100}(?:/>|\Z))""",
    re.IGNORECASE,
)
_HIDDEN_ROW = re.compile(
    rb"""<(?:\w{1,20}:)?row\b(?=[^>]{0,160}?\shidden=["'](?:1|true))[^>]{0,160}?\sr=["'](\d{1,8})"""
)
_ROW_DIGITS = len(str(MAX_ROWS))


def scan_xlsx(archive: Archive) -> dict[str, SheetLooks]:
    """Check every part that will be parsed and return the cells in old fonts and hidden rows, by the sheet's name.

    :raises Refused: when a cell with a value lies beyond the limits, or the parts are too large or no XML.
    """
    parts = _relations(archive)
    left = MAX_XML_BYTES - _plain_size(archive, _STRINGS, MAX_STRINGS_BYTES)
    fonts_of_styles = legacy_styles(archive)
    looks: dict[str, SheetLooks] = {}
    for sheet, relation in _sheets(archive):
        part = parts.get(relation, "")
        left -= archive.parse(part, stream_parser(), left)
        scan = SheetScan(fonts_of_styles)
        # Walking through 60,000 rows takes two seconds: only where fonts are to be found, or a cell may be far away.
        if fonts_of_styles or archive.mentions(part, _FAR_REFERENCE):
            archive.parse(part, scan.parser())
        hidden = {
            int(number)
            for number in archive.found(part, _HIDDEN_ROW, b"hidden")
            if len(number) <= _ROW_DIGITS
        }
        looks[sheet] = SheetLooks(scan.fonts, sorted(number for number in hidden if number <= MAX_ROWS))
    return looks


def scan_ods(archive: Archive) -> dict[str, SheetLooks]:
    """Check the one part that will be parsed, where a repeated cell counts as often as it is repeated.

    Returns hidden rows and merges by the sheet's name.

    :raises Refused: as for .xlsx, and when the manifest speaks of encryption.
    """
    _plain_size(archive, _MANIFEST, MAX_STYLES_BYTES)
    if _MANIFEST in archive.names and archive.mentions(_MANIFEST, _ENCRYPTION):
        raise Refused(Outcome.PROTECTED)
    scan = TableScan()
    archive.parse("content.xml", scan.parser())
    return scan.looks


def _plain_size(archive: Archive, name: str, limit: int) -> int:
    return archive.parse(name, stream_parser(), limit) if name in archive.names else 0


def _relations(archive: Archive) -> dict[str, str]:
    """Map relation ids to part names, by the same rules as calamine's."""
    parts: dict[str, str] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if LOCAL_NAMES[name] == "Relationship":
            target = attributes.get("Target", "").lower()
            inside = target.removeprefix("/")
            parts[attributes.get("Id", "")] = inside if inside.startswith("xl/") else f"xl/{target}"

    parser = stream_parser()
    parser.StartElementHandler = start
    archive.parse(_RELATIONS, parser, MAX_STYLES_BYTES)
    return parts


def _sheets(archive: Archive) -> list[tuple[str, str]]:
    """List (sheet name, relation id) in the workbook's order."""
    sheets: list[tuple[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if LOCAL_NAMES[name] == "sheet":
            relation = next((value for key, value in attributes.items() if LOCAL_NAMES[key] == "id"), "")
            sheets.append((attributes.get("name", ""), relation))

    parser = stream_parser()
    parser.StartElementHandler = start
    archive.parse(WORKBOOK, parser, MAX_STYLES_BYTES)
    if len(sheets) > MAX_SHEETS:
        raise Refused(Outcome.TOO_LARGE)
    return sheets
