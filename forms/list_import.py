"""The forms of a list: the file with what may be taken of it, how its columns are read, and why rows are fetched."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from wtforms import BooleanField, Field, FileField, StringField
from wtforms.validators import StopValidation

from forms.base import StaffForm
from forms.validators import AtMost, Required
from forms.wording import mark

_LONGEST_PURPOSE = 200
# A list has at most sixty columns a sheet; more in a post is no form of ours.
_MOST_ENTRIES = 2_000


class _FileChosen:
    """A file was handed over; whether it can be read is told by the reader, which looks inside."""

    def __call__(self, form: Any, field: Field) -> None:
        # Without multipart/form-data a browser sends the file's name as plain text, and no file.
        if not getattr(field.data, "filename", ""):
            raise StopValidation(field.gettext(mark("Chọn tệp danh sách trên máy")))


class _PurposeOfPhones:
    """Whoever takes telephone numbers says what for."""

    def __call__(self, form: Any, field: Field) -> None:
        if form.take_phones.data and not field.data:
            raise StopValidation(field.gettext(mark("Ghi mục đích dùng số điện thoại")))


class OfficialsImportForm(StaffForm):
    """The file of a list of officials."""

    workbook = FileField(
        mark("Tệp danh sách"),
        [_FileChosen()],
        description=mark("Tệp Excel (.xlsx, .xls), LibreOffice (.ods) hoặc .csv"),
    )

    @property
    def purpose(self) -> str:
        """What telephone numbers are taken for: of officials none are."""
        return ""


class HouseholdsImportForm(OfficialsImportForm):
    """The file of a list of households, and what telephone numbers are taken for, if they are."""

    take_phones = BooleanField(
        mark("Lấy cả số điện thoại"),
        description=mark("Chỉ chọn khi các hộ đã đồng ý nhận tin nhắn nhắc nhở"),
    )
    phone_purpose = StringField(
        mark("Mục đích dùng số điện thoại"),
        [
            _PurposeOfPhones(),
            AtMost(_LONGEST_PURPOSE, mark("Mục đích không quá 200 ký tự")),
        ],
        description=mark("Ví dụ: nhắc lịch họp thôn. Số được mã hóa khi lưu và chỉ hiện một phần."),
    )

    @property
    def purpose(self) -> str:
        """What telephone numbers are taken for, "" when they are not."""
        return str(self.phone_purpose.data) if self.take_phones.data else ""


class PurposeForm(StaffForm):
    """What a file with people's names is fetched for."""

    purpose = StringField(
        mark("Tải tệp để làm gì"),
        [
            Required(mark("Ghi mục đích tải tệp, ví dụ: sửa lại các dòng rồi nhập tiếp")),
            AtMost(_LONGEST_PURPOSE, mark("Mục đích không quá 200 ký tự")),
        ],
    )


class StoreForm(StaffForm):
    """Whether those who are not on the list leave the register; that is asked twice."""

    lets_go = BooleanField(mark("Cho các hộ, cán bộ không còn trong tệp rời danh sách"))
    is_sure = BooleanField(mark("Tôi đã xem danh sách này"))


@dataclass(frozen=True)
class ChosenReading:
    """How the clerk wants a list read: label of a column → what it holds, name of a group → its unit, and consent."""

    columns: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, int] = field(default_factory=dict)
    converts: bool = False

    @classmethod
    def of(cls, sent: Any, fields: Collection[str]) -> "ChosenReading":
        """Read what was sent: the lists ``column`` and ``holds``, ``group`` and ``unit``, each pair in its order.

        What is not on offer is left out: the page shows what came of the rest.
        """
        columns = zip(sent.getlist("column")[:_MOST_ENTRIES], sent.getlist("holds"), strict=False)
        groups = zip(sent.getlist("group")[:_MOST_ENTRIES], sent.getlist("unit"), strict=False)
        return cls(
            columns={label: holds for label, holds in columns if holds in ("", *fields)},
            groups={
                name: int(unit)
                for name, unit in groups
                if unit.isascii() and unit.isdigit() and len(unit) < 19
            },
            converts=sent.get("converts") == "y",
        )
