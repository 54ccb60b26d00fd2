"""The form that makes a hamlet's messages: the text with its blanks, what they are for, with or without tone marks."""

from collections.abc import Callable, Sequence
from typing import Any

from wtforms import BooleanField, Field, StringField, TextAreaField
from wtforms.validators import StopValidation

from forms.base import StaffForm
from forms.validators import AtMost, Required
from forms.wording import mark

LONGEST_MESSAGE = 600
LONGEST_PURPOSE = 200


class MessagesForm(StaffForm):
    """``unknown_blanks`` tells which blanks of a text no message can have."""

    text = TextAreaField(
        mark("Nội dung tin nhắn"),
        [Required(mark("Ghi nội dung tin nhắn")), AtMost(LONGEST_MESSAGE)],
        render_kw={"rows": "7"},
    )
    is_plain = BooleanField(mark("Viết không dấu (một tin SMS chứa được nhiều chữ hơn)"))
    purpose = StringField(
        mark("Lấy đường dẫn để làm gì"),
        [Required(mark("Ghi mục đích lấy đường dẫn của các hộ")), AtMost(LONGEST_PURPOSE)],
        description=mark("Ví dụ: nhắn Zalo cho từng hộ của thôn. Mục đích được ghi vào nhật ký."),
    )

    def __init__(
        self,
        formdata: Any = None,
        *,
        language: str = "vi",
        needed: str,
        unknown_blanks: Callable[[str], Sequence[str]],
        text: str = "",
    ) -> None:
        self._needed = needed
        self._unknown_blanks = unknown_blanks
        super().__init__(formdata, language=language, data={"text": text})

    def validate_text(self, field: Field) -> None:
        """Refuse a text without the household's link, or with a blank that nothing fills."""
        unknown = self._unknown_blanks(field.data)
        if unknown:
            message = mark("Không có chỗ trống {%(blank)s}. Xem các chỗ trống dùng được bên dưới")
            raise StopValidation(field.gettext(message) % {"blank": unknown[0]})
        if f"{{{self._needed}}}" not in field.data:
            message = mark("Nội dung phải có chỗ trống {%(blank)s}, nơi đặt đường dẫn riêng của hộ")
            raise StopValidation(field.gettext(message) % {"blank": self._needed})
