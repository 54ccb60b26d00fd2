"""What was read as it is kept between reading and storing: rows as JSON, a summary without names, and their words."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from pledges.foundation.locale import mark
from pledges.foundation.vietnamese.folding import fold
from pledges.foundation.vietnamese.phones import mask_phone
from pledges.register.comparing import Finding, Listed
from pledges.register.placing import PlaceReason, Places
from pledges.register.reading import words as reading_words
from pledges.register.reading.labels import Field
from pledges.register.reading.layout import Heading
from pledges.register.reading.rows import (
    ParsedHousehold,
    ParsedOfficial,
    Place,
    ReadingWarning,
    RejectedRow,
    WarningCode,
)
from pledges.register.reading.whole_list import ListReading

REJECT_WORDS: dict[str, str] = {
    **{code.value: words for code, words in reading_words.REJECT_WORDS.items()},
    PlaceReason.NO_UNIT: mark("Chưa rõ thuộc thôn, khu phố hoặc đơn vị nào"),
    PlaceReason.OTHER_UNIT: mark("Thuộc thôn, khu phố hoặc đơn vị khác"),
}
WARNING_WORDS: dict[str, str] = {
    **{code.value: words for code, words in reading_words.WARNING_WORDS.items()},
    Finding.LOOKS_LIKE_KNOWN: mark("Trùng họ tên, khác năm sinh với người đang có"),
    Finding.KNOWN_ELSEWHERE: mark("Có thể chuyển đến từ nơi khác trong xã, không tự chuyển"),
    Finding.LEFT_BEFORE: mark("Trùng họ tên, năm sinh với người đã rời danh sách"),
    Finding.WRITTEN_DIFFERENTLY: mark("Họ tên viết khác dấu, giữ cách viết đang có"),
}
VALUE_WORDS = {
    "year": mark("Năm sinh"),
    "address": mark("Địa chỉ"),
    "people": mark("Số nhân khẩu"),
    "position": mark("Chức vụ"),
    "phones": mark("Số điện thoại"),
}
# The list that comes back is Vietnamese: what a head is called where the list has none for it.
_GROUP_HEAD = "Đơn vị"
_CELLS = (
    ("name", Field.NAME, "Họ và tên"),
    ("year", Field.BIRTH, "Năm sinh"),
    ("address", Field.ADDRESS, "Địa chỉ"),
    ("people", Field.PEOPLE, "Số nhân khẩu"),
    ("position", Field.POSITION, "Chức vụ"),
    ("group", Field.GROUP, _GROUP_HEAD),
)
_COMES_BACK = {Field.NUMBER.value, Field.FAMILY_NAME.value, *(field.value for _, field, _ in _CELLS)}
# Warnings on a sheet as a whole, or with one place for every member of every household, stand above the rows.
_OF_SHEETS = {
    WarningCode.FORBIDDEN_COLUMN,
    WarningCode.PHONES_NOT_TAKEN,
    WarningCode.NAME_COLUMN_UNKNOWN,
    WarningCode.HIDDEN_SHEET,
    WarningCode.HIDDEN_ROWS,
    WarningCode.SHEET_WITHOUT_LIST,
    WarningCode.MEMBERS_LEFT_OUT,
}


def placed(
    reading: ListReading, places: Places
) -> tuple[list[Listed], list[tuple[ParsedHousehold | ParsedOfficial, PlaceReason]]]:
    """Return the rows that have a unit, with their warnings, and those that have none, with the reason."""
    listed: list[Listed] = []
    nowhere: list[tuple[ParsedHousehold | ParsedOfficial, PlaceReason]] = []
    warnings = _by_place(reading)
    for subject in reading.subjects:
        unit = places.unit_of(subject.group)
        if isinstance(unit, PlaceReason):
            nowhere.append((subject, unit))
            continue
        row = Listed(subject.place, unit, fold(subject.name), _content(subject))
        row.phones = subject.phones if isinstance(subject, ParsedHousehold) else ()
        row.warnings = warnings.get(subject.place, [])
        listed.append(row)
    return listed, nowhere


def masked(phones: Iterable[str]) -> list[str]:
    """Return telephone numbers as a list may show them."""
    return [mask_phone(phone) for phone in phones]


def rejected_content(row: RejectedRow) -> dict[str, Any]:
    """Return a rejected row as it is kept: its cells, where it belongs, what a name in an old encoding may say."""
    group = [[_GROUP_HEAD, row.group]] if row.group else []
    return {"cells": [*(list(cell) for cell in row.cells), *group], "looks_like": row.looks_like}


def nowhere_content(reading: ListReading, subject: ParsedHousehold | ParsedOfficial) -> dict[str, Any]:
    """Return a row without a unit in the same way, under the heads of its sheet."""
    sheet = next(each for each in reading.sheets if each.name == subject.place.sheet)
    labels = {heading.holds: heading.label for heading in reversed(sheet.headings)}
    values = {**_content(subject), "group": subject.group}
    cells = [
        [labels.get(field, words), str(values[name])] for name, field, words in _CELLS if values.get(name)
    ]
    return {"cells": cells, "looks_like": ""}


def summary_of(reading: ListReading, places: Places) -> dict[str, Any]:
    """Return what the preview shows above the rows, without anybody's name but the samples of an old encoding."""
    return {
        "sheets": [
            {"name": sheet.name, "columns": [_column(heading) for heading in sheet.headings]}
            for sheet in reading.sheets
        ],
        "notes": _notes(warning for warning in reading.warnings if warning.code in _OF_SHEETS),
        "conversions": [
            {
                "sheet": one.place.sheet,
                "row_number": one.place.row_number,
                "encoding": str(one.encoding),
                "before": one.before,
                "after": one.after,
            }
            for one in reading.conversions
        ],
        "groups": [
            {"name": name, "unit": unit if isinstance(unit, int) else None}
            for name, unit in places.groups().items()
        ],
    }


def heads_that_come_back(summary: dict[str, Any]) -> list[str]:
    """Return the heads of the file that a workbook of rejected rows has too, in their order."""
    return [column["label"] for column in columns_of(summary) if column["holds"] in _COMES_BACK]


def columns_of(summary: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the columns of all sheets, each label once."""
    found = {column["label"]: column for sheet in summary.get("sheets", ()) for column in sheet["columns"]}
    return list(found.values())


def _content(subject: ParsedHousehold | ParsedOfficial) -> dict[str, Any]:
    """Return what may be stored of a row, by the names of ``VALUE_WORDS``; what is unknown is left out."""
    values: dict[str, Any] = {"name": subject.name, "year": subject.birth_year}
    if isinstance(subject, ParsedHousehold):
        values |= {"address": subject.address, "people": subject.people_count}
    else:
        values |= {"position": subject.position}
    values["flags"] = [flag.value for flag in subject.note_flags]
    return {name: value for name, value in values.items() if value not in (None, "", [])}


def _by_place(reading: ListReading) -> dict[Place, list[tuple[str, str]]]:
    found: dict[Place, list[tuple[str, str]]] = defaultdict(list)
    for warning in reading.warnings:
        if warning.code not in _OF_SHEETS:
            for place in warning.places:
                found[place].append((warning.code.value, warning.detail))
    return found


def _column(heading: Heading) -> dict[str, Any]:
    return {
        "label": heading.label,
        "holds": heading.holds.value if heading.holds else "",
        "dropped": heading.dropped.value if heading.dropped else "",
        "is_forbidden": heading.is_forbidden,
    }


def _notes(warnings: Iterable[ReadingWarning]) -> list[dict[str, Any]]:
    """Return what is to be said of the sheets, once for all that give the same cause."""
    alike: dict[tuple[WarningCode, str], list[Place]] = defaultdict(list)
    for warning in warnings:
        alike[warning.code, warning.detail] += warning.places
    return [
        {
            "code": code.value,
            "sheets": sorted({place.sheet for place in places}),
            "detail": detail,
            "count": sum(1 for place in places if place.row_number),
        }
        for (code, detail), places in alike.items()
    ]
