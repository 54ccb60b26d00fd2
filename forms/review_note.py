"""The form by which somebody who looked at a finding of the list for review says what it was."""

from wtforms import HiddenField, TextAreaField

from forms.base import StaffForm
from forms.validators import AtLeast, AtMost, Required
from forms.wording import mark

_SHORTEST, _LONGEST = 5, 500


class ReviewNoteForm(StaffForm):
    """Which finding, and what it was, in words: it stays, with the name of who wrote it."""

    finding = HiddenField()
    remark = TextAreaField(
        mark("Đã xem, nhận xét"),
        [
            Required(mark("Ghi đã xem thế nào và thấy gì")),
            AtLeast(_SHORTEST, mark("Ghi rõ hơn, ít nhất %(minimum)s ký tự")),
            AtMost(_LONGEST, mark("Ghi gọn lại, tối đa %(maximum)s ký tự")),
        ],
        description=mark(
            "Ví dụ: nhập phiếu ký sau buổi họp thôn, đã đối chiếu giấy. Không ghi họ tên người dân."
        ),
        render_kw={"rows": 2},
    )
