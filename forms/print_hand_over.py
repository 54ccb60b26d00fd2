"""The forms by which staff write down what became of printed pieces: handed over to somebody, or printed once more."""

import re
from datetime import date
from typing import Any

from wtforms import StringField
from wtforms.validators import StopValidation

from forms.base import StaffForm
from forms.campaign_opening import DATE_FORMATS, TypedDate
from forms.subject_changes import DatedForm, NotToCome
from forms.validators import LONGEST_NAME, AtLeast, AtMost, Required
from forms.wording import mark

_LONGEST_NOTE = 200
_SHORTEST_REASON = 4
_COUNT = re.compile(r"[0-9]{1,7}")


class _Pieces:
    """A number of pieces, no more than the run has; needs ``form.total``."""

    def __call__(self, form: Any, field: Any) -> None:
        number = _number_in(field.data or "")
        if number is None or not 1 <= number <= form.total:
            message = field.gettext(mark("Ghi số tờ bằng chữ số, từ 1 đến %(total)s"))
            raise StopValidation(message % {"total": form.total})


class HandOverForm(DatedForm):
    """To whom, when, how many pieces (of ``total``), and what else is to be known."""

    total: int
    to = StringField(
        mark("Giao cho"),
        [
            Required(mark("Ghi giao cho ai, ví dụ: Trưởng thôn Phú Sơn")),
            AtMost(LONGEST_NAME, mark("Ghi gọn lại, tối đa %(maximum)s ký tự")),
        ],
    )
    on = TypedDate(
        mark("Ngày giao"),
        [Required(mark("Ghi ngày, ví dụ 05/02/2026")), NotToCome()],
        format=DATE_FORMATS,
        id="handed-on",
    )
    pieces = StringField(mark("Số tờ"), [Required(mark("Ghi số tờ đã giao")), _Pieces()])
    note = StringField(
        mark("Ghi chú"), [AtMost(_LONGEST_NOTE, mark("Ghi gọn lại, tối đa %(maximum)s ký tự"))]
    )

    @classmethod
    def for_run(cls, total: int, today: date, typed: Any = None, language: str = "vi") -> "HandOverForm":
        """Return the form for a run of so many pieces; all of them and today are written in beforehand."""
        form = cls(typed, today=today, language=language, data={"on": today, "pieces": str(total)})
        form.total = total
        return form

    @property
    def day(self) -> date:
        """The day, once the form was found valid."""
        return self.on.data or self.today

    @property
    def count(self) -> int:
        """How many pieces, once the form was found valid."""
        return _number_in(self.pieces.data or "") or 0


class ReprintForm(StaffForm):
    """Why a piece is printed once more."""

    why = StringField(
        mark("Vì sao in lại"),
        [
            Required(mark("Ghi vì sao in lại, ví dụ: tờ cũ bị rách")),
            AtLeast(_SHORTEST_REASON, mark("Ghi rõ hơn, ít nhất %(minimum)s ký tự")),
            AtMost(_LONGEST_NOTE, mark("Ghi gọn lại, tối đa %(maximum)s ký tự")),
        ],
        description=mark("Ví dụ: tờ cũ bị rách, bị mất, in mờ. Không ghi họ tên người dân."),
    )


def _number_in(text: str) -> int | None:
    typed = text.replace(".", "").replace(" ", "")
    return int(typed) if _COUNT.fullmatch(typed) else None
