"""The forms by which staff say what stands on their papers: words of a block, the head, a printer's offset."""

from typing import Any

from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are of an older WTForms
from wtforms.validators import StopValidation

from forms.base import StaffForm
from forms.validators import AtMost, Required
from forms.wording import mark
from pledges.stationery.rules import MOST_TENTHS_MM, HeadStyle, tenths_mm

_LONGEST_SOURCE = 8000
_LONGEST_LINE = 150
_LONGEST_SYMBOL = 30
_SEEN_DIGITS = 18
_STYLES = {
    HeadStyle.STATE: mark("Cơ quan nhà nước, Mặt trận, đoàn thể (Quốc hiệu, Tiêu ngữ)"),
    HeadStyle.PARTY: mark("Cơ quan Đảng (ĐẢNG CỘNG SẢN VIỆT NAM)"),
}


class _Seen(HiddenField):
    """The row that stood there when the page was made, 0 where there was none."""

    @property
    def row_id(self) -> int:
        """What was sent, 0 for anything that is no number."""
        text = str(self.data or "")
        return int(text) if text.isascii() and text.isdigit() and len(text) <= _SEEN_DIGITS else 0


class BlockForm(StaffForm):
    """The words of a block; what they may hold is checked where they are kept."""

    source = TextAreaField(
        mark("Lời văn"),
        [
            AtMost(_LONGEST_SOURCE, mark("Lời văn không quá %(maximum)s ký tự")),
        ],
    )
    seen = _Seen()


class _StyleField(RadioField):
    """The styles, said in the form's language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = [SelectChoice(code, self.gettext(words)) for code, words in _STYLES.items()]


class HeadForm(StaffForm):
    """The head of a unit's papers."""

    style = _StyleField(mark("Tiêu đề"))
    superior = StringField(
        mark("Cơ quan cấp trên"), [AtMost(_LONGEST_LINE, mark("Tên cơ quan không quá %(maximum)s ký tự"))]
    )
    issuer = StringField(
        mark("Cơ quan ban hành"),
        [
            Required(mark("Ghi tên cơ quan ban hành")),
            AtMost(_LONGEST_LINE, mark("Tên cơ quan không quá %(maximum)s ký tự")),
        ],
    )
    place = StringField(
        mark("Địa danh"),
        [Required(mark("Ghi địa danh")), AtMost(_LONGEST_LINE, mark("Địa danh không quá %(maximum)s ký tự"))],
    )
    symbol = StringField(
        mark("Ký hiệu"), [AtMost(_LONGEST_SYMBOL, mark("Ký hiệu không quá %(maximum)s ký tự"))]
    )
    seen = _Seen()


class _Millimetres:
    """A length as it is typed, "1,5" or "-0,5 mm", at most a centimetre either way."""

    def __call__(self, form: Any, field: Any) -> None:
        tenths = tenths_mm(field.data or "")
        if tenths is None:
            raise StopValidation(field.gettext(mark("Ghi số mi-li-mét, ví dụ 1,5 hoặc -0,5")))
        if abs(tenths) > MOST_TENTHS_MM:
            raise StopValidation(field.gettext(mark("Lệch quá 10 mm: xin xem lại giấy trong khay")))


class OffsetForm(StaffForm):
    """How far a printer sets what it prints off."""

    right = StringField(mark("Dời sang phải (mm)"), [_Millimetres()])
    down = StringField(mark("Dời xuống (mm)"), [_Millimetres()])
