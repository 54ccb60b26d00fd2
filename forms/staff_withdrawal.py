"""The form by which staff take a pledge back for a household that asked them to."""

from wtforms import TextAreaField

from forms.base import StaffForm
from forms.validators import AtLeast, AtMost, Required
from forms.wording import mark

_SHORTEST, _LONGEST = 10, 300


class StaffWithdrawalForm(StaffForm):
    """Who asked, how and when, in words: it goes into the trail. The household itself need not say why."""

    reason = TextAreaField(
        mark("Ai đề nghị, bằng cách nào, ngày nào"),
        [
            Required(mark("Ghi ai đề nghị rút lại, bằng cách nào, ngày nào")),
            AtLeast(_SHORTEST, mark("Ghi rõ hơn ai đề nghị và bằng cách nào, ít nhất %(minimum)s ký tự")),
            AtMost(_LONGEST, mark("Ghi gọn lại, tối đa %(maximum)s ký tự")),
        ],
        description=mark(
            "Ví dụ: người đại diện đến trụ sở đề nghị. Không ghi họ tên: nhật ký không giữ tên."
        ),
        render_kw={"rows": 3},
    )
