"""The form that asks for a run of QR labels."""

from typing import Any

from wtforms import Field, StringField
from wtforms.validators import StopValidation

from forms.base import StaffForm
from forms.validators import AtMost, Required, count_in
from forms.wording import mark

# Labels on one sheet of A4 (8 rows of 3), the only sheet there is.
LABELS_ON_A_SHEET = 24
_LONGEST_PURPOSE = 200


class _PlaceOnSheet:
    """A place on the first sheet, counted from its top left."""

    def __call__(self, form: Any, field: Field) -> None:
        place = count_in(field.data or "")
        if place is None or not 1 <= place <= LABELS_ON_A_SHEET:
            message = field.gettext(mark("Ghi nhãn đầu tiên bằng số từ 1 đến %(most)s"))
            raise StopValidation(message % {"most": LABELS_ON_A_SHEET})


class PrintLabelsForm(StaffForm):
    """Where the first label stands, for a sheet begun before, and what the labels are for."""

    first_place = StringField(
        mark("Nhãn đầu tiên in vào ô số"),
        [_PlaceOnSheet()],
        default="1",
        description=mark("Ghi 1 nếu dùng tờ mới; tờ đã dùng dở thì ghi số của ô trống đầu tiên"),
        render_kw={"inputmode": "numeric"},
    )
    purpose = StringField(
        mark("Mục đích in"),
        [
            Required(mark("Ghi mục đích in, ví dụ: phát cho các hộ thôn Phú Sơn")),
            AtMost(_LONGEST_PURPOSE),
        ],
        description=mark("Lưu vào nhật ký, vì tờ in có tên hộ"),
    )

    @property
    def places_to_skip(self) -> int:
        """How many places of the first sheet are used already, after `validate` has accepted it."""
        return (count_in(self.first_place.data or "") or 1) - 1
