"""A reading as JSON between the preview and the button that stores it, and the words for what was found in it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from pledges.foundation.locale import mark
from pledges.foundation.vietnamese.folding import fold
from pledges.register.cell_values import NoteFlag
from pledges.register.labels import Field
from pledges.register.reading import WorkbookReading
from pledges.register.rows import Place, RejectReason, WarningCode
from pledges.register.rules import NewHousehold

REJECT_WORDS = {
    RejectReason.LEGACY_FONT: mark("Chữ gõ bằng bảng mã cũ (TCVN3, VNI), chưa nhận được"),
    RejectReason.NAME_MISSING: mark("Thiếu họ tên chủ hộ"),
    RejectReason.NAME_UNREADABLE: mark("Không đọc được họ tên chủ hộ"),
}
WARNING_WORDS = {
    WarningCode.FORBIDDEN_COLUMN: mark("Cột không được lưu, đã bỏ qua"),
    WarningCode.PHONES_NOT_TAKEN: mark("Cột số điện thoại không được lấy vì không đánh dấu chọn"),
    WarningCode.HIDDEN_SHEET: mark("Trang tính ẩn, đã bỏ qua"),
    WarningCode.SHEET_WITHOUT_LIST: mark("Trang tính không có danh sách hộ"),
    WarningCode.MEMBERS_LEFT_OUT: mark("Dòng là thành viên trong hộ, chỉ đếm, không lưu tên"),
    WarningCode.SECOND_NAME_LEFT_OUT: mark("Ô có hai tên, chỉ lấy tên đầu"),
    WarningCode.NAME_EXPANDED: mark("Họ viết tắt đã được viết đủ, xin xem lại"),
    WarningCode.BIRTH_YEAR_UNCLEAR: mark("Năm sinh không rõ, để trống"),
    WarningCode.PEOPLE_COUNT_UNCLEAR: mark("Số nhân khẩu không rõ, để trống"),
    WarningCode.PHONE_UNREADABLE: mark("Số điện thoại không đọc được, để trống"),
    WarningCode.POSSIBLE_DUPLICATE: mark("Có thể trùng hộ, không tự gộp"),
    WarningCode.SAME_NAME: mark("Trùng họ tên, không tự gộp"),
}
FLAG_WORDS = {
    NoteFlag.AWAY: mark("đi xa"),
    NoteFlag.MOVED: mark("đã chuyển đi"),
    NoteFlag.TEMPORARY: mark("tạm trú"),
    NoteFlag.LODGING: mark("ở trọ"),
    NoteFlag.SHARED: mark("hộ ghép"),
    NoteFlag.DECEASED: mark("đã mất"),
}
FIELD_WORDS = {
    Field.NUMBER: mark("số thứ tự"),
    Field.NAME: mark("họ và tên"),
    Field.FAMILY_NAME: mark("họ và tên đệm"),
    Field.BIRTH: mark("năm sinh"),
    Field.RELATION: mark("quan hệ"),
    Field.ADDRESS: mark("địa chỉ"),
    Field.PEOPLE: mark("số nhân khẩu"),
    Field.PHONE: mark("số điện thoại"),
    Field.NOTE: mark("ghi chú"),
}


@dataclass(frozen=True)
class Preview:
    """What the clerk looks at before anything is stored, as plain JSON values."""

    households: list[dict[str, Any]]
    rejected: list[dict[str, Any]]
    warnings: list[dict[str, Any]]
    columns: list[dict[str, Any]]


def staged(reading: WorkbookReading) -> dict[str, object]:
    """Return a reading as JSON can hold it; nothing that the register has no place for goes in."""
    return {
        "households": [
            {
                "row": _place(household.place),
                "head_name": household.head_name,
                "birth_year": household.birth_year,
                "address": household.address,
                "people_count": household.people_count,
                "phones": list(household.phones),
                "flags": [flag.value for flag in household.note_flags],
            }
            for household in reading.households
        ],
        "rejected": [
            {
                "row": _place(row.place),
                "reason": row.reason.value,
                "cells": [list(cell) for cell in row.cells],
                "looks_like": row.looks_like,
            }
            for row in reading.rejected
        ],
        "warnings": [
            {
                "code": warning.code.value,
                "rows": [_place(place) for place in warning.places if place.row_number],
                "detail": warning.detail,
            }
            for warning in reading.warnings
        ],
        "columns": [
            {"label": heading.label, "holds": heading.holds.value}
            for sheet in reading.sheets
            for heading in sheet.headings
            if heading.holds is not None
        ],
    }


def preview_of(content: dict[str, Any]) -> Preview:
    """Return what ``staged`` made, for the page."""
    return Preview(content["households"], content["rejected"], content["warnings"], content["columns"])


def households_of(content: dict[str, Any]) -> list[NewHousehold]:
    """Return the households that ``staged`` kept, ready to be entered."""
    return [
        NewHousehold(
            head_name=household["head_name"],
            address=household["address"],
            birth_year=household["birth_year"],
            people_count=household["people_count"],
            phones=tuple(household["phones"]),
        )
        for household in content["households"]
    ]


def repeated(content: dict[str, Any], there: Collection[tuple[str, int | None]]) -> int:
    """Return how many of the list's households have a name and year of birth that the hamlet has already."""
    return sum((fold(one["head_name"]), one["birth_year"]) in there for one in content["households"])


def _place(place: Place) -> str:
    return f"{place.sheet}!{place.row_number}"
