"""The form that takes the list of a hamlet's households."""

from typing import Any

from wtforms import BooleanField, Field, FileField
from wtforms.validators import StopValidation

from forms.base import StaffForm
from forms.wording import mark


class _FileChosen:
    """A file was handed over; whether it can be read is told by the reader, which looks inside."""

    def __call__(self, form: Any, field: Field) -> None:
        # Without multipart/form-data a browser sends the file's name as plain text, and no file.
        if not getattr(field.data, "filename", ""):
            raise StopValidation(field.gettext(mark("Chọn tệp danh sách hộ trên máy")))


class HouseholdImportForm(StaffForm):
    """The file, and whether telephone numbers are taken: only where the households agreed to reminders."""

    workbook = FileField(
        mark("Tệp danh sách hộ"),
        [_FileChosen()],
        description=mark("Tệp Excel (.xlsx, .xls), LibreOffice (.ods) hoặc .csv"),
    )
    take_phones = BooleanField(
        mark("Lấy cả số điện thoại"),
        description=mark("Chỉ chọn khi các hộ đã đồng ý nhận tin nhắn nhắc nhở"),
    )
