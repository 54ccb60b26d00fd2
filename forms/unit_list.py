"""The form that takes the statistics office's list of units."""

from typing import Any

from wtforms import Field, FileField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are of an older WTForms
from wtforms.validators import Regexp, StopValidation

from forms.base import StaffForm
from forms.campaign_opening import TypedDate
from forms.validators import Required
from forms.wording import mark


class _FileChosen:
    """A file was handed over; whether it can be read is told by the reader, which looks inside."""

    def __call__(self, form: Any, field: Field) -> None:
        # Without multipart/form-data a browser sends the file's name as plain text, and no file.
        if not getattr(field.data, "filename", ""):
            raise StopValidation(field.gettext(mark("Chọn tệp danh mục đơn vị trên máy")))


class _DaySaid:
    """A day was written; one that could not be read has said so itself."""

    def __call__(self, form: Any, field: Field) -> None:
        if not any(field.raw_data or ()):
            field.errors = []
            raise StopValidation(field.gettext(mark("Ghi ngày danh mục bắt đầu có hiệu lực")))


class UnitListForm(StaffForm):
    """The file, the unit it stands below, the scheme of its codes and since when it holds."""

    workbook = FileField(
        mark("Tệp danh mục đơn vị"),
        [_FileChosen()],
        description=mark("Tệp Excel (.xlsx, .xls), LibreOffice (.ods) hoặc .csv"),
    )
    unit_id = SelectField(mark("Đơn vị cấp trên"), [Required(mark("Chọn đơn vị"))])
    scheme = StringField(
        mark("Bộ mã"),
        [
            Required(mark("Ghi tên bộ mã")),
            Regexp(
                r"^[A-Z0-9]{2,10}(-[0-9]{4})?$",
                message=mark("Ghi bộ mã bằng chữ in hoa và năm, ví dụ NSO-2025"),
            ),
        ],
        description=mark("Cùng một mã số có thể chỉ đơn vị khác trong bộ mã khác. Ví dụ: NSO-2025"),
    )
    valid_from = TypedDate(
        mark("Có hiệu lực từ ngày"),
        [_DaySaid()],
        format=["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"],
        description=mark("Ngày/tháng/năm, ví dụ 01/07/2025"),
    )

    def offer(self, units: list[tuple[str, str]]) -> None:
        """Give the units below which the list may stand, as (id, words)."""
        self.unit_id.choices = [SelectChoice(value, words) for value, words in units]
